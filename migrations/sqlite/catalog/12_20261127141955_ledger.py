"""The ledger: wallets, and moves between them that are never changed. `accounts.token_balance` goes: the product had no
way to give anybody tokens, and a number without an artist says nothing of whose they were, so nothing is carried over."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    # The triggers are what the code promises, held by the database too: entries stay as they are, each follows from the
    # one before in its wallet, and nobody but who issues (whose wallet has the artist's id) may owe.
    return """
        CREATE TABLE "ledger_transactions" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "artist_id" VARCHAR(36) NOT NULL,
            "kind" VARCHAR(16) NOT NULL /* grant, correction, tip, refund or claim */,
            "key" VARCHAR(255) /* what makes a second try the same one */,
            "digest" VARCHAR(64) /* of what was asked for with that key */,
            "reason" VARCHAR(200) NOT NULL,
            "by" VARCHAR(36) /* the account that asked for it */,
            "at" TIMESTAMP NOT NULL,
            CONSTRAINT "uid_ledger_tran_artist__52b6eb" UNIQUE ("artist_id", "key")
        ) /* Tokens went from one wallet to another. Never changed nor deleted, which triggers see to. */;
        CREATE TABLE "wallets" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY /* the issuing one's: the artist's id */,
            "artist_id" VARCHAR(36) NOT NULL,
            "account_id" VARCHAR(36),
            "email" VARCHAR(254),
            "claimed_by" VARCHAR(36) /* the account it went to */,
            "created_at" TIMESTAMP NOT NULL,
            CONSTRAINT "uid_wallets_artist__bd377b" UNIQUE ("artist_id", "account_id"),
            CONSTRAINT "uid_wallets_artist__f48836" UNIQUE ("artist_id", "email")
        ) /* One artist's tokens in one hand. Refers to no account: it outlives them. */;
        CREATE INDEX "idx_wallets_account_066779" ON "wallets" ("account_id");
        CREATE INDEX "idx_wallets_email_5ecea1" ON "wallets" ("email");
        CREATE INDEX "idx_wallets_claimed_88a0fd" ON "wallets" ("claimed_by");
        CREATE TABLE "ledger_entries" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "artist_id" VARCHAR(36) NOT NULL,
            "number" BIGINT NOT NULL /* within the wallet, from 1 on */,
            "amount" BIGINT NOT NULL,
            "balance" BIGINT NOT NULL /* of the wallet, after it */,
            "transaction_id" VARCHAR(36) NOT NULL REFERENCES "ledger_transactions" ("id") ON DELETE RESTRICT,
            "wallet_id" VARCHAR(36) NOT NULL REFERENCES "wallets" ("id") ON DELETE RESTRICT,
            CONSTRAINT "uid_ledger_entr_wallet__20cb3f" UNIQUE ("wallet_id", "number")
        ) /* One side of a transaction; both sides together are 0. A wallet's balance is what its last entry says. */;
        CREATE INDEX "idx_ledger_entr_transac_57af92" ON "ledger_entries" ("transaction_id");
        CREATE INDEX "idx_ledger_entr_artist__421ef3" ON "ledger_entries" ("artist_id", "id");
        ALTER TABLE "accounts" DROP COLUMN "token_balance";
        CREATE TRIGGER "ledger_transactions_are_not_changed" BEFORE UPDATE ON "ledger_transactions"
            BEGIN SELECT RAISE(ABORT, 'what is in the ledger stays as it is'); END;
        CREATE TRIGGER "ledger_transactions_are_not_deleted" BEFORE DELETE ON "ledger_transactions"
            BEGIN SELECT RAISE(ABORT, 'what is in the ledger stays as it is'); END;
        CREATE TRIGGER "ledger_entries_are_not_changed" BEFORE UPDATE ON "ledger_entries"
            BEGIN SELECT RAISE(ABORT, 'what is in the ledger stays as it is'); END;
        CREATE TRIGGER "ledger_entries_are_not_deleted" BEFORE DELETE ON "ledger_entries"
            BEGIN SELECT RAISE(ABORT, 'what is in the ledger stays as it is'); END;
        CREATE TRIGGER "ledger_entries_follow" BEFORE INSERT ON "ledger_entries"
            WHEN NEW."amount" = 0 OR (NEW."balance" < 0 AND NEW."wallet_id" <> NEW."artist_id")
            OR NEW."number" <> 1 + COALESCE((
                SELECT MAX(e."number") FROM "ledger_entries" e WHERE e."wallet_id" = NEW."wallet_id"), 0)
            OR NEW."balance" <> NEW."amount" + COALESCE((
                SELECT e."balance" FROM "ledger_entries" e
                WHERE e."wallet_id" = NEW."wallet_id" AND e."number" = NEW."number" - 1), 0)
            BEGIN SELECT RAISE(ABORT, 'this entry does not follow from the one before'); END;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztPdty20ayvzLFF+VUMSqJsmyt/CQ5cqKNLLss7fGeTVLcITAkUQIxDAYQzdrNv5/uwY"
    "W4CwOC5JDCS2IB0wOwe9D3y396BvWozSfHV4bBhHjkT8zpXZL/9Bw6Y/CPwvt90qPzeeIu"
    "XvHoyJYQVK4cerhUyLUj4bnU8ODmmNqCwSWTCcO15p7F8Wm9b1PqEUrmLp+4dEb4mFCHwD"
    "7cd7wjQWZ0SUx+TB6njMhtieUJZo+JJcjC8qb4J+ELh7mEO/byGB9qcgOeajmTDe3vO9af"
    "PoNfOWHelLnwlN/+gMuWY7LvTER/zp+GY4vZZgqllokbyOtDbzmX1z5MqftRrsR3Hw0Nbv"
    "szZ7V6vvSm3ImXw0/DqxMG70Q9ZiZQ6/i2HZIiuhS8K1zwXJ/FL2muLphsTH0bCYTQwRus"
    "rvWGw/vPj8OHm8fhsJcjXgSRwHd4yeAOEt5yPCF//4x+H9rMmXhT+PPs7V/Bc1Z4CFbhA/"
    "/36uuHX66+/nD29n/wgRxOT3C27sM7A3nrL7kFHMFgE4n1FZolJYdTKqYq6E5DHRza376p"
    "gfa3b0rRjrcQ7Ss0y/8rIDha3w5qowsr3K5YzNaRe3FSA7kXJ6XIxVtp5AqD4x459P794f"
    "N9MXpXEBkEm5bhkf8S2xLeHiK6ArGIC9x5JsSfdhKhP3y6+mcW1x/uPl9L5HDhTVy5i9zg"
    "OoN4w2WInCH18sj/Ce541owVEyANmSVCCHoc/eOwSPF4++nm4fHq05cUPX66erzBOwN5dZ"
    "m5+kOWx8ebkG+3j78Q/JP86/P9TZZs8brHf/Xwnajv8aHDF0NqJnESXY4upcjMvs8t2K4B"
    "mdOQLZA5lAkdldunsk2FN/RFo885C7s3lAZNhgg+Y2RmOb4XiITXRfZQwR+q6dtpqE1pKf"
    "uueKNxM34q1LtDBOZx/pG7zJo4v7KlxPwtvCR1jCJlMGF0RlvtF8r/ik5VdHX1fJcuYpsw"
    "c9gAAyazmRec0KuHD1c/3fQkqkfUeFpQ1xymcI53+IBnrsRr87dmg1n2CnXoRKIHfwi+dh"
    "b3Jc6AiC7VjgBcVdMHcEXmzBXcuZS2ueuBnkq4C1b7mDp5i/7F1Z19rgOb6FfY52xGLVsF"
    "0zHAwSF7cF7HLIdVpeiW99ImjETX8Jm5FmzaRPUp3GB/9B8EuSSWRwIuRMbAHxzuTYEsZM"
    "m816cPzakQCw6CQdUnlgPU2XcDx3buLQGSO7CV4MRD56/DR9xcEgH6hyCWQ0ZLOBn1jkD2"
    "Uz2v9ameV3yq59lP1bTE3KbLoaovLQunM1208am53FZCcrT+EJFbB7flqM1ils8RFdwdCi"
    "vU61XETR56f2TNjJqMAMNBvvJv5hjucg6vNGOmRUn0u/79+iRO50U9WDLnHADlZmrKNZAO"
    "DaePxHUI/vHXr8ymEqN54pcEpPeT/DkHQerzGdnceIKPYLRcE1fXuNFBY2nd03TQGDKZba"
    "EZVxRJVMLST8FGS30E72LKBSMuMxi+2HsSGH2UoOk64t/7BBYwuEPAdKmt8ddCamAdt8LK"
    "bnCrg+ZkY8bMdbH0EfY4VPzgZwW3GZ2ti6W7eKdDxRV6I9bmZF9gE224WLv4gZ3Z+jzpQe"
    "5yqGcIDpCAfddGUrDNoWJpwUZTztfWrb4F2zz4o9WrHhDGNhqFC/TSohhcrLFWROBWqnGd"
    "HFw+SwTTbOYJsqCeMSUOJxOkE1lJKUyh9abMcgVqWHATVSy4sCRTbptFCbjtbl4Q3futF2"
    "wuf20Yn/xjnZDftTW5dTyFoJ+Vj1SH8kPfMNQEX+HHvw0GZ2fvBidnby/O37x7d35xcgFr"
    "5fvmb72rcF1c3/58e/+Y9kTghepIYOcmeonr7K2bqMvHKfjoNhJoT+BZ8kFVNCeBDjDUsf"
    "m0p1j6aJX1pIWO1M+mPSUPW3HWUwHj0A63XUaZki77oVSX/VBDlzXiNS+qsljHBeBHQobk"
    "JD6Ye0y+ha5AY0qdCUN3oFQohSzvcvmCwDrLhvWzmeXJ1AHHn42YK/ASw6wB7ppYAzYO14"
    "i8orvdR7ec5PYwo7a9ts6rf+5VoPSeDd69jdVc/KNKsX34dHV397Imy+bcUEqtiQEOUeQO"
    "6ojcQbnIHeTKoRgo/J5y/lIGTGdU90ZLsHktMIxluSqGOMkTKNQCDWDycPPhK8D9evN/gY"
    "1sCYJHcUQFqxfZ2HQxoGB/qhnSIUA7XKUOSU42y1S2YEkrRN43K84BAf5MSp0CiR7dfEGo"
    "h8tq+qh+AUk5pq6sa0H5uphyMua2HX0fAO4IC1ejEJYxP5SfeTG9zkZrCN3d1spqlPDclm"
    "gol8QdJ3o9nChOSyjiRMmchQpOlM6RqGdjcN8b8e+XUtUH9d7xZI45/hUlJBQbCDXhCp3c"
    "T3Ck8Ga0Ev8dHl25FRp+Wbf3b8Ax4PDiGod994bU8zBJGr2mf3RVMLutgonoWRfR0Xqtld"
    "gpiFcwcSeciUsSRhH7JCrfUSXCaR0inJYT4TTnIU1+PLXTwBMwWiOfRhg/EsQy+6tkKPh7"
    "DFhn7twNxVpnMLQupnuoPtoW8PIgiin1R1mCAh8E2Gt8/J6cXOJNLFCpSYQtRukSvoxInC"
    "h8JEkYnT+ShuKg/fMvsaOA4Gj9ASK3fXfRKqVA8RjnALeH7l5Pkd+E5W5qDGXDEUistcvj"
    "+xF0z2J8R+t1PtUBokFLN5h031MB+g2WGC5AN2chd0c9Hpl+pCwQsDPqEqUq1H/zT8muy1"
    "scxZH+u8/3P0fLs32PMqI3sgnSVALJe+P4s1xALS2FI1h95fAJmTPHBIT3ySkJrTsG6tAA"
    "/qCmkuBtHilIxDADm6sgl65U1UmCaItnVbfE4PTNuzcXZ2/fxAiNr1RhNY/QrCWbw2t15l"
    "ABeJc+pHX6kGFTIII5lKFSVXLngPenthTTJoNzihLGdzAOvKBLMOw8MgMch7FjEDvO+oJm"
    "3w6FbM/VnAsUgO/NwXiVTEASDLUPv0CSVucvZEAbSVTNKNuifiKxg00+CvBaYSiloPS1kp"
    "qapCd1uk/AqnLb6CTXf6LLdn4VnCo2ORoQOgvbySSdKb2zvPaXadpC5GwzJdavoSflHpPn"
    "ALKNE0X1RWkB6Zr7isSAbJ1/zWkWYRjoCXN3A2IEGb+XMT3EFLONLA9oR00RxIhCohWPoo"
    "CdcFe5V8Wci209eY08qG40wwaDS+W5BnPfBdmnFG9KgGjtnJddKpf9MMEeW8GCgK/b5HGj"
    "TdF23eZ0QwgPoh4xV1iwZhkFG+l8SsVTI7U7Cbc/1lXPkxpAMNSIUde2GJ5+eKTwCAUiPX"
    "OrZrzjkLRyjUY76FlKdhBU7mqKX489pRnKD8BGki21iqyjqNdWhV0Ut/Sq1drfpgaaFWTu"
    "j2xLTOGffRBXpiy8CK8xWXoB8gq+9aKKyT5qdVgvucrO6aerKAvHBGzvyd3IgYjgaVxhMa"
    "zbRyPSZVNQUASF/XBJUAZ+VHM0jT6Z2S/nx+xFlja6AQJLKaRKEzq0n5z9xJbKroEkjMbf"
    "RVzciXZT2OwIXj3IHPOdullJG8/JpjbYQfBiKiRIQ2l98NPY75OYLEESH34XNVMpMt/CoI"
    "7vAFaVfw2DnP8AG/yjuFdUcTNg+n4U2mQLhz0BFfGchtpQGKclj01C4dGD0zjcVKuHDddr"
    "jOaGx3kjY0Xk/IGh7yq5H1NAGiO6F9bX4JkIQhjx4Zb6ummZBNNTmpz089M63AVWlVJD3t"
    "uXtlz77qjQqOYje/Z1kpivtAOalj6hlxuglbuEWm9j/CVknO4B9jPO+8+KeEUegZ8d9sjh"
    "P3WPrFLfda24RN0zm2OQNc7teu7JW/S/efeo9BU5KRO3+5WuSksuHKKmoJLCQQPdwmVz7s"
    "oOxaBNXBKBzkGKEc9R1KGJiSOysDwHmzUtpixIlhj5Ao1JuqBliRrt7t+1pdFKCy/3Kwb0"
    "LuLZFWXvCSBtS8F64aBNf46ndUoYNaZk4Vqe1mXu5TL07w+f7yuN/iJymJbhkf8SO9SE9l"
    "OMFmETsZGKCudqULPlpv10uBc3uNaoa9AdMyfMvXG8ksZByfvV8sWWK4cMltbuHwSqBRGW"
    "GeRtBP3GYD3cfE9GHD4evCdIxM1lHsfJMbkiC2qDyD0SZERtKmuRhWySH8SnQIIQfI0lEX"
    "RZ0J50a08t7F0U7NKTnwB2Ny1oVJRSjKNWRl3Lfu1a9uvrzNihE699b0b4nSgd9BXM9jSF"
    "Ju5oC0dxS1U24At9Mnb5jJwSXjf4shN9gc6KM1+qSLKC0ZkkWrKgRFORQPSoYT4BpDPqI2"
    "d29CXQscfc+sU0O6FHQntQlAN5yM6z/bIsCM6GIqpTQJ3IVXdqJ85qG57twKh4TG+6X+e8"
    "rr8w/5WnHIZfbx4ev95+eOwVHPI2MP0t3mnPDnhd/KY+7RLU7tS0Tp7ycgM78y28bGYnzl"
    "XdXr2yeE/WqAQ6pmz5LdGHmaHU4WijHpP7RN6nSRwMIkucmv0obcu1JhOcyiEY5pQWdPfd"
    "5JMqht6FpwCTr9aaebe/Oac7FtOdpbxj7ejgs3UnwPbAMjC46zLJ/PrEs+Z94rKx75iY8S"
    "J7XNW0GDafw6ty3NdJGt1a9pwskn5iglBgyoBPk6DHU+aSwq8mDZtvbiTxy7Qw4KlCgRWE"
    "zkQAK1nSYUGBClisKRtuymCTzAALz9HuExtdRkWRwVDVXjyCOLguSoNaXZQGFV2UBvkuSi"
    "MlBjPSnr8gHwkrxYKzvDrfu+ypkm5hmkf5CwXVe1ZK3UacdC9KaBVisImK6lV8c41ks0xY"
    "dT8Jv+Up8InkskJDOpV7VmVBxwtrV25iMUxRXWV8vat61MMUKrdAPcuz1YYMRAA6G0QN0X"
    "06qKOMwKqKGq2cMpJ8sxyey9veZ8AOQPGrkosb6WFvTJnpY90hmPZukw7AxTt0DRd101hS"
    "kUfZCGwCuB+WReNLA8KFsAfUC7i1/vqSAvKbKFD4OLcZdUqU/hRgBrUjgNwUV4tk+Ha/nu"
    "vPn+9SH871bZZx/ePT9Q3IFPnFwCLLK4moYzu+ArO2EtsxzBYRHV/ZW0yXdRCvPfxkjR7i"
    "TcK56sNPYrmG409Q78fJJwyeABfOCHWNKVyDf78hBv5I22bbn4kimUSjTm1pyE5a6yyt5a"
    "Fr0oYtAddRWHMKD9U93mkonX2zQTS2D+zT4Dh9hbvEBhS+x1i9HU8Dk+e1iae25YajzxZb"
    "MHdY0qCtVDHOgmlbZrQzjXjO6NOwIXYLYTsUZ1EM+zLX9ede0zlPhRt00kNn6eGyZ27QOJ"
    "2r5geVgdL2U5KBvaAkI54IjPVSPJgQjPVTc4olvkrad2sf3H4No+m65Db7xPy52ZDKacgu"
    "kqs1mfVNNdz38FrX9UajrjcreblGGsIX2GR/2VU+/yAdFXMZW7sr0IPc5ZBwpJSjsULnOG"
    "yGXYzLqFFQDYxGXbX30tYoRqdKFov85IryV6JvsSJzZfXN12zew+dYiEEJRvrMdDNq2eEw"
    "KMeIUu6OyW3QyJsAl16KcKSu5ZEF922TTOkzI8FYCLMPOjz3J7KHb1Zn3+Kjf3eibMERI4"
    "bNBTMvE5OApWEhGx6RmQ/mxhPoDEFeYdDjdsI51p0QmzsT5paXl6RbZK2Mrq7MRC0FttaU"
    "m4ohNy/OdhKr1m11cZ0A0TnRJ2jXDKrUj5YjvwsKxxeOpQPfURN3a/vZ3pYQfiPrKgXYGV"
    "daG1fdPKHXQGWUcM2Gh6Uht+Jy7oi8rse5kcO5sb95S+FKqfoFHmc6A/2OZMex7MbVfNhj"
    "knec/a1NA2zNZNOWnYFVHYUbNAtR6SmsGeLr+gRrdhUuYCTbdbnqxURqe1zLZ8/BK5D7f9"
    "zd7axJSK7reKFrqKA1eZWbKFo+TLZorTWhLoI8EgTQ6gQ19sfkkyz5RhPUoLaNP10QYKEz"
    "O9mMeQkgM0a8hWXI2cPc9zC4y10z9K1kh9Jt9GFrVGTtbAaOzs6bzQ/m3uocHL0qhrbQDc"
    "GwLYY8cK6C4hTQweG5fR8YNWeW1yzHIAPa+cG0Np67pP3XQOUuaf/QKdy1qNmoPDzs2XsL"
    "OS47ijETwdxnHLtnYUKrHAJARKPY3EYG7+1koPB2hyCKxCzhIEKKHSctR/bG0iNIamANa5"
    "4ElcWtMUyz4tb9kR4tlrY+Mxdn0OQxXT7OJgGy1jSbbZ15h9DkKHkuB5IoF2FVkKO1WTdJ"
    "wmAamaJjJQHSOeOVnfHFeXvqTuKaaXuaIbuuizhxxlRTcjfqHg7TT4ucwqvM1ApXcCIJto"
    "b/15FZe6C1GE8Mi3MK0vcuVxOPQrf6UVC7E6who4I5fy3u2/XZ0mNgfIUXd6djFDem6Ydn"
    "cw7fqQxLCPyT2WMQvNjEHK7I+6s4hibD5V9XRiSyGWAr+uj74exSFfQnQDRWdyT2E9NZg7"
    "TqKQd+0LRVa0usaYX84DQ08N+lADtPvNYevBnwX/gRXMnDlIDR2a8h66RjFSmsXBDA6Tzs"
    "a0QYPCL0QQF5GW3Ud2MDHZJ3leKmme3R5bjtO7arCl53kX6lGcpbyL8qTG3r8gc3lD+4Ky"
    "dGRWpbvYw21Ty20Cw4Jo9THBz1FJQCgrkmxSdOykBjjS8c7Efi2EU+i2Z7rOGfCHqyqoZo"
    "0lAH56/YfNbZfvV+6cyEhmZCV7j2GqiMTaWGggFHVKdzFnZvEndABhCBydAzy/E9Jt7LPW"
    "An7oEQi3r3vqpzMAPpy5VsohWEzg6BKV9cyqjIgrtmX/7riS37hFumgUPwBGvkemt/9J3J"
    "nq2iKeUVs9diCJ0JgMkkgHrRJ8I3poQK8hGEw5h/x6jWHXx/35vg/6LONI6L8mEcF7lZHP"
    "CtuIp+5wSIzhQIHF44VlYPD3/n7er8L5p7B+r4X3bkGpBzr63S4diJ2/1KB4EXL6ztI7Ct"
    "oPkoOtlX4AQfS249LCgLMg/SdePA+DlGG4Hp42BqUL1wmjVQqciFsIlHrFXX9mf+e7m2Jq"
    "XV/iFAO21ld+tVCMr4/zYYnJ29G5ycvb04f/Pu3fnFSVzPn79VVdh/ffszJh2muFeUhVgx"
    "gwwxqCAlovU6h+F3nIjSDeY8cFOui3JtNXarbfPcXfKqDYZu83guz1BPQ62VpK4bwredhj"
    "53rWfAjgr2EyAd6hVRnzPkdmRufKM2WD69IlMjvFVtZizkopomxmdQ/gPWeCSCAKLAYiSc"
    "eTCljnlMviYU/Cjr+RI1/9gwAA1/ljcs2tr4d+d359uUiwDsMtGO9Ui8x7/YjzNq2ST0DB"
    "31w9aqq3Wy2gSHIMsMTHjeiEVR0ffYlUPOc4/edDHlvzuy2WPw/D5sZMJSJoLcb8yh5WjT"
    "CJlHWN6ONSVvEsYt0D5zk+H7v9YurTJ9DPENxwYPx5G4TBPE2mnCWLmZ1Ckhh52np1cXqU"
    "2jOeBBChiOAQ4OuYPzWh2gzytaQJ8XlNRSsNLN4ahgaGxVZ5sklL6Ylkw8krZY5cAcr2HL"
    "5/aPdpc700Sr3gsXjILGnuyXAkhZeyjJHTMnzL2BvZb7S/g1524oGzZs9CWsGyo0bla3Xz"
    "Bw2GgYVvTUHTRxVVYGFNae9sk4tARC5R7MhOwgBopWSVEEpc2t14ic7LaoUaN8zM3Xj45A"
    "MBRxkIowVQyi7/xDKb8F8edBnwZKBAM8qw0b30LwShs/DRtNOX968EdJLBbytdy6FxkcQg"
    "xFAqT2RB3MPEk4PxYUaZoIPQNVcZQNJowDfV3mBWNnMJM8CupauIjazJTOD4ejB2Wa53wb"
    "flZXRq+HlVgxycbgarHiGOAAfR8tzwZX7Ee2TicyvfF6elJrJBMuK8/9PBnkTPJgmxyKy2"
    "MrMUAXWVkjqBUw+2EgDpR4RxbwEM/6oA4XgVXlJ32Q4yRzlz1b3BfDxqgv30HjJFxNSYCY"
    "GzYv9KneaW/KQV6NiyrdqRdxXDSgtKqzYgKqWW/FRiwvUlv3trmiaQmJt6F699wC0INro/"
    "vmpE45B6wqZXPyXiZYN/bkPA/FDN4U2PbcI00qazwie1livrRMBzDglxP5/sSbWiKVTB1a"
    "9Tq5TlJNLqll+26RClxKqCSItm4s1XTr1qamIXbgecO4nFFFrueAO1GusyiXdbgmQ7e92y"
    "i2WLhBR3Odad4Fkl8Fmf252ZDMaciOzFqTuSuJ7Upiu5LYprHPK+ZaxrRXFO4Mb/UrI5x0"
    "teilkGY5WlsOEJaaPYUfe4HBE9JQ3/BgKwZPeTgQVFnVNs4JkAN0529kRiJ+VSoSa77luY"
    "hbDAzWcWGdVriwTvMuLHiix4rkU3lcMAHSRQb3qebqr/8HQJmJ0A=="
)
