"""The outbox in general: consumers of the log with a cursor each, and deliveries of any kind."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    # The consumer `webhooks` is made even where there was no cursor: its row is the outbox's lock.
    return """
        CREATE TABLE "consumers" (
            "name" VARCHAR(32) NOT NULL PRIMARY KEY,
            "seq" BIGINT NOT NULL
        );
        INSERT INTO "consumers" ("name", "seq") SELECT 'webhooks', COALESCE(MAX("seq"), 0) FROM "webhook_cursor";
        DROP TABLE "webhook_cursor";
        CREATE TABLE "deliveries" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "kind" VARCHAR(16) NOT NULL,
            "receiver" VARCHAR(64) NOT NULL,
            "seq" BIGINT NOT NULL,
            "event_id" VARCHAR(64) NOT NULL,
            "type" VARCHAR(32) NOT NULL,
            "livestream_id" VARCHAR(36) NOT NULL,
            "body" TEXT NOT NULL,
            "state" SMALLINT NOT NULL,
            "attempts" INT NOT NULL,
            "next_attempt_at" TIMESTAMPTZ NOT NULL,
            "claimed_until" TIMESTAMPTZ,
            "last_attempt_at" TIMESTAMPTZ,
            "last_status" SMALLINT,
            "last_words" VARCHAR(300) NOT NULL,
            "created_at" TIMESTAMPTZ NOT NULL,
            "delivered_at" TIMESTAMPTZ,
            "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_deliveries_kind_7ae91b" UNIQUE ("kind", "receiver", "seq", "event_id")
        );
        INSERT INTO "deliveries" (
            "id", "kind", "receiver", "seq", "event_id", "type", "livestream_id", "body", "state", "attempts",
            "next_attempt_at", "claimed_until", "last_attempt_at", "last_status", "last_words", "created_at",
            "delivered_at", "account_id"
        ) SELECT
            d."id", 'webhook', d."subscription_id", d."seq", d."event_id", d."type", d."livestream_id", d."body", d."state",
            d."attempts", d."next_attempt_at", d."claimed_until", d."last_attempt_at", d."last_status", d."last_words",
            d."created_at", d."delivered_at", s."account_id"
        FROM "webhook_deliveries" d JOIN "webhook_subscriptions" s ON s."id" = d."subscription_id";
        DROP TABLE "webhook_deliveries";
        CREATE INDEX "idx_deliveries_state_36d329" ON "deliveries" ("state", "next_attempt_at");
        CREATE INDEX "idx_deliveries_account_d17dea" ON "deliveries" ("account_id");
        COMMENT ON COLUMN "deliveries"."kind" IS 'how it goes: webhook';
        COMMENT ON COLUMN "deliveries"."receiver" IS 'which of the account''s: a webhook''s id';
        COMMENT ON COLUMN "deliveries"."seq" IS 'the line of the log that it is of';
        COMMENT ON COLUMN "deliveries"."state" IS '0 pending, 1 delivered, 2 dead';
        COMMENT ON COLUMN "deliveries"."claimed_until" IS 'an attempt is under way, at most until then';
        COMMENT ON COLUMN "deliveries"."account_id" IS 'whose receiver';
        COMMENT ON TABLE "deliveries" IS 'The outbox: one event for one receiver.';
        COMMENT ON TABLE "consumers" IS 'How far someone who follows the transition log has come.';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztXVtz27YS/isYvSSdUT22fElO+mSnTuvTxO7UOieddjociIRFjilCJUArnp7894MFL+"
    "IFZEiKkiCaL4kFYiHqW3Cx2P0W/GdkYo5dOj+6NE0aeHz0Dv0z8vCCiD8K18ZohJfL1BVo"
    "4Xjmyt447MVktxnjPjZhuAfsMiKaLMJM31lyh3rQ+xItic+o9w5hD2GfO4wj6iMs+ntHMI"
    "RFTTGG481r9Q485++AGJzOCbeJL2T+/Es0O55FvhAWf1w+Gg8Oca3Mr3QsGEC2G/x5Kdve"
    "29j/IHvCncwMk7rBwlv3Xj5zm3pJd3Gj0DonHvExJ1bqZ3uB60YIxU3hvYoG7gckuUlr3W"
    "CRBxy4AB5Ih3ewbhsZxu3d1Li/nhrGqABsLJFCL2oyqQdKcUBF8PsX+IvhEm/ObfHx9OJr"
    "+D1rHMJe8IX/vfzt/c+Xv70+vfgOvpAKzYYqv42uTOSlr3IIMTPCQSTqa5jJAjtuE6QTgd"
    "6BPTk/q4G26FUKt7wGeK/xXWLGVtS3DBszuwnOBcFu8I4b1oCvLcEeED+vhfh5BeLnecQt"
    "hy1d/GzIzw0Az8v1EO+3xzXgfntcijZcyoLtU7cRyHH/PoJbB9tyaPPIcvpIPGOGXeyZCo"
    "hvPK5GuCCXg9oJPYZtQH28LZzncAffT07O3py9Pb04eyu6yLtMWt5UYH9zO81Ba/oEfrmB"
    "eRHXH8UV7iyIGtysZA5ZKxI9iv84wCldgeP05tP1/fTy068w/IKxv12J1+X0Gq5MZOtzrv"
    "V13jVJBkGfb6Y/I/iI/ri7vZZwUsbnvvzGdb/pHyO4Jxxwanh0ZWArjUncHDd9BXfy4THl"
    "6UDDDJuPKyyW0syV1IpBXOeJ+A5hxflwFcl++OU34mIJZ1HzsUf+YzjQsz6KH61sygjyiU"
    "ngzvIefOUkWLdGblnmIXogxNoUrw9iDH2wavqQVOMDM0FcJnixKUofk5H6ihUjjIlxNwXq"
    "PhymryityMym9HFTlD6Hw9wHs/Wt9ggxMPh0QsuWgOKlxWSRb8EensufBN8N3xRj996l5u"
    "NIFYwJr4wrQzFm0uebcZipTZAQf8UQ9QiSERziH6HPNiXCjCPTxt6cMORwZFNx5+IPhny6"
    "QqKf44r+i4XDx4hR8QsWM+IzaCLI8ZDYUQp5+hD1YcWgzm6/uuMI0f0Cu26pb6yMErV0iP"
    "cbuAg94tPJm4vEGYYPVX7w/afLjx9jZ7giILSkZqNARSLQwz3d6aRO/G1SHn+b5Ld1jPyt"
    "sN/OvHTORgK92cX9azI5PX0zOT69eHt+9ubN+dvjZAYXL1XN56ubn2A2Z5APp3eDTcB2Vw"
    "sBQLCQRk2xYMQXv7FmRN1qxu9/Fob4AfvC/C4ImG/h/qMH6rp0xZCwr8JIYY850BtsPLJx"
    "aJ6Lq8AmA21g05sG7boN1mkUjO7K8pQb+sESvRxLlAQmVJYoHbWosETZKEk9F5YGfEa/vJ"
    "OepPAePS5siC8/xREJtf9ZU05haP4cPYopBRfTMY9o6sqhDOEF/pWzR38KiyEmL/TxyBdu"
    "YM7JYgn/h12HDOX+MpSxPusCHffX2R0d2WJ5FTuoOSXsHYo29vWCc1n4T+rAf1IO/8lFIa"
    "OTemxqZ3VSMlrDvrId04YtKLgwETPildAAjnUgdr3hg9pUERd1cscX5anji0LmWP/1uYUC"
    "AHfXEXY80gH4jtzGHB4Gh4nWmtjvbAVPayRZPho8GmkZnR+Nlua/+2kv0WkAcNy/h+B2H3"
    "1YJyUaTuOCYB/h7siVWcM9o9ZzEeWp8DDVKMf9ewFuVSr5+vdpJoscg/j60+Xv32UyyR/v"
    "bn+Ku6dAf//x7iq/XsYefIEoce0FCwn4jbjBmBaRXTpjWW03t6NjtCSeJQAfoxMU7cWINU"
    "YT8QHXdVk2DRuv0Y52SIpkVKl/khbRFue9kVLy+84CrtXMFIX4QE/Rjp6SYSG5WCjBMmTe"
    "rKm6C8IdKDsKImx7CwBU8XCegscfeJAUXOHnsWhFC4FxlEgUuwOvnlXr06RwMdvECijED2"
    "ZivEgjIBUG3kegWEmrk9k50VYrqmaa7dA/kegAf16Ba8U2JyO1Ozd8NNoWotkdznEdArjo"
    "Vb7HOS5QwAc27YuwVMmWo4Wi87LDmqSzpqO4eMMIUVZqW6azg0RXK0r0NiJFheRwQQVF/D"
    "9Qnzhz7xfyXAholNA9U1Wihwt/GdtTNPt4leRmc5NQoCEsD+HhzL28f3/54/Xo655S8JLr"
    "rkq/xyT4itR7wrWvVcDrYpMgTtEymLkOs8WfYm/lWZLCE7URSeLxCRI2QEXtHEMZLxA713"
    "HfcZbuqSwG3t03D4XFscKzWAFr1x8D29YnNsE+w2I86BJWZ79i+zN341Y5/m/Hbg8i388g"
    "4S9mdqKVNnroPtn/SBT5iQpqBekwPbGVp2EV5pLj+Y4kRuJxEEYJe4h4JrWI/wNiROw9eK"
    "tnofOcHBQdwxrT0N/KiemrE22Sn1GVUUOcs1KtYN5RYDWzyraZ290n8z3xuDUBO+6vMcwt"
    "p/NWjjpYEMvBRuA3OsAjI6Qx0KOIIgRzIuQIJZNbOomWYyGI17WZ6ecndayL6FWqDXktlx"
    "KVS07TbXNaSONdszacij1TWPJzX6cVc+tRCTlX+xiU2LjsdJwPRKQf66ZxiM4Lo3+NDKff"
    "wwrpYtBGZSuKAN55ZErFP3WnbKMqfK2sRN05WzCQNebtZjGxGwj68Ftw+lSRsdTlcWV8zJ"
    "EdDfAUaobJPoM/gUPfwidL6gtVSm/indgbPgnVusAIR0ufmuKRIewVWjncE3+ilU086ZfM"
    "AgYEBrzCz8Vg2BbGH6rqtPLCy4NZob5VNruCvJ8S0pYbNwpPkkTBEmarjQg2bbTynZA6qS"
    "trv3wN/ff93W3lpl+lDssxOfofciNP6DCXURWagEYmRVkg5eb5t+Ns7hEGuNKo6DG1YqtW"
    "l+yCXrG65E7yqZODgXCvKkOStA/5Cx32OlVWnDu82dGGiYDOiYiWcJ9M6hCHRK/y3MOkQB"
    "xK31kB5/IiiZxYD0haO6+UMG1iBS6xgD7ot+GZqkcYaD0603rCg0HnAnsDL9Tskm8cKpqT"
    "7RHjtLMqDqkB+Uwo3H9KXYK9kjhwRjAH7UxIbsuqxWv4bp+eq7u7j5kH5+omb7j+8+nqWq"
    "wp8okRnRxe4t8Lx0xVZVeJdiKzQ6CTloNFuoynXrvEbgOmeps4cPMSu2RdgyI78Puhvo6I"
    "bxANpwj7pi3axN9nyIQf6bpk95V30ki0ouFmJYfVWufVWk66FjpOyw0a1lzDhliHmGr3U3"
    "GeREZK5/R9mAIbx6QrSNm7AsIf0Mp2XCLPD8UsNK41beg2j9t/csiK+EYJ7brUMc6LaRu7"
    "3ZtHvCT40WiJrlJ2gDgPsQMn9PrBkretJlYOMKweOq8eh1V1t4d0dy+0HCytllrOSg61lV"
    "qreWAOFv27gc2mDzNoIzZboxxv9v0yiqheJBazt7p7yYyevoqa79YkC17g/qly4SqCYEVG"
    "PCZi+0aaKFGrODGWfAXnhXseMeHaEfqEH8PKQGRi14XJwcT20F+4aUrUc/gqCb5yTALbSR"
    "pwOEdSvldCWY+41S/bIIW/t0oUnVP6XVWflKf0d1qNoleKeQfFKKbryKNOl00gzgj1Dufu"
    "C6qwtXB4ux1BTnTYEmi9JRiyPC9By0OWp+8abp7h2TC787LWw35XwK7kSSlwnIEsJGHEf4"
    "LiV+cBsmcMPzPEaJvc2VbKXx/Jc+OX3KdldFZEVIocssCRuGtQwAoz5BIOh61AOUQbRXT/"
    "QJhAelLETarYUIlMOzbU4aweHXKhnogPlSBFpMuLSlIiG9WU7GrOewinTxGintkma7+Lip"
    "P8e6kbBlZSIkMcvXEcXR2obR5F7+5l4DqG0FNzTKtj6aqiwvWCwU1DwExMi+8d7wjBi94k"
    "sRw8HOI+QLWrrCsEh4euPOAMea6iuLblGBsEbEP+e1PvJis1BGwbB2wPi+Sgi5dzcHtk8m"
    "XpiOHaxEEykgOXRWct9/xYYV3dsx4fJdw9z0Hf44Onyfu2la5a6nK1t7Z+b3dthy39vsbs"
    "a7+P0A2HxLiskC+c2ssobBd98kB8BqcCe5TbQksqf24bX7FRfn6fr97cr4u3wzM6KorvAc"
    "EmnnbUv4el992fg9oidTx40fr7V/q/2/PQvazDoOzu01Zt8bTPJpH2rNRwgNMG4fSl7zxh"
    "1XtVy9FPiQzQH+jZWZ/JzKb08T6YpaEq7jtU/ao3IKtQwmApkdqHNkI6HN4fGe7T0ArDcX"
    "SpLQ1ixONhVDg84h/iwYyLna6FMAtfMj9GM2LigMlk1iJgXEaTVUc4bvnbhjPA9Fhtyrch"
    "zKTN9iGJQA8X944LrhtydjZh6+iN68nxpE4iBbqVn64mL2YBDodpsG4nAsOqvYHDtH61TP"
    "26jliih7O7e4bT0idPDg2Y0RxphajGrDNdETfa5+uqRxqYzDrHl4gHGKtqMqu4hSmp4VC7"
    "+vRCy2EStxYnBClEe0ckP6v1IuuzihdZnxVfZI0fuKxobZj7yYjt7nCaFoxOIG8CmxMybf"
    "JFeab45UjeP+K2wzJpuGjfrlfGKMU6xI4b+CoHt1RRaZHhECEVoOL7DOZEJIAm63pBeFjK"
    "dV7K4UUkxiYvdFcOMOhcZ50PXMoXoebhxKgXoeaBTDmQKQcyZdvs5iXxHdMeqRKa0aVxZQ"
    "4Trzt9K2lZDmvH6b/SbY/yYVdseCId6pv862TDU57sE65sXO1U156mRHoYut/KKUHwVDVZ"
    "sZY7Phloh2m/Wq9UqghhnRRDWOIbOVGtT+VZv5TIkPc7JLbO1/8DFxbzIw=="
)
