"""Addresses that are verified, what links in mails hold, and deliveries to mailboxes, which are nobody's account's."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    # SQLite cannot let a column be null afterwards, so the deliveries are made anew.
    return """
        ALTER TABLE "accounts" ADD "email_verified_at" TIMESTAMP /* null: it counts for nothing yet */;
        CREATE TABLE "email_tokens" (
            "token_hash" VARCHAR(64) NOT NULL PRIMARY KEY,
            "purpose" VARCHAR(8) NOT NULL /* verify, change or reset */,
            "email" VARCHAR(254) NOT NULL /* where the mail went */,
            "asked_at" TIMESTAMP NOT NULL /* those of an earlier request are void */,
            "expires_at" TIMESTAMP NOT NULL,
            "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
        ) /* What the link in a mail holds: whoever shows it reads that mailbox. The token itself is in the mail only. */;
        CREATE INDEX "idx_email_token_expires_bea471" ON "email_tokens" ("expires_at");
        CREATE INDEX "idx_email_token_account_4342c6" ON "email_tokens" ("account_id");
        CREATE TABLE "new_deliveries" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "kind" VARCHAR(16) NOT NULL /* how it goes: webhook, mail */,
            "receiver" VARCHAR(64) NOT NULL /* a webhook's id, a mailbox's fingerprint */,
            "seq" BIGINT NOT NULL /* the line of the log that it is of; 0: of none */,
            "event_id" VARCHAR(64) NOT NULL,
            "type" VARCHAR(32) NOT NULL,
            "livestream_id" VARCHAR(36) NOT NULL /* empty: of none */,
            "body" TEXT NOT NULL /* empty once it has gone, where it is for the receiver alone */,
            "state" SMALLINT NOT NULL /* 0 pending, 1 delivered, 2 dead */,
            "attempts" INT NOT NULL,
            "next_attempt_at" TIMESTAMP NOT NULL,
            "claimed_until" TIMESTAMP /* an attempt is under way, at most until then */,
            "last_attempt_at" TIMESTAMP,
            "last_status" SMALLINT,
            "last_words" VARCHAR(300) NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "delivered_at" TIMESTAMP,
            "account_id" VARCHAR(36) REFERENCES "accounts" ("id") ON DELETE CASCADE /* null: a mailbox, whoever has it */,
            CONSTRAINT "uid_deliveries_kind_7ae91b" UNIQUE ("kind", "receiver", "seq", "event_id")
        ) /* The outbox: one event for one receiver. */;
        INSERT INTO "new_deliveries" (
            "id", "kind", "receiver", "seq", "event_id", "type", "livestream_id", "body", "state", "attempts",
            "next_attempt_at", "claimed_until", "last_attempt_at", "last_status", "last_words", "created_at",
            "delivered_at", "account_id"
        ) SELECT
            "id", "kind", "receiver", "seq", "event_id", "type", "livestream_id", "body", "state", "attempts",
            "next_attempt_at", "claimed_until", "last_attempt_at", "last_status", "last_words", "created_at",
            "delivered_at", "account_id"
        FROM "deliveries";
        DROP TABLE "deliveries";
        ALTER TABLE "new_deliveries" RENAME TO "deliveries";
        CREATE INDEX "idx_deliveries_state_36d329" ON "deliveries" ("state", "next_attempt_at");
        CREATE INDEX "idx_deliveries_account_d17dea" ON "deliveries" ("account_id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztXVtz2zYW/isYvaQ7o2ZsOXGy7pOTOq23id2pvZtOOx0OREIWxhSpEKAVTZv/vueAF/EC0i"
    "R1MSTzxWOBOKD0HRDnfvj3wKaSuv7dy3Pb9kNPDs7I3wOPzhj8U7o2JAM6n2eu4IikY1fNptEs"
    "oaaNhQyojctNqCsYDDlM2AGfS+57OPuczFkgfO+MUI/QQHIhiR8QCvO9l7iE49uwBvfuGs0OPf"
    "4lZJb075icsgBo/vwLhrnnsK9MJB/n99aEM9fJ/Uru4AJq3JLLuRp7P6XBBzUTv8nYsn03nHmr"
    "2fOlnPpeOh2+KI7eMY8FVDIn87O90HVjhJKh6LvCgAxCln5JZzXgsAkNXQQPqaNvsBobWNbV9a"
    "11c3FrWYMSsAlFBr14yPY9ZApHFuHvn9Gvlsu8OzmFjyen36L7rHCIZuEN/3f+2/ufz3/77uT0"
    "X3hDHzgbsfwqvjJSl76pJWBnRIso1FcwsxnlbhukU4KDA3v0+lUDtGFWJdzqGuJdwNd6YAGHRR"
    "2LyjLWPwJcks9YDd7FBQrYO/EKL5N/GnAixjllRDJlxYnVEdGdFeqOZ4RLEp1CZALng+fLKbCF"
    "LJksHil6PtWw5fby08XN7fmnX3GlmRBfXAXp+e0FXhmp0WVh9LviA5MuQj5f3v5M8CP54/rqQk"
    "HtC3kXqDuu5t3+McDvREPpW56/sKiTBSwZToZyG2JOhVj4gWNNqZi2efBKhJt5ALfEdzabyyVQ"
    "+h4sJXwip1TCp7HvLIngd54g3CPjJeyMZlug+Ki+bvSovq55VF8XH1WHi7lLl5b63IIxRTqT+d"
    "LxaHx71ADut0eVaOOlPNiB77YCOZl/iOA2wbYa2iKy0r9nnjWmLvVsDcSXntQjXKIrQM0jVXMb"
    "UB9tC+c7/Abfj45fvXn19uT01VuYor5lOvKmBvvLq9sCtHbA8Jd3kOJ5yg2Ib9O29L6LaLRDJv"
    "cZFRkHxtS+X1AQubkrGYnBXI6aGRPl/fAupv3wy2/MpQrOMucTU+7HaKGlOXrbYuoLRgJmM/xi"
    "P5BIj6MEtdGx/3VIYAKDKwS0kcZC/FvyWCSj8e/RaMzqNFoX1gtc6hZX2t8nqh6sCWPOuih9gD"
    "UOFR98rOAyo7N1UfqYrnSoWAkmBKy7LlA30TKHitKCjae+f78uSp+jZW7C8eqrHhBiKD39kV8l"
    "T8uXZqNZcYR69E79JLw33inB7r3r2/cDnUs0ujKsdYja6ZxHvaG3U0aA/IUgYMZGHgwWvCSfY9"
    "FnT6l3x1D8kakP3xz+ESTwFwTmcRfmz2ZcKuvXC2djFggcYmj4ghkP9P4kniPKrtXd3nrDftqb"
    "GXXdSkND66vtaF08rfswMi9ORm9OU8sCP9QZFTefzj9+TCyLGrfs3LdbeYdSggM0kE9GTbzgo2"
    "ov+KhoIwv2RXN+87vKPRsTHIxJ/O/R6OTkzejo5PTt61dv3rx+e5Tu4PKluv387vIn3M055KPt"
    "3cKi2q60AADCmTrUNAIjufiIzIinNYyi/QwH8YQGcPzOGB7fYCuRie+6/kIQOF/hkKKe4Dgbz3"
    "hlQuHxXJYC6yy0xpne1gO6Wc+nQSGhTZ081Qd9fxI9n5Mo9fLoTqKsC6jmJMq7nJqpsH4ox/7X"
    "M6VJgvboSRWFw0+Jf0evfzak0xw0fw7uYUvhxWQm/h9vXbWUBVrgX4Xz6E84MWDz4hyPfZUWlR"
    "LDSOg0/avPE3jaPIGEn02BTuabrI4OpiBewYK685k4I7FhPyRJgkNbJhw3YcJxNROOT0tBsszD"
    "0zhQlqExGnyaIA42LneGK98yfJ4A6iyYB7FYa8uJ0yaJHKfVeRynpTSOgxPTA1QfXQ5nuT9Rqi"
    "TqjypIDw8EFzD6Azk6w4sYwm/IhJ1J9Fy8IBEnLR6SLI3JD0lHcbD5/a/QaQFwMv8Awd28N2IV"
    "pGi5jUuEu4N7MGh53sQJQe0OlK0oOSvgMRupjPct6J56vJP5Ju/qCGjQ0m2mvMNUgH6DSVgL0M"
    "1ZfLqjHo+HfqIsELAzmjKlLtJ/8bs6rtMgfwL+d5/Of1d8SQP9H6+vfkqmZ5j1/uP1u6LoTWyC"
    "Uh7LhRfOFKMu4QsmWSt5KZzQmiuHj8iceQ4APiTHJLbuGKhDI/hAnVaCt7sjeoV2bHNpwluVqk"
    "6WxFicnyxnqGjJlnCtTxzSkPfZQ8ZlD+WSxFwKTHAsFYlry+4S8f5kemMJSLRPUcKEHoYZF3QJ"
    "hp0kM8A4Dk2C2PHWFzT7tilcKtY5BTTke7MxnuUhoBiG2keokaT14fECaSeJahhnN6ifKHSwDE"
    "KDa42hlKMy10rqapIeNcnPh1nVttFRKUO/T3Z+FidVanJ0YHSRtpdJJnM6rgRu6WPKU3U6Oh/n"
    "6QYiZ9vJWN+GB6oUji6xqMyfD37A+J33C1uWHB4VCaaZ6vDDZU9V/ikMB3SRRosLmxjQgpOLyW"
    "jnn9+8P//xYvDtiZICMjUKurSAfAlDTWJAsWzi8dSAzxjticNA95gaGjEjSig9S/khpphtxCXw"
    "jjoiihHFTHtJME1A3RMTUJk7QdMPVsJV1Vq+5y7LyQU7vfMaeVBRSVzbQt081cHlGmwquFSdaz"
    "APA5B9reJNGRKjnfOqjn85jPO3sVkGCPimZfBbLRt96kYQW6tjw6hHeiosWLeMgq30hqDivpPa"
    "naXbH+tqIJUG4E+wWQyjgcsZ7n64pZCEApMefN4w3nFIWjn7OuewXJfOIDnK3WyEXYqdQ+Lyk9"
    "lehvH0OdhThkF+ADaSqlDWWUdJ6XKNXZRWSDdqfuZSG80KMg/HLhdT+HcI4spRhRfxGFOlFyCv"
    "4FnXFeQNUavDcrxVds4wX6SnbaS2uzv3TdkShuexwlrLYIhGZMCmoKAICuvhlKiz3QvxdC6jOm"
    "upOjP78fyYvcjSRjdAZCnFXOnCh80nZ98zTe5YTUI822Dq2FaehkWU/Zvsd6IwgscBDiXU2D3b"
    "d9BxJ5gddLNYN585iX23UMa01KsKZObyxJgU1bg3REuc81Rbih1syE2QkbJd9vbmU649eNzagJ"
    "3MNxjmjtt5K93+Zszh1AqDVj6vHJHBQA/iog7cE5HfPN3cSkl0uEMwJ6LLTn993OR0gVmV3FDX"
    "Cq4wJXLamsdZot46fjzf/YkLDYp73ySJuXVPhNqrvSOiiSMi+1i39UNsvJ3Vr/HBGRxgX6uy00"
    "Z3VpQBvPbYrQ9/mm7ZVr3TjDolmu7Z0gHZYN+u5xO7RKePvEKlT+cZy1we1vrHuJpooabQJm+A"
    "RrpFwOZ+AKxU2sQZ2IYPwFoMs43JPPBteGSYeEEWXHrwL5YgRRH6cSgwXk8XtCo7YLPr971QjN"
    "LCq51ZEb91Z3ZNrXWGyNj6o0Hc/z6c426dEkbtKVkEXBpdW10tQ/9zc31Va/Tr2OFwW5J/iBtr"
    "QvspRnVoIhq5UGSp8LFY4zjMxxhxgXcGtarJSGyddMkL9BrpUui/2iQGg+5eXYQkHe/jFybYOn"
    "WnuOSyXXf/lMDkQERHuI9HTYozYFZ17GFUKs7IfrMSztUF7AWyAyiE2Xk1uj1lTugyB0u0gi61"
    "fPoV+tIJk9N3opTeO8DeojN9Rskj79Uo0B5QVd/GKuUVB9QzoVH/fd9l1KvwA+cIC9COgXJbp1"
    "oiw3f79Ly7vv6Ye3DeXRYPrv9+encBMkU9MTCJywr9HhPrNVHsWrRTmh0CnY7sLdJVtcCN25is"
    "UQ3cxQ/cvo1JKtewkQnq/djDhMEdYOCE0MCewhj8/4rY+CNdl+2+u4k6JDrlXOcpe2ltsrRWm6"
    "5LQnWGruew4Ry2QA4JnfVTU7GSozI5fB+FwIZJ0hWG7F2A8AeymHI37eul9mvDM3SbpUMPnC1Y"
    "YFWkWlcqxkUyY323T6YRzxm9tzqiq6XtIS5CzPG9KkE4l107NmkX6KWHydJjvzqb9CVX3bgczp"
    "2OXM5T7k+F5bNkc585WNbv+mw2czKD1spmaxXjzb8VVOPVi8mS7K3NvRrUTF1Fn+/WJgpeyv3T"
    "xcJ1CYI1EfEkETuwsokSjYoTE8oX+JYnz2M2XntJPtH7qDKQ2NR1cXMIMA+DmZtNiVpGLwCUC2"
    "6rthN+KLEUX70NUFuPuNWbrRHCf7JKFJND+tvvybLTahSzQsw7KEaxXa5eSDFvA3GO6OBw3nxB"
    "FXVmXHazCAqkvUlgtEnQR3meA5f7KM+hc7h9hGfN6M7zkoeHXQGbvO5GRIUkggUPWPzKJxg9E3"
    "QpiPC7xM62Uv56z5at20xmaUxmRFyKHGWBE/jWyIAFFcRlEputYDlEF0Zs/oGwMelJ4zepy4ZK"
    "abplQ+2P9NhgLtQDC7ASpIx0dVFJhmStmpJd7XlsaZvpIpR9G1eLqP0uKk6yjEG/YUvHSoak96"
    "O39qPrHbXtvegN/bSGgd3UhZ7ZY0a1pavzCjdzBrd1AQvYFt9zT9/9WtUVosLjLzzMGdK23u64"
    "Rt9E20xtvtphu19JDqZoOXtnI/ftg58Dl/v2wX37YMOVNIPbB98G1BNcVqlqmcv12ppMJzZW2F"
    "zuqZb36AFZkRO8LbmUGBhXFfKlrr3Cj957MmGBwK7Ani+nwCWdPreNW6wVn/+icaHUdO+ICTaT"
    "mvy0Kt4Oe3TUFN8jgm007Xj+AZbeb74PaofQca9Fm69fPXFjRMNE/rbbUJqbsvuUZ9UWu3228b"
    "TnqfoGTmu40+cBf6BSI4yr0c+Q9NDvae+sz2w89f37m3Cchapsd+jm1Rsgi4jCEhmSxk0bMRxO"
    "PRLbaWRBsR1dxqQhgnky8gpHLf7RHywkWLoOUa/khM9DMmY2DYUKZs1CIZU3WdfCcct363uAmS"
    "Ftqs0QYfvt7JCU4ACF+4YLrlvm7KyTrWM2rsdHoyaBFJxW3V1NXcwDHC3TQm6nBL3UXkNhWr1a"
    "pnldR0JxgLt78xlO84A9cD8UVnukNaQGZ52ZirjVPV5Xv1KfyWyyf4l5iLGuJrMutzBD1Te1a5"
    "5e6HChcOvQIUhDenCJ5K+OmvSjhVmVp5y6VnDpTaSqaG0Z+8mR7a45TYeMTkzexGxOjLSpF+XZ"
    "8MuJ+v5ETrnIheFiu92siFEm65ByNwx0Cm4lo7IkfRMhHaBwP0vwOAmgjVwvEfei3GRRji8iwd"
    "wG/sCCTul12gV6npvM8z6X8lmwue8Y9SzY3CdT9smUfTJl1+jmOQu4PR3oAprxpWFtDJOuJj0W"
    "tKyGdcPhv0qzR/uwawyemIfmBv82YvBUB/tAlU2qnZqepxmSA3Tdb6VLED5VbSTWfMedgXYY9m"
    "v0SqUaF9Zx2YUFd5RMJ5+qo34Zkj7ut0/ZOt/+D/k0jIQ="
)
