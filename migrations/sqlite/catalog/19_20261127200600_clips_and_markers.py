"""Clips and markers: parts of recordings, and moments of shows, that somebody has named."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "clips" (
    "id" VARCHAR(26) NOT NULL PRIMARY KEY /* its name at the origin */,
    "title" VARCHAR(120) NOT NULL,
    "begins_at" TIMESTAMP NOT NULL /* of its first picture, by the media's dates */,
    "ends_at" TIMESTAMP NOT NULL /* after its last one */,
    "hidden" INT NOT NULL /* for its artist's eyes only */,
    "keep" INT NOT NULL /* for longer than the recording */,
    "created_at" TIMESTAMP NOT NULL,
    "creator_id" VARCHAR(36) REFERENCES "accounts" ("id") ON DELETE SET NULL /* null: who made it has closed the account */,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    "recording_id" VARCHAR(26) NOT NULL REFERENCES "recordings" ("id") ON DELETE CASCADE
) /* Two moments of a livestream's recording. One that is kept outlives the rest of it. */;
CREATE INDEX IF NOT EXISTS "idx_clips_created_fb1003" ON "clips" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_clips_creator_bacbd5" ON "clips" ("creator_id");
CREATE INDEX IF NOT EXISTS "idx_clips_livestr_190ad7" ON "clips" ("livestream_id");
CREATE INDEX IF NOT EXISTS "idx_clips_recordi_a3d9c9" ON "clips" ("recording_id");
        CREATE TABLE IF NOT EXISTS "markers" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "at" TIMESTAMP NOT NULL /* when it was live, by the media's dates */,
    "title" VARCHAR(120) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE
) /* Where a chapter of a livestream begins. */;
CREATE INDEX IF NOT EXISTS "idx_markers_livestr_5f31f1" ON "markers" ("livestream_id");
        ALTER TABLE "livestreams" ADD "fans_may_download" INT NOT NULL DEFAULT 0;
        ALTER TABLE "livestreams" ADD "fans_may_clip" INT NOT NULL DEFAULT 1;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "livestreams" DROP COLUMN "fans_may_download";
        ALTER TABLE "livestreams" DROP COLUMN "fans_may_clip";
        DROP TABLE IF EXISTS "clips";
        DROP TABLE IF EXISTS "markers";"""


