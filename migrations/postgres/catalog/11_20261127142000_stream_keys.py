"""Stream keys and webhooks' secrets are kept sealed, and found by keyed hashes."""

import hashlib

from tortoise import BaseDBAsyncClient

from catalog.db.keys import get_keys, hash_secret

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    keys = get_keys()
    await db.execute_script("""
        CREATE TEMPORARY TABLE "new_keys" ("id" TEXT PRIMARY KEY, "hash" TEXT, "sealed" TEXT);
        CREATE TEMPORARY TABLE "new_hashes" ("old" TEXT PRIMARY KEY, "new" TEXT);
        CREATE TEMPORARY TABLE "new_secrets" ("id" TEXT PRIMARY KEY, "sealed" TEXT, "previous" TEXT);
        CREATE TEMPORARY TABLE "new_clock" ("hash" TEXT);""")

    def find_by(digest: str) -> str:
        return keys.fingerprint("stream key", digest)

    _, feeds = await db.execute_query('SELECT "id", "key" FROM "feeds"')
    await db.execute_many(
        'INSERT INTO "new_keys" VALUES ($1, $2, $3)',
        [
            [
                row["id"],
                find_by(hashlib.sha256(row["key"].encode()).hexdigest()),
                keys.seal("stream key", row["key"], row["id"]),
            ]
            for row in feeds
        ],
    )
    # Which were the keys' digests as they are.
    _, hashes = await db.execute_query(
        'SELECT DISTINCT "key_hash" AS "old" FROM "publisher_sessions" WHERE "key_hash" IS NOT NULL'
    )
    await db.execute_many(
        'INSERT INTO "new_hashes" VALUES ($1, $2)', [[row["old"], find_by(row["old"])] for row in hashes]
    )

    def seal(row: dict[str, str], column: str) -> str | None:
        return None if row[column] is None else keys.seal("webhook secret", row[column], row["id"])

    _, webhooks = await db.execute_query('SELECT "id", "secret", "previous_secret" FROM "webhook_subscriptions"')
    await db.execute_many(
        'INSERT INTO "new_secrets" VALUES ($1, $2, $3)',
        [[row["id"], seal(row, "secret"), seal(row, "previous_secret")] for row in webhooks],
    )
    _, clocks = await db.execute_query('SELECT "epoch" FROM "clock"')
    await db.execute_many('INSERT INTO "new_clock" VALUES ($1)', [[hash_secret(row["epoch"])] for row in clocks])
    # PostgreSQL keeps what was in a column that is dropped until the row is written again. The last changes of a type are
    # none, and write all rows: no key stays, nor one of those that were in other tables before there were feeds.
    return """
        ALTER TABLE "feeds" ADD "key_hash" VARCHAR(64), ADD "sealed_key" VARCHAR(128);
        UPDATE "feeds" f SET "key_hash" = n."hash", "sealed_key" = n."sealed" FROM "new_keys" n WHERE n."id" = f."id";
        ALTER TABLE "feeds" ALTER COLUMN "key_hash" SET NOT NULL, ALTER COLUMN "sealed_key" SET NOT NULL,
            ADD UNIQUE ("key_hash"), DROP COLUMN "key";
        COMMENT ON COLUMN "feeds"."key_hash" IS 'by which the stream key is found';
        COMMENT ON COLUMN "feeds"."sealed_key" IS 'the stream key, by which it is shown';
        ALTER TABLE "webhook_subscriptions" ADD "sealed_secret" VARCHAR(128), ADD "previous_sealed_secret" VARCHAR(128);
        UPDATE "webhook_subscriptions" w SET "sealed_secret" = n."sealed", "previous_sealed_secret" = n."previous"
            FROM "new_secrets" n WHERE n."id" = w."id";
        ALTER TABLE "webhook_subscriptions" ALTER COLUMN "sealed_secret" SET NOT NULL, DROP COLUMN "secret",
            DROP COLUMN "previous_secret";
        COMMENT ON TABLE "webhook_subscriptions" IS 'Where an account wants transitions sent. The secret must sign, so it is sealed and no hash.';
        ALTER TABLE "clock" ADD "secret_hash" VARCHAR(64);
        UPDATE "clock" SET "secret_hash" = n."hash" FROM "new_clock" n;
        ALTER TABLE "clock" ALTER COLUMN "secret_hash" SET NOT NULL;
        COMMENT ON COLUMN "clock"."secret_hash" IS 'by which a process knows the SECRET_KEY of this database';
        UPDATE "publisher_sessions" SET "key_hash" = n."new" FROM "new_hashes" n WHERE n."old" = "key_hash";
        DROP TABLE "new_keys", "new_hashes", "new_secrets", "new_clock";
        ALTER TABLE "feeds" ALTER COLUMN "kind" TYPE VARCHAR(16) USING "kind" || '';
        ALTER TABLE "webhook_subscriptions" ALTER COLUMN "scope" TYPE VARCHAR(8) USING "scope" || '';
        ALTER TABLE "publisher_sessions" ALTER COLUMN "reason" TYPE VARCHAR(64) USING "reason" || '';
        ALTER TABLE "livestreams" ALTER COLUMN "title" TYPE VARCHAR(120) USING "title" || '';
        ALTER TABLE "accounts" ALTER COLUMN "role" TYPE VARCHAR(8) USING "role" || '';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztXVtz4zay/isovUxOlXbK1lzXebInno03HjsVe8/s2ZwUFyIhi2WKUAjQGlU2/327wYt4N0lR"
    "MkTxJRmTaJD6GkTfG3+MTCqpwx9en5smE+KePzJ3dEb+GLl0weAfhffHZESXy8RdvCLp1FEUVI00"
    "JA4VauxUSI+aEm7OqCMYXLKYMD17KW2OTxt9nVNJKFl6/MGjC8JnhLoE5uG+K18JsqBrYvHX5H7O"
    "iJqW2FIwZ0ZsQVa2nOOfhK9c5hHuOuvX+FCLm/BU233Y0fy+a//uM/iVD0zOmQdP+fU3uGy7FvvG"
    "RPTn8tGY2cyxUpDaFk6grhtyvVTXPs2p91mNxHefGiZ3/IW7Gb1cyzl34+Hw0/DqA4N3opJZCWhd"
    "33FCVkSXgneFC9LzWfyS1uaCxWbUd5BBSB28webayDBubu+Nu8t7wxjlmBdRJPAOL5ncRcbbrhTq"
    "9y/oN8Nh7oOcw59v3v8ZPGeDQzAKH/i/5798+vH8l+/evP8ffCCH1ROsrZvwzkTd+lNNAUswmESh"
    "voFZcdKYUzFvAneaqnewv39bA/b3b0thx1sI+wZm9f8GAEfju4E2urDBdrPF7B3cjyc1wP14Ugou"
    "3kqDK0yOc+Tg/fvd7U0xvBuKDMCWbUryH+LYQh4g0BXAIhY480KI350koN99Of9nFutP17cXChwu"
    "5IOnZlETXGSANz2G4BhU5sH/Ae5Ie8GKGZCmzDIhJH0d/aNfrLi/+nJ5d3/+5ecUP344v7/EOxN1"
    "dZ25+l12j48nIV+v7n8k+Cf51+3NZZZt8bj7f43wnagvueHylUGtJCbR5ehSis3s29KG6VqwOU3Z"
    "AZtDmTBwuXsuO1RIwxetPucs7cFwGjQZIviCkYXt+jIQCcfF9lDBN5rp22mqXWkph654o3EzeyzU"
    "u0MA85h/5h6zH9yf2FohfwUvSV2zSBlMGJ3RVIcF+Z/Rqoqubp7v0VVsE2YWGyBgMYfJYIWe3306"
    "/+FypKCeUvNxRT3LSGGOd/iEZ67EY/O3FpNF9gp16YOCB38IvnYW+xJnQMSXakcAjqrpAzgnS+YJ"
    "7p4p29yToKcS7oHVPqNu3qJ/dvRgn+uwTYwr7HO2oLbTBOmYoHdgT97VMcthVCnc6l7ahFFwGU/M"
    "s2HSNqpP4QSHo/8gyRmxJQl2ITKD/cHlcg5sIWsmj08fWlIhVhwEQ1OfWI5QZ98NLNulXAMld2Eq"
    "wYlE56/Lp9xaEwH6hyC2S6ZrWBn1lkD2U31X61N9V/Gpvst+qpYtlg5dG019aVk6nfmijU/N404j"
    "kKPxfQS3Drbl0GaRDXznU+pEan0a4itXVvncE3QZqO2uTIA81Ce7wvkB3+Avk9O3H95+fPP+7UcY"
    "ot4yvvKhAvurm/sMtHyJP517hrALsa2W5HnqwxHjC2oxAns5btn/Zq7prZfwSgtm2ZREv+vfxyfM"
    "Bwd1b9mc862UewBSXpd01D29JC5C8s8//cIcqhDNM78k1n+Y7M/5XlKfz9Th5iN8BNP1llhd4ES9"
    "Rmnb1dRrhCzm2GghFwVpG6H0QzDRWh/Bu5pzwYjHTIYv9j0J7GlK0Csw5d/GBAYwuEPAKqxtTNUC"
    "NXA8dLKVXeJUvd7JZoxZ26L0GeboKz74WcFtRhfbonQdz9RXrNDRs/VO9jNMos0u1i0+MDPbfk+6"
    "U7P0dQ3BAhIw79YgBdP0FaUVm84531q3+hpMc+dPN6/aI8R2GuAM9NKi8GassVYENzeqcZ30Zr5I"
    "xCkdJgVZUWnOicvJA/KJbKQUZifLObM9gRoW3EQVCy6syZw7VlFuc7eTFwROfx0Fk6tfG4Z+f9sm"
    "mnphP5Q6AwvjqQUewFB+6BvhCzyAf51M3rz5MDl58/7ju7cfPrz7eBK7AvO3qnyCF1d/Q7fgOOmJ"
    "iPyE5UHWwU303K5zsG6iIdWp4KPbSQ5DAme1DzaFOUnUwyjS7jPKYumjVUKZFjrSOJtRllxsxQll"
    "BRuHdtgOyXqNdNlPpbrspxq6rBmPeVaVxRI5IH8lVEhO4cG81+Rr6Ao059R9YOgOVAqlUJVzHl8R"
    "GGc7MH6xsKXKynD9xZR5Ai8xTMjgnoXldbNwjMgruvt9dMf5g3cL6jhb67z6p7UFSu+byYf3sZqL"
    "f1Qptndfzq+vn9dk2ZKbjbKWYoI+itxJHZE7KRe5k1ylGQOFXzZODcuQ6Qz1aLoGm9cGw1hVAmOI"
    "kzyCQi3QACZ3l59+AbqfLv8vsJFtQXApTqlg9SIbu66zFOz3ZoZ0SNCbXJo9WNINIu+7FecAgL9Q"
    "UqdAokc3nxHq4bCaPqofQVLOqKdKhlC+ruaczLjjRN8HkLvCxtEohFXMD+VnXkxvM9EWQvdly5A1"
    "yiXvSjSUS+JhJzqenShOSyjaiZI5CxU7UTpHop6NwX055d/OlKoP6r0rVfo+/hUlJBQbCDXpCp3c"
    "j7Ck8GY0Ev8dLl01FRp+Wbf3r7BjwOLFMS77Jg0qJeafo9f0t6HA6GULjCJ+1gU6Gq+1EjsH8Qom"
    "7gNn4oyEUcQxiSqjmjLhtA4TTsuZcJrzkCY/ntoZ9gkarcGnEeKvBLGt8SYZCv6eAerMW3qhWBsM"
    "hs7F9AjVR8eGvTyIYir9UVX3wAcB9hqffU9OzvAm1v7UZMIeo3QJX0YkThp8JEkanT+SluKg+/Wv"
    "0GkAcDS+h+B27y7apBQ0XMY5wv3BPRo13G/CSsJmG8qOI5BYxpjH+x50z2K8o/E6r+oAaNDSTabc"
    "91SAfoPVmyvQzVm4u6Mej5t+pCwQsDPqMqUq1H/5T7Vdl3ePiiP917c3f4uGZ1tKZURvZBPkCuAu"
    "XX+RC6ilpXBEq68cPiFL5loA+JicktC6Y6AOTeAPajUSvO0jBYkYZmBzFeTSlao6SRJtcW7qluis"
    "2DBryeZwrc4cKiAf0oe0Th8yHQpMsAwVKm3K7hzx4dSWYtpksE5RwvguxoFXdA2GnSQLwDiMHYPY"
    "cbcXNIe2KFTns/a7QAH5wSyMo9wEFMNQ+/ALJGl1/kKGtJVE1YyzHeonCh3sn1KAa4WhlKLS10pq"
    "a5Ke1GnsAaPKbaOTXGuPIdv5KHaq2ORowegs7SCTdOb0i+W1P8/TDiJnuymxPoZ2nwfMnh5kGyeK"
    "6ovSAtI19xWJAdk6/5oHhYRhoEfM3Q2YEWT8nsX8EHPMNrIl8I5aIogRhUwrPuUDZsJZ1VwVR4js"
    "68lb5EENp17sMLhUnmuw9D2QfY3iTQkSrZ3zqgHoehwm2GOXXRDwdftn7rTf3Et3kN0R4EHUI94V"
    "VqxdRsFOmspS8dhK7U7SHY51NZJKAwjOi2LUc2yGqx8eKSShwKQnbteMd/RJK9fo1Aw9S8l6weWh"
    "pvh47CnNIO+BjaRaahVZR1GvrQq7KG7pVevUBIeaaFaQpT91bDGHf45BXFmq8CK8xlTpBcgr+NaL"
    "KibHqNVhveQmO2ecrqIsPIFhf08eTnOIGJ7GCothvTEakR6bg4IiKMyHQ4Iy8Fc1T/3RJzP7+fyY"
    "g8jSRjdAYCmFXGnDh+6Tsx/ZurFrIEmj8XcRF3ei3RQ2O4JXDzLHfLduVtLOc7KpA3YQvFgTFqSp"
    "tF74afTHJGZLkMSH30XNVIrMtzCp4zuAUeVfwyTnP8CzE1DcN1RxM2T6fhTaZAuHPQEb4pym2lEY"
    "pyOPTULh0WOncbnVrB42HK8xzC2X805ObFHnDxi+18j9mCLSGOhRWF+DayIIYcSLW+nrlm0RTE9p"
    "s9LfndbZXWBUKTfUvUNpy3XojgqNaj6ya18niXmkHdC09Ak93wCt3CXUeRvjn8ON0+thP+O8/6xo"
    "r8gDeOuyew7/qbtkG/Vd12qXqLtmcxtkjXW7nXvyCv1v8gaVviInZeL2uNJVaauBBmoKTVI4aKBb"
    "eGzJPdWhGLSJMyLQOUgx4jmNOjQx8YqsbOlis6bVnAXJElNfoDFJV7QsUaPb+Ye2NFpp4eV+xYDf"
    "RXt2Rdl7gkjbUrBReIapv8TVOieMmnOy8mypdZl7uQz9+93tTaXRX8QOyzYl+Q9xQk3oMMVoEZqI"
    "RioqnKtBzZabjtPhXpzgQqOuQQmJXSRd0gK9Qrpkzm6pEw5DD2NRsCq+PoSSdLB1qnZxaUunWeeG"
    "iEBn13hLuE8ndepkYFSF4ztXJ5N8sxzO5b0EMmQ9qEnae2MAc84sH4M5YPV4bcoqi2cYqlh0zqQK"
    "sqvxLBaDLoqTe545GzlD26MCy86aFigOqG+iQP3n3GHULfEDpwgz0E6Bcle7WiTD9/v1XNzeXqc+"
    "nIur7Mb1jy8XlyBT1BcDg2xZot9jjUPR+alVaMc0ewQ6vnKwSJeVZdfuKLNFYXYbP3DzjjKxXMOe"
    "Mqj3YzsZBk+AC28I9cw5XIN/vyUm/kjHYftvNKM2iVbp72nKQVrrLK3VomuT256gGzisOYcNkEOi"
    "yPqpKB5KUekcvg9CYGPYPk2ujjbxiAMQfo+pWE7cYk2t15p76C6ruJ5stmKeUZL1XqoYZ8m09d2+"
    "mEa8ZPTRaIluIe0AcRZiG88g8vylbNs8q3CCQXroLD089sRNFfdv0nEwQ6Xtp6QyeIMTsuI2y1RI"
    "1UIf/sbags0p4fv/4A6rw89QetjuE/OXVksupykPp9L4KNk8pG2OhlRCjdOyOkol3MjLbRIJYZLD"
    "3a7yyYPpqJjH2Naplndqlj5h1ChHYwPnLKwwLsYyyr6sgWhUqnyQtkYxnE2yWNQnV5S/En2LFZkr"
    "m2++ZkYkX8IXQCjBSJ+VrvBVZSNYZ43tioM99zW5Ck+3hV16LcI+xbYkK+47FpnTJ0aCXhvWGHR4"
    "7j+owsiszr7HR/+/G9KTKSOmwwWzzhLtlZVhobJIycIHcwMP5kye7fLAuQX3icPxlJ3yM7zSeccb"
    "oyt3cNeQ5FOZrVmrdVBF56BnG2aJTT58w3rAXep9nbhfVQ0sqFJ/sV31XeBxFrAsXfiO2rhbu68N"
    "tIXwW1lXKcLBuNLauBqaNB0Dl1HCtevIlqbci8t5YPK2HudWDufW/uY9hSuV6hd4nOkC9DuS7XHz"
    "Mq7mfveefuHsb22qijWTTXt2BlaVaTZ3CDYq1NQM+I5LNQs2kv26XPXaRGp7XMsb+sErkJt/XF+/"
    "WEe/XCl3oWuooN67yk0UDTeSdW+12v5FlK8EAVhdZuK91+QLfQx67hGTOg7+dEFgC104yQrXNZAs"
    "GJEr21QNnbkvMbjLPavoXPVdP2yLiqwXayyks/Nm993O99pcSK+KoT30FjIdWx31vGwCcYqodzh3"
    "7wOj1sKW7XIMMqSDH0xr43lI2j8GLg9J+33ncPOE/S2T9Y9LHva7oWF0kHwQYyaCeU/Yy9DGhFYi"
    "MIwtWsXmdtLN8EW6NO+3s6RINGgOIqRg5mMbc+xuo0eQ1MQa1jwLKotbY5p2xa2HIz06LG19Yh42"
    "9skjXd4jKEGyVYugfa15PCwu0Z+fu2abIqx9NBBKMgbTyBo6VhIkgzO+sTO+OG+vuZO4ZtqeZmDX"
    "dREn1phWB76E6adFTuFNZmqFKziRBFvD/+uqrD3QWsxHhsU5Bel7eCilyp8TUereq6B2JxhDpgXN"
    "Ezucd+izpUcX/gov7ov2ptyZph+uzSV8pyosIcLTVkHw4tlDcEXd38QxNOnYf1wZkbjNwLaij74f"
    "NoRtAn+CRGN1R6GfaHkbpFVHZ2y1Ab/7A0KC1dDCf5ciHDzxWnvwFrD/wo/gjTxMCRqd/RrByeCR"
    "ihRWLgjY6ST2NSIMHhH6oIC9jLbqu9F97tVwxOeQ49YPtKsKXocDVTs9ULV4YXcB75A/+OJOjIrU"
    "tnoZbU3z2EKz4DW5n+NZso9BKSCYa0p8Yq97NNb4ysV+JK5T5LNoN8cW/omgJ2vTEE2aqnf+it1n"
    "nR1W75fBTGhpJgyFa8fAZWwqZQgGO2JzPmdpDyZxB2QAEZgMvbBdXzLxvZoDZuIShFjUu/eo1sEC"
    "pC9vZBNtKHR2CMz56kxFRVbcs8bqX+pAZG5b5pgAgKyV6637M8Et9mSbjeIAGwqdGYDJJAC9GBPh"
    "m3NCBfkMwmHGv2FU6xq+v29t8P9Y5zSOj+WHcXzMncUB34rX0O+cINGZA4HDa+bxhR4e/sHbNfhf"
    "NPcO1PG/vJBr4N6jrrBlmXcgcXtc6SCQ8cDaPgLHDpqPopN9Q07wseRKYkFZkHmQrhuHjZ9jtBE2"
    "feYJbGIEatYcuFTkQtjFI7aqa/s9/71UHWIYEnTTVvZlvQp7PKqw4gwyRLCBlIjG6xyGf+FElIRE"
    "aF5yNThu9DflhijXXmO32jbPfcm9aoeh2zzO5RnqaarhHNst0tCXnv1EZYEwLkc/QTJAf6BHCH9l"
    "05/D9LoicyNxu9rcWLGpEZ/1XtfgKMmWC1O0x2TGPWUpcNTrld6f7VdKcQcoMjS6nHo4l14f7bbc"
    "lJgy2vRI+phE32NCNgfSq3ImSgQDnJudybcHG0+j7WzO+eOdP02iWLiv5cY9u8EhhSESJLUbT6OD"
    "dtPamawo8jThoQGuYsdnzKsA/npMBt2ZMeEi8n3YOIg6zIKJVItmzHDI73w7ftZQbaKH4lzR8Nnk"
    "zVwqMUEP7ZSOj9BrWLa/TcG+3rientTqXI7DykOkJ5Nc6CiYpoEJEhMMBsgWtl+w2RuBOGi0d2QJ"
    "+7jWJ3V2ERhVvtInuZ1k6bEnm/vCaA19+Qwax6o1ZQEiZ7TPh6ue6WCypo7Smc5cxLjoHJ+qBiQJ"
    "qnYtSFpteZHaerA9SCxbKNxanApdQNq7blNvT+pkPcGo0m1O3cvEL2ZStb1tGOhOke3PPdImAU0S"
    "1fIF0wpUVboJv5yo9ydybotUzkFo1evkOkn1gqG243tFKnApo5Ik2rqxmmYldHa4AKIDzzPirN8m"
    "cj1HPIhynUW5Sle3GLrtvVblK4UTDDzXmedDrdJRsHk4qPoo2Dxkjg+Z40PmeNvY5znzbHM+Kgp3"
    "hrfGlRFOuhn0XEizHNaOA4SlZk/hx15g8IQ81Dc82InBUx4OBFW2abezBEkP3fk7OUoEv6omEmu5"
    "5+ND9hgYrOPCOq1wYZ3mXVjwRMmK5FN5XDBBMkQGDyk18c//AlY49d8="
)
