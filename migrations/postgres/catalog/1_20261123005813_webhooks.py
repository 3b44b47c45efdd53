from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "webhook_cursor" (
    "id" SMALLINT NOT NULL PRIMARY KEY,
    "seq" BIGINT NOT NULL
);
COMMENT ON TABLE "webhook_cursor" IS 'How far the transition log has been put into the outbox. Its row is the outbox''s lock, too.';
        CREATE TABLE IF NOT EXISTS "webhook_subscriptions" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "scope" VARCHAR(8) NOT NULL,
    "url" VARCHAR(1024) NOT NULL,
    "types" JSONB NOT NULL,
    "secret" VARCHAR(64) NOT NULL,
    "previous_secret" VARCHAR(64),
    "previous_secret_expires_at" TIMESTAMPTZ,
    "enabled" BOOL NOT NULL,
    "disabled_reason" VARCHAR(400) NOT NULL,
    "after_seq" BIGINT NOT NULL,
    "failures" INT NOT NULL,
    "failing_since" TIMESTAMPTZ,
    "last_delivered_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_webhook_sub_account_8af2fb" ON "webhook_subscriptions" ("account_id");
COMMENT ON COLUMN "webhook_subscriptions"."after_seq" IS 'it hears of what came after this line of the log';
COMMENT ON TABLE "webhook_subscriptions" IS 'Where an account wants transitions sent. The secret is stored as it is, because it must sign.';
        CREATE TABLE IF NOT EXISTS "webhook_deliveries" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
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
    "subscription_id" VARCHAR(36) NOT NULL REFERENCES "webhook_subscriptions" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_webhook_del_subscri_1a0429" UNIQUE ("subscription_id", "seq")
);
CREATE INDEX IF NOT EXISTS "idx_webhook_del_state_4d8572" ON "webhook_deliveries" ("state", "next_attempt_at");
COMMENT ON COLUMN "webhook_deliveries"."state" IS '0 pending, 1 delivered, 2 dead';
COMMENT ON COLUMN "webhook_deliveries"."claimed_until" IS 'an attempt is under way, at most until then';
COMMENT ON TABLE "webhook_deliveries" IS 'The outbox: one event for one subscription.';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "webhook_deliveries";
        DROP TABLE IF EXISTS "webhook_subscriptions";
        DROP TABLE IF EXISTS "webhook_cursor";"""


MODELS_STATE = (
    "eJztXetzm7gW/1c0/tLujDeTOM/tNydNt7mbx07jvd3ZToeRQTGaYIkiESezt//7lQTGPA"
    "RBju1gwjdbOkfAT+LovHT4t2dDDj062RnaNg0J730A//YInCLxo9DXBz3o+6ke2cLh2FPU"
    "MKJiimzMeABtOdwd9BgSTQ5idoB9jimR1EPgo4BR8gFAAmDAMeOABgAKerIjh3CoLcbAZF"
    "KLOiT4R4gsTieIuygQPN++i2ZMHPSI2Pyvf2/dYeQ5mafEjhxAtVv8yVdtZy4MPilKeSdj"
    "y6ZeOCULav+Ju5Qk5OJGZesEERRAjpzUY5PQ82KE5k3RvYoGHoQouUln0eCgOxh6EjzJHd"
    "3Boq1nWdc3I+v2fGRZvQKwc44UenGTTYmcFCynSD7/FD5aHiIT7oq/+0c/o+sscIio5AX/"
    "O/xy9nn45f3+0S/yglTMbDTl13HPQHX9VEOIlRENolBfwIymEHsmSCcMrQN7cHhQA21BVQ"
    "q36pN4L/D1IWMzGjiWC5lrgnOBcTV4zxsWgC8kwSsgflgL8cMKxA/ziDuY+R58stR/A8Dz"
    "fC3E+2S3Btwnu6Voy64s2AH1jECe07cR3DrYlkObR5bTe0SsMfQgsTUQXxCuR7jAl4MaRx"
    "rDOqDeXRfOE3kHvw72Do4PTvaPDk4EibrLpOW4AvuL61EOWjtA8sktyIu4fhQ9HE+RHtws"
    "Zw5ZJ2bdmf/YwiVdgePo4ur8djS8+lMOP2Xsh6fwGo7OZc9AtT7lWt/nVZNkEPD1YvQZyL"
    "/gn5vrcwUnZXwSqCsu6Eb/9OQ9wZBTi9CZBZ00JvPmedNPqU7e3ac0Hdkwhvb9DIqtNNOz"
    "WA8efkACBASnrLggTmPmT398QR5UeBanfq6SXyYjbe/cL1pjbSzz7jDEmBj3pUDdRsO0Fa"
    "UZGruU3r8Upa/RMLfheHGrLUJMvpt0QMve1mLXdDDNt0ACJ+qR5LXllebYnXnUvu/p7Oao"
    "p19pNdsJzbMm88hFQLC/Y4ASBJSxjYId8NWl6AEFwHYhmSAGMAcuFXcufjAQ0BkQdNgT9N"
    "Mp5n3AqHiC6ViY07IJAUyEJe0IfnoX07Ci/b3ZS6/YmL+dQs8rVWO0Bv2Susvr2piR8rI/"
    "OD5K9Bb5p0plub0aXl7O9ZYK292ntpFNmTC0UP3eH9RxlQzKXSWDvAbO0A+N/MaT0jUbM7"
    "RG4f5tMNjfPx7s7h+dHB4cHx+e7CYruNhVtZ5PL36XqzmDfLS8DfS1te4WKcVNt2Vk9bqK"
    "fSOnStZxuDKXzvoAEgfMXMiVjPbDsYeZkLEAM+BQMVU632t9xs4N23Q3LMfczJGSMLRQlO"
    "8N6vipBFUp4Kov5xZEGR06i/MIPZbI9Bzb5tDu9darjmtN/PO/Rxnrfo7o+6vh379kLPzL"
    "m+vf5+SpGTi7vDnNb6O2i5zQQ47FOAz4El4X/Qgr8L7EEqUpb8G2O1+K7suJwN6C03mY0s"
    "iFmeNdSqtq2ASv2pGpZkC9ExpFlVIPQaJHOMuYg3YsONcl1eZ7+GbfntObm8vMi3N6kRdc"
    "f12dnos9Rb0xgghzpIdcqHbOkyHaCc8GgU5athZpsTx5qPGgCbFxTsKpgvpC3Nc8zpHdMh"
    "LmdVljBW3U0Bjr7YJkX+uDPSAthz4YACSuIBr2AQxsV7SJ3wfAlg/pCcq8GbAmn0N6FqQx"
    "Y90jzaIv106zXO2zB1bua5CRZ2nKWmb2Vo6tA/pZoAM+9a0wMEp5SfO00Nw63KuDsqAqhV"
    "n1ZXF2PWYKc4qlQ7keykqFWyqSneXsbKkm21JKJVhijtN83Qw3eYYfMJqhwLINDeU8W2si"
    "DyuzkH0E760l0dXydhDnIcYy6ByEvtxNVGDZVExpB+jkVZPlVZwFZGitZLmW0vEaNqdZFe"
    "+oTv74UXn6+FEhe5xQxygqNKdvH7ZrSRXfrkTQTZrhbRJWoe8sOctZzi7dt9HTHJ0/M9yS"
    "Mkzr8jpse+JCIUknD3oR8U80QHhC/kBPBT99Sa5r6jTjdiFelt4qmgM4S1JqsktNAOAgD0"
    "Wxj7Ph7dnw43nvZ51k9STFx1pRKvaf8wFbmJO91pyxAnC6zDEduhX5Y/rZrXVud875Tqbx"
    "EoJs2bcDruA9YoC7CNjQ8+SjMyDE4dQT44OZi4jse4oyf/kM20ie4KUhl9m/Kg1Ye+x3rR"
    "d7QbraqxkmTY6irMouKU9f26id0qx0qk2YKR5GROwcvgnEGabW4bx6Uxs6U8yXMxNyrJ2d"
    "0Gg7oYuZvYVZ7mJmbZ/hAEGmy+WuyONIOLr98Nn90Jb5jBrTsirRMeFZLtFxe16WFaY5Lk"
    "4MGRotBcbOfWXsvvIy57pe6sJa9en/JnqxCqvO1JO1VpdMlSemngPG1O3CxBL5FZMdIM9i"
    "q4ML8iAe8u7kCbwZ5q46l0dnRJ6nJt6T9iDfMmO8wEkSna8wLUiV5eqcJMZOku2KNjZlq9"
    "06vRQ9+lgMt4ztkeHsgspNnuW4rKZpuDHD1Sls5vFGuySLrws4FgOOmcXWKD1tFEDCMC9T"
    "1VLd1doaTwhrK2weJkiGm2SQasEuy+jsgAsug1FKxVUq10LZVVVyMAcBupN1cjgFhHK3pD"
    "DDOi7xopjYa9YxaULxnQ0UMqlS/BSCJpp2TN/CUzCrP9C1RLim06Kbr191brH1l6PZhty5"
    "15RVK4e5yt34n9ub6+dWtE5uYZuD/wk1gq3tIMrrSCyJR0ZYFWrR5MvO5KSQHCBfi8YP8I"
    "NAxwT9FEsHvSH0BUPulcyNuI7qWRgwGvR0FkeWotroiIu7WvaC+Fm74zOdia5AYxIAFzIw"
    "RogAP+RAzA5VRMJIGNNHaS9EJTsxSzW/E3YDte/7wkigRQNkzdfqyoA2rAxoV6fy7dSpjO"
    "XURySVguCpSpYlNPWkmRORY1TTkzJKJMQHVX0YPSDCwZ3M5xX/WKpktb5usQGvRuJ867Fc"
    "UWy5qL/nBNE3VQdI7d0EPcrCcRxNfVVA7ruRkOoqXq684mXzpVZL/FKpyNQDMo5YpHlaaO"
    "OtPm+qc/at0dnXfK9Qq/wVY6qrdVheLHdO3wpwq7ypa6mTy7WeidrlDpv9safeLvARcQTg"
    "sthhrGzK4oYD8Qduvq5hrArq60uWxQ0WLI3F2VQFWVkZmLyCXcC1OiijYe8iNI2O0NgeFJ"
    "OwZM2fAvPWnLXoyU/dRutUOspCIr+UM4NPfdEKpgLj+Os6wlIl9aRamxaFB9lLpICGfWsW"
    "xpsUAmrCyio1V7t2c6wtqu++Cv1EoSO//6vBtcLMyXC17pTT/m6dD4MIqnIbZ7fwYZAuLf"
    "tNSKrE5FhiovO83Z7U5JlORwZMC4EUWVvhy9hwlnY+NvPSVO12fwe1n8vb1izCRiVv62aj"
    "Ig6Zn7Uascg0AjXDkV9dIZ+BtM2irHdhkgnYU/kPDDBEeHTGjiGxdSvzjXGxGB0A1UdSMe"
    "uDMbJhyJD8Ow2FMSfP5hUDmGu/WvfFviaIuH5V/NKmZoGehKGFO8pJDbRPSsE+yavkhh+O"
    "aO9HI/Z2B3UClJKs/FuIqrMYpNQYluVZkAlDlwP5gvTTaCcwEhoJRwtX9+qD736AHjANmW"
    "WOtIa1fVW01464tfzp5+qROpO7ySY3IhJjjeJZWS4oxdV9grJ+xSAHM4WbZV4BS8PaOifx"
    "QS0n8UGFk/ig6CSGd1zV5DXMWcywNTlzsScsUBfBgMlzy+pz8rZ4cqDuH3AXs8yh5thub2"
    "qe4x3EXhjoFNzSiUqzdLkdOkDF9SyGYz+dyb5eYO628iZv5SqE+JJgiXaAbs6bPOddCPRN"
    "THP3IZw3Mc1daaquNFWrS1MVkjqwTtc3+giO5szkdkqwDX8DZyjAt92eLvwbd/UrI75wQf"
    "RciLcciRUHS198GD1e8c0Nla7EPCwPjYo3iGkzP8p3nxRLCwMda/kqjHyrTPZ3f8Nfgtlg"
    "kLSOw2+vwuG3p8kKpYQj3W5eHiNNsXRR0m2qFPPz/x6MXBs="
)
