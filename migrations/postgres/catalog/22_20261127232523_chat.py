from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "alerts" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" BIGINT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "about" JSONB NOT NULL,
    "message_id" VARCHAR(36),
    "withdrawn" BOOL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "livestream_id" VARCHAR(36) REFERENCES "livestreams" ("id") ON DELETE SET NULL,
    CONSTRAINT "uid_alerts_artist__942169" UNIQUE ("artist_id", "number")
);
CREATE INDEX IF NOT EXISTS "idx_alerts_message_d687bb" ON "alerts" ("message_id");
CREATE INDEX IF NOT EXISTS "idx_alerts_livestr_41d3da" ON "alerts" ("livestream_id");
COMMENT ON COLUMN "alerts"."kind" IS 'tip, thanks';
COMMENT ON COLUMN "alerts"."about" IS 'who, how many, which words';
COMMENT ON COLUMN "alerts"."message_id" IS 'of the chat, that it came with';
COMMENT ON COLUMN "alerts"."withdrawn" IS 'not to be shown any more';
COMMENT ON TABLE "alerts" IS 'What is shown once by each of an artist''s overlays. Numbered by artist, in the order of commits.';
        CREATE TABLE IF NOT EXISTS "applause" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "at" INT NOT NULL,
    "count" BIGINT NOT NULL,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_applause_livestr_1ecef6" UNIQUE ("livestream_id", "at")
);
COMMENT ON COLUMN "applause"."at" IS 'seconds of show time when they begin, a multiple of five';
COMMENT ON TABLE "applause" IS 'Claps in five seconds of a show, over all processes.';
        CREATE TABLE IF NOT EXISTS "chat_acts" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "by" VARCHAR(36),
    "by_name" VARCHAR(80) NOT NULL,
    "act" VARCHAR(24) NOT NULL,
    "about" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "livestream_id" VARCHAR(36) REFERENCES "livestreams" ("id") ON DELETE SET NULL
);
CREATE INDEX IF NOT EXISTS "idx_chat_acts_artist__0ba9b9" ON "chat_acts" ("artist_id");
CREATE INDEX IF NOT EXISTS "idx_chat_acts_livestr_e4495b" ON "chat_acts" ("livestream_id");
COMMENT ON COLUMN "chat_acts"."by" IS 'an account; null: it is closed';
COMMENT ON COLUMN "chat_acts"."act" IS 'removed, timed_out, banned and so on';
COMMENT ON COLUMN "chat_acts"."about" IS 'whom and what: ids, names, seconds, settings';
COMMENT ON TABLE "chat_acts" IS 'Who did what to keep a room pleasant. Never changed.';
        CREATE TABLE IF NOT EXISTS "chat_bans" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "until" TIMESTAMPTZ,
    "reason" VARCHAR(200) NOT NULL,
    "by" VARCHAR(36),
    "created_at" TIMESTAMPTZ NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_chat_bans_artist__f4eb2a" UNIQUE ("artist_id", "account_id")
);
CREATE INDEX IF NOT EXISTS "idx_chat_bans_account_20c15a" ON "chat_bans" ("account_id");
COMMENT ON COLUMN "chat_bans"."until" IS 'null: for good';
COMMENT ON COLUMN "chat_bans"."by" IS 'an account';
COMMENT ON TABLE "chat_bans" IS 'Who may not write in an artist''s rooms, for a time or for good.';
        CREATE TABLE IF NOT EXISTS "chat_messages" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "seq" BIGINT NOT NULL,
    "changed_seq" BIGINT,
    "sent_id" VARCHAR(64),
    "kind" VARCHAR(8) NOT NULL,
    "text" TEXT NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "badges" JSONB NOT NULL,
    "mentions" JSONB NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "question" VARCHAR(9),
    "tip_amount" BIGINT,
    "tip_transaction_id" VARCHAR(36) UNIQUE,
    "tip_refunded_at" TIMESTAMPTZ,
    "about" JSONB,
    "removed_at" TIMESTAMPTZ,
    "removed_by" VARCHAR(36),
    "account_id" VARCHAR(36) REFERENCES "accounts" ("id") ON DELETE SET NULL,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_chat_messag_livestr_aef7bf" UNIQUE ("livestream_id", "seq"),
    CONSTRAINT "uid_chat_messag_livestr_355f02" UNIQUE ("livestream_id", "account_id", "sent_id")
);
CREATE INDEX IF NOT EXISTS "idx_chat_messag_account_90b9c6" ON "chat_messages" ("account_id");
CREATE INDEX IF NOT EXISTS "idx_chat_messag_livestr_b27c10" ON "chat_messages" ("livestream_id", "changed_seq");
CREATE INDEX IF NOT EXISTS "idx_chat_messag_livestr_3e7dd1" ON "chat_messages" ("livestream_id", "kind");
COMMENT ON COLUMN "chat_messages"."seq" IS 'in its room';
COMMENT ON COLUMN "chat_messages"."changed_seq" IS 'of its last change, its removal perhaps; null: none';
COMMENT ON COLUMN "chat_messages"."sent_id" IS 'the sender''s own: sent again, it is the same message';
COMMENT ON COLUMN "chat_messages"."kind" IS 'message, tip or notice';
COMMENT ON COLUMN "chat_messages"."name" IS 'of the account, as it was then';
COMMENT ON COLUMN "chat_messages"."badges" IS 'as they were then';
COMMENT ON COLUMN "chat_messages"."mentions" IS 'accounts that it names';
COMMENT ON COLUMN "chat_messages"."question" IS 'open, answered or dismissed';
COMMENT ON COLUMN "chat_messages"."tip_amount" IS 'tokens, of a tip';
COMMENT ON COLUMN "chat_messages"."about" IS 'what a notice is about';
COMMENT ON COLUMN "chat_messages"."removed_at" IS 'null: it is there';
COMMENT ON COLUMN "chat_messages"."removed_by" IS 'an account';
COMMENT ON COLUMN "chat_messages"."account_id" IS 'null: it is closed';
COMMENT ON TABLE "chat_messages" IS 'What somebody said. A removed one stays, for the moderators'' eyes and the audit''s.';
        CREATE TABLE IF NOT EXISTS "chat_moderators" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_chat_modera_artist__520d65" UNIQUE ("artist_id", "account_id")
);
CREATE INDEX IF NOT EXISTS "idx_chat_modera_account_e24347" ON "chat_moderators" ("account_id");
COMMENT ON TABLE "chat_moderators" IS 'Who helps an artist, in all of the artist''s rooms.';
        CREATE TABLE IF NOT EXISTS "chat_reports" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "reason" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "closed_by" VARCHAR(36),
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "message_id" VARCHAR(36) NOT NULL REFERENCES "chat_messages" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_chat_report_message_8a4ab3" UNIQUE ("message_id", "account_id")
);
CREATE INDEX IF NOT EXISTS "idx_chat_report_account_a15ba5" ON "chat_reports" ("account_id");
COMMENT ON COLUMN "chat_reports"."closed_by" IS 'an account';
COMMENT ON TABLE "chat_reports" IS 'Somebody finds that a message should not be there.';
        CREATE TABLE IF NOT EXISTS "chat_rooms" (
    "seq" BIGINT NOT NULL,
    "changed_seq" BIGINT NOT NULL,
    "enabled" BOOL NOT NULL,
    "slow_seconds" INT NOT NULL,
    "holders_only" BOOL NOT NULL,
    "delay_seconds" INT NOT NULL,
    "links" BOOL NOT NULL,
    "words" JSONB NOT NULL,
    "shield" BOOL NOT NULL,
    "pinned_id" VARCHAR(36),
    "filter_url" VARCHAR(512),
    "filter_secret" VARCHAR(255),
    "filter_closed" BOOL NOT NULL,
    "goal_title" VARCHAR(120),
    "goal_amount" BIGINT,
    "goal_since" TIMESTAMPTZ,
    "livestream_id" VARCHAR(36) NOT NULL PRIMARY KEY REFERENCES "livestreams" ("id") ON DELETE CASCADE
);
COMMENT ON COLUMN "chat_rooms"."seq" IS 'the last number given: to a message, a removal or a change';
COMMENT ON COLUMN "chat_rooms"."changed_seq" IS 'that of the last change of what is shown of the room';
COMMENT ON COLUMN "chat_rooms"."slow_seconds" IS 'between two messages of one account; 0: as it likes';
COMMENT ON COLUMN "chat_rooms"."holders_only" IS 'only who holds the artist''s tokens may write';
COMMENT ON COLUMN "chat_rooms"."delay_seconds" IS 'that messages wait for moderators before all see them';
COMMENT ON COLUMN "chat_rooms"."links" IS 'messages may have links';
COMMENT ON COLUMN "chat_rooms"."words" IS 'that messages may not have';
COMMENT ON COLUMN "chat_rooms"."shield" IS 'everything that keeps a raid out, in one press';
COMMENT ON COLUMN "chat_rooms"."pinned_id" IS 'a message';
COMMENT ON COLUMN "chat_rooms"."filter_url" IS 'another system that is asked of each message';
COMMENT ON COLUMN "chat_rooms"."filter_secret" IS 'that it knows us by, sealed';
COMMENT ON COLUMN "chat_rooms"."filter_closed" IS 'without its answer nothing is said';
COMMENT ON COLUMN "chat_rooms"."goal_title" IS 'what tips are for; null: nothing special';
COMMENT ON COLUMN "chat_rooms"."goal_amount" IS 'tokens';
COMMENT ON COLUMN "chat_rooms"."goal_since" IS 'from when on tips count for it';
COMMENT ON TABLE "chat_rooms" IS 'A livestream''s room: its rules, and the last number in it. Made when somebody first changes or says something.';
        CREATE TABLE IF NOT EXISTS "overlays" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "name" VARCHAR(80) NOT NULL,
    "secret" VARCHAR(64) NOT NULL,
    "shown" BIGINT NOT NULL,
    "settings" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_overlays_artist__e49bda" ON "overlays" ("artist_id");