MODELS_STATE = (
    "eJztXVtz20ay/itTelG2ilFZlGR75SfZUXa1K1spSznes0mKOySG5ByBGAYDmmZt8t9P9w"
    "wA4k4ABMkhhJfdGJgeUN1z6evX/z0ZUY/aYnJ2MxoxKZ/EM3NOrsl/Txw6Y/Afme975ITO"
    "55G3+MSjQ1tRUDVy4OFQqcYOpefSkQcvx9SWDB5ZTI5cPve4wK+dfJlSj1Ayd8XEpTMixo"
    "Q6BOYRC8c7lWRGV8QSZ+RpyoialnBPMntMuCRL7k3xn0QsHeYS4dirM/yoJUbwVe5MdjT/"
    "wuG/Lxj8lRPmTZkLX/nlN3jMHYt9YzL45/x5MObMtmIs5RZOoJ4PvNVcPfswpe6PaiT+9u"
    "FgJOzFzFmPnq+8qXDC4fCn4dMJg99EPWZFWOssbNsXRfBI/1Z44LkLFv5Ia/3AYmO6sFFA"
    "SK1/wfrZyWDw6eFp8Hj7NBicpIQXUET47T8aCQcFzx1Pqr9/Rr8NbOZMvCn88+L1n/o7az"
    "7oUfjB/7n5/OHvN5+/u3j9F/yggNWj19Yn/01fvfpTTQFLUE+iuL5ms5LkYErltAq741St"
    "Y/vryxJsf32Zy3Z8hWxfs1n9fwUGB+ObYW3wYM3b9RGzd+a+fVWCuW9f5TIXX8WZK0cC50"
    "ix9x+PD5+y2bumSDDY4iOP/EFsLr0jZHQBY5EXOPNMyt/tKEO/+3jzrySvP9w/vFfMEdKb"
    "uGoWNcH7BONHLkPmDKiXZv4P8MbjM5YtgDhlUgg+6VnwH+0SxdPdx9vHp5uPP8Xk8cPN0y"
    "2+6aunq8TT75JnfDgJ+XL39HeC/yT/fvh0mxRbOO7p3yf4m+jCEwNHLAfUivIkeBw8iomZ"
    "fZtzmK6GmOOUDYjZvxM6KTcvZZtKb7CQtbZzkvZoJA2aDJFixsiMOwtPXwkvS+y+gj+opm"
    "/HqXalpRy74o3Gzfg5U+/2GZjm+Y/CZXzi/JOtFOfv4EdSZ5SlDEaMzmCq42L5n8GqCp6u"
    "v+/SZWgTJhYbcMBiNvP0Cr15/HDzw+2JYvWQjp6X1LUGMZ7jG9EXiSfh2PSrWX+WfEIdOl"
    "HswT8Ef3aS9znOgEAuxY4AHFXSB3BD5syVwrlWtrnrgZ5KhAtW+5g6aYt+4+jOPjfhmOgV"
    "2OdsRrldhdMhQeuY3b8qY5bDqFx2q3dxE0axa/CVuRwmraP6ZE5wPPoPklwT7hF9CpExnA"
    "+O8KYgFrJi3svTh+ZUyqWAi6GqTyxFaLLvBpbt3FsBpXBgKimIh85fRwyFtSIS9A9JuEOG"
    "K1gZ5ZZAcqteldqqVwVb9Sq5VS0u5zZdDar60pJ0JsvFGJ+aK+xKTA7Gt5G5ZXibz9okZ8"
    "UcWSHcgeS+Xl/luklTH89dM6MWI3Dg4LnyH+aM3NUcftKMWZyS4O/6z8u7cXQwRYzHzK0e"
    "gwnJam28PQl+CbYFW9sgp1IHECX8G2OJZMjIlFp1LprLV2VOPhiVuz/Vu86t/UIcnimPTL"
    "7fIOaricfq40vivU/+4z8/M5sqjqaFn5MhcJziT3ls4h5Fy3KRX0NbjJ635pee7D3O1VaG"
    "KUbBqTFcDXze7Zdp+3K1T1mQTqLNDTjz4T84XAP69/bgirDgqSQ2G3ulTY+KPN6St+1fid"
    "uuvlZzaGTz+bYM+gBzmLMttQdoORVE6efcUztwZAvJcHuGe7bBzWgxm6PHLCtpoxInf9AT"
    "rczhJvBRMuKyEcMf9o5o7lKCXsKh+NZDRjN4o5jc6AmnHZGNKCm3OFWrdZQxY9a2XPoR5m"
    "grf7jFHI972+/QOz1RmR16lIzC8wdeMzrbllP34Uxt5RV6yLdeUD9RrR4bcdw3z59ntmqC"
    "QzBNW1cRzMy2v+Ie1Syt5RFYUzDv1kzS07SVS0s2nAqxtb3zRU/zuBiuf2qLOLbb/Jmopy"
    "IziSbhyijKpEn5ncrU1IhZJDlGk2J8Ap6x71ENDpwT1yTDfyFJEPgHXb6HuTWWYFLFOCya"
    "WWKz6881nNHznk/uHK9CTg9PJ6L5V7G5WSYT/Anf/7Xfv7h403918frt1eWbN1dvX72Fse"
    "r3pl+9KXCEv7/7292np7hfGx+YnehjUvblTjJ9uqjOprP/aKM6seiDOlqrpjNHidq3n5pK"
    "U4y6QSksdRWyqMbpFOGO4tYNMHtnAYt9p5qrxZ0WUpdpjt+PZ5pHz4HsRPPsXbBf7h738i"
    "8rjNRRYVTmf77JUsZW2cJGAQZIsqTeaEocQSa4SsjaC4ll+yA47koMNcBLjDXAgxWZCtva"
    "aJFsPXmG/fFL5AQKYkm/dUbJMRglnc78MnTmrgZwL1qzubbJAdOrX6r+a4R3d0sFuKtibU"
    "UVq0pIylJlg0ylAk02TIjarMg+LQWZiRnDOjNEl4polqcSc2aEawGnz8iDw7TFAbbGM5t7"
    "RCw8NVY5xeHi85Cee2l1djef6MpkAxEixhf+aYR6ilHC5RPu1HF79Msc+/38Y7+/GdqKe9"
    "VqmEKCFt6y5/0yhRIwKpfh6l1cnxkyEH4dXJgY4fEYByfqSJBkDBawR+Z85C1cmHO4UntB"
    "FTLBKYO/+wUCiTDHqgURtCY7ooVAxx5z1VpA6BuMwL48gU+5ZekUmoR7RgibUSdb3GuihL"
    "SHQLUrAYdPKkgYC+FRvmHJGlupULu92lrS7x8e7mNCfn+X8Mx8+vnj+1s4jpV0YRD3Yg6b"
    "tQyeGZtXlEBAcgT8t4UzUR5G6vhqma+/mSSC4/KRHcAyasVhp2Ql3KrRzhiVwaHOZotAdu"
    "1HWxt1FeWRIuy8lpu5HZ66FZmdpGsfr5uxYQtcl3asJmBbF1vTFQYmetlSO3yzEzOmVWzL"
    "48/RydrJ4uS+LpEnoa/B/bqJj/HiLJ0aEdMrYgKAH0o+/Xx/f0Bncl5ixIcSiRGjcMxmdz"
    "JwF8hPdQK04jJzz8gXv8ByBFbDhEklEgG/XFlzrlgSGMdtGD+bYRK1FPAXzIbMlfiIIewV"
    "rG5sYjD2x8gMN/NeP92w+/lxRm176wSKQ7mgq2ZQXPTfvA5zJvAfRVkSjx9v7u9L5GrPxa"
    "gSNlxI0ELP8kW/jMLZz1c4+yk8fwbnm1cZgC9BZjKrT4YruDP4aKr7rSAkDHkG01NHnx5v"
    "P3wGun/e/q9OuOLKp0yHVJb0Mu66m4Vkv2c4nQqysnyCZk6VMiJ5tdtDZQ9pWRWQinZ7nQ"
    "MDFjN162Tc6MHLDZe6P6xknPjvcFOOqauA2fF+Re1qLGw72B9A7kiOo/ES1goXDE1f09tM"
    "tMWle9hmLwYh9jZ1NeTfxN1J9HJOohDsJeskiiLBFJxEceSZcjaGWHhD8e1aqfqg3jueAk"
    "nGfwUwL9kGQkm6zIzpZ1hS+DIYqYIQeumqqdDyS+ZQ/wInBixeHOOwb96Aeh6i/GJ44bcX"
    "kp9yYJ9p/jkVyLMso4PxRiuxU7hewcSdCCaviV9M3yNBWWrlDJUyQjjPF8J5luM63DwVnN"
    "YhjdHMpwHHTyXhVm8NMXWK+SkYN527vF7ApjMYNrMf1Uebw1muS2KU/qjzCVVKoRi/I6+u"
    "8aVTOjdknyUfEV9GcJ1U2CRRGpM3Sc3roPn1r7hTgcHB+BYyt3l3kfnR4DS7T04qnjd+v4"
    "ZqB8qOA8PYLCLN7yfQPXOyPv3xJq9qzWjQ0kdhMGeiemRoDHN9uqMe7+cjKWWBgJ3RRAbg"
    "7b/UcZ3fozPMibl/+PS3YHiycWfi6g1sgriU4Oa9dRazVNgtfgsHtObew6/InDkYjOyRc+"
    "JbdwzUoT78ozSk/LaRgkhBjLa5MiClclWdKImxfK7qluifX765fHvx+jJkaPikiKtphiYt"
    "2RRfi1PsMsiPJ8v4ZSba+VX/KlRaVdwp4uNpjoI1+Hqd4g2zcDAOvKSrHlbazIDHfuwYrp"
    "2S5TZtWhSqv2z9UyCD/GgWxos8BJTAUPtYZNykxfkLCdJaN6phkm1QP1HcwS51GXwtMJRi"
    "VOZaSXVN0lJNhC4KmghddE2EXuhJFZocNQSdpO3uJJMlfTCQlP0ksu6kccVLaKp+xOJpAX"
    "RFpFVJVlpAvJNJQWJAsntKGVg2HwPB5s4z5u5qYeiM3+tQHnKK2UbcA9lRS+oYkS+0M4Jp"
    "AuqbmCHM7DGaflzXOqq5sNw0C7Ntj1/eIg9Kd6ismsYZp2pdrkFTwaX8XIP5woW7r1K8KU"
    "JitHNewZ+ven6CPQKgwwVftkv5Trv6mgff3QjDddQjPBWWrF5GwU4Aval8rqV2R+mOx7o6"
    "8ZQGgKBGDmHUtTnD1Q+flJ7qo/tV8JLxjjZp5ezbnMN0dYBHYpRd9b3JUu4AKl+OPWUYy1"
    "tgI6lGhVnWUdDBsMAuChslbjaIbsjcpiPV0H2+GNpcTuE/NUY4Fl74zzTCHtxXsNezKiZV"
    "WxsFrBRm5/TiVZRpg2ivX+7AAKNggDF8ReH20Ih02RQUFElhviiC0uFcRkXWUn5m9ub8mK"
    "PI0kY3gLaUfKnUkUPzydnPbFXZNRClMXhfhMWdaDfpzUHgp+vMsYVTNitp5znZ1AY7yO8U"
    "Wb7INkpl9MKPc1/BNGqx6CQ+3Be1kEvP+2V8BzCqAEoz5T+AC2yF131FFTdBZu6mMCZb2G"
    "+NWZHPcaodhXEa8thEFB4zThpHWNXqYf3xBrO55nLuX12V8oNdFfjBrpLsVbizg4Vbyf0Y"
    "IzKY0Sd+fQ2uCR3CCBe3boDJLQXBWmelX52XOV1gVK401Ltj6fFw7I4Kg2o+kmvfpBvzhb"
    "bTMNIntLmbRr5LqPFu3j/5B6fbwrbeaf9ZORDFB4c9Cfifsku2EoSiUadE2TVbEkCxQffk"
    "ncUcj3vZuA7hy16hm5LrYaVxHb6AloyoMFiShsagJzCs5s+yQkymrxwz8L97mDPn7gfyQT"
    "gOG3l/yWygV3+mTOwHLuXCR3xYDP8Pxm7XLe94HYwH1jbyfYZrCZVmdUhhssukJsN3okcH"
    "a78CkyMkLeTyTmzHLkt904XZivi5KuBYyFqCTtJ2WeomS7rLlOgyJQy3MAzOlLjDVADvE/"
    "qfM42R9esN5ogaOECnZZVscqrdnC6bC1d13oaj95pIzFOgmHw5DMBimTwlS+45iBu7nDKd"
    "tz1cSDRA6JLm5Yw3O3+HkGmUUpdvrmh5Z7mPChC4IkTGolKcqINEksUcV+uUMDqakqXLPa"
    "MRt/Ldef94fPhUGH/MEofFRx75g9i+U7Y9WjZyI6Z2peBwksg3CX0KJ3hvEIDpPbMmzL11"
    "vBwM0+j74vvFViMHDIaWdnlhx1vJLZ1CrqGPYTy8fEeGAjYPvkP3lT7NVUr5qzNyQ5bUhu"
    "v5VJIhtamCRcI7QSHd+d0P8WesiKSrjE4Je/tqpitNz3KitgA2WsjATI356ANU1dLOtaIT"
    "tGwnBf/2MffG2uMpmX+JmRtXPaBPqPnAqr9PKi30Nc3+NIU6mTGgIvgljvpc6JGxK2bknI"
    "iyeWAH0RfoLNu0LBLJmsZkkRh5BEXwDfXVU43zESKTWR/k1QQ7IWhobPJGiGgPFe+BNGXn"
    "49p8F+i1UZHVMaLuyq3uSoys1SbcidqoeIpPelzrvKxjMb3LY87Fz7ePT5/vPjydZCzyJj"
    "j9JZzpyBZ4Wf7GtnYOaw9qWkdXeb6BndgLm83syLoq2zZE4YiocnmtY6ruQ4p9OkFEoI16"
    "Rj5FStAs4mA+q+Kp1QsqSFw+mWCDQMmwvC2j0cguv5RpU8dsKqwD6bJTzMpO6SzlvWhHrS"
    "8cnMCxB5bBSLguU4dfj3h83iMuGy8cC5PvFdxuSYth9+WEVZb7NvVreyvkUXhNz0wSCocy"
    "8NMi6PFUZW3wV5OafQB2kkdkcQx4VpHAmsJkIYCVrOSwpCAFxI1R2P8q2KSKUfx1dPgaK5"
    "dRmWUwFHU6CihaB+jaLwXo2i8AdO2nAV2HlQ6YofHnS6Q5uV7L6/V9SHjHeDeFNMs3YDt1"
    "2Yhm5qhViMFGwJ3W8c0t6l4SYdXjFHyZkpcm7el1nUumIR0rgymyoMOBpUFksC4/C+IlfN"
    "4BsJhhCuVboB737Gr9zgICkw2imuw+75dRRmBUAVxEShmJ/rIUn/M7cCXIWqD4Fd2LO2mn"
    "NZoya4EQKGDau3WakWTP0GXVm6axxCKPCpN4Arwf5EXjcwPCmbQtakvSWKsvJQG1JzIUPi"
    "FsRp0cpT9GmGDtECh3daoFd/h+d8/7h4f72MZ5f5c8uH7++P4W7hS1Y2AQ93Ii6i4bCTcr"
    "ra2I3Wuieqzek32LJNdg1CqH2RysBLBsZ8QSZVFx9iOBMXXkYEZXg5HN5xUFkaI98NIPVV"
    "qDV3zIM0ssHVvQqos/k36PfA+fRBmfbUsZxnnsQpDhQttw1NDMlrF75/BRnep5jdNK93zd"
    "onVandSR6j1fQx0au76ijwEbvjL4Ajy4INQdTeEZ/PclGeEfadts/61glUJSq+I2TtlZBi"
    "ZbBmrR1UGfj9B1EjZcwoPq0bU4lclxIJ350YPjcyQQqEa4xAYWvsO8IDtsgq7Wa52oUMN9"
    "Vr5ytmTuIKfaOtcIT5IZW9J4MOt7zujzoCZ3M2k7FidZDPMy113MvbrtrTMn6G4Pk28Pl3"
    "0VIxqmjpbcUAmqA26lV+kLQ8GxqpIv4heRqHpMTDyFf2N95pwihEAljbuxTXZciEZdQ6B6"
    "22oxt2pKOU7ZZYoYLWZzU5mPPXxfhGXUAfyWhjJqBuAX/ffbZjl98GMAx3lapdObYgj31H"
    "1m7rYc+qhmaSuP1jrXFiz6CSZpK4NgZsa2BtF+VLO0iUeV8ggjgTS/d1w2LwNc7RIcDZrQ"
    "HaWNWrzkdKQcp2mCUZ+jsxnBLT/GrvspeYIMWVBVWM72K1yTVdJV/aM9K1V1feoXpKlGLp"
    "gyUH3YRJBiMeXc00YwjfTBAy5MuJMBhVSBrktxNUFH7pGCIsvWlyacKOBHrmufdIx1qKvP"
    "VO+gU0nwN2+fTHN0RmmX3bzr7Obj8uF13p2aG+nATZwM8zns2ctT1BWnBspMlb44hjG+rL"
    "OnTmec/SGgKNM9SwEObPoC9XftOygJVC3mCDpCCWa1W/Ee0Eo58Lvg+OWlZ+RO988msI5W"
    "kqjQpdIsxMK2yJR+ZYR9m3MXU7ZgeS0mqnVuhgK9r0//6gSVsWDSjGwhmXXt03paK5IKSh"
    "u+uZAeeYYTTtfQalNoIgRirBBbOBPm5kOpxPfgOujXQapUK/cuU03fz6+m719u0vblumNa"
    "WV5HSExW+3SXZDjsv+ehsj+BZenAPioZwN0xsoFqnVRHF4wRdqqg0aqgPoNlnUTKGGUXtT"
    "dZynjDPdfay3HKvaQ8dULeNuMpLeQSCU8Z8jWpOvJEqX46+4nOQL/TgPQRNbTkrdl08eSh"
    "+j6ZtZFa3nfasLupc1m0w2WRcZA0weHy6T9mHSKls3/yG5nBTyCffr6/P6g7CMHp8jxCPn"
    "DdBqcQjCqN2zNymWp6TG2MbH5hw5uFN3XOiPLacEme2dzTCcL4rzk2Ix+9U7enZEDrEUdB"
    "1NqMwppVz8USFg3GmdhXPmJZmEB7+WYXjDXhXugVuGfWy6DirZwiNJf5cDBI9vpy4dp13D"
    "LnF6UcMzgsP1B3kXbO6C01yERfzYchilMZ7R778PB42yMVeb93UCK4l/OKtop6lcTpWlOw"
    "tee2JIdtZmlUNsDbMskAb/NzAd6mUgHkQs4z28AX4kZEqMxGjlDuBLUDQQ1RIP6o/xEBiv"
    "U1hppcRmZ0hVEoCsPmJcGG9wMz0WVp1LoAjs2f1/WOfymS7nrHd73jj9flcvAEHDRqJFzZ"
    "j37kP9P1khzUK/bBBMMH0QbQZbwxIeUp6heOozt4nJGPqqEEBv1H1LbxT5cEtvbMjrZ6Xw"
    "HJjBFvyUcM8UDEQnlRhGv52SwJN8xuP7aF/8XnWsUTLU5lrkug5oHWVIpGvj8GU6MqWUT+"
    "+BbgEe+h18rI5gyPwAy4yAJPV5SodXxuPuuIWjPu1bNuEqSdeWO00tvB9L0EKXcwfW2XcN"
    "cAa6f3ocqtH/gRkLIcjhGZjIG4VJ7WIKufSOZ+ZbJHuIocSywckLWyoa/O+yUEAaNyJaHe"
    "pVodDqZUTqtIIkpjsiB8QDG/Ihp+dViAyjzCHdV5r44gmt8QI4w+VAxLhDQmA+c3cXs0GG"
    "X4ylyLZwWA/vH48CmbzRGS5J0Nj8kfxPbxjYzg94lwCCUumzLqSgrEGPypAbtaIA5kVUwc"
    "qaBzMr6cuKBxgmTQGQFAKjpWIiSdn7iynzgbcaW6k7gk4IphzC7rIY6sMaPcw2v0liy/cA"
    "zbpcAhHCLKVKnWjCTCRQFHsmsjqW37pY2qONLHc8FbmbsyWiMZhy4hE+Gwdynf8J6//6uj"
    "Qat15JzLxLheqM6pYk09CrULoO1S/dJlDthlWvOJCJdPuFNH9eqXORf7+edif2P631cu+Z"
    "CDCpHToXdz04v4DCYn5vi5cz0yFbbFXIkRk7nLv8IPqyOchtHZnxmr2sQoINljnk4Nrk/F"
    "UmUKA9N1MvHWOlmDKrI6LqsoyCHBVurxvnivjXOJQUKdyo0ZUTYvud73rRa321Hi2+fKS6"
    "Lu0LlNV3gMjZk3mqJwxq6YGeMq0ZBqNfy+McKjcfz6eHyh9uMIbwoSICtWsqF7mxzC1sJV"
    "BaWDWRbmZ0FWdILQ5GJU2I5L3IUj6qAOrDZjtU5Xe86VHq68TJDaAnGEJAYLwvAM9TniVN"
    "OMG6lQM4tQma2cqXQiuI2cEKrQJO1MwwfVyZKOEh7PHSQ5+i9Vdldw/8BVBAd3A47M47uE"
    "tPuihvTjlMeCeBEDDfXQWvIEmZSMnbVJ8OiOqiH1CNlR7niQPFhmqHkqq+3lyb0rinkRYj"
    "4wDkhyY+/EBayNydrg7nuJjuUHc7ruKtWaPpSDWQnaFZSNNVYCWTmGVd0M8koOPMh2EUa/"
    "NUlWeHHdtaQgthhpkFKiwsRRSKxEitEzw+Z/GZCs19o5gaEkv27nVPcG1GPIcJVRTNLcvJ"
    "uDeb9Ea68iy/63FxLlq5vpUMZTe5HvqL3obywgaWFJ/Um4aOewgVVFlIKcYfa4RwQGlzD0"
    "revBgxKqsmByO851e1nwt3j+wHljTqrh3BUjJjNUmHz2R0gMzrRS3F+yIfF/rg4pYWQbd0"
    "YtNbOho2nNfL0aathzMcLOnDPanJvB+Qt/hKiyxaI0JodsE6lSnp+RtaTeaArHHINP+Onv"
    "IF5GD2jdHQsWwX4jRh2iaXtTek2FfjDCSdGrgf2QvbKb4G8HF3voDOoiXI1ycBpVQTR8w+"
    "CMPMEd6oln3fkFDDZ1gYJ9sIYMJcKxs9wZ9ebYIg9ZfaJyfVicqnUei91DXnRxn02nTysM"
    "ha5PyUuQsoKtkwxOxJqQdxHa4wnje0InWc+4s/CYfEd0qMQRHlER/koBklasgxncvqKSUb"
    "SmMNklMBXLaxUwWQrX6hEf6b1HBLdGPQIMLJsvnACZLmMuneebS+cp41SjsFcRwJrCZAFg"
    "JTuwXvaIXIymhEryI1wOY/ENA173sP++1eF/8+i7sFfcip7nCInJEtAur7rFCjvAmzLY39"
    "U5YDrszZL+lwO5Bp5c6kju5XkHIq97hQ4CLxxY2kdgc0fVpaGbfU1O8LPkzkM0S52UEG8T"
    "Bge/wHgjHPpYPQWql58rneVC2MUntgLV/D29XwrbDGiCZvoLHNarsMfyjXxfg+JghVsiGN"
    "/GeEjj8d4aeI+d48Z8U64Lc+01eut6XFZWZqNEbTyrdhi7TfM5v/o/TnUMEABNnFg7KfaP"
    "IG+U5X6EpGN9RdZXSP/fqbnxhdpg+ZxkmRr+q2IzY6kGlTQxHkD510fjqdQBRIlIiAIeT6"
    "ljnZHPEQU/SIhWGe6hYQAa/ixtWDQ18a/Or86XqZCa7JpQZ52W/Y4s1Rt4xr6fUcR30v4h"
    "wmUP3nEEjdAwTT6NnwNIJfnKXA4SQcCVHsLcOGIorBWCGbz71YlQnPp5gzYbe74/zQk+8w"
    "4J1djgD4XfA1+UC//X92CwRcSSSZ1Ujjm4Ai0iqfIQ82ylX+K3VcQ0hpWTeMnw79Y55S8Q"
    "SAqZj/zGOmBYWqfyOi4PftCEs3wjq1Nh2p3nZ1bL4V2zWZ9BFTgcErSOuf2rMs57GFXQky"
    "MDDZiCjW8NhjkQdDmpHzEqczl9Er2fsUoCGxV6tRCxm1/aY+HOmDuovMKTdAazPyytRw3H"
    "m2o4jSDKZsb679Kf2upFq1VzDQeEyzORnqpUXd8za8LcW5hrdbyCL1N83aRtyoY/+cVfmf"
    "bp+nWv2EZlw4FflsVKB8Nyarn8yuIeGfvWmG9hgWX5DEvNr0lRZSkUDcusIFiTU28R/Dps"
    "ZapBKbW7LwIewsVQFSsuIDG2l/mJUqIkWcw1zj8lkgGfjQPtM8bVxoZTIZ4fF8MoFzPPtd"
    "S4jQccUgxkhKQ0qjomD639XGRJUaaR7AGQquPpnH+Qr8s8MltITxUDBHF5joOozSzlgXIE"
    "+rym6ZNvx9/qEM/NMNXzj0E5EtXC/SFBCx1QDeOVV4Rp3gag2Wy+nr/ql7EKcVh++q56GW"
    "ewnibF4vzwWEjQBce2iEvqw36gr4NKZ0eSsI1rvV/mFIFR+Su9nzpJ5i77ysVCDmqzPn8G"
    "g/OoDRUBcm5Qv1areKajqeh5MS6qeKdX5HGGalqIdR2h2iPWdaC2Hm1zPotLxbdB9e6rGa"
    "Sta8N6+apMRQ6Myj3m1LtExHTsMXdQOQk7RrY/90id4iiPqF6IZN3dAPtQ4e/XwY9oPrxv"
    "1ZvkOokFpyi3F26WCpwrqCiJsW6sqhnz/fPLN5dvL15fhtwOnxQxOZuh8L1BWJFa5V5PEX"
    "dXuclXuSqlthi67d1ascXMCTqZmyzzLpD8IsS8mFs1xRyn7MRstJi7quauqrmraq4b+7xh"
    "Lh9NT7LCnf6rXmGEk64HbQpp5rO14QBhrtmTudkzDB5fhuaGBxsxeAqaHTO3KhZ3hKSF7v"
    "z+1VWpfMargnzGq5STZZ7Rx7jgxppn9TBuA3fPS7mwzgtcWOdpFxZ80WNZ91N+XDBC0kUG"
    "j6ls7s//B6BY5g0="
)
