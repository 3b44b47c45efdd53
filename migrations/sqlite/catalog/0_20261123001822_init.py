from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "accounts" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "email" VARCHAR(254) NOT NULL UNIQUE,
            "password_hash" VARCHAR(255) NOT NULL,
            "display_name" VARCHAR(80) NOT NULL,
            "role" VARCHAR(8) NOT NULL,
            "token_balance" INT NOT NULL,
            "created_at" TIMESTAMP NOT NULL
        ) /* A person: an artist or a fan. */;
        CREATE TABLE "clock" (
            "id" SMALLINT NOT NULL PRIMARY KEY,
            "epoch" VARCHAR(32) NOT NULL,
            "seq" BIGINT NOT NULL
        ) /* The log's one counter. Whoever changes it holds its row until commit, so numbers come in order of commits. */;
        CREATE TABLE "livestreams" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "title" VARCHAR(120) NOT NULL,
            "description" TEXT NOT NULL,
            "scheduled_start_at" TIMESTAMP,
            "token_gate_amount" INT,
            "auto_start" INT NOT NULL,
            "ready" INT NOT NULL,
            "status" SMALLINT NOT NULL /* 0 scheduled, 1 live, 2 ended, 3 archived, 4 cancelled */,
            "stream_key" VARCHAR(32) NOT NULL UNIQUE,
            "playback_id" VARCHAR(32) NOT NULL UNIQUE,
            "rtmp_url" VARCHAR(512) NOT NULL,
            "hls_url" VARCHAR(512) NOT NULL,
            "started_at" TIMESTAMP,
            "ended_at" TIMESTAMP,
            "viewer_count" INT NOT NULL,
            "peak_viewer_count" INT NOT NULL,
            "interrupted_until" TIMESTAMP,
            "session_id" VARCHAR(64),
            "node" VARCHAR(255),
            "created_at" TIMESTAMP NOT NULL,
            "updated_at" TIMESTAMP NOT NULL,
            "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
        ) /* A show, and what its publisher is doing. */;
        CREATE INDEX "idx_livestreams_status_a511f3" ON "livestreams" ("status");
        CREATE INDEX "idx_livestreams_created_54ae03" ON "livestreams" ("created_at");
        CREATE INDEX "idx_livestreams_artist__92db16" ON "livestreams" ("artist_id");
        CREATE TABLE "publisher_sessions" (
            "session_id" VARCHAR(64) NOT NULL PRIMARY KEY,
            "node" VARCHAR(255) NOT NULL,
            "client_ip" VARCHAR(64) NOT NULL,
            "admitted_at" TIMESTAMP NOT NULL,
            "started_at" TIMESTAMP,
            "ended_at" TIMESTAMP,
            "reason" VARCHAR(64) NOT NULL,
            "clean" INT,
            "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE
        ) /* A publisher's connection. Makes the callbacks harmless when they come twice or out of order. */;
        CREATE INDEX "idx_publisher_s_livestr_3acea3" ON "publisher_sessions" ("livestream_id");
        CREATE TABLE "sessions" (
            "token_hash" VARCHAR(64) NOT NULL PRIMARY KEY,
            "created_at" TIMESTAMP NOT NULL,
            "expires_at" TIMESTAMP NOT NULL,
            "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
        ) /* A sign-in. The token itself is with its owner only. */;
        CREATE INDEX "idx_sessions_expires_6bcc94" ON "sessions" ("expires_at");
        CREATE INDEX "idx_sessions_account_7516aa" ON "sessions" ("account_id");
        CREATE TABLE "transitions" (
            "seq" BIGINT NOT NULL PRIMARY KEY,
            "type" VARCHAR(32) NOT NULL,
            "at" TIMESTAMP NOT NULL,
            "livestream_id" VARCHAR(36) NOT NULL,
            "artist_id" VARCHAR(36) NOT NULL,
            "livestream" JSON NOT NULL,
            "private" JSON NOT NULL
        ) /* A line of the transition log. It outlives its livestream, so it refers to nothing. */;
        CREATE INDEX "idx_transitions_livestr_19a199" ON "transitions" ("livestream_id");
        CREATE TABLE "aerich" (
            "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
            "version" VARCHAR(255) NOT NULL,
            "app" VARCHAR(100) NOT NULL,
            "content" JSON NOT NULL
        );"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        """