COMMENT ON COLUMN "overlays"."secret" IS 'random; the address holds a keyed hash of it';
COMMENT ON COLUMN "overlays"."shown" IS 'the last of its artist''s alerts that it has shown';
COMMENT ON COLUMN "overlays"."settings" IS 'its look';
COMMENT ON COLUMN "overlays"."seen_at" IS 'when it was last open, to some minutes';
COMMENT ON TABLE "overlays" IS 'One browser source. Its address is secret, and made of its id and `secret`; a new one revokes the old.';
        ALTER TABLE "accounts" ADD "shows_support" BOOL NOT NULL DEFAULT True;
        COMMENT ON COLUMN accounts."shows_support" IS 'it may be named among those who gave most';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "accounts" DROP COLUMN "shows_support";
        DROP TABLE IF EXISTS "overlays";
        DROP TABLE IF EXISTS "chat_rooms";
        DROP TABLE IF EXISTS "chat_moderators";
        DROP TABLE IF EXISTS "applause";
        DROP TABLE IF EXISTS "chat_bans";
        DROP TABLE IF EXISTS "chat_messages";
        DROP TABLE IF EXISTS "chat_reports";
        DROP TABLE IF EXISTS "chat_acts";
        DROP TABLE IF EXISTS "alerts";"""


MODELS_STATE = (
    "eJztfWuT2zaW9l9B6YuzVYrLLV/iaW9tle04M96x3Sm782Z2kykNREIStymCISjLqt389/"
    "ccgKR4b4KiJJDNL4lbxAGlc3A51+f878SiIXX56vFry2JC3PI75k2uyf9OPLph8I/S51My"
    "ob6feoqfhHThSgoqR85DHCrk2IUIA2qF8HBJXcHgI5sJK3D80OH4tsmvaxoSSvyArwK6IX"
    "xJqEdgHr71wkeCbOie2PwxuV0zIqclTiiYuySOIDsnXOOfhO88FhDuufvH+FKbW/BWx1ud"
    "aP6t5/yxZfArVyxcswDe8ts/4WPHs9k3JuI//bv50mGunWGpY+ME8vN5uPflZ2/XNPhJjs"
    "Tvvphb3N1uvMNofx+uuZcMh5+Gn64YfCcaMjvFWm/rupEo4o/Ud4UPwmDLki9pHz6w2ZJu"
    "XRQQUqtvcPhsMp9/urmdf3l3O59PCsKLKVL8jj6yuIeCd7xQyN+/od/mLvNW4Rr+fPriT/"
    "WeAx/UKHzh/3v9+e3fXn/+7umLf8MXclg9am19ip7M5KM/5RSwBNUkkusHNktJztdUrHXY"
    "naUaHNtfPGvA9hfPKtmOj5DtBzbL/2swOB7fDWvjDw68PRwxZ2fuyycNmPvySSVz8VGWuc"
    "LiOEeBvf/55eZTOXsPFDkG244Vkv8jriPCHjK6hrHIC5x5I8Qfbpqh3318/Y88r99+uHkj"
    "mcNFuArkLHKCNznGWwFD5sxpWGT+j/AkdDasXABZyrwQItLH8T+GJYrb9x/ffbl9/fHnjD"
    "x+fH37Dp/M5Kf73Kff5c/4ZBLy6/vbvxH8k/z3zad3ebEl427/e4LfiW5DPvf4bk7tNE/i"
    "j+OPMmJm33wHpmsh5ixlB2KO7oRRyt1L2aUinG9Fq+2cp+2NpEGTIYJvGNk43jZUV8LDEn"
    "uk4M/19O0s1am0lL4r3mjcLO9K9e6IgUWe/8QD5qy8v7O95Px7+JLUs8qUwZTRGU/VL5b/"
    "Ga+q+NPD+wO6S2zC3GIDDtjMZaFaoa+/vH3947uJZPWCWnc7GtjzDM/xCZ/x3CfJ2OKjzW"
    "yT/4R6dCXZgz8Ev3ae9xXOgFgu9Y4AHNXQB/Ca+CwQ3LuWtnkQgp5KeABW+5J6RYv+3tGj"
    "fW7CMTGtsc/ZhjquDqcTgsExe/a8iVkOoyrZLZ9lTRjJrvlXFjgwaRvVp3SC/ug/SHJNnJ"
    "CoU4gs4XzweLgGsZA9Cx+ePuRTIXYcLgZdn1iB0GTfDSxbP9wDJfdgKsFJiM5fjy+4vScC"
    "9A9BHI8s9rAymi2B/FZ93mirPq/Zqs/zW9V2hO/S/VzXl5anM1kuxvjUAu5qMTkeP0TmNu"
    "FtNWvznOU+soIHc+FEer3OdVOk7s9ds6E2I3Dg4LnyL+ZZwd6Hr7RhtkNJ/Lv+9fBuHBVM"
    "4cslC/RjMAlZq413JsHvwLZgBxvkkVABRAF/YyyRLBhZU7vNRfPsSZOTD0ZV7k/5LHf2MQ"
    "vucfgS8z+2PKRFobxxVu+9sOIgLBLnROM0stXPJJrFPmRC3f4Yv02+vYr3hvSOvSJKR6Q4"
    "jBG4SkNQEjdE0L2Yku+v0Ljcw5jNQi3EBiJc4Q/6/i+z2dOnP8yePH3x8vmzH354/vLJSx"
    "grf3zx0Q81Yn7z/q/vP91mBYwf5KJEa74Tc7H1fR6UaPlvONxg1KuIF+VpcyJdAPGp7rnY"
    "4EoLNTHCMrIELR6FBrsJf7NN6IaDFg9fVDCyW3Oyol8Z2XBxvFb/5ubmQ+Z4ffM+x/9Pv3"
    "x88+7zd1dy38EgJ6wQS8BQOcNMCLeN+VVC3p8LEc5FzKIgO9xb8AMI+tFBVI61JtEPIyv+"
    "8G7EMa44WDEXXOLVjtuMszybLJU7uiPyn/7+mcHthBwtCr8iRauf4i+4zLMhHdsOkF8Ll1"
    "t3R/NLTfYG5xoqwySj4NRY7OcR787LtHPFOkF9i8INSuMDpRv+4YAerr7vFFQ5Gz4VxGXL"
    "sLHvp9midFkQHs1XnGT4q/BILg1/rx67jgbNIQu29pxaR2+2tzDPa2uw202yaUE9MefLDj"
    "j1hg5Wn0g4NbLpXjZt4Bqlq7JsVG1WfVRTmaM/JLFC0BgslwvW0GXXiHsbbsuf2Ann1Fy8"
    "j7EHjaUW/8qRZU1ZFjB04HXBr88sdgUOklmu4x/NJZjDtLMLvaAyCuWE0sxRpxhJGUYdnm"
    "g2cx3MCzn6SPtRTbQ3h5s76VMOmMXwiyURAoK5MAv+bYqMZvBEMrlTM1Kl23TiCXqHUw3a"
    "EbRkzD6WSz8xdc0PkT+OzbzQCY/foe/VRE12aC8ZhecPPGZ0cyynPiQzDZVXHM49jNwcya"
    "gbNc1QuYTZckdvu5+p8tQacSl2z587dvQq+llNM9RVBDOz4xWBL3KWwfKICQHzHs0kNc1Q"
    "ubRjizXnRzuWf1XTfNkuDl91QBw7bS1NOmhWWlCTi6rVVdUUQqBN8DX4JlUoo0gxVxE+Y9"
    "+jsRDHya5JSShNkLgIACyeKdbZ2JwJme9o01K4jVO/ruPqnrqst9L6npJEt+gqrlv7l604"
    "OWNqmrlFP8XjZ2BVP2OC0X1nf28TjDI5B/Jo1S1tThMNbz91VbKYdhZTWOoye0aP0wXCE+"
    "Wwd8Dsk+XOnLvsXC7uopDGqnN8f7bqPH0OlBedl++C83K338u/qTAKR4VZKAAyLa3UZIkT"
    "1upslSQzriEGIHAdCxI8UPYtWUzFqLWO8friCpvYDfmYfJKlGWAnoG0hH0+xuBNFygMb4f"
    "qWxOKbjROKClDAE7+wxE75LXVSRaUl/xxtlz7YLodCoOYSONC0KpUyTYW+TH3THfxaHe0r"
    "Hm9yxe4kdPwpXjjeXUNopqw+ddVEn7qq1qeuCsouXfBtif5UDTWYEPQBaRAD+1MCRz2By2"
    "4/jUqRENXgeGSskyAQRul2moZHlspgqwMuSrw1MXdpGhdpEgt+u0TcvZyFkfGcwzexQVnz"
    "Ss78uprKDN0Z6ymTT3Syh3gY1SkrPQgrXjeg1B+9KTospNT3ZY0+rNGH1ReRnvoUO2S4aL"
    "K6QGjudXJRZvfPKWVEyHV6nFfKzaRbHctereQts5Z0U/4WtnOGx/AtyKdfPny4nKfJ9126"
    "FWxS6myKH07r/U3pYfd6nN661JdgYEvgDBEMOGgL6fuRutBU+n0IdV1sHIGl1azEi9R2kl"
    "LPUHZNgxIzeoYMckhUe4bKFNRK1pfqpka5gyapZYyLmKCyTCSkB6xVhGFZOd4Uk+JhNsd3"
    "GQ7E9d/QbFMym109++HZy6cvniWiSj6pk1DRPKiAG65b/gmJyWIwchMYo1caJ4TzapYXVH"
    "9M43w3CtClI23VyYFNsgKPyAYEBgiyo6G1Jh4iaYHcyYFVRDnqnECgzxQeojojb4E1d+17"
    "c/+OnvyeCFpc2zYqSgbdEdWK0piddt8pNgzP3th54yyuvdGDOjr1zNa5NJ16Y++YQfSOif"
    "GVyrTZFPZSjT6bQXpqpNIS27GlEonhzDvGfEJJwEEZ9V1GBfXCx+ST1C9hag++dqnq2mqS"
    "sRilp9poWUJr9b2pRpsMRn5oahzjVugjGp1aZVnod7lYjA0utBpcUKvkAq1Tu8tMKqNYOw"
    "nYhn9l9lR6ouF22oZTsqCeh1Dgno1dXlQ1qnYJVqMKrJoCrEL91fCz6DaS5XhJwvlii6mE"
    "ZIf/RUED/EcYIs5+M4GcO69uTCYapsvBWFN4SA6HMZdodDv0wTQeU4kecipRjMZb5X6IkH"
    "rvcz/EuMDN3A/YnwaTqXeBEzJMCEpXkKEPATSjpWxRK7Mp4F/414rzCk/EkfONcbMheSpA"
    "VGWwGfV6a0LUn7ZBymsRL+SjDYjeabFwpApeUm5S050yoTifAT+ZnEWjmjXqgDer6YA3K3"
    "bAG67Pzwz/3hjhfxAH1RjhHyP8Y4R/jPCPEf6HG+GPu7hUmdmpLi/3mdrp3jINoWIE37AF"
    "t/dEUMd+TF6TKEYkcSJh7ewj+xirzA/9RB4RtmdCRjAk8M/WdsCergCH6fwVDYp+BPtjAq"
    "wv1AId1rpgaknkTfc8SZSiMK+YUYJk/FPL3q++cbq8ai5r7p/kPq827FE4BT7X+VUiApPr"
    "VmA61XGb801Do+QiBSzpDaIlgxyhyU3Q+VKKQnZfVl97GnVDh5OMusRnwZr6Is4X8eBkM1"
    "lk8dmncTSlSEy24/GqgK8KlwgCju28a/wrJHRFsdRO5fHIMQiRsjncrLpH2osmGQ8vqjMe"
    "XhQyHqrRmd55201BmesfUlPEbUw+8dHP7vHQsVox/2WTVJ/qTJ8850P2rUSRvoVPy7dCPN"
    "5kbnfiTXn3j9uMI6WQN5I4Uz7cfPprPDyfTJJltm7WWh9S1mIUpki7nBLZ04rsqDxrWmVU"
    "dZ/OtqB2adfJ6pSqA8X5c6om/77cehbylyy2jhs6nniM7/sPTZ/5RMlgT3YsYBrSOHc61Q"
    "bbQ5X24KiWT5qmzxJSu0Yk8GUyEc5MMY1Zb4N0wwNDRdyJpY3+laY3WTvmPkPACU/sJPou"
    "tgRxxMYRLdPa/9LgjvpL5RX1l4Ie5vhzutFHocjSmWxGqq6UU4VrE6rup6baiMhV+BKeoP"
    "KQ1zQXy6k72RsDdGxluR4wuFntVsHfEvLeZK08yJvnQnUOZ+sCDBodjSx9dL0k39481S4K"
    "SrTYdFnK3uy3Sbq2DeMox4PV9m77xaLTS2fKUpms8JmW1nSxfJfzoHGbWi06YoyNGGNGcL"
    "5jjLGLZ8SYfax0kCDTpAglfZ36POpUlDPfdVrkYtLLZznTgFb4aTvjyjyhOHVmUplJlIyY"
    "NsglSjJx5OhGxTtr5vriUGEjmzohZm8cH8nU3ZTX6+hPMZboDKlEZ0x8v+9oGYThNSa+j4"
    "nvw9X4x8T3MfHdBNaanfge6fhV2urBBLhPVU2ZHffrqV/ibPSlg9j8oXJRR8lpiNO/dW1Z"
    "Mb5gyita1FPbTVGqp6ZSEEdFtVeK6lhjfOoa49EUuO8GGIQpoDxabaScJuxN2O0hy1gvzJ"
    "YhGqNsPYiyGaYnn5rPF+stbNp1dGbzOqU0H2sD5gpse8b3poZgdsmNRvZDMrKxerTSxI5K"
    "S+81sDHY0sy8fp3qSxSFaa5VqeTWRXjbuJ5bllJ6282CBUQWuj4mH6kdtccTBwM7SCouBe"
    "YrC7oX8nG4BuEVTfPzvv5373fv1zWXUPYSYE62sIyw7rH3kogqeHfXCK6s3ieIxaP+7Hwb"
    "khX1hYxy4dfigQ1T8SUO2QDpscD4piV+DDB3t89F6U80Fd38zlnBKvGusclD4v7CfpZxVb"
    "SEVVS7p6Fi/PAK2M8kNxrGEfRUDTt+JFN0HSEblHrxGNMhB5iH3Ctzf3LuMuqViytFlRPV"
    "AshOJav4hDuvh+DNzc2HjHPgzft8ce4vH9+8+/zdlTzgYJATVjBbuGDrR6j0RY5XH2Y5Mn"
    "N3x4KFO4ZNeXc8PsVkz16Ep0kagTy5jqp6XeeuaXVi1x16UaMA/WHOPbfEkVK79vOkZ9wA"
    "ySc6hWrwNeFo4pESlcn8UUVUEthX6lzNZHGevQK6P9232CwFOnN3i7xLkm2yo7AlELzpkC"
    "5GFgw+YDJrSzAZAdO7TDrbL67j3ZUlI9ZtlITG6CtikggAt8GafoV7Pf7ipuyFHRgzWvXs"
    "CUGPi9mzuyMGH0cBHS2ak1Q9iXUsCo09ciAy/BpBw3wvTXUVpMdWdAINFOrYRHY/Arsbr3"
    "kfWGTU5vEd7MqkabRniIwOmBwDvdS9H38JO54F821Qgg1fze0sldHshjNoDea62IuQbSKc"
    "DdgH4g5BAJaEUWt9jESeX80aiARGVcpEPisVCuhEAdNqxFYgNFk0MebJncd3gmxBedpj5y"
    "/qtisdmz1/3iQP4/nz6jwMfFYqiUPlicZVUaA1/MaIvbLotlU4GXiByxsEnSTUOb6bQoe3"
    "xIpTdx46oasFqZWlMnl3qBayDt7ZYFCAVXEAWFQyET6zHOq22SpXsyYpSzCqcqvIZyUCaY"
    "NhkiM0H8TEZPegZKZwosCkTkpRlrI3OUWTZcA3KnYFFozcMNJtJS1z53jAhV7kGxUSBnSi"
    "rs2qdW88dsvhP+ep1b1osKzjSt0uo9qu409KI9quQlSqi2bDkIaB7Fv0BnPE2BMKrykbWG"
    "YWD2yMARNYD4lKfcf8EA1LOVaFUoCGSPjgYrD6NK/ouI96f9HKJ6jE4U8jqEXI6Lqzcto1"
    "OG5ic86qbc7ZvcFibS3uOAXOtEymM+hmCwbCFy3yjDOE/Ukmj0HLVRKL71jhNoA5F3vVaI"
    "HZDoVTBr/38Z6vXigI2Qiy3WYppMh6tBDoMsQ0pxjAvjE4/ZAEvnZsm5WU69RHTRMiw90W"
    "Ss8XhyCp7J0SB3tNcVeg+11TAjFJD/jvcm/FsIsN9SK1LNLfTBJBv2qqLmDwDOKwk7LigW"
    "b4KEtlPMzaTnZ3thm6z9c0RkZKA/GbEV0yLQd32DU5yamryew83fB43Y0N21ucux47z0rX"
    "dxc8/pyebJgszu/r+zkcXYNd8NdMIMGuLs6mIsjqFdrwgqctkXK5dTcp9ybjk+k97uR4zP"
    "3uZEy95yvsSuYxFZ1hwWMSVw/FNUYoknTdEIFxjhuVA00LRUSYvlRWMpR1M5/11R27n79s"
    "qOseDWlifLglCpQ+nf3wIgmN4h91wdAvH19/+HA/UAnzubXWUYUSggF6lp82yVR6Wp2o9L"
    "SQp6TyjOZwkGoxOUdmMqsnC8zFd6w1ocQPuMWEiPKV8Mr48u7tZ6D7+7v/UtVDjvQp0wUV"
    "hjRWHFwZnu6hcobsi6Ni711e58CA7YZVQODGD++51KNhDePEf4ObckkDWRWM9ytqV0vuuv"
    "H+kF1wHJlaDm9SChcMLV7Tx0x0xKV72YaMJhUEd3Q1PKCC4PEkqjyJfmRo3Af70pMoeVh/"
    "EtlqmMOapqxgjsM2XPBv11LVB/U+ygHDv8ASZjhduYHQkK4UxDBuPxyPlEEItXTlVGj55V"
    "ENf4MTg6riPY99C+c0DNnGx/+roQ8gP8VY4ILqVtQVQbo+tJ9ew/UKJu6KM3FNdmyx5vxu"
    "SjbUaZc93EQIV9VCuCpzXCebR8NpndAYzXwac/yRII6NGBHIeDhwHmF+CsZN/cBpF7AZDY"
    "b72S9xHxyPJRgQfJV023Uw91DWt8NDr3FuyIWAH+LrRGOTpGlM3iQtr4Pu17/kjgaD4/ED"
    "ZG737iLzo8FFduuCCE9Qk9vrHignDgwjoFeR37ege1ZkfUbjTV7VitGgpVtJMGcFDJ9iKU"
    "jAotMd9fgoH0kqCwTsjC4yAN/9Qx7X1eXoSU7Mh5tPf42H52vUc1dvbBNkpQQ37/1NuBNa"
    "c+/hJ8RnHgYjp+SKRNYdA3VoBn/QpgWfx0YK0t3spc2lA1SSJjGWz7puic4AR/KWbIGv9S"
    "l2JeT9yTJ+mIl2LgUh2HMZKtUVd4G4P/WGiHit1ineMNhuPCA7up9ipc0GeBzFjuHaaVhu"
    "M6RFgUn2R5wCJeS9WRgP8hCQAkPtY1tyk9bnL+RIDS77Pl8mQ46xFTBSNYZShspcK6mtSd"
    "qo1crTmlYrT8dWKw/0pEpMjhaCztOOd5LJkr5YC5DzJLLu1lwcPBoxKkwSVUAHiEpuXEvQ"
    "1st5oGrS5QfcsPwk4mmabmxwQ4Z3yIBbxM+ZlKUFpB5PaxMDGA6cH4B4mnTnjjAQECZUNS"
    "nAOVTG73UiD0QBl5nAcKvHnQ0joT0mmCYg34kZwsxdoukX9S2Qc2G5aVlT7zO++Yg8KDm/"
    "dhpnlmpwuQZdBZeqcw38bQB3n1a8KUVitHMeU3eW+2kCth8gUgtrdRm9bCCGl5VSeJlX91"
    "mc9tA4hhoTGM1wFfVIToUda5dRMHveZNXDqBoQxUJQVYJttlC703T9sa4modQAENTII4wG"
    "rsNw9cMrRSix/L7yDpAUe6eVs2++A9O1AR7JUI7V9yZLeWy/+HDsKcNYPgAb6SfGsop55k"
    "G9XbSEIY371PkutdCsIP524TpiDf9U/eGw8CL6TCHswX0Fe72sYnJKIuCdQ3bONFtFWdai"
    "7oxvHsEA02CAGXxFHkj4/4CtQUERFOZLIyhdzmVUZy1VZ2bfnx/TiyxtdAMoSymSShs5dJ"
    "+cfcf22q6BNI3B+yIp7kS7SW0OAl9dZY5tvVYw9KfIyUZI/Dl8MR0RZKmMXvhZ7kuYRiUW"
    "59Cer9VemDXxHcCoGijNgv8ALrA9Xve6/UmyZOZuCmOyhQUTAr6SJp+zVGYD/KcUHjNOGo"
    "/bevWw0XiD2dxyOZ+kmYjEndVttZMhMpjRk6i+BteECmEki1vq67ZjSwjWNiv9JE12lLar"
    "66lIE42OCuMRAPNr36Qb8+ROIblWR59QE59QelvruoQKKktZ382I8qe/f2YulT+jmt0/Rw"
    "dn8EXNZ46qfjTj/yz6zwxoP2LUKdF0zZ6/+8h7m3mhE5bjOiQPp7VuSkcNa4zr8CtoyYgK"
    "gyVpaAyGHMNq0Sx7xGT66mAG/nc3PvPe/0jecs9jVvhvZckYR8xUiv3gCLGNEB+2i/+BsQ"
    "WkhwfiYLywtlHtMzxIqDGrEwqTXSYtGX4SPTpe+xpMTpEMkMsnsR3HLPX7LsxBxM9lAcdW"
    "tBJ0nnbMUjdZ0mOmxJgpYbiFYXCmxHtMBQg/of+51Bg5PL7HHJED5+i01Mkmp8rNGTCfBy"
    "B16di8JgLzFCgmXy5isFgmHpGdE3qIGyt7lKKLdLEVsgf5jlbljHc7/4iQaZRSV22uKHmX"
    "uY9qELhSRMaiUkzkQSLI1sfVuiaMWmuyC5zQaMStanfef365+VQbfywTh+1YIfk/4kZO2e"
    "Fo2ciNjNpVgMPJI9/k9Cmc4I1BAKYfmL1iwTsvrMAwTT+vv19cOXLOYGhjlxd2vBWOrVLI"
    "FfQxjIeHr8iCw+bBZ+i+Uqe5TCl/8pi8JjvqwvX8SJAFdamERcI7QSLdRd0P8WvsiaD7kk"
    "4JZ3trqStNzTKRWwAbLZRgpmZ89DGqamPnWt0J2rSTQnT7mHtjnfGUrL7EzI2rXtAn1H1g"
    "NdonWgv9QHM+TaFNZgyoCFGJozoXpmQZ8A25IrxpHthF9AW6KTct60RyoDFZJEYeQSl8Q3"
    "X16HE+RWQy6+O8mngnxA2NTd4IKe1B8x4oUo4+rvvvArU2NFmdIRqvXH1XYmqtduFOVEbF"
    "bXbSfq3zpo7F4i7POBc/v/ty+/n929tJySLvgtO/JjP1bIE35W9ma1ew9qKmdXqVVxvYub"
    "1wv5mdWldN24ZIHBFZLq90TNl9SLJPJYhwtFEfk0+pEjSbeJjPKnlqT+MKksBZrbBBoGBY"
    "3lbSaOSUbyq1qTM2FdaBjNkpZmWnjJbyWbSjwRcOruDYA8vA4kHA5OE3JaHjT0nAllvPxu"
    "R7Cbfb0GI4fTmhznI/pn7tbIU8Eq/pjglC4VAGftoEPZ6yrA1+NWnZB+AkeUS2gwFPHQkc"
    "KEwWAljJUg47ClJA3BiJ/S+DTbIYJVpHl6+xChgVZQZDXaejmGJwgK6zRoCusxpA11kR0H"
    "WhdcAsjD9fUs3J1Vo+rO9LwjtmuykUWX4PttOYjWhmjppGDDYF7nSIbx5R95ILq/ZT8E1K"
    "Xrq0pw91LqWGdKYMps6CTgY2BpHBuvwyiJfk8xGAxQxTqNoCDZ3Q1et3FhOYbBC1ZPfVrI"
    "kyAqNq4CIKykj6mxX4XN2BK0c2AMWv7l48STsta83sLUKggGkftGlGUj7DmFVvmsaSiTxK"
    "TOIV8H5eFY2vDAiX0g6oLUlnrb6kBOSeKFH4OHcZ9SqU/gxhjrULoDzVqRbf4efdPW9ubj"
    "5kNs6b9/mD65ePb97BnSJ3DAxywoqIesAsHpSltdWx+0DUjtVnsm+R5BqMWukw88FKAMt2"
    "Q2zeFBXnPBJYUk/MN3Q/t1zH1xREgfbCSz9RaQ1e8QnPbL7zXE51F38p/Rn5nnySZny5LW"
    "UY57ELQYkL7Z6jhpa2jD07h3t1qlc1Tmvc8/WI1mltUkf0e74mOjR2fUUfAzZ8ZfAG+OAp"
    "oYG1hs/g38+IhT/Sddn5W8FKhaRVxW2WcrQMTLYM5KJrgz6fohslbLiE5/rRtSyVyXEglf"
    "kxhePT4ghUwwPiAgtfYV6QmzRBl+u1TVSo4z4rXx22Y8G8otq60gjPkxlb0ngx69tn9G7e"
    "krultCOL8yyGeVkQbP2wbXvr0gnG28Pk2yNgX7lFk9TRhhsqR3XBrfSkeGFIOFZZ8kWiIh"
    "JZj4mJp/A31mf6FCEEtDTuzjZZvxCNxoZA7bbV1rdbSjlLOWaKGC1mc1OZ+x6+r8MyGgF+"
    "G0MZdQPwS11Wjs+ik+b0GifprbJXzG/KnAO+79JtWU9TPRalpunnqV7PJmtNwzm1jl5KcL"
    "aGr62hLibJpQ0Tgq6Ozi1ETn1UUw12UbmOfzSbogDlEPmzocEdC47l0Ec5y1B5dDAIj2DR"
    "zzDJUBkEMzN2NML/FznLkHikleScO+IDzksQ/2OGxsj/DQ/5z9FkA7wPl1EX0KP5FLcTHS"
    "CPVM4TTtMFoz6nZzOCW1G2lOqMF3KyYHF9eDMvXu0G1ik8iO7BsqKDwxVZU3CQuo2bgK5i"
    "O1iKZfF+qNyZNNXRFLiwcrwSUDsNurFYwQRvx5TUlMsPvshsIiF8HVXFqrJlFqqOWHaBey"
    "QIfufj0yJ7514c61ROXafSr2jM6KdvuZEu3I7PMO/xmf31df3NWuCF6XQ4M4zxTd32bXqc"
    "nQ/L6uYrC1xaDhEdP6tXgrkapQEMvQj4ToAmK/g2sNhj8j4UBPZ/gA0AsFc2g+MYUSI9m2"
    "yonQT6HVt+9C/1/F+vsMMA28lUAExhQOwSVDO4a5cjQ5/ntaMObsIJVqeDX7YfhFFq2Msm"
    "WtjLaiXsZUEHU7tEh70HCpMZDGe6Z/PNK7nX41NjDZseAZPu2J7ZmLm6VodGM+Pm1Cg9iG"
    "FQkkZchyeckBiNJnzIAlMntAqMg2WpQtsKYCZKJU5+kak4w4KFIXwrzQYdB5rzN+iY/Pty"
    "60mMNrLYOm6I3id87X9MNOUouytwfne0L6Cz5h2jNXmsKHpnTQrGvDZlUwey3uREZ11z8g"
    "D1GQItqqbCZON42wfpmhsz/4r6yJj5Z44L4ajMv5O6D2SaRJnvIM6fqHEcHPI0GnYsxNMK"
    "1W2EN7FTITDQ/GRsIWqHHuEMKgMfbH4CC2gviKxhkacf37qorX9lhH3znQBrd2FdbVcIs1"
    "lAOT3jq3/3YojEBSOWywWzryPaUJ3cQvZUhHdu4fC+g+Ms0XUdQVacI9g2qFTeigXVmNpZ"
    "F96h+mPE1tY6IGdNDLZZtcE2e3afoyLqw6dnTCckRlvTElcYTvnvnUQhWcGy9GAfmWE8O0"
    "JsWyn/GcJR9zda71NnsGhTUZ+hHMu3TJay8tK32ctZyrPYeaOQjy19LQq5QeVra5/nmSx3"
    "qfqpMli6Af1OdSZNqaFaLs7uUPQy3dUbW84ZqhPBVfTdch4zHgzxU4wZDyfKeCg5SM7rDT"
    "LrEGnsDMqcnhnWwlcgn3758OGi7iDsUlLlEYo6mNzjFIJRjQHcrYDZzAsd6mI08Fe2eL0N"
    "195jIr02jiB3zI/ihPiXv124jvVK3p4q7kw82avMZRTWrPyc72DRYJoq++pYrAwc/izvHP"
    "NITLgXpjXumcMy0LyVC4TmMh8OBsFePNsGbhu3zNXTRo4ZHFad5/u06JxRW2pe2oarGo8+"
    "S2W0e+ztzZd3U6LJ+zpz7iTo9HAvV6F31SaZZOgGg9x15ryRMYvtlFlsW+EzSxcaPkVlNo"
    "SwdCfIHQhqiOzmivof4aBYX2OoKWBkQ/cYhaIwzG/Yda5uSXeHNzym5bS6APrmz8P0lPlW"
    "tBJ0nrY3CToPUtIX8yEa5l05d/rNJTwuhrG8A5fLxRNw0KgRcGV/iSL/pa6X/KBpvQ8mHj"
    "6P0gkae2MSykeoX3ieauX8mHykcZmMRV0Xf7ogsLU3LmbRy6xEeLYHkg0j4c6xGAJD8630"
    "ovDAjrJZcm6Y077sCP9LxDXNEy1LZa5LoOWB1lWKRk1dD7f1LKJo/AAa052h6bblOgyPwJ"
    "K+QTWerjTR4PjcfdYRtTdO2M66yZGO5o3RSu/Yr+UhSHns1zJ0Cev3ajmyT8vDug9lbv08"
    "ioA05XCGyORmODvpaY2z+olgwVcmpsSRkWOBhQOiVTb086tZA0HAqEpJyGdZUdyx/RwrnH"
    "UkkaYxWRBRZwmVs4LV3EmRHAuJ45GdE67bCKL7DWFh9EEzLJHQmNxBtYvbo8Mow1cWYElz"
    "kdPVRdkpkqNqss+15j1CScDWjAaCAjEGf1r03zp3VTbih2o6VlIko59Y209cDtiq7yRuiN"
    "dqGLObeohTa8wo9/AB/LXML5yBhq1xCCeAtDrVmqlEuDReaXltJHXdqLRRFkdGcLB4KzuB"
    "SNdIZpFPyYp77FXBN3zm9//uqe6FKnLuiNy4aaLOyWJNNQq1C6AdU/2KZQ7w04jiE+GBs3"
    "KawrdkfaBNzsVZ9bk4uzf976sjnIUDKkRJEhqK4P7ux9kZTE7MiXLnphLxiAUCIyZ+4HyF"
    "L9ZGOB236bxjTLebfUxyxjydFlxf853MFAamq2Tio3WyDlVkeVzqKMgJwfkhi1ob5xIXRa"
    "VyY0aU6zRc7+dWi4ftKInsc+klkXeo79I9HkNLFlprFM4yUB0TjHCVuGwZlnp9q/dGiqQP"
    "xqPaHBgv9yKJoD4Ta03cc/cRMAW6UJYhdncGOcnmPsRjptqWi611p4ddeKAweftI3xb8Bh"
    "CNCMFwS0BDVhwTJbhEaEfVa+kgcghc7F4rCMOrJjrXVbXOdVUofFS9DVpEUDKEvQmhRI0x"
    "EjvC4+Ea2E/2rKE8hhRasbeBLM2eb8o6FdXUF+QITS7rhhN0h3vRoh5ak/Jaa9r4/iJVB4"
    "t9WNpaq0YcCYnBgjC81sNHADBaotvV2jgpKrPNHJmYB3eSl/QMMcnOsba6dSARxaVrQCqc"
    "cwf/k8cJti0jSx6kDB2jeC9B0NrUeqQJ+3P/CwejMDJHNb77HQlS34HK3DsFIORuG9GnyP"
    "oj+F2M76egHuX2xB+SUdUf3hKILMoWqyBL2RfopgxCr5I/B9E/PMFjXKWF1FNk/dn7qUMf"
    "JO86DG9m6WF5eHIfqzsfhJgvDGiV39gniWUqX07rJqdnSfOozkoYW7LXZH+UdIpuhhcWt+"
    "1tmjSjhRbWh1XdDYRYBc7VcakyUT/zsjyZQ6vzmiSZVFf1BqWSnoQUB7MbAwhEJuPlscWv"
    "lW9QWgWqAPWRIIiPpcaQxb6kKrK7ee/PSvktXUScWvb/fCDpKm1T9pqEHJ9WRxyfzh5ih7"
    "NJsmh92MCytFdipzF3OSXYg1DmcClgk7gWuCkq6qkbcT0oHHc8f+C8MSdn3g+4xUSJClPN"
    "/hSJwSnDkvs7tiDR11XOItWUrl0Tuq6OpgPz1WpoYc9lCEdzzmhzbgPnL/wIrrPF0jSmJ0"
    "+kcn7jtJYdDa01HHMMXhHVcYF4Gb2gddcXUJ3zBmxHaO7h1qaYimFkhJNi2gLEqHxld8Hf"
    "Eff80qVAdQBRzXChdNGgIsPgMbmFOzTkdyrECQabvEDBPjhgX8uc0TKQp1ZzHFFQI1+hXe"
    "icpRqcx+L02E1j3Oe+02cQhsLYcOshSFnir7bsq5yn7U8YP9dF+RVRoRKPh0RG+LUCJINY"
    "Bxu4fbmWUXSgMNklsOa7axkw2fHAnpKoZcmUcMe2pgQY2DRd/9TlE6qdiI4ADhQmCwAhWY"
    "D1YkrE1loTKshPcDks+TcMeH2A/fetDf+7h5GHvRJoep5TJCZLQLm82lbdnQA40WB/1+iA"
    "GUGkG/pfLuQauA2oJ5ywyjuQejytdRCEycDGPgLX8WTdAbrZD+QEX0vehwjLrJISsv0u4e"
    "DnGG+EQx/LgEH1itLly1wIp3jFUejQfxT3S22/HEXQTaOcy3oVzlg9Ve1rkBzUuCXi8UOM"
    "h3Qe720BXDw6bsw35cYw11mjt7IISFeZTRMN8aw6Yey2yOcaqI4MVR+wbLo4sU4CuJGCkG"
    "rK/RTJyHpN1muk/5/U3PiVumD5TMpMjehRvZmxk4Mamhg3oPyro/GRUAFEgZC+CFyzpp79"
    "mHxOKfhxQrTMcE8MA9DwN0XDoquJf/d+935dc6HIrgn1DmnZr8hOPoHP2PcbikCFyj9EHD"
    "GNUHUivMGIJsoBpIJ8ZYEDEkHksCnitXl8we09Yom8+t1LUTyK8gYlUI/yp3nxa14hoRwb"
    "/1D4PvBGsY2+/RQG24TvmFBJ5ZiDy9EiEjIPscpW+i17W6VMY1g5uYcMf7fKKX+AiIjIfO"
    "Q3loLD0nokrrPycC6acFZtZI0qzLDz/M5SDm0Mm9UZpMHhhGBwzJ09b+K8h1E1zaVKYO0p"
    "2Pj2fFGBpVqR+pGhMpfTk/T9jFUS2HE3bNXaofulveTBhgVz7RWepzOY/UlpPWo44Vohqs"
    "RRNjPW/5j+NFQvWquaazggAqcUaE2n6voDs1cseAdz7fsr+CbF113apmzxc1T8VWqfHh5P"
    "621UtphHZVmscTCsopYrqiyeSqAuCYuuLCywLO9gqSUYQXiwoWFZFgTrcuojgl+XrUw1KK"
    "X29EXAC7gYdKEaY5JuYo1NDpAnmne5VKIE2fqqYQ0lggGfjcPMNMbVxhZrzu++bBdpLpae"
    "a4Vx9x5wSDEXKZLG7UEweejg5yI7ijJNZQ+AVL1Q5fyDfAMWks1WhLIYII7LOziIusyWHi"
    "iPo89rXTz5TvyusXWHGaZ69TEoLK4X7k8IBuiA6rjxhma/gWM6DZjN16snsyZWIQ6rTt+V"
    "D7MMVtMUWFwdHksIxuDYEXFJddjP1XWgdXbkCYe41mdNThEYVb3SZ4WTxA/YV4dvxbw166"
    "tnMDiP2lARIOfm7Wu16mfqTUXPg3FRZVuWI49LVNNaxPMU1RlRz2O1tbddZm1HSL7N9duI"
    "l5AOrp/4sydNKnJgVOUxJ5/lIqbLkAVz7STsDNn53CNtiqNCIpv6kkNzEWyoiN9fBT/S+f"
    "CRVW+S6yQTnKKOuw3KVOBKQaVJjHVj6WbMz66e/fDs5dMXzxJuJ5/UMbmcofC+eVKRqnOv"
    "F4jHq9zkq1yWUtsM3fZBq9hi6QSjzE2W+RhIfhBi3vp2SzFnKUcxGy3msap5rGoeq5rbxj"
    "5fs8Cx1pOycGf0aFob4aSHQfeFNKvZ2nGAsNLsKd3sJQZPJENzw4OdGDzV4UBQZXWxuFMk"
    "A3Tnz54/b5TP+Lwmn/F5wcni+1o3lho+QO5eNXJhXdW4sK6KLix4Y8jK7qfquGCKZIwM9q"
    "ls7s//D6XQbqc="
)
