"""Feeds: one table of all places to publish to, and one of the sessions there."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "feeds" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "kind" VARCHAR(16) NOT NULL,
            "key" VARCHAR(32) NOT NULL UNIQUE,
            "playback_id" VARCHAR(32) NOT NULL UNIQUE,
            "session_id" VARCHAR(64),
            "node" VARCHAR(255),
            "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
            "livestream_id" VARCHAR(36) UNIQUE REFERENCES "livestreams" ("id") ON DELETE CASCADE
        );
        CREATE INDEX "idx_feeds_artist__9f7c2e" ON "feeds" ("artist_id");
        COMMENT ON COLUMN "feeds"."id" IS 'its livestream''s or, in rehearsal, its artist''s';
        COMMENT ON COLUMN "feeds"."kind" IS 'show or rehearsal';
        COMMENT ON COLUMN "feeds"."key" IS 'what its artist types into an encoder; secret';
        COMMENT ON COLUMN "feeds"."session_id" IS 'who publishes';
        COMMENT ON TABLE "feeds" IS 'A place to publish to, and who publishes there now. Whoever changes it, or its livestream, holds its row.';
        INSERT INTO "feeds" ("id", "kind", "key", "playback_id", "session_id", "node", "artist_id", "livestream_id")
            SELECT "id", 'show', "stream_key", "playback_id", "session_id", "node", "artist_id", "id" FROM "livestreams";
        INSERT INTO "feeds" ("id", "kind", "key", "playback_id", "session_id", "node", "artist_id", "livestream_id")
            SELECT a."id", 'rehearsal', a."rehearsal_key", a."rehearsal_playback_id", s."session_id", s."node", a."id", NULL
            FROM "accounts" a LEFT JOIN "rehearsal_sessions" s ON s."session_id" = (
                SELECT "session_id" FROM "rehearsal_sessions"
                WHERE "artist_id" = a."id" AND "started_at" IS NOT NULL AND "ended_at" IS NULL
                ORDER BY "admitted_at" DESC LIMIT 1
            )
            WHERE a."rehearsal_key" IS NOT NULL AND a."rehearsal_playback_id" IS NOT NULL;
        ALTER TABLE "publisher_sessions" ADD "feed_id" VARCHAR(36) REFERENCES "feeds" ("id") ON DELETE CASCADE;
        ALTER TABLE "publisher_sessions" ADD "verdict" JSONB;
        COMMENT ON COLUMN "publisher_sessions"."verdict" IS 'on a rehearsal, once it has ended';
        UPDATE "publisher_sessions" SET "feed_id" = "livestream_id";
        ALTER TABLE "publisher_sessions" DROP COLUMN "livestream_id";
        INSERT INTO "publisher_sessions" (
            "session_id", "node", "client_ip", "admitted_at", "started_at", "ended_at", "reason", "key_hash",
            "verdict", "feed_id"
        ) SELECT
            "session_id", "node", "client_ip", "admitted_at", "started_at", "ended_at", "reason", "key_hash",
            "verdict", "artist_id"
        FROM "rehearsal_sessions" WHERE "artist_id" IN (SELECT "id" FROM "feeds") ON CONFLICT DO NOTHING;
        DROP TABLE "rehearsal_sessions";
        ALTER TABLE "publisher_sessions" ALTER COLUMN "feed_id" SET NOT NULL;
        CREATE INDEX "idx_publisher_s_feed_id_563b32" ON "publisher_sessions" ("feed_id");
        ALTER TABLE "livestreams" DROP COLUMN "stream_key", DROP COLUMN "playback_id", DROP COLUMN "session_id",
            DROP COLUMN "node", DROP COLUMN "rtmp_url", DROP COLUMN "hls_url";
        COMMENT ON TABLE "livestreams" IS 'A show.';
        ALTER TABLE "accounts" DROP COLUMN "rehearsal_key", DROP COLUMN "rehearsal_playback_id";"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztXVtv2zgW/iuEX9oFPEHipGm285Sk6TQ7bTJovNvBFIVAS0wkRCZVkYobzPS/L49u1o"
    "VSJVt2aEUvQUzxUNJ3qMNz4+HfIxML7LK7vVPTZAEVozfo7xHFcyL/KV0boxH2vMwVaBF4"
    "5oa9cdSLh91mXPjYhOFuscuJbLIIN33HEw6j0PsUecTnjL5BmCLsC4cLxHyEZX+6B0NYzJ"
    "RjOPSuUe+AOt8CYgh2R4RNfEnz5atsdqhFvhOe/PTujVuHuFbuLR0LBgjbDfHohW3nNvbf"
    "hT3hSWaGydxgTpe9vUdhM5p2lw8KrXeEEh8LYmVemwauGyOUNEXPKhuEH5D0Ia1lg0Vuce"
    "ACeEAdPcGybWQYV9dT4+ZiahijErAJRQa9uMlkFJjiAIvg/ef4u+ESeids+fPw+Ed0nyUO"
    "US+44f9OP52/P/308vD4X3BDJjkbsfwqvjIJL/0Ih5AzIxokRH0JM5ljx22DdErQO7Anr4"
    "4aoC17VcIdXgO8l/h6mPMF8y3Dxtxug3OJsBu8k4Yl4EtJ8ASIv2qE+KsaxF8VEbcc7rn4"
    "0Qh/twC8SNdDvE/2G8B9sl+JNlzKg+0ztxXISf8+gtsE22poi8gKdk+oMcMupqYC4ksq1A"
    "iX6ApQO5HGsAmo9zeF8x08wS+Tg6PXRyeHx0cnskv4lGnL6xrsL6+mBWhNn8CbG1iUcX0r"
    "rwhnTtTg5ikLyFox6V7yzw5O6Rocp5cfL26mpx//gOHnnH9zQ7xOpxdwZRK2PhZaXxZVk3"
    "QQ9Ply+h7BT/TX9dVFCCfj4s4P77jsN/1rBM+EA8EMyhYGtrKYJM1J0w9QJ2/vM5oONMyw"
    "eb/AcinNXVnOh1tCLF6eCmcx2bvfPxEXh0iWmZ4o4+/kGLvL72VrrIHlvhfXeSDyMsHzdV"
    "H6kI7UV6w44VyOuy5QN9EwfUVpQWY2Y/frovQ5GuYmmC0ftUeIgexiE1YlzcqX5pN5sQVT"
    "fBe+Etwb7pRgd+4y836k8itEV8a1XgUz7fNTl8LUJkiSv+CIUYJCZwTx99Bnm5EH4iPTxv"
    "SOcOQIZDP55PIfjny2QLKf48r+87kjxogz+QbzGfE5NBHkUCSNI0nPbuM+vOyf2O6tO3Z2"
    "3Myx61aqeUqHx4q63dPa4JFydzh5fZzqdfCjTqW7+Xj64UOi19X4NjxmtrK5U4IemieHky"
    "aupEm1K2lStFA4+aaQ385d5ZyNCXpjkPx7Mjk8fD3ZPzw+eXX0+vWrk/10Bpcv1c3ns8vf"
    "YDbnkI+mdwt9dqOrRajeqhaLRO+tWStS9bqR+9nFJkGCIS+YuQ635b9jhKmFFnbaJkU2CF"
    "iCpOavkuZjcEKDLF8qruO8hFe6srd358EtnjA8jxUs1P4YFlif2AT7HMvxoEsUW3jBi2zT"
    "w4d+LzFRc+VCKg4hZy7lAyYOmRyHElqdV5wRt6VSJGd2ypVV+HDQhA8H1Xw4OC4uQPfksc"
    "3HEHfX+GtY2Fhk5jsKMZKfgxRKmCJCTSbVzl8RJ6ZPxErfQudKALjMYY0x2gmmApm+PNFI"
    "2wo9Ai1xzlOtBHMM4qZlTG6VXWVuHzeJ3h1XB++OS7E7Kj+3NmAn/TWGWadAXSTkWk7oHN"
    "GmFs3dD/irnLctkS4RdjKtdZLRnWBdstCKE7yM+TvmE+eO/k4eS7phhaMzk+qzW7O7yrcp"
    "m328SO2b/GctAbCIS0Q0QU9vzk/fXox+NInkdOR9/yNeh/weuuHLbgKVrCgDeE3JlMk/Ta"
    "dsq1CPVlKi6ZwtCcgG83Y9L8wluBnEFagZKl9M5vK41iPjhB0N0FcaOmY+g2WCEVBIK9Bj"
    "vmQlcjEXb6Q18iBZ66IFmSHPZ6b8ZAh/gRaOoPJftLAJBacJmgXSlJGmzQI/lt0vGxh/DS"
    "dL29ShblOGNFoiO9T7qt0nEb9VMrvGl5wh0tafPIoyb1HgwWy1EcGmjRa+I0hD+2ZrbuZm"
    "Eez/3Fxf1ZqZKnZYjinQP8iNNaHdXEZVaAIaMHKaCpNM+pcfT/8sfg/nH67PQnAyOS4wwJ"
    "lGPv7Miq1aXfILes3qUkgXaeL1Bwejyieftg8ecx1snTopLhzRLhU0JdDZ9b0i3AeTJpm2"
    "sle1t3tSyrXNPlkJ5yn5XrFSFsi2h/ZotH2hPL34c1ovlNMcxQ/XV78l3YuSurAimjaxAp"
    "dYhrR6fLFC3qh6hA7yRzXzGu56+mg5AftOYm/geeJ9aZWEXaBdSU/VjMFdp2KHHAi/CYX6"
    "z5hLMK3wA+cIC9DOJOWmpFqyhm/36zm7vv6Q+3DOLouC678fzy7kmhJ+MbKTIyr0e6mYWY"
    "q4aS3aKc0WgU5bdhZpOT1FoLCjpNj4eWLAknhT9m1JG21r3u6jdF0bo4Mwj2OMJojIO8iG"
    "Q4R905Zt8v8jZMJLum6ULLSFrMAcF/zVdnvkKYfVWufVOpx0K/A4SzdwWHMOG3Id4irrpy"
    "alN0elcWQ+DoGNkzQfyLdyJYS/ooXtuCRMUsc8Eq4NZegmtyc+OGRBfMNsqRgXybT13T6Z"
    "RuwRfG+siK6SdoC4CLED20D8wIO1Pdzq0XbRUA4wrB46rx67tef3CcLdveBy4FkrcjlPOe"
    "zs1prNQ+ZgWb8bstn0yQxaK5utVYw3X8RA4dWLyZLsre4qGeipq6jz3dpEwUu5f6pYuCpB"
    "sCYinuS1+0Y2UaLRdriE8gVsPqaUmHBtD33E99FeNGRi14XJwaV56M/dbErUY7RfWSwck4"
    "A5yQIBe5bDzcvKHXAbvdkaIfwn2/ugc0i/q/0O1SH9re5/0CvEvIXtD6brECoXCa8NxDmi"
    "3uHc/RYebM0dsZpFUCAdTAKtTYIhyvMcuDxEefrO4fYRnjWjO89rPbwnj60r0WZpdA6gSW"
    "sDbJQo9RjJp4aY2QJzJI1vqCkBOfirRM6654IJmTYKY70uBSelWS0FZ3dEVocJOA/Eh+0H"
    "ZaSrdzJkSNbayLCtOU8RzhZLYdRcJVS8jW0OWcaAs6qlNZ8hGZy3rZ23au9ge9dtd2VOdf"
    "TbZubYRr22bX2Sda7IZh7Itn5HLqfFLw7dQ1BCMcxmhro0xL2FLZbhZjYoU8MWFBJVqKvY"
    "0bniGGt4CaOk67baTZ5q8BK29hLuVmRdFy1n5wwz8t1z5HCrGN85yiGBQmcux6cFtQ2t56"
    "gG9ax9bN2sSPUbguvl4Hpusmmlp019TLkjqlS1zOV6bU2kHRsrbK5DCYo9IEtyqH69hy4F"
    "RGPDbdml4qScgbnok1soby0YokzYkksqfW4Tt1grKPyU5Yd1qJm9lcIQNTu+AcE2mnbcv4"
    "f7vbsv97hCvHLQovXXr564Gp9mS/6max/qmyf6lLJqgyUm23ja81RD1aA13Ome7zxgoViM"
    "q9HPkAzQ72jBpvj4o/PA58wfqSyOfI96oyM+k8kwl51/ane8Zwt5yVeYBGEEakYIRV4goh"
    "Lm0EkaCTP2HeyF6KQdh2eaX0i7gZn3Y2kksLIBsuF7Daf3aHZ6z3C8zPM5XiaWU28JKAX+"
    "Y50sS/s0k2ZW1N1pWuh0mkqIN+GhYeSBUIFuIaFd/uKZk+bUx421oFVInC8jXjjLDib114"
    "Ig+hIWBwnXbkq+QzUpQeZeWFXqayshNZTB67wMnv5Sqyd+qUxk6oG0jlhkaXpo43WfsjY4"
    "+zbo7NPfK9Qrf8WMqQqgVVfQTPr3Atw6b+pGimcKpWeicQ00vc+wH+0jj1BLAg4V0GJlEy"
    "qeTeQPvP1iZ7EqqC46VxU3WJJoi3NbFaSzWjFFBbuEa31QRkE+RGi0jtCYLpZMWLEwUIl4"
    "ZzYbjTBF8TwFR1lAoQTZAj+OZSuaS4zjQ7GlpUqbSbU+TQo4iWQNKaAg35mJ8SyFQMiwqv"
    "Kt9a7dAmmPij53oZ+E6CyYbylwrTFzclS92+Z3uN/ktADZq9rG2S+dFjCkZT8LSZWaHCsw"
    "ukg7rEk6czobGWhbCadM2gtfxpaztIuxmXVTteOI1k1h2B1jQtO8bcUk1Cp5W8WNmjhkkW"
    "sNYpFZBBqfuyjlMxz+Hme9S5MMTpTLJIgjTqiI9thF58KD+caFnIwWwpCMLX+P0YyYOODh"
    "1uB5II052JunOoVxw3cbjvHSQcSN6+KXJmsX6EkJeriidFwzPfAVDqVqZOPuPcT1YH/SJE"
    "AJ3aoPSAsvloOUrc6tTAmGHMg10k+jlaCV0Egpeji7uw++ez55cFjAjfZIK0g1ruGjK+LG"
    "6ruf60caTG6dTW5CAWNVWeW6Sk0ZquFcuubFmiyHh7itcMiPgrR3TuKjRk7ioxon8VHZSY"
    "xvRViUumXOYo5M58zFEZTCgtpYsG95YWOBTPnmKHx+JGyH5zY1x3a7rnmOt9hxA1+l4FYy"
    "Kksy5HaoAJX3M7gT++narOsl4mEp13kpD0OI6wRLlAMMPNeZ50MI9FmweTj06VmweShNNZ"
    "Sm6nVpqlJSh6PS9ZMTnd793uAsJ8Weyd2UYOpznTYWCz6V4Jv2SBX+jS+NayO+eNnpZyHe"
    "aiQ6DpauvRk9nvH6hko7MQ+rQ6PyC+LKzI/q1SdD0sNAx0aORYKvqs367m35KKQtBkmbOP"
    "wOahx+B4qsUEYFUa3m1THSDMkQJd2lSjE//g+Z/B0I"
)