MODELS_STATE = (
    "eJztXVtz2jgU/isaXradSTMEctu+kZS2bHPpNOy2050dj7AVrEGWXEuEMt3895VkbHyPTY"
    "AY1m9BOkeyP8k65zs6Un61TCggYePDnmmyKRWtt+BXi0IHyT9SdQegBV03UqNKBBwRLQ19"
    "Ka7FRlx40FTN3UPCkSyyEDc97ArMqJLuARd5nNG3AFIAPYG5AMwDUMrTQ9WExUzZBqbjUt"
    "JTin9MkSHYGAkbeVLn739kMaYW+ol48NOdGPcYESv2lthSDehyQ8xdXXZpQ++9llRPMjJM"
    "RqYOXUq7c2EzGorLB1WlY0SRBwWyIq9Np4QsEAqK/GeVBcKbovAhrWWBhe7hlCjwlLb/BM"
    "uylmHc3A6Nu/7QMFopYAONCHqLIpNRNShYDZF6fwf+NAiiY2HLn93TR7+fJQ6+lOrwr96X"
    "y4+9L6+6p69Vh0yOrD/kN4uajq561E3ImeE3olFfwowciEkVpEOFvQO7c3JcAm0plQu3rl"
    "N4L/F1Iecz5lmGDbldBeeU4nrwDgqWgC9XghdA/KQU4icFiJ8kEbcwdwmcG/p3BcCTenuI"
    "93m7BNzn7Vy0VVUcbI+RSiAH8vsIbhls86FNIivYBFFjBAmkZgbEAyqyEU7pJaDGvsewCa"
    "jbm8J5rJ7gTefo+Oz4vHt6fC5F9FOGJWcF2A9uhgloTQ+pNzegSOP6TtYI7KBscOOaCWSt"
    "heph8McOTukCHIeD6/7dsHf9WTXvcP6DaLx6w76q6ejSeaL0VdI1CRsBXwfDj0D9BN9vb/"
    "oaTsbF2NM9LuWG31vqmeBUMIOymQGtKCZBcVD0qNzJ+0nE01EFI2hOZlCa0ljNcj4Q/IAk"
    "CAg6PD0hLhbK7z99QQRqPNNDH7jkV2FLuzv2y9KFNxb7djjiXLb7XKDu/Gb2CSU101iH5c"
    "29dJXTcZIlkMKxfiXVt+opwOuSMHPSymKBfs1BIQc0Q5knCeDQRkCq/8YBowho6oi8Q/DV"
    "ZugBecC0IR0jDrAANpNPLv/gwGMzIOUwkfKOg8UB4Ey+gTOS5FAVIYCp5IWW1Gf3CxmeZp"
    "Pb7XrN1PTOgYTkGuVMerqiJX5ZxuSb4m7n7DS0wupHkQG+u+5dXQVWuICJusysxJBChT10"
    "JrudMsS/k0/8O0l/kqMfGWs2HufO2YXC3riPv3c63e5Zp909PT85Pjs7OW+HMzhdVTSfLw"
    "Yf1GyOIe9P7wrex0atRcQNyTIZcS+lwG4kHKMy4UNus9kBgNQCMxsKvUa70xHBXK6xAHNg"
    "MTlUWZHE8opNULHuQUWBRbWwQKiwh0v5UadM1EVK5QKu6xJBrsiTpXAeop85a3pCbXtot1"
    "qbdcczCWv/2zDGVQNEX133vr2O8dWr25sPgXhkBC6vbi+SZtS0kTUlyDK4gJ5YIYaQ3cIa"
    "YgmLFaUuX8GuhxLSwbixxN6ATrDpVikgl9Bdyauq2QCvOyynR0B/ExmOKmMEQZqNcFwxAe"
    "1Iam5qVQts+Ha/novb26vYh3MxSC5cf15f9KVN0V+MFMICZUMuXTtrXhHtUGeLQIclO4u0"
    "nJ5imhE1k8tGn04dDfVAPlcQtY+bjFB5U2ws5Y1WJGOtNgjt2gE4Aoo5HIAOQLIHWdAF0D"
    "NtWSb/PgamekkiJZM0YEMxh+goKDJjTFDGpM/3TuNa+8cH1h5rUPuoisoa1fhWQq0B+kmg"
    "PeG4xtSrlMAR1dlDunVyVAZlKZULs66L42wTXhXmiEqDcjmUtQu30r5sXLPhUnXmUtolWG"
    "GMo3rNCNd5hB8wmiHPMCsS5aTa3uw8rI0huwhOjBXRzdRtIE5CjNWmszd1lTXRG8tVl6nM"
    "Bpr1qs7r1SKnpSJbiWut5OPVbEzjLt5pmWzo0/xk6NNULjRlVqVdoUB+/7DdSOLzbqU1bp"
    "OG79NiNXWtFUc5rtkkr9Z6mP3TVBVNUkxpU1GHXU9cSCXpJEFPI/6eeQiP6Sc0T8Xpc/Jb"
    "I2fzdgvxvPRWWezBWZhSE59qEgALEeTvfVz27i577/qtxzKp12GKj7GmxOLPQYNNhnG1nL"
    "EUcFmZY1noFuSPZY9uqVOogeZvKo2XUmSqukNwDSeIA2EjYEJC1KtzIJdDh8j2wcxGVNXN"
    "/cxfMcMmUudR2VSo7F+dBpx5iHWjnT0jXe3FiEmdd1HWxUvy09e2ylPqlU61DZpCMKLScr"
    "hVII4p7R3O66fa0HKwWI0mJFQbnlBrntDsmf0fRrnZM9v3EfYQ5Fm53AV5HKFGYw+ftIem"
    "ymfMoJZFiY6hzmqJjrvzsawxzXF5YqgiaUkpNuGryuErEjvX9dwQ1rrPstcxipWadVUjWR"
    "sNyRRFYsoFYKqGXbicIm8wPQTqLLY+uKAO4iFyr07gzbCw9bk8NqPqPDUl88yDfKu08Ywg"
    "iX++our1SnGtJkhSOUiyW7uNdTG1O+eXop8uls2twj1ims2mcp1HeXFJZNXtxphW47BV32"
    "80c7L4mg3H9IZjbLLVyk8bepByLPJctUh1sbcmQsHSDhvBFKntJrVJtVRX1+gcgoFQm1Ha"
    "xdUu19LZ1bfkYAE8dK/uyREMUCbsnIsZNtHFs/bEXvIekzpcvrOFi0yKHD+NYBVPeyG/h6"
    "dg1n+ga4XtmsaLrr9/1YTFNn8dzS7kzr3kWrV2mIvCjX/c3d48NaOz1i1sCvCvdCP4xg6i"
    "vMyKpfCILVapu2iS184kViHVQPIuGtfDDxKdKuhHVBroK0KfInIvRDd6yMOm3cr8lxB+VT"
    "HNgEuhpxhGPv5rvoTt2TdnLuxX3X33Z55Ty/fKHyTLyrwMLN/iRVT20N5tJHdNfVVVfAp3"
    "y/lqW0P3qF3qUrt2waV27dSldrJHgbLCYfn2LKLS2LNdsmeP/wE+qaDc"
)
