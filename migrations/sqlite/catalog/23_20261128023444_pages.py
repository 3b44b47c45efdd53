from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "follows" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "push" INT NOT NULL /* by a notice on its devices, where it has any */,
    "mail" INT NOT NULL /* by mail */,
    "created_at" TIMESTAMP NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_follows_account_cd0d6c" UNIQUE ("account_id", "artist_id")
) /* An account that follows an artist. */;
CREATE INDEX IF NOT EXISTS "idx_follows_artist__0af120" ON "follows" ("artist_id");
        CREATE TABLE IF NOT EXISTS "notices" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "kind" VARCHAR(16) NOT NULL /* scheduled, day, hour, minutes, live, moved or cancelled */,
    "about" VARCHAR(64) NOT NULL /* the date that it told; empty: of none */,
    "told_to" VARCHAR(36) NOT NULL /* the last account whose outbox holds it */,
    "done" INT NOT NULL /* it was, for everybody */,
    "due_at" TIMESTAMP NOT NULL,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_notices_livestr_2fd3e4" UNIQUE ("livestream_id", "kind", "about")
) /* What those who wanted to hear of a show were told of it, once: however often its encoder drops. */;
CREATE INDEX IF NOT EXISTS "idx_notices_done_19fd66" ON "notices" ("done", "due_at");
        CREATE TABLE IF NOT EXISTS "pictures" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "kind" VARCHAR(8) NOT NULL /* portrait (square) or cover (16:9) */,
    "large" BLOB NOT NULL,
    "small" BLOB NOT NULL,
    "color" VARCHAR(7) NOT NULL /* what stands there until it is loaded, as #rrggbb */,
    "created_at" TIMESTAMP NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
) /* Made anew from what was uploaded, in two sizes, both JPEG. It never changes: another one is another row. */;
CREATE INDEX IF NOT EXISTS "idx_pictures_account_8c43d0" ON "pictures" ("account_id");
        CREATE TABLE IF NOT EXISTS "push_endpoints" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "url" TEXT NOT NULL,
    "url_hash" VARCHAR(64) NOT NULL UNIQUE,
    "public_key" VARCHAR(88) NOT NULL /* the browser's, P-256, base64url (RFC 8291) */,
    "auth_secret" VARCHAR(24) NOT NULL /* base64url */,
    "language" VARCHAR(8) NOT NULL /* in which the notices are */,
    "device" VARCHAR(80) NOT NULL /* in words, such as Firefox on Linux */,
    "created_at" TIMESTAMP NOT NULL,
    "heard_at" TIMESTAMP /* when it last took a notice, to some minutes */,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
) /* A browser that shows notices of an account's (RFC 8030). The address is as good as a secret. */;
CREATE INDEX IF NOT EXISTS "idx_push_endpoi_account_2238e3" ON "push_endpoints" ("account_id");
        CREATE TABLE IF NOT EXISTS "reminders" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_reminders_account_7e1945" UNIQUE ("account_id", "livestream_id")
) /* An account that wants to hear of one show, whether it follows its artist or not. */;
CREATE INDEX IF NOT EXISTS "idx_reminders_livestr_36ad5f" ON "reminders" ("livestream_id");
        ALTER TABLE "accounts" ADD "about" VARCHAR(4000) NOT NULL DEFAULT '' /* an artist's own words */;
        ALTER TABLE "accounts" ADD "language" VARCHAR(8) NOT NULL DEFAULT 'en' /* in which it is written to */;
        ALTER TABLE "accounts" ADD "links" JSON /* an artist's, each {label, url}; null: none */;
        ALTER TABLE "accounts" ADD "picture_id" VARCHAR(36) /* of `pictures`; null: none */;
        ALTER TABLE "livestreams" ADD "time_zone" VARCHAR(64) NOT NULL DEFAULT '' /* in which it was planned, an IANA name; empty: unknown */;
        ALTER TABLE "livestreams" ADD "series" VARCHAR(120) NOT NULL DEFAULT '' /* that it is one of; empty: of none */;
        ALTER TABLE "livestreams" ADD "cover_id" VARCHAR(36) /* of `pictures`; null: none */;
        ALTER TABLE "livestreams" ADD "tags" JSON /* words to find it by, lower case; null: none */;
        ALTER TABLE "livestreams" ADD "embed_origins" JSON /* sites that may have it in theirs; null: all */;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "accounts" DROP COLUMN "about";
        ALTER TABLE "accounts" DROP COLUMN "language";
        ALTER TABLE "accounts" DROP COLUMN "links";
        ALTER TABLE "accounts" DROP COLUMN "picture_id";
        ALTER TABLE "livestreams" DROP COLUMN "time_zone";
        ALTER TABLE "livestreams" DROP COLUMN "series";
        ALTER TABLE "livestreams" DROP COLUMN "cover_id";
        ALTER TABLE "livestreams" DROP COLUMN "tags";
        ALTER TABLE "livestreams" DROP COLUMN "embed_origins";
        DROP TABLE IF EXISTS "pictures";
        DROP TABLE IF EXISTS "notices";
        DROP TABLE IF EXISTS "follows";
        DROP TABLE IF EXISTS "push_endpoints";
        DROP TABLE IF EXISTS "reminders";"""


MODELS_STATE = (
    "eJztfWmT20aS9l+p4H6QJ4JWqNlqSW5tbERLbs1orMPR6nk9s+MJukgUSWyDKBgFiuLO+r"
    "+/mVUACBAHUQCPAhpfbDVRWQQz68jzyX8PpjSgDp8/vZlOmRD3/IG5g2vy74FLlwz+kft8"
    "SAbU8xJP8ZOAThxJQeXIcYBDhRw7EYFPpwE8nFFHMPjIYmLq215gc/y2wS8LGhBKPJ/Pfb"
    "okfEaoS2AevnKDJ4Is6YZY/Cm5XzAipyV2IJgzI7YgaztY4J+Er13mE+46m6f4pRafwrfa"
    "7vxI869c+/cVg185Z8GC+fAt//wXfGy7FvvGRPSn9zCe2cyxUiy1LZxAfj4ONp787O2C+u"
    "/kSHz3yXjKndXS3Y72NsGCu/Fw+Gn46ZzBO9GAWQnWuivHCUURfaTeFT4I/BWLX9LafmCx"
    "GV05KCCkVm+w/WwwHn/6fD/+cns/Hg8ywosoEvwOP5pyFwVvu4GQv39Jv40d5s6DBfx5+e"
    "IP9T1bPqhR+IX/7+bu7V9u7r67fPEn/EIOq0etrU/hk5F89IecApagmkRyfctmKcnxgoqF"
    "DrvTVJ1j+4vnFdj+4nkh2/ERsn3LZvl/DQZH4w/D2uiDLW+3R8zJmfvqWQXmvnpWyFx8lG"
    "aumHKcI8Pev375/CmfvVuKHQZb9jQg/0ccWwQtZHQJY5EXOPNSiN+dJEO/+3jz911ev/3w"
    "+Y1kDhfB3JezyAne7DB+6jNkzpgGWeb/CE8Ce8nyBZCm3BVCSPo0+ke3RHH//uPtl/ubjz"
    "+n5PHjzf0tPhnJTzc7n363e8bHk5Bf3t//heCf5L8/f7rdFVs87v6/B/hOdBXwscvXY2ol"
    "eRJ9HH2UEjP75tkwXQ0xpykPIObwTuilfHgpO1QE45WotZ13aVsjadBkiOBLRpa2uwrUlf"
    "C4xB4q+GM9fTtNdSwtpe2KNxo3s4dcvTtkYJbn77jP7Ln7E9tIzr+Hl6TuNE8ZTBid0VTt"
    "Yvkf0aqKPt1+v0/XsU24s9iAAxZzWKBW6M2Xtzc/3g4kqyd0+rCmvjVO8Ryf8BHf+SQem3"
    "20HC13P6EunUv24A/B197lfYEzIJJLuSMAR1X0AdwQj/mCu9fSNvcD0FMJ98Fqn1E3a9Hv"
    "Hd3b5yYcE8MS+5wtqe3ocDom6ByzR1dVzHIYVchu+Sxtwkh2jb8y34ZJ66g+uRO0R/9Bkm"
    "tiB0SdQmQG54PLgwWIhWxY8Pj0IY8KseZwMej6xDKEJvtuYNl6wQYouQtTCU4CdP66fMKt"
    "DRGgfwhiu2SygZVRbQnsbtWrSlv1qmSrXu1uVcsWnkM3Y11f2i6dyXIxxqfmc0eLydH4Lj"
    "K3Cm+LWbvLWe4hK7g/Fnao1+tcN1nq9tw1S2oxAgcOniu/MXfqbzx4pSWzbEqi3/Xb47tx"
    "VDCFz2bM14/BxGS1Nt6JBL8G24JtbZAnQgUQBfyNsUQyYWRBrToXzfNnVU4+GFW4P+Wznb"
    "OPTeEeh5cY/77iAc0K5Y09f+8GBQdhlnhHNHYlW/1EoplsAibU7Y/x2/jtVbw3oA/sNVE6"
    "IsVhjMBVGoCSuCSCbsSQfH+BxuUGxiwnaiFWEOEcf9D3P4xGl5cvR88uX7y6ev7y5dWrZ6"
    "9grPzx2UcvS8T85v2f33+6TwsYP9iJEi34WozFyvO4n6Plv+Fwg1G3IF60S7sj0gkQH+ue"
    "iwyupFBjIywlS9DiUWiwm/A3W4QuOWjx8KKCkfWCkzn9ysiSi+Za/ZvPnz+kjtc373f4/+"
    "lvH9/c3n13IfcdDLKDArE41J2v6FxL2UjSnE7hGKikjvTuCj/bEYQL/LanmBIhsyN8OwiY"
    "CyddnSPuwOoHnfBVzvIvcfVGBCfkdJbPOVxO3id8DSyHk6uiAz9ziVS8RUqvkcw94tjug1"
    "ZYOiZoFJU+0c2RYP+QMAqr/d/wBgymWfnOH9GtgQZm4+PmKMFrD5i68plm4CNNZbLSxWfk"
    "t/BtxW/64jiOozOpZKFRjhlwTh23Ww55ewwh0Icxe46sUaeCH0AwfhpeGeEPI/OKl0WXLK"
    "E+n6SzYs6EQosDdqkgaTpJdkdlD8nf/XTHwCpBjmaFX5Ca207xZ0KladXOsnzk18Th0zzF"
    "Q49farI3OFdXGSYZBafGZDMOeXdapp0qxwXM9jDMrCz9BbXgH2CZhL96CCa8BZ8K4rBZUN"
    "nnX21ROswPGvMVJ+n+KmzIpe7v1abrqNMcmsLWHtNp480Gxk9wM+3sdpNsmlBXjPnsAJx6"
    "QzurT8Sc6tm0l01LuEbpPK8KQZtVH9VU5ugPcY4IaAxThwtWMVRTiXtLbsmfeBDOqbl4G2"
    "POGkst+pU9y6qyzGcYuDkEv+5YFALqJLMc22vMJZjDtLMLo18y+8AOpJmjTjGSMIwOeKJZ"
    "zLExH7DxkfajmmhjDjfXMpbosynDF4sjwwRzICf82xAZzeCJZPJBzUiVZnkQT9AtTtVpR9"
    "CMMaspl94xdc13kj/ccfi6MYfkLN3mEWusZHSbS7bF3MAOmp/179VEVc76VjIKbzJ4zOiy"
    "Kac+xDN1lVccblCMATZk1Gc1TVe5hPn2jbfdz1T5/I1Qrw7PnwfWeBX9rKbp7CoKMySack"
    "lN01kurcRizFzL47bb2Iz+GSa7DefqKsN8tsTXa6w93YXzdJVPMDNrbtF9kbN0lkdMCJi3"
    "MZPUNF3l0ppNFpw3jhD+oqb5sppsX7VDHDtuMXwy+yG3In4nPaKsLD6Ty1IFII8vE5Xuih"
    "SLjeAz9j16faKEh2uSkxMhSFTFS+xgiIXyFmdCFixZNBcv79hfd+Dy/LKyldx81pwLOtSE"
    "y9b+eUvGT1hbYm7Vfvb46VjZfp8puu/sb22maCp5TB6tuthESaLu7afDp+JPHQpLXaZB6n"
    "E6Q3ikeogDMPtoSZCnxo2SizsrpB42Cr8/DRuVPAfyUaPyd8Fpudvu5V9VGJmjwiwYL5lf"
    "nGuyRJnHZbZKnOJcEcQbuI4VxS4o+1OJhiDL50LA7bikMYwCPCWfZG012AloW8jHQ0RnQZ"
    "Fy30K87RmZ8uXSDkQBqveRvzDHTvln4qQKa8P/1dsubbBdtpX81SWwpamFdWCaCn0egIIH"
    "+LU62lc03mTInUFge0O8cMLCZl196qKKPnVRrE9dZJTdgvr34qLsovp3I6HCMUNrSOCoJ3"
    "DZbYZhTalGZfypq7DDvGlNwyNNZbDVARcl3pqYhDqMUFbIFH67bJlxPgsj5TmHN7FAWXNz"
    "zvwyUJQU3QkBUeJPdNJAeRACDSk9CCFrltxvDk1wQCQUfV9W78PqfVhtEemxT7Ftgpkmqz"
    "OE5l4nZ2V2+5xSRoRch828Uk4q27Epe7VyJ81a0lX5m9nOKR7DW5BPf/vw4XyeJs9z6Eqw"
    "Qa6zKXo4LPc3JYft9Ti9dagn0XxnwBkiGHDQEtL3I3WhofT7EOo42PkNMTJYjhep7iS5nq"
    "H0mgYlpvcMGeSQKPYM5SmohazP1U2NcgcNEssYFzFBZZlIbCZYq4ijOLfdIVY3wWy25zAc"
    "iOu/otmmZDa6eP7y+avLF89jUcWflEkoax4U9AspW/4xicliMHITGKNXGieE02qWZ1R/TO"
    "P8YRSgc0faipMDq2QFNsgGBAYIsqbBdEFchMIFuZMtq4hy1Nm+QJ8pPER1Rt4CC+5Ye3P/"
    "Gk++J4IWFSn3ipJBd0SxotRnp+07xbrh2etb553Etdd7UHunntk6l6ZTr2/+2InmjxFQXp"
    "42mwDRK9FnU5B9lVRaYtmWVCIxnPnAmEco8Tkoo57DqKBu8JR8kvolTO3Ca+eqrrUm6YtR"
    "WqqN5iW0Ft+barTJwPZodqlDIQIg0oemO7bKMtFvUzfpO9RpdaijU702JtMTNzGpsbJ9tu"
    "RfmTWUnmi4nVbBkEyo62IvH9fCNo2qGlW7BKtSBVZJAVam/qr7WXRLyXK8JOF8scRQ9lSC"
    "/4VBA/xHEGCjrGoCOXVeXZ9M1E2Xg7GmcJccDn0uUe92aINp3KcSPeZUoghWvcj9EEKu73"
    "M/RADv1dwP2GASk6mxpyHDhKBkBRn6EEAzwh7yVGVTwL/wrznnBZ6IhvP1cbMueSpAVHmw"
    "GeV6a0zUnv5vymsRLeTGBkTrtFg4UgXPKTcpaS8fU5y1C+lR8FEqNR8dlfQeHWVbj3bX52"
    "eGf6+P8D+Kg6qP8PcR/j7C30f4+wj/443wR+24iszsRLuufaZ2sklYRagYwZdswq0NEdS2"
    "npIbEsaIJE4krJ1NaB9jlfm2MdQTwjZMyAiGBP5ZWTbY0wXgMAf/igpFP4L9PgDWZ2qBtm"
    "tdMLUkdk33XZIwRWFcMKMEyfiXlr1ffOMc8qo5r7l/lPu82LBH4WT4XOZXCQlMrluB6Ygd"
    "KCdVRaPkLAUsyQ2iJYMdwlqyOJF5yGdSFA4VQZizNFSywZOMOsRj/oJ6IsoXceFkM1lk0d"
    "mncTQlSEy24/GqgFeFSwQBx9buNf4VEDqnWGqn8njkGIRIWW5vVt0j7UWVjIcXxRkPLzIZ"
    "D8XoTLfuaplR5tqH1BRyG5NPPPSzuzywp7WY/6pKqk9xps8u5wP2LUeRvodP87dCNN5kbh"
    "/Em3L79/uUIyWTNxI7Uz58/vTnaPhuMkma2bpZa21IWYtQmELtckhkc0KypvKsqZVRdfh0"
    "tgm1ctsHF6dUbSlOn1M1+M/Zyp0if8lkZTuB7Yqn+H3/pekzHygZbMia+UxDGqdOp1pid7"
    "bcHhzF8knStFlCateIGL5MJsKZKaY+662TbnhgqIg6sdTRv5L0JmvH3GMIOOGKtUTfxZYg"
    "tljaomZa+w8V7qgfCq+oHzJ6mO2N6VIfhSJNZ7IZqdoLDxWuTaDaWJtqIyJX4SVcQeUhr2"
    "ku5lMfZG900LGV5rrP4Ga1agV/c8hbk7XyKG+eM9U5nKydO2h0NLT00fUSv715ql0YlKix"
    "6dKUrdlvg2RtG8ZRmoPVtm77RaLTS2dKU5ms8JmW1nS2fJfToHGbWi3aY4z1GGNGcP7AGG"
    "Nnz4gx+1g5QIJMlSKU5HXqcb9x/25MermTM3VohR+3M67ME4pSZwaFmUTxiGGFXKI4E0eO"
    "rlS8s2COJ7YVNrKpE2L2RvGRVN1Nfr2O/hR9iU6XSnT6xPd9R0snDK8+8b1PfO+uxt8nvv"
    "eJ7yaw1uzE91DHL9JWtybAPlU1YXbs11O/RNnoMxux+QPlog6T0xCnf+VYsmJ8wpRXNKun"
    "1psiV09NpCD2imqrFNW+xvjYNca9KbDvBuiEKaA8WnWknCRsTdjtMctYL8yWIuqjbC2Ish"
    "mmJx+bz2frLWzadXRi8zqhNDe1AXcKbFvG96qGYHrJ9Ub2YzKysXq00MQOS0v3GtgYbKlm"
    "Xt8k+hKFYZprVSq5chDeNqrnlqWU7mo5YT6Rha5PyUdqhe3xxNbA9uOKS4H5yoJuhHwcLE"
    "B4WdP8tF//q/ur+8uCSyh7CTAnW1iGWPfYe0mEFbzrawRXVt8nyJSH/dn5KiBz6gkZ5cLX"
    "4r4FU/EZDlkCaVNgfNMSPzqYu9vmovRnmoru7s6Zwypxr7HJQ+z+wn6WUVW0hFVUu6eiYv"
    "z4CthPJDcaRBH0RA07fiRTdG0hG5S60RjTIQeYi9zLc39y7jDq5osrQbUjqgmQHUtW0Ql3"
    "Wg/Bm8+fP6ScA2/e7xbn/u3jm9u77y7kAQeD7KCA2cIBWz9Epc9yvPgw2yEzd3dMWLBm2J"
    "R3zaNTTPbsRXiauBHIs+uwqtexH6pWJx66Qy9qFKA/jLnr5DhSStf+LukJN0D8iU6hGrwm"
    "HE08VKJSmT+qiEoC+0qdq5osTrNXQPenmxqbJUNn7m6Rd0m8TdYUtgSCN23TxciEwQdMZm"
    "0JJiNgepfJwfaLY7sPecmIZRslpjH6ihjEAsBtsKBf4V6PXtyUvbAGY0arnj0maHExe3p3"
    "RODjKKDGojlK1ZNYRKLQ2CNbIsOvETTMN9JUV0F6bEUn0EChtkVk9yOwu/Ga94BFRm0ez8"
    "auTJpGe4rI6IBJE+ilw/vxZ7DjmT9e+TnY8MXcTlMZzW44gxZgrouNCNgyxNmAfSAeEARg"
    "RhidLppI5OpiVEEkMKpQJvJZrlBAJ/KZViO2DKHJookwTx5cvhZkBcrTBjt/Uade6djo6q"
    "pKHsbVVXEeBj7LlcS28kTjqsjQGn5jRF5ZdNsqnAy8wOUNgk4SajfvpnDAW2LOqTMO7MDR"
    "gtRKU5m8O1QLWRvvbDAowKrYAiwqmQiPTW3q1NkqF6MqKUswqnCryGc5AqmDYbJDaD6Iic"
    "nuQclMYYeBSZ2UojRla3KKBjOfL1XsCiwYuWGk20pa5nZzwIVW5BtlEgZ0oq7VqnU/u+ye"
    "w39OU6t71mDZgSt1DxnVdmxvkBvRdhSiUlk0G4ZUDGTfozeYI8aeUHhN6cAym3Lfwhgwgf"
    "UQq9QPzAvQsJRjVSgFaIiED84Gq4/zFQfuo95etPIBKnH40whqETK6bs/teg2Oq9ico2Kb"
    "c7Q3WKytxTVT4EzLZDqBbjZhIHxRI884RdieZPIItFwlsXj2NFj5MOdkoxotMMumcMrgez"
    "f3fLVCQUhHkK06SyFB1qKFQGcBpjlFAPaVwem7JPCFbVksp1ynPGoaExnutlB6vtgGSWXv"
    "lCjYa4q7At3vmhKISFrAf4e7c4ZdbKgbqmWh/maSCNpVU3UGg6cTh52UFfc1w0dpKuNh1t"
    "ayu7PF0H2+oBEyUhKI34zokmk5uN2uyYlPXU1m79J1j9eHsWFbi3PXYudZ7vo+BI/vkpN1"
    "k8W7+3o/h8Nr8BD8NRNI8FAXZ1URpPUKbXjB45ZIOXz6MMj3JuOT4R53cjRmvzsZU+/5HL"
    "uSuUxFZ5j/lETVQ1GNEYokWTdEYJzthOVAw0wREaYv5ZUMpd3MJ/3qA7ufvyyp4zSGNDE+"
    "3BIGSi9HL1/EoVH8oywY+uXjzYcP+4FKmMenCx1VKCbooGf5skqm0mVxotJlJk9J5RmN4S"
    "DVYvIOmcmsHkwwF9+eLgglns+nTIgwXwmvjC+3b++A7qfbf6jqIVv6lOmECkMaK3auDE/3"
    "UDlB9kWj2Pshr3NgwGrJCiBwo4d7LvVwWMU48V/gppxRX1YF4/2K2tWMO060P2QXHFumls"
    "M3KYULhmav6SYTNbh0z9uQ0aSC4ANdDY+oILg/iQpPoh8ZGvf+Jvckih+Wn0SWGmazqikr"
    "mOOwCib827VU9UG9D3PA8C+whBlOl28gVKTLBTGM2g9HI2UQQi1dORVafruohv+EE4Oq4j"
    "2XfQvGNAjY0sP/q6GPID/FWOCC4lbUBUG6NrSfXsD1CibunDNxTdZssuD8YUiW1K6XPVxF"
    "CBfFQrjIc1zHm0fDaR3TGM18GnH8iSC2hRgRyHg4cJ5gfgrGTT3frhew6Q2G/eyXuA+2y2"
    "IMCD6Pu+3amHso69vhoVs5N+RMwA/RdaKxSZI0Jm+SmtfB4de/5I4Gg6PxHWTu4d1F5keD"
    "s+zWBREeoCa30T1QjhwYRkCvLL/vQfcsyPoMx5u8qhWjQUufxsGcOTB8iKUgPgtPd9Tjw3"
    "wkqSwQsDMOkQF4+3d5XBeXo8c5MR8+f/pzNHy3Rn3n6o1sgrSU4Obd34Q7pjX3Hn5GPOZi"
    "MHJILkho3TFQh0bwB61a8Nk0UpDsZi9tLh2gkiSJsXzWdUscDHBk15LN8LU8xS6HvD1Zxo"
    "8z0c6hIARrLEOluuLOELen3hARr9U6xRsG2437ZE03Q6y0WQKPw9gxXDsVy226tCgwyb7B"
    "KZBD3pqF8SgPASkw1D5WOTdpef7CDqnBZd+ny2TYYWwBjFSJoZSiMtdKqmuSVmq1clnSau"
    "Wyb7XySE+q2OSoIehd2v5OMlnSZ2sBcppE1vWCi61HI0KFiaMK6ABRyY0LCdp6Pg9USbp8"
    "hxuWH0U8VdONDW7IcIsMuEf8nEFeWkDi8bA0MYDhwPEWiKdKd+4QAwFhQlWTApxDZfxex/"
    "JAFHCZCQy3etTZMBTaU4JpAvI7MUOYOTM0/cK+BXIuLDfNa+p9wm9ukAcl59dO40xTdS7X"
    "4FDBpeJcA2/lw92nFW9KkBjtnMfUndlmGIPt+4jUwmpdRq8qiOFVoRRe7ar7LEp7qBxDjQ"
    "iMZriKesSnwprVyygYXVVZ9TCqBEQxE1SVYJs11O4kXXusq0EgNQAENXIJo75jM1z98JUi"
    "kFh+X/kBkBRbp5Wzb54N09UBHklR9tX3Jku5b7/4eOwpw1jeARvpHWNpxTz1oNwumsGQyn"
    "3qPIdO0awg3mri2GIB/1T94bDwIvxMIezBfQV7Pa9ickhC4J1tds4wXUWZ16LuhN/cgwEm"
    "wQBT+Ircl/D/PluAgiIozJdEUDqfy6jMWirOzN6fH9OKLG10AyhLKZRKHTkcPjn7gW20XQ"
    "NJGoP3RVzciXaT2hwEXl1ljq3cWjD0x8jJRkj8MbyYjgjSVEYv/DT3JUyjEou9bc9Xay+M"
    "qvgOYFQJlGbGfwAX2Aave93+JGkyczeFMdnCggkBr6TJ5zSV2QD/CYXHjJPG5ZZePWw43m"
    "A211zOR2kmInFndVvtpIgMZvQgrK/BNaFCGPHilvq6ZVsSgrXOSj9Kkx2l7ep6KpJEvaPC"
    "eATA3bVv0o15dKeQXKu9T6iKTyi5rXVdQhmVJa/vZkj57qc75lD5M4rZ/XN4cPpf1HzmqO"
    "qNGf9H1n9mQPsRo06Jqmv29N1H3klElkGug1I9Gpa7KBWiS0UnpRsh8iltIoKDwfR7uVtz"
    "vIuVSHJhHBIO9PDY3AVt0PIVllVMV8VtC2Vurv13wiroshyKPM9UKa56RGJ2l+PJhlDs9W"
    "ZPGTa2Qv+sxb7CXyJR4og5ZNQ1Cug+P72iVCAFCRamAd2DRKpDZpyG2X3ueh0B9FF1wzzA"
    "xlirvU/gWFxuYfKCEQbTrtZfJXshu6KN462JBlUjJ8BR80LeW8wN7CAfUC9+OCw1vmw1rD"
    "Kg3i8LLuE4EQsEo3ABRzsqnGWDYLhfbSx9/u6zx9z3P5K33HXZNPhTXhZ8g5lyrTVbiFUI"
    "tbea/A+MbWattTez48wXZ7FZtpVQZVbHFB3UVI4SwIjWvgaTEyQd5PJRgna9ibXvYu2EiS"
    "Ur51eilqB3afvyYJMlbbIx3XaVoIVWnpGWiLkp6u8xBzv4hIk/ucbI9vEec0QOHGO2iE4Z"
    "L1X5JT7zuA9Slxkl10RggjjFqrdJ1KWDiSdkbQcuNuxYL5gqmJ2sBBogdE2LinUPO3/fms"
    "Aopa7YXFHyzovblwTyEkTGwgEO5EEiyMrD1bogjE4XZO3bgdFQx8V5FH/98vlTaeJnnjgs"
    "exqQ/yNO6AjrjpaN3EipXRkc0l3I0R19Cid4Y1DniA/MmjP/1g0Kmkckn5ffL44cOWYwtL"
    "LL67PLiLAtVbures7AeHj4mkw4bB58hu4rdZrLWt5nT8kNWVMHrucngkyoQyUeLd4JEmI8"
    "bDuPr7Ehgm5yWtSd7FtzXWlqloHcAtjhLqdZRcovGrWz6FMhjEuFMDd41akYYbhPtBb6lu"
    "Z0mkKdkgRQEUJsGXUuDMnM50tyQXjVApyz6At0mW9alolkS2OySIw8ghLA8urq0eN8gshk"
    "1kcFDdFOoLOA+dUB1c4ij4T2oHkPZCl7H9f+u0CtDU1Wp4j6K1fflZhYq4dwJyqj4j49ab"
    "vWeVXHYnaXp5yLd7df7u/ev70f5CzyQ3D6l3imli3wqvxNbe0C1p7VtE6u8mIDe2cv7Dez"
    "E+uqar9GCeAoccqUjinbvkr2qQQRjjbqU/Ipgf1hERcLCSVPrWFUuu/b8zl2ZhcMcUVyOj"
    "we85vyiwmSNhUW4PfZKWZlp/SW8km0o84jtszh2APLYMp9n8nDb0gC2xsSn81WroVVz7LP"
    "SUWL4fg4LjrLvQlwyMkQFCRQ7gMThMKhDPy0CHo8JZ4I/GpSswHbUfKILBsDnjoS2FKYLA"
    "SwkqUc1liKhICdsumaDDbJIrxwHZ0f3MJnVOQZDGUtZiOKznXSGFXqpDEq6aQxynbSmGgd"
    "MBPjzxc8R1IFpdv1fU5c/XQbuyzL94Dq9tmIZuaoacRgE6i62/jmjgNWB3BgJ6zaTsFXwR"
    "o4pD29BRjINaRT+ANlFnQ8sDJ6JwKi5WFrxp/3yJdmmELFFmhgB45eo+mIwGSDqCa7L0ZV"
    "lBEYVYLTl1FGkm+W4XNx6+Mdsg4ofmX34lH6GE8XzFoh9iSY9n6dLpD5M/RZ9aZpLKnII0"
    "hg/L+hwV39UEsQnXWr5Wj/trtFIUXj1nOo66I3mLrk/c2nG4I//TUJ+72v3Ae3JkzpMRBj"
    "85XCMtjMiMI0MQQqpQ2z29Bxz2cxy/mMuDU9PEe5cQI618pYjcY3ylY9lasNe4piuGQGE6"
    "M4JpshcfgaIyZUsKjNWXV5nCKrNVXGx78yX9Pjn6Qx2U8BG+E3D1bNCn7/b/qiOLaPgi0n"
    "cJVz357beindGcI27BRhByzu4bYhC/pVIjWptDrbF3FHQKc5ktBRdopq6zYHRo6L8uoKU7"
    "tyaTvU2Xl08fzl81eXL57HWVzxJ2XJWzkZi6hLSe02x3VThpWVJjQawuwQevABsbJ8NoVL"
    "TJPdW6J6rD7RoRMeKbJvCiqqwYz7S2LxqsDip5HAjLpiDIfieOrYnqYgMrRnXvqxc8rgFR"
    "/zzALLxOFUd/Hn0p8bpC/fK2oY57GRa04wbM9RE9Kcm8OtOtXhKgxWOVolqCj7k0y2xMdK"
    "RM/4sHXrN5+R2Bs2JBeyi9OQjAiDb4APLgn1pwv4DP79HCwx+JEOjKyo9yud5nL08kWszu"
    "AfZZrMl483Hz7kSsGvB5KSpux9fCb7+OSiq9PAM0HXS9hwCY/182TSVCZ7SlQO5xCOzylH"
    "yDnuEwdY+Bo9vU6MqCzXax3fyYFbVX+12Zr54wLclEIjfJfMWHCCs1nfHqMP45rczaXtWb"
    "zLYpiX+f7Kw7sdmJSHCV5+aeRO0N8eJt8ePvvKpzQuAqm4oXaozriVnmUvDNnRShZvk7Ac"
    "VCIrqEiURFrwKIIBaWncB9tk7cIm7Huq19tWK8+qKeU0ZZ/zabSYzS1KansiXkkpcQ+Pfu"
    "oeadRh+UhrOgnLNzhJa5W9bKZy6hzwPIeuRB6ohhaLEtO081QvZ9N0QYMxnTZeSnC2BjfT"
    "ri4myaUlE4LOG1cJIKc+qqk6u6gc22vMpjBA2UX+LKn/wPymHPooZ+kqj1TPtqY8+iRn6S"
    "qPtkZzAxb9DJN0lUE+W+LrNd5qd+E8XeUTzMxY44a7X+QsXeKRVunbjrrgc57TgDdiaNSI"
    "t6LCcBdO1kHdasZYXkaNPp/ehRN1kEcqfw6nOQSj7pKzGcGtMPNO1ScEnExYhBpUzSNcuo"
    "F1ylFDnSqvFHWrbpWUoSY0uypQ/Nh/liJYkhco1zgl20JW4AJmbOdB7Fem60tYTfCcDUkJ"
    "iFLnoQcGsrFDWP6lMq8mCl1mySybPhEE37l5im3rXNV99fKxa8naFdnrYz41N9L27tOM+2"
    "QI+9iPduzHSUF0NI3/pAE/2sX4qiGgzKozqjVV6DLLU4G33rQSFTjhuKvYjQoWgmBkveCg"
    "IbjYLgosgAWjoWKLcCxkjRpvwB1L5YsMCYdldE3gkYQb5bNAqhgiTkm0fO7lqs5H/75cLN"
    "P0JolQGemEr7JNd/8JrxwWncI8NOg7hRjaKaQYmDOf+60A40zUSVh0M4Qlv/KHZGm7K9DR"
    "h6H+vuRfmQLm1KyVODI4p9pQGiKJCcxFqJHJc6hokgjDAc+lQ8A3HB4xA98MTj4tm2ZLYr"
    "gMZMpiBGS4lncILJ4J/wZ7BM4GY8AMrVz4mNKiOSsfPMawmrmB8iEMJXQk3sObCbcqwqKe"
    "powuvLAzzC+3NbdUvZ3Z25ntEW1vaJoWNBq2ytL8DEe4Q/NbVEbPhqW2JlejNBpTTny+Fm"
    "CvCVBrp+wpeQ82HJwAPjYgtrEnxdSXXapciyypFZcn2Jb86Df1/LfX2OGYrWUBAxZePDCF"
    "GQF6QH5nytN8bR/tMeEIG5aYjOftR23UffGqir//VbG7/1XG2692iQ57txQmMxjOdNfiy9"
    "dyr0enhrI5KDYGAFN8QcVCHRpmGILoRMspfi7zTcUkRncz3NauqRNapfM/gX/IhPzYRscC"
    "6PgXmeXQSm6YIIC30mwQvqU5fYPwwX/OVq7sEUMmK9sJMM8Bv/a/dA162d2Z84fG1uNxYB"
    "b7uOVjsCcFY24dsJctWWsqudNJIPIA9Rg2euKgEy9Z5GBuvB1btwb6esWsPtLXK5rjQmhU"
    "r3hU94EsXMjzHUQVDSWOg23lRMUYNZ5WqG4jKKuVSLYEzU9msakemFF4QBn4YPMTWEAbQS"
    "Tyhjz9+MqxFJot++bZPobZYF2t5tjmKxPEOeFX/+pGkY0JI1OHC2Zdh7TBIox1uxw4Q5Yr"
    "OLwRpZ0kMMXnnGOzT1Cp3Dnzq8bBt5gVfW9PrQNyVMVgGxUbbKPn+xwVsDtEbs+PMmM6Jj"
    "HampZ9DeGU/96OFZI5LEuXqCjk+Y1nW4hVLeU/Rdjr/kbrfeoMFnVwAFOUPeiMyVJWXvo6"
    "ezlNeRI7rxdyU8CurJAr4HXV9nmeyHKXqp8C76JL0O+kLphUQ7VcnIfD/lf6qq7lnKI6Es"
    "hm2y3nduU8tJ3brU15MNFdUTHjIecgOa03yKxDpLIzKHV6plgLr0A+/e3Dh7O6g7BLepFH"
    "KOygvscpBKMqN5Cd+sxibmBTB6OBv7DJzSpYuE+J9NrYgjwwL4wT4l/eauLY09fy9lRxZ+"
    "LKYgKHUViz8nO+hkWDBZHsqz1lec1pT/KdfR6JCffCsMQ9s10Gus3YdgnNZT4cDIK9eL7y"
    "K3b42ikuuKzkmMFhxQUGl1nnjNpS4/A0SbO9uB9umspo99jbz19uh0ST92Xm3FG648K9XI"
    "Q5XppkkqLrDN74ifNG+iy2Y2axrYTHproN7RJUxhdxCCJ3IKgha4YBJ9D/wvrKQCKbYMPH"
    "iQQ44Z5R5R19Wk6tC6Bt/jxMTxmvRC1B79K2JkHnUUr6bD5Ew7wrp06/OYfHxTCWH8Dlcv"
    "YEHNUse5DrcQmfDcs9LmG77Woel49YGUOxAGbm8yVZo8sDo/crD7tqYj4LtodecyLs/8Va"
    "9QkPFuSvP9/+GXNiQsfHdEHdORPXMA9HbUPW0tgi/tPn66zb5ZRf3PteTDi8hiW+l07CPn"
    "jcR5YG5Dvx+4r67E8S3QHr68h3Fy+uf/hTHR/MgRu5OdSf51W22y71N0XqWEiyaxRtwmRj"
    "M9h/COXrTVhbEOtdwMg37z/d3P0j39HyJqcW4c0/7m9vdu3RJXVy2o6VcT0m6blel+vATO"
    "5rOXYjAqOPGXl1olJnidDYj/NTbSzIUbcpXK3/4fvz+WRS59Qp829Fp87LwlPnZY8h2JuC"
    "vSnYm4K9KahjCmJ8S8CB/iVMAs+1CXcHDcuNw2j4OMwsrxyYjymfoKvZdZmsGH1KPtIIMW"
    "EKCgr+dEFgay8dLKiWBWrwbAMkSwbmnD1lqATzlQyoc98KCxt2IvLH/bIG5mDINc0TLU3V"
    "OfPwUNn6JRAP3NILjoXjzUU/q1ukcnVVpUrl6qq4TAWf7Whjjs3wCPS0dOMkUef4fPgCFG"
    "ot7aCezrtD2iu9Riu9oFP59eScpuyjXCZLmQEL68g4SddL2GQJ+4wKvWLNLUV/H+69D2WZ"
    "9ThMhqvK4RTRkQpNDuSTQz9cVOBNBPO/YhDLlknEAmvIRa3C2KuLUQVBwKhCSchnaVE8sM"
    "0Ywa60AjAJGpMFAYafrE1WXZzgrWO8FBZghHFtB4s6gjj8hphiIlpOTKAsQy2mqZef1p7b"
    "44AJZ1+Zj+hWWU4X43MlSBrBc51qzbuEEp9h+wVBHdVnIcJPk/pHtQV/aoAubFqo6VhJkP"
    "R+Ym0/cX6XSH0nccUmkYYxu6qHOLHGDHMPi8Wta3lcvXqeazgxYLjHLSwWYxaOrewSjgB4"
    "JWYNAjOitiMb1ciuLzF8zhNBvrt795a8enb57E9PyX0CcROTdUKkG4p4PKqgKs8lfNwv6z"
    "OETDirhiUu4FxLobg4qImN0Cbv2DEKgYB32vZAkqZzq/vwyn5ZxVsxk1tU8YZGV3hkPwHD"
    "9+fvR1cvEhVw4Rk9+uGiXhJcpSy4kjS4TB4cXQWLsT7Y9Q6Z0SJpVPp5KHS0ZOahO1/RvO"
    "TDEvyLBI3RvEbPwsKeShjAWE+hfq2WUgfO+FQ16Tpc31KY69eUHOe+BWeNWAHfQcF7Z/ts"
    "xr+B+Us+2O7qWy3eH7wUsU99q6XntC16gM6XOkJO0rUmPhQDUUsQ6oDzB2yqIk+9Ho26z4"
    "LssyBN93EZnAV5x6ZwrasfmfVxbZ8OSx1cfjROB586Af1DE+B8+WjQ1HFCMGcJB60YaKH+"
    "Z/siiQqdmAkr8ufcZa8z/q4Tf/+vLmirDgvLB2yxM24YRy0D1esZR2EQDWh791kW2BF+Gl"
    "F8Ity353bVhjVpi6vKATkqPiBHe11qX21hT2zHDgqcELfuapk5ItOBsdQMRltkyncylD2e"
    "mC8wMdjz7a/wYgbYZA+M5SRfloZ+I5ITIpPU4Hrc3N2xVD1SY/XvgJFgeVxm2V4cB44JTt"
    "+kqXYOitS9FXgdYsA4dsX1furob7fzgcI0FJkMJO9Qz6EbPIZmLJguUDhYBV/nJDpKRpDD"
    "ZkGu8Vq8NxIkbciRUJsDy0LcUCKoz0RaE3edTdiKAzOFZkHozZs6tgf3OzM1hWKymj7oOb"
    "C3FCZvH5nCBb8BRCMCMN/iNilzjvVAfEgmG5ltN7OxVwpc7G6tpo0XVXSui2Kd6yID9Txh"
    "oP7V6UiQImyPJwhJrrd2BAJxAPvJhlWUR5ccP9bKl2D042WOllGGqLhDaDKQPZygsv58Sl"
    "20JuW1VvFwPA/OYoyXUF0cMYnBgqjuhTsL1z1seUbzIC/KbJwEldlmjqw/hTvJVanF9tfm"
    "SvYhIRZXusiXIcW5US8LnHNb/5PLic/5ksy4nzB0jOK9bPtWJ9qXJGzP/S9sTDaW8aDo7s"
    "e0O+sQWcetUwAC7tQRfYKsPYJfRx0NVXNLuT3xh6RU9ce3BEKLssYqSFO2pVlVqiexkj8H"
    "0T8+wWNcpYbUE2Tt2fuJQx+TAGyGN7P0sDw+uff5PY9CzGdu4bW7sY8Sy1S+HAUjB6f4JI"
    "4q13GtHSnfozgrIYVv4uWZ/CHZu5/umFPUNTBKNHjrKKSTdm65TALIH9mcjWod0j677J7D"
    "f6qmzmj1R2vDqq6aUlPeNK2gs1fTVJklssof5GfKhA+HexJl1LCqRWBx3VUURAE2IVsxjz"
    "EKr2C11hDVAwnKjLEu7jhYwJUwF8CAB3sxp/DrCF+Q20U9kS6WWP+NWqiX+RRzz/4ch2K4"
    "tMwtlDmhO7G0dVevdHVf6TI5k/a0Tvy+QW2fuHzqxGUjFNddNatK5nL+yj4Ef/vuv+dOD/"
    "8CFzjLh8YNH5Xru0IOqq7tco+5RHBMmiESZ2WOAk/kSl+reLjUPGNEAuyCq8aQySZXyT3U"
    "vPszsUtV3UeQol332K+SZndZnGV3OdoLctvBDpCDeNF6sIElarO0ypgzGxLZCQXrFlT7wg"
    "jmuWKU6Ngl+mILqF1VIgkSo4Ui0+ngpvvejkM1eP7AeWMOHJrn8ymwU4f9CRKD1U7J/TWb"
    "kPB1lV8DyxJE5dyF4xxNW+ar1VDDnE4R9ta00db0Es5f+BFcZ4slaUxPGE7UuUWp3GsaTB"
    "dwzDH4ihCiE8TL6BkjGr1/o/dv9P6N3r8x6P0bvX8jx79R0vunWssf3UY/oWGgoBMD/qDS"
    "+sBgkxco2AfSXONrV/ZbdfLcGfXmaFBELr9CG7MuTdU5j8Xx2/L0Ybd9p08nDAX2zbNhuj"
    "rdLlKUpxHzGe6YTkgZsZvGgsGJqC/nXdr2pK7uoFO9Jio9yOUBkVmt1QzDLq2DJdy+XMso"
    "2lKY7BJY8PW1DJggTOBQ/uuBbYaE29Z0SICBVUtUj10yfHKAxhMJoC0IjSFcuJYLZktisg"
    "SUy6su0sQReuIZ7O/qHTA9Ml5F/8uZXAP3PnWFHRR5BxKPh6UOgiAeWNlH4NiurLVFN/uW"
    "nODXkvcBdtxVSQlo5Sdh5ATHeCMc+gh9A6pXWCKa50I4xlc0avz7e3a/lCX4hgS1IAMM8y"
    "oYkeIrOahxS0TjuxgPOXi8t0ZP2t5xY74p14e5Thq9lYUmuspskqiLZ9URY7dZPpfA06Wo"
    "2oDfeIgT6yggcwnY1KrcT5D0rNdkvUbJ61HNjV+oA5bPIM/UCB+VmxlrOaiiifEZlH91ND"
    "4RKoAosFsrFvstqGs9JXcJBT9KiJZVnbFhABr+MmtYHGriX91f3V8WXCiy61QDutdkLZ/A"
    "Z+z7JUVw7rgD3TBEkgwxtlO1jdif8yvzbZAIouUOVc3ihFsbxM97/auboHgS5g1KcErlT3"
    "Ojr3mNhHJs9EPhfeAbxSp8+yEMtghfM6GSyjEHl6NFJGQeYkmRZPK2SpjGsHJ2HjL83c3K"
    "J9ubYi7Tz5DfCH8ES+uJuE7Lwz5rwlmxkdWrMN3O8zsJBJAxbFZnkAaHY4LOMXd0Val/21"
    "VJA7ernI7lFGx8azzRamKYpjKX04Pk/YxVEgzv6YpIVsde2jPuL5k/1l7hu3QGsz+Gk0IN"
    "J1goFMEoymbG+u/Tn7rqRauFMwQHhG/nggvrIA19YNac+bcw16a9gq8COHRI25RNfg6Lv3"
    "Lt0+3jYbmNyibjsCyLVQ6GFdRyhZXFQwlOK1sBKQsLLMsHWGoxLiYebGhY5gXBDjl1g+DX"
    "eStTDUqpPX4R8AQuBl148ojkMLHGKgfIM827XCpRgqw8sIanoFURwYDPxuHEG+NqY5MF5w"
    "9fVpMkF3PPtcy4vQccUoxFgqRySzxMHtr6uSIorm32AEjVDVTOv2qJTZYrEchigCgub+Mg"
    "6jBLeqBcjj6vRfbkO/J39e3qzDDVi49BMeV64f6YoIMOqAM3m9PssdWku5bZfL14VqmrPQ"
    "4rTt99lu1sr6bJsLg4PBYT9MGxBnFJddiP1XWgdXbsEnZxrY+qnCIwqniljzInieezrzZf"
    "iXFt1hfPYHAetaEiQM6N69dqlc/UmoqeR+OiSkU6XORxHgRtWZefBNUJO/1EautpRXrAlj"
    "6WLSTfxj6jQg8gKof0dHfNYHCSY+75syoVOTCq8JiTz3YiprOA+WPtJOwU2encI3WKowKJ"
    "aC3ItqEeNhHH91fBj2Q+fGjVm+Q6SQWnqO2s/DwVuFBQSRJj3Vi6GfOji+cvn7+6fPE85n"
    "b8SRmT8xkK3zeOK1J17vUMcX+Vm3yVy1Jqi6Hb3q8VW8ydoJe5yTLvA8mPQswrz6op5jRl"
    "L2ajxdxXNfdVzX1Vc93Y5w3z7elikBfuDB8NSyOcdDtoX0izmK0HDhA+li5ADQ2e4nAgqL"
    "K6WNwJkg6680dXV5XyGa9K8hmvMk4Wz9O6sdTwDnL3opIL66LEhXWRdWHBNwYs734qjgsm"
    "SPrIYJvK5v74/5y2laM="
)
