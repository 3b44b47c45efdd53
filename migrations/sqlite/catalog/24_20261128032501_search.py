"""Shows and artists are found by words."""

import json
from collections.abc import Callable
from typing import Any

from tortoise import BaseDBAsyncClient

from catalog.search.folding import write_words

RUN_IN_TRANSACTION = True
BATCH = 500


async def upgrade(db: BaseDBAsyncClient) -> str:
    await db.execute_script("""
        CREATE TABLE IF NOT EXISTS "search_words" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "words" TEXT NOT NULL /* each once, one space between two */,
    "artist_id" VARCHAR(36) REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "livestream_id" VARCHAR(36) REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_search_word_livestr_448d96" UNIQUE ("livestream_id"),
    CONSTRAINT "uid_search_word_artist__38eb32" UNIQUE ("artist_id")
) /* The words of one livestream, or those of one artist's name, as the search compares them. */;""")
    await fill(
        db,
        "livestream_id",
        'SELECT "id", "title", "series", "tags", "description" FROM "livestreams" WHERE "id" > ?',
        lambda row: [row["title"], row["series"], *read_tags(row["tags"]), row["description"]],
    )
    await fill(
        db,
        "artist_id",
        """SELECT "id", "display_name" FROM "accounts" WHERE "role" = 'artist' AND "id" > ?""",
        lambda row: [row["display_name"]],
    )
    # Words are folded and split by spaces already, so that all that is not ASCII is a letter.
    return """
        CREATE VIRTUAL TABLE "search_index" USING fts5("words", content='search_words', content_rowid='id',
            tokenize='ascii', detail='none', prefix='2 3', columnsize=0);
        INSERT INTO "search_index" ("search_index") VALUES ('rebuild');
        CREATE TRIGGER "search_words_added" AFTER INSERT ON "search_words" BEGIN
            INSERT INTO "search_index" ("rowid", "words") VALUES (new."id", new."words");
        END;
        CREATE TRIGGER "search_words_gone" AFTER DELETE ON "search_words" BEGIN
            INSERT INTO "search_index" ("search_index", "rowid", "words") VALUES ('delete', old."id", old."words");
        END;
        CREATE TRIGGER "search_words_changed" AFTER UPDATE ON "search_words" BEGIN
            INSERT INTO "search_index" ("search_index", "rowid", "words") VALUES ('delete', old."id", old."words");
            INSERT INTO "search_index" ("rowid", "words") VALUES (new."id", new."words");
        END;"""


async def fill(db: BaseDBAsyncClient, column: str, query: str, read: Callable[[Any], list[str]]) -> None:
    last = ""
    while True:
        _, rows = await db.execute_query(f'{query} ORDER BY "id" LIMIT {BATCH}', [last])
        await db.execute_many(
            f'INSERT INTO "search_words" ("{column}", "words") VALUES (?, ?)',
            [[row["id"], write_words(read(row))] for row in rows],
        )
        if len(rows) < BATCH:
            return
        last = rows[-1]["id"]


def read_tags(kept: Any) -> list[str]:
    return (json.loads(kept) if isinstance(kept, str) else kept) or []


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP TABLE IF EXISTS "search_words";
        DROP TABLE IF EXISTS "search_index";"""


MODELS_STATE = (
    "eJztfetz20ay778yxfvBThXjsiTLduRTp0p25F1v/MiVtNe7J9mih8SQxBGIQTCgaJ49+d"
    "9v9wwAAsRDGICPAYQviUVMD8juefTz1/8eTGhAHT57djmZMCFu+R1zBxfk3wOXLhj8I/f5"
    "kAyo5yWe4icBHTuSgsqRowCHCjl2LAKfTgJ4OKWOYPCRxcTEt73A5vi2wdc5DQglns9nPl"
    "0QPiXUJTAPX7rBE0EWdE0s/ozczhmR0xI7EMyZEluQlR3M8U/CVy7zCXed9TN8qcUn8Fbb"
    "ne1p/qVr/7Fk8CtnLJgzH97y27/gY9u12Hcmoj+9u9HUZo6VYqlt4QTy81Gw9uRn7+bUfy"
    "9H4ncfjybcWS7czWhvHcy5Gw+Hn4afzhh8JxowK8Fad+k4oSiij9R3hQ8Cf8niL2ltPrDY"
    "lC4dFBBSq2+w+WwwGn3+cju6ubodjQYZ4UUUCX6HH024i4K33UDI37+g30cOc2fBHP48e/"
    "mnes+GD2oUvvD/XV6/++vl9dOzlz/gCzmsHrW2PodPTuWjP+UUsATVJJLrGzZLSY7mVMx1"
    "2J2m6hzbX76owPaXLwrZjo+Q7Rs2y/9rMDgavxvWRh9seLs5Yg7O3NfPKzD39fNC5uKjNH"
    "PFhOMcGfb+7ebL53z2bii2GGzZk4D8L3FsEbSQ0SWMRV7gzAsh/nCSDH366fIf27x+9/HL"
    "W8kcLoKZL2eRE7zdYvzEZ8icEQ2yzP8ZngT2guULIE25LYSQ9Fn0j26J4vbDp6ub28tPv6"
    "bk8fPl7RU+OZWfrrc+fbp9xseTkK8fbv9K8E/yX18+X22LLR53+18D/E50GfCRy1cjaiV5"
    "En0cfZQSM/vu2TBdDTGnKXcg5vBO6KW8eyk7VASjpai1nbdpWyNp0GSI4AtGFra7DNSV8L"
    "jEHir4Iz19O021Ly2l7Yo3GjfTu1y9O2Rglufvuc/smfsLW0vOf4AvSd1JnjKYMDqjqdrF"
    "8j+jVRV9unm/T1exTbi12IADFnNYoFbo5c27y5+vBpLVYzq5W1HfGqV4jk/4Kd/6JB6bfb"
    "Q4XWx/Ql06k+zBH4Jfe5v3Bc6ASC7ljgAcVdEHcEk85gvuXkjb3A9ATyXcB6t9St2sRf/g"
    "6N4+N+GYGJbY52xBbUeH0zFB55h9el7FLIdRheyWz9ImjGTX6J75NkxaR/XJnaA9+g+SXB"
    "A7IOoUIlM4H1wezEEsZM2Cx6cPeVSIFYeLQdcnliE02XcDy9YL1kDJXZhKcBKg89flY26t"
    "iQD9QxDbJeM1rIxqS2B7q55X2qrnJVv1fHurWrbwHLoe6frStulMlosxPjWfO1pMjsZ3kb"
    "lVeFvM2m3Ocg9Zwf2RsEO9Xue6yVK3565ZUIsROHDwXPnG3Im/9uArLZhlUxL9rm+P78ZR"
    "wRQ+nTJfPwYTk9XaeAcS/ApsC7axQZ4IFUAU8DfGEsmYkTm16lw0L55XOflgVOH+lM+2zj"
    "42gXscvsTojyUPaFYob+3ZBzcoOAizxFuisSvZ6gcSzXgdMKFuf4zfxt9exXsDesfeEKUj"
    "UhzGCFylASiJCyLoWgzJjydoXK5hzGKsFmIFEc7wB/340+np2dmr0+dnL1+fv3j16vz189"
    "cwVv747KNXJWJ+++EvHz7fpgWMH2xFieZ8JUZi6Xncz9Hy33K4wahbEC/apt0S6RiI93XP"
    "RQZXUqixEZaSJWjxKDTYTfibLUIXHLR4+KKCkdWckxm9Z2TBRXOt/u2XLx9Tx+vbD1v8//"
    "z3T2+vrp+eyH0Hg+ygQCwOdWdLOtNSNpI0h1M4BiqpI727ws+2BOECv+0JpkTI7AjfDgLm"
    "wklX54jbsfpBx3yZs/xLXL0RwQE5neVzDpeT9wlfAcvh5KrowM9cIhVvkdJrJHOPOLZ7px"
    "WWjgkaRaUPdHMk2D8kjMJq/zd8AwbTLH3nz+jWQAOz8XGzl+C1B0xd+kwz8JGmMlnp4lPy"
    "Lfy24pu+OPbj6EwqWWiUYwacU8ftlkPeHkMI9GHMniMr1KngBxCMn4ZXRvjDyKziZdElS6"
    "jPJ+msmDOh0OKAXSpImk6S3VLZQ/L3v1wzsEqQo1nhF6TmtlP8mVBpWrWzLB/5NXb4JE/x"
    "0OOXmuwtztVVhklGwakxXo9C3h2WaYfKcQGzPQwzK0t/Ti34B1gm4a8egglvwaeCOGwaVP"
    "b5V1uUDvODxnzFSbq/Chtyqft7tek66jSHJrC1R3TSeLOB8RNcTjq73SSbxtQVIz7dAafe"
    "0s7qEzGnejY9yKYFXKN0lleFoM2qT2oqc/SHOEcENIaJwwWrGKqpxL0Ft+RP3Ann1Fy8jT"
    "FnjaUW/cqeZVVZ5jMM3OyCX9csCgF1klmO7TXmEsxh2tmF0S+ZfWAH0sxRpxhJGEY7PNEs"
    "5tiYD9j4SPtZTbQ2h5srGUv02YThF4sjwwRzIMf8+xAZzeCJZPJOzUiVZrkTT9AVTtVpR9"
    "CUMaspl94zdc13kj/ccfiqMYfkLN3mEWusZHSbS7bF3MAOmp/1H9REVc76VjIKbzJ4zOii"
    "Kac+xjN1lVccblCMATZk1Bc1TVe5hPn2jbfdr1T5/I1Qr3bPnzvWeBX9qqbp7CoKMySack"
    "lN01kuLcV8xFzL47bb2Iz+FSa7CufqKsN8tsCv11h7ug7n6SqfYGbW3KK7kbN0lkeM+pP5"
    "KE5vbMIoOdXXaKYO3nqgEgiYtzmj5DRdXVIrNp5z3jic+lVNc7Mcb75qhzi2X+SAZKpILn"
    "zAVi5JGYZAJvGnCpogXyRgARQpVmbBZ+xHdJFF2SEXJCeBRJCo5JnYwRBRBSzOhKzusmgu"
    "uOC+X7djLIOyGp/c5N8cbSY8QMvW/nHr6w9YiGMuxEH2+OkYxkGfVvvQ2d/atNpUpp08Wn"
    "WBnJJE3dtPu69bmDgUlrrMGdXjdIZwT8UjO2D23jJGDw2yJRd3Vkg9xha+P42xlTwH8iG2"
    "8nfBYbnb7uVfVRiZo8IszDOZjJ1rskRp2mW2SpwPXhHxHLiO5dcuKPsTCR0haw1DdPK4/j"
    "MMmTwjn2UhOtgJaFvIx0OEskGRct9CcPIpmfDFwg5EAQT6nl+YY6f8ljipwkL6f/W2Sxts"
    "lw3sQXUJbGhqAUOYpkIfB83hDn6tjvYVjTcZn2gQ2N4QL5ywClxXnzqpok+dFOtTJxlltw"
    "AsoLiCvQgswEhcdUxnGxI46glcduthWICrASNw6JL1MMlc0/BIUxlsdcBFibcmZuwOI0ga"
    "MoHfLvuLHM/CSHnO4ZtYoKy5OWd+GYJMiu6A6DHxJzo5szwIUZmUHoT4PgvuN8dx2CFsjL"
    "4vq/dh9T6stoh036fYJhtPk9UZQnOvk6Myu31OKSNCrsNmXiknlRralL1aiaZmLemq/M1s"
    "5xSP4VuQz3//+PF4nibPc+hSsEGusyl6OCz3NyWHPehxeudQT0IfT4EzRDDgoCWk70fqQk"
    "Pp9yHUcbBNHgKKsBwvUt1Jcj1D6TUNSkzvGTLIIVHsGcpTUAtZn6ubGuUOGiSWMS5igsoy"
    "kUBWsFYRdHJmu0MsBYPZbM9hOBDXf0WzTcns9OTFqxevz16+iEUVf1Imoax5UNBcpWz5xy"
    "Qmi8HITWCMXmmcEA6rWR5R/TGN87tRgI4daStODqySFdggGxAYIMiKBpM5cRE3GORONqwi"
    "ylFn+wJ9pvAQ1Rl5C8y5Yz2Y+9d48gciaFFFd68oGXRHFCtKfXbaQ6dYNzx7fZ/Bg7j2eg"
    "9q79QzW+fSdOr1nTI70SkzQhXM02YTiIMl+mwK37CSSkss25JKJIYz7xjzCCU+B2XUcxgV"
    "1A2ekc9Sv4SpXfjauaprrUn6YpSWaqN5Ca3F96YabXIXADS71KEQoTXp4/jtW2UZ6/f0G/"
    "ft/LTa+dGJXs+XyYE7vtRY2T5b8HtmDaUnGm6nZTAkY+q62PjItbCnpapG1S7BqlSBVVKA"
    "lam/6n4W3UKyHC9JOF8sMZQNqOB/YdAA/xEE2FWsmkAOnVfXJxN10+VgrCncJYdDn0vUux"
    "3aYBr3qUSPOZUowqAvcj+E+PQPuR8iNPxq7gfsxonJ1NgAkmFCULKCDH0IoBlNuU+oyqaA"
    "f+FfM84LPBEN5+vjZl3yVICo8mAzyvXWmKg9zfKU1yJayI0NiNZpsXCkCp5TblKsWG0ojt"
    "qydS/4KJU6tZ6WNGo9zfZp7a7Pzwz/Xh/hfxQHVR/h7yP8fYS/j/D3Ef7HG+GPepcVmdmJ"
    "3mYPmdrJjmoVoWIEX7Axt9ZEUNt6Ri5JGCOSOJGwdtahfYxV5psuWk8IWzMhIxgS+Gdp2W"
    "BPF4DD7PwVFYp+BPtjAKzP1AJt1rpgaklsm+7bJGGKwqhgRgmS8S8te7/4xtnlVXNcc38v"
    "93mxYY/CyfC5zK8SEphctwLTETtQTqqKRslRCliSG0RLBluEtWRxIPOQT6UoHCqCMGdpqG"
    "SDJxl1iMf8OfVElC/iwslmssiis0/jaEqQmGzH41UBXxUuEQQcW7kX+FdA6IxiqZ3K45Fj"
    "ECJlsblZdY+0l1UyHl4WZzy8zGQ8FKMzXbnLRUaZax9SU8htTD7x0M/u8sCe1GL+6yqpPs"
    "WZPtucD9j3HEX6Fj7N3wrReJO5vRNvytU/blOOlEzeSOxM+fjl81+i4dvJJGlm62attSFl"
    "LUJhCrXLIZGdHMmKyrOmVkbV7tPZxtTK7bVcnFK1oTh8TtXgP6ZLd4L8JeOl7QS2K57h+/"
    "5T02c+UDJYkxXzmYY0Dp1OtcBWdrk9OIrlk6Rps4TUrhExfJlMhDNTTH3WWyfd8MBQEXVi"
    "qaN/JelN1o65xxBwwhUrib6LLUFssbBFzbT2nyrcUT8VXlE/ZfQw2xvRhT4KRZrOZDNS9W"
    "IeKlybQPX8NtVGRK7Cl3AFlYe8prmYT72TvdFBx1aa6z6Dm9WqFfzNIW9N1sqjvHmOVOdw"
    "oPNOlgDS0NJH10v87c1T7cKgRI1Nl6ZszX4bJGvbMI7SHKy2ddsvEp1eOlOaymSFz7S0pq"
    "PluxwGjdvUatEeY6zHGDOC8zvGGDt6RozZx8oOEmSqFKEkr1OP+42bnWPSy7WcqUMrfL+d"
    "cWWeUJQ6MyjMJIpHDCvkEsWZOHJ0peKdOXM8samwkU2dELM3io+k6m7y63X0p+hLdLpUot"
    "Mnvj90tHTC8OoT3/vE9+5q/H3ie5/4bgJrzU58D3X8Im11YwI8pKomzI6H9dSbKBt9aiM2"
    "f6Bc1GFyGuL0Lx1LVoyPmfKKZvXUelPk6qmJFMReUW2VotrXGO+7xrg3BR66ATphCiiPVh"
    "0pJwlbE3Z7zDLWC7OliPooWwuibIbpyfvm89F6C5t2HR3YvE4ozU1twK0C25bxvaohmF5y"
    "vZH9mIxsrB4tNLHD0tIHDWwMtlQzry8TfYnCMM2FKpVcOghvG9Vzy1JKd7kYM5/IQtdn5B"
    "O1wvZ4YmNg+3HFpcB8ZUHXQj4O5iC8rGl+2Nf/7v7ufp1zCWUvAeZkC8sQ6x57L4mwgnd1"
    "geDK6n2CTHjYn50vAzKjnpBRLvxa3LdgKj7FIQsgbQqMb1riRwdzd9tclP5cU9Hd3jkzWC"
    "XuBTZ5iN1f2M8yqoqWsIpq91RUjB9fAfuB5EaDKIKeqGHHj2SKri1kg1I3GmM65ABzkXt5"
    "7k/OHUbdfHElqLZENQayfckqOuEO6yF4++XLx5Rz4O2H7eLcv396e3X99EQecDDIDgqYLR"
    "yw9UNU+izHiw+zLTJzd8eYBSuGTXlXPDrFZM9ehKeJG4E8vwireh37rmp14q479KJGAfrD"
    "iLtOjiOldO1vkx5wA8Sf6BSqwdeEo4mHSlQq80cVUUlgX6lzVZPFYfYK6P50XWOzZOjM3S"
    "3yLom3yYrClkDwpk26GBkz+IDJrC3BZARM7zLZ2X5xbPcuLxmxbKPENEZfEYNYALgN5vQe"
    "7vXoi5uyF1ZgzGjVs8cELS5mT++OCHwcBdRYNHupehLzSBQae2RDZPg1gob5WprqKkiPre"
    "gEGijUtojsfgR2N17zHrDIqM3j2diVSdNoTxEZHTBpAr20ez/+FHY880dLPwcbvpjbaSqj"
    "2Q1n0BzMdbEWAVuEOBuwD8QdggBMCaOTeROJnJ+cVhAJjCqUiXyWKxTQiXym1YgtQ2iyaC"
    "LMkzuXrwRZgvK0xs5f1KlXOnZ6fl4lD+P8vDgPA5/lSmJTeaJxVWRoDb8xIq8sum0VTgZe"
    "4PIGQScJtZt3U9jhLTHj1BkFduBoQWqlqUzeHaqFrI13NhgUYFVsABaVTITHJjZ16myVk9"
    "MqKUswqnCryGc5AqmDYbJFaD6IicnuQclMYYeBSZ2UojRla3KKBlOfL1TsCiwYuWGk20pa"
    "5nZzwIVW5BtlEgZ0oq7VqnW/uOyWw38OU6t71GDZjit1dxnVdmxvkBvRdhSiUlk0G4ZUDG"
    "TfojeYI8aeUHhN6cAym3DfwhgwgfUQq9R3zAvQsJRjVSgFaIiED84Gq/fzih33UW8vWvkA"
    "lTj8aQS1CBldt2d2vQbHVWzO02Kb8/TBYLG2FtdMgTMtk+kAutmYgfBFjTzjFGF7kskj0H"
    "KVxOLZk2Dpw5zjtWq0wCybwimD37u556sVCkI6gmzVWQoJshYtBDoNMM0pArCvDE7fJYHP"
    "bctiOeU65VHTmMhwt4XS88UmSCp7p0TBXlPcFeh+15RARNIC/jvcnTHsYkPdUC0L9TeTRN"
    "CumqojGDydOOykrLivGT5KUxkPs7aS3Z0thu7zOY2QkZJA/GZEl0zLwe12TU586moye5uu"
    "e7zejQ3bWpy7FjvPctf3Lnh8nZysmyze3tcPczi8BnfBXzOBBHd1cVYVQVqv0IYX3G+JlM"
    "Mnd4N8bzI+GT7gTo7GPOxOxtR7PsOuZC5T0RnmPyNR9VBUY4QiSdYNERhnO2E50DBTRITp"
    "S3klQ2k380FfvWP3882COk5jSBPjwy1hoPTs9NXLODSKf5QFQ28+XX78+DBQCfP4ZK6jCs"
    "UEHfQsn1XJVDorTlQ6y+QpqTyjERykWkzeIjOZ1YMx5uLbkzmhxPP5hAkR5ivhlXFz9e4a"
    "6H65+qeqHrKlT5mOqTCksWLnyvB0D5UDZF80ir3v8joHBiwXrAACN3r4wKUeDqsYJ/4r3J"
    "RT6suqYLxfUbuacseJ9ofsgmPL1HJ4k1K4YGj2mm4yUYNL97gNGU0qCN7R1fCICoL7k6jw"
    "JPqZoXHvr3NPovhh+UlkqWE2q5qygjkOy2DMv19IVR/U+zAHDP8CS5jhdPkGQkW6XBDDqP"
    "1wNFIGIdTSlVOh5beNavgbnBhUFe+57HswokHAFh7+Xw19BPkpxgIXFLeiLgjStaH99Byu"
    "VzBxZ5yJC7Ji4znnd0OyoHa97OEqQjgpFsJJnuM63jwaTuuYxmjm04jjTwSxLcSIQMbDgf"
    "ME81Mwbur5dr2ATW8wPMx+iftguyzGgOCzuNuujbmHsr4dHrqVc0OOBPwQXScamyRJY/Im"
    "qXkd7H79S+5oMDga30Hm7t5dZH40OMtuXRDhAWpya90DZc+BYQT0yvL7FnTPgqzPcLzJq1"
    "oxGrT0SRzMmQHDh1gK4rPwdEc9PsxHksoCATtjFxmAV/+Qx3VxOXqcE/Pxy+e/RMO3a9S3"
    "rt7IJkhLCW7eh5twx7Tm3sPPicdcDEYOyQkJrTsG6tAp/EGrFnw2jRQku9lLm0sHqCRJYi"
    "yfdd0SOwMc2bZkM3wtT7HLIW9PlvHjTLRzKAjBGslQqa64M8TtqTdExGu1TvGGwXbjPlnR"
    "9RArbRbA4zB2DNdOxXKbLi0KTLJvcArkkLdmYTzKQ0AKDLWPZc5NWp6/sEVqcNn34TIZth"
    "hbACNVYiilqMy1kuqapJVarZyVtFo561utPNKTKjY5agh6m7a/k0yW9NFagBwmkXU152Lj"
    "0YhQYeKoAjpAVHLjXIK2Hs8DVZIu3+GG5XsRT9V0Y4MbMlwhA24RP2eQlxaQeDwsTQxgOH"
    "C0AeKp0p07xEBAmFDVpADnUBm/F7E8EAVcZgLDrR51NgyF9oxgmoB8J2YIM2eKpl/Yt0DO"
    "heWmeU29D/jmBnlQcn7tNM40VedyDXYVXCrONfCWPtx9WvGmBInRznlM3ZmuhzHYvo9ILa"
    "zWZfS6ghheF0rh9ba6z6K0h8ox1IjAaIarqEd8KqxYvYyC0/Mqqx5GlYAoZoKqEmyzhtqd"
    "pGuPdTUIpAaAoEYuYdR3bIarH14pAonld893gKTYOq2cffdsmK4O8EiKsq++N1nKffvFx2"
    "NPGcbyDthI7xlLK+apB+V20RSGVO5T5zl0gmYF8ZZjxxZz+KfqD4eFF+FnCmEP7ivY63kV"
    "k0MSAu9ssnOG6SrKvBZ1B3xzDwaYBANM4StyX8L/+2wOCoqgMF8SQel4LqMya6k4M/vh/J"
    "hWZGmjG0BZSqFU6shh98nZd2yt7RpI0hi8L+LiTrSb1OYg8NVV5tjSrQVDv4+cbITEH8EX"
    "0xFBmsrohZ/mvoRpVGKxN+35au2F0yq+AxhVAqWZ8R/ABbbG6163P0mazNxNYUy2sGBCwF"
    "fS5HOaymyA/4TCY8ZJ43JLrx42HG8wm2su5700E5G4s7qtdlJEBjN6ENbX4JpQIYx4cUt9"
    "3bItCcFaZ6XvpcmO0nZ1PRVJot5RYTwC4PbaN+nG3LtTSK7V3idUxSeU3Na6LqGMypLXdz"
    "OkfP/LNXOo/BnF7P41PDj9GzWfOap6Y8b/mfWfGdB+xKhTouqaPXz3kfcSkWWQ66BUj4bl"
    "LkqF6FLRSelGiHxKm4jgYDD9Xu7WHO9iJZJcGIeEAz08NrdBG7R8hWUV01Vx20KZm2v/Hb"
    "AKuiyHIs8zVYqrHpGY3eV4vCYUe73ZE4aNrdA/a7F7+EskShwxh4y6RgHd56dXlAqkIMHC"
    "NKB7kEh1yIzDMLvPXa8jgD6qbpgH2BhrtfcJ7IvLLUxeMMJg2tb6q2QvZFe0cbw10aBq5A"
    "TYa17IB4u5gR3kA+rFD4elxpethlUG1Ps65xKOE7FAMAoXcLSjwlnWCIZ7b2Pp89MvHnM/"
    "/Ezecddlk+CHvCz4BjPlWmu2EMsQam85/m8Y28xaa29mx5EvzmKzbCOhyqyOKTqoqewlgB"
    "GtfQ0mJ0g6yOW9BO16E+uhi7UTJpasnF+KWoLepu3Lg02WtMnGdNtVghZaeUZaIuamqH/A"
    "HOzgMyb+5Bojm8cPmCNy4AizRXTKeKnKL/GZx32QuswouSACE8QpVr2Noy4dTDwhKztwsW"
    "HHas5Uwex4KdAAoStaVKy72/n71gRGKXXF5oqSd17cviSQlyAyFg5wIA8SQZYertY5YXQy"
    "JyvfDoyGOi7Oo/jbzZfPpYmfeeKw7ElA/pc4oSOsO1o2ciOldmVwSLchR7f0KZzgrUGdIz"
    "4ya8b8KzcoaB6RfF5+vzhy5IjB0Moury8uI8K2VO2u6jkD4+HhGzLmsHnwGbqv1Gkua3mf"
    "PyOXZEUduJ6fCDKmDpV4tHgnSIjxsO08fo01EXSd06LuYG/NdaWpWQZyC2CHu5xmFSm/aN"
    "TOok+FMC4VwtzgVadihOE+0VroG5rDaQp1ShJARQixZdS5MCRTny/ICeFVC3COoi/QRb5p"
    "WSaSDY3JIjHyCEoAy6urR4/zCSKTWR8VNEQ7gU4D5lcHVDuKPBLag+Y9kKXsfVwP3wVqbW"
    "iyOkXUX7n6rsTEWt2FO1EZFbfpSdu1zqs6FrO7POVcvL66ub3+8O52kLPId8Hpr/FMLVvg"
    "Vfmb2toFrD2qaZ1c5cUG9tZeeNjMTqyrqv0aJYCjxClTOqZs+yrZpxJEONqoz8jnBPaHRV"
    "wsJJQ8tYZR6b5vz2bYmV0wxBXJ6fC4zzflFxMkbSoswO+zU8zKTukt5YNoR51HbJnBsQeW"
    "wYT7PpOH35AEtjckPpsuXQurnmWfk4oWw/5xXHSWexPgkIMhKEig3DsmCIVDGfhpEfR4Sj"
    "wR+NWkZgO2veQRWTYGPHUksKEwWQhgJUs5rLAUCQE7ZdM1GWySRXjhOjo+uIXPqMgzGMpa"
    "zEYUneukcVqpk8ZpSSeN02wnjbHWATM2/nzBcyRVULpZ38fE1U+3scuy/AFQ3T4b0cwcNY"
    "0YbAJVdxPf3HLA6gAObIVV2yn4KlgDu7SnNwADuYZ0Cn+gzIKOB1ZG70RAtDxszfjzHvnS"
    "DFOo2AIN7MDRazQdEZhsENVk98lpFWUERpXg9GWUkeQ3y/C5uPXxFlkHFL+ye3EvfYwnc2"
    "YtEXsSTHu/ThfI/Bn6rHrTNJZU5BEkMPqf0OCufqgliI661XK0f9vdoJCices51HXRG0xd"
    "8uHy8yXBn/6GhP3el+6dWxOmdB+IsflKYRlsZkRhmhgCldKG2W3ouOfTmOV8StyaHp693D"
    "gBnWllrEbjG2WrHsrVhj1FMVwyhYlRHOP1kDh8hRETKljU5qy6PA6R1Zoq4+P3zNf0+Cdp"
    "TPZTwEb45sGqWcLv/6Yvin37KNhiDFc59+2ZrZfSnSFsw04RdsDiHm5rMqf3EqlJpdXZvo"
    "g7AjrNkYT2slNUW7cZMHJUlFdXmNqVS9uhzs6nJy9evXh99vJFnMUVf1KWvJWTsYi6lNRu"
    "c1w3ZVhZaUKjIcx2oQfvECvLZxO4xDTZvSGqx+oDHTrhkSL7pqCiGky5vyAWrwosfhgJTK"
    "krRnAojiaO7WkKIkN75KUfO6cMXvExzyywTBxOdRd/Lv2xQfryvaKGcR4bueYEwx44akKa"
    "Y3O4Vac6XIXBMkerBBXl4SSTDfG+EtEzPmzd+s3nJPaGDcmJ7OI0JKeEwRvggzNC/ckcPo"
    "N/vwBLDH6kAyMr6v1Kpzk7ffUyVmfwjzJN5ubT5cePuVLw64GkpCl7H5/JPj656Oo08EzQ"
    "9RI2XMIj/TyZNJXJnhKVwzmE43PCEXKO+8QBFr5BT68TIyrL9VrHd7LjVtX3Nlsxf1SAm1"
    "JohG+TGQtOcDTr22P0blSTu7m0PYu3WQzzMt9feni3A5PyMMHLL43cCfrbw+Tbw2f3fELj"
    "IpCKG2qL6ohb6Xn2wpAdrWTxNgnLQSWygopESaQFjyIYkJbGvbNN1i5swr6ner1ttfSsml"
    "JOU/Y5n0aL2dyipLYn4pWUEvfw6IfukUYdlo+0ppOwfImTtFbZy2Yqp84Bz3PoUuSBamix"
    "KDFNO0/1cjZN5jQY0UnjpQRna3A56epiklxaMCHorHGVAHLqk5qqs4vKsb3GbAoDlF3kz4"
    "L6d8xvyqFPcpau8kj1bGvKo89ylq7yaGM0N2DRrzBJVxnkswV+vcZb7Tqcp6t8gpkZa9xw"
    "90bO0lkeMQwSj2QKb1NGyam+RjN1RGHSqhPc0q18znO6FUdMjboWV9SursPJOsLXVC4SY3"
    "npR/p8eh9O1EEeqWRDnGYXjLpOzmYEt8I0RVXMEXAyZhHEUjX3eekG1qndDRXQvLrdjW5a"
    "UrObUIOr9C3AZr0UkaW8QMURKNlU/QIXML09rx9BZbq+3tcEN+OQlCBOdR6nYSC7YIS1ci"
    "pNbaygeBbMsukTQfA7N89Hbp1fvy/13nfhXbvCoH2ArOZG2tx9mkGyDGEfKNMOlDkpPJOm"
    "wbI0Okq7GF81XpZZdUb18Qr9i3kq8Mb1WKICJ7ycFVt3wUIQjKzmHDQEF3trgQUwZzRUbB"
    "G7hqxQ4w24Y6nkmiHhsIwuCDyS2Kx8GkgVQ8T5m5bPvVzVee/vywV+TW+SCMKSjvky26H4"
    "N/jKYYUuzEODvq2KoW1VilFM87nfCuTSRFGJRddDWPJLf0gWtrsEHX0Y6u8Lfs8UiqlmYc"
    "mekUzVhtIQSUxgLpyPzDRERZNEgBd4Lu0C62L38CL4zeDk07JpNiSGy0Dmd0aojyt5h8Di"
    "GfPvsEfgbDAG+dHKxdoprTC08pF2DCswHCgfwlDibOI9vB5zqyKG7GFqDsMLO8P8cltzQ9"
    "Xbmb2d2R7R9oamaUGjYasszS9whDs0v59n9GxYamtyNUqji+fY5ysB9poAtXbCnpEPYMPB"
    "CeBjt2YbG3hMfNnSy7XIglpxLYdtyY++qeff3mA7aLaS1R5YpXLHFMAG6AH5bTwP89o+2m"
    "PCETYsMRmP27zbqPvidRV//+tid//rjLdf7RId9m4oTGYwnOmuxRdv5F6PTg1lc1DsogCm"
    "+JyKuTo0zDAE0YmWUyle5puKSYxu/bgp9FMntKp9eAL/kNULsY2O1eLxLzLLoZXcMEEA30"
    "qzm/qG5vDd1Af/MV26sqEOGS9tJ8A8B3ztf+oa9LIVNud3ja3H/WBS9nHLx2BPCsbcOsg4"
    "G7LWlL2nk0DkAeox7IrFQSdesMjB3Hg7tm4N9MWdWX2kL+40x4XQqLhzr+4DWeWR5zuIyj"
    "9KHAebMpOKMWo8rVDdRgRbK5FsCZqfzGJTDUOj8IAy8MHmJ7CA1oJImBJ5+vGlYynoX/bd"
    "s30Ms8G6Ws6wJ1omiHPAV//uRpGNMSMThwtmXYS0wTyMdbscOEMWSzi8EdKeJADYZ5xjZ1"
    "RQqdwZ86vGwTcAH30jVK0D8rSKwXZabLCdvnjIUQG7Q+Q2SCkzpmMSo61p2QQSTvkf7Vgh"
    "mcGydImKQh7feLaFWNZS/lOEve5vtN6nzmBRBzQxRdkj9JgsZeWlr7OX05QHsfN6ITdFN8"
    "sKuQK4WW2f54Esd6n6KaQzugD9TuqCSTVUy8W5u0YJSl/VtZxTVHtCJG275dyunIe2c7u1"
    "KQ8muisqZjzkHCSH9QaZdYhUdgalTs8Ua+ErkM9///jxqO4gbClf5BEK280/4BSCUZW77U"
    "58ZjE3sKmD0cCvbHy5DObuMyK9NrYgd8wL44T4l7ccO/bkjbw9VdyZuLKYwGEU1qz8nK9g"
    "0WBBJLu3Jyyvk+9B3tnnkZhwLwxL3DObZaDbuW6b0Fzmw8Eg2MsXS79iO7St4oKzSo4ZHF"
    "ZcYHCWdc6oLTUKT5M024ubB6epjHaPvftyczUkmrwvM+f20koY7uUigPbSJJMUXWfA2Q+c"
    "N9Jnse0zi20pPDbR7f6XoDK+iEMQuQNBDVkxDDiB/hfWVwYS2QS7Y44lwAn3jCrv6NNyal"
    "0AbfPnYXrKaClqCXqbtjUJOo9S0kfzIRrmXTl0+s0xPC6GsXwHLpejJ+CozuKDXI9L+GxY"
    "7nEJe5NX87h8wsoYigUwU58vyApdHhi9X3rYghTzWbCX9ooTYf8P1qqPeTAnf/v16i+YEx"
    "M6PiZz6s6YuIB5OGobspbGFvGfPl9l3S6HfHHvezHh8BqW+F46CfvgcR9ZGpCn4o8l9dkP"
    "Et0B6+vI05OXFz/9UMcHs+Oudw71Z3mV7bZL/XWROhaSbBtF6zDZ2Az270L5ehvWFsR6Fz"
    "Dy7YfPl9f/zHe0vM2pRXj7z9ury217dEGdnB5tZVyPSXqu1+U6MJP7Wo7diMDoY0ZenajU"
    "WSI09uP8VBsLctRtClfr//H92Ww8rnPqlPm3olPnVeGp86rHEOxNwd4U7E3B3hTUMQUxvi"
    "XgQL8Jk8BzbcLtQcNy4zAaPgozyysH5mPKJ+hqdl0mK0afkU80QkyYgIKCP10Q2NoLBwuq"
    "ZYEaPFsDyYKBOWdPGCrBfCkD6ty3wsKGrYj8fl/WwBwMuaZ5oqWpOmce7ipbvwTigVt6wb"
    "FwvLnoZ3WLVM7Pq1SpnJ8Xl6ngsy1tzLEZHoGelm6cJOocn3dfgEKthR3U03m3SHul12il"
    "F3Qqv56c05R9lMtkKTNgYR0ZJ+l6CZssYZ9RoVesuaHo78MH70NZZj0Kk+GqcjhFtKdCkx"
    "355NAPFxV4E8H8ewxi2TKJWGANuahVGHt+clpBEDCqUBLyWVoUd2w9QrArrQBMgsZkQYDh"
    "J2uTVRcn+NYxXgoLMMK4soN5HUHsfkNMMBEtJyZQlqEW09TLT2vP7bHDhLN75iO6VZbTxf"
    "hcCZJG8FyHWvMuocRn2H5BUEf1WYjw06T+UW3BHxqgC5sWajpWEiS9n1jbT5zfJVLfSVyx"
    "SaRhzK7qIU6sMcPcw2J+5VoeV189zzWcGDB8wC0s5iMWjq3sEo4AeCVmDQIzorYjG9XIri"
    "8xfM4TQZ5ev39HXj8/e/7DM3KbQNzEZJ0Q6YYiHo8qqMpzCe/3ZX2GkAln1bDEBZxrKRQX"
    "BzWxEdrkHdtHIRDwTtseSNJ0bnXvXtkvq3grZnKLKt7Q6AqP7Cdg+P764+n5y0QFXHhGn/"
    "50Ui8JrlIWXEkaXCYPji6D+Ugf7HqLzGiRNCr93BU6WjLz0J0taV7yYQn+RYLGaF6jZ2Fu"
    "TyQMYKynUL9WS6kdZ3yqmnQdrm8ozPVrSo5z34KzRiyB76Dgvbd9NuXfwfwlH213+b0W73"
    "deitinvtXSc9oWPUDnSx0hJ+laEx+KgaglCHXA+R02VZGnXo9G3WdB9lmQpvu4DM6CvGYT"
    "uNbVj8z6uDZPh6UOLj8ap4NPnYD+oQlwvnw0aOo4IZizhINWDLRQ/7N9kUSFTsyEFfkz7r"
    "I3GX/Xgd//uwvaqsPC8gFbbI0bxlHLQPV6xlEYRAPa3n2WBXaEn0YUnwj37ZldtWFN2uKq"
    "ckCeFh+Qpw+61O5tYY9txw4KnBBX7nKROSLTgbHUDEZbZMp3MpQ9npgvMDHY8+17+GIG2G"
    "R3jOUkX5aGfiOSAyKT1OB63NzdsVQ9UmP1b4eRYHlcZtleHAeOCQ7fpKl2DorUvRV4HWLA"
    "OHbF9X7o6G+384HCNBSZDCTvUM+hazyGpiyYzFE4WAVf5yTaS0aQw6ZBrvFavDcSJG3IkV"
    "CbA8tC3FAiqM9EWhN3nXXYigMzhaZB6M2bOLYH9zszNYVivJzc6TmwNxQmbx+ZwgW/AUQj"
    "AjDf4jYpM471QHxIxmuZbTe1sVcKXOxuraaNJ1V0rpNineskA/U8ZqD+1elIkCJsjycISS"
    "42dgQCcQD7yZpVlEeXHD/W0pdg9KNFjpZRhqi4RWgykD2coLL+fEJdtCbltVbxcDwOzmKM"
    "l1BdHDGJwYKo7oU7Ctc9bHlG8yAvymycBJXZZo6sP4U7yVWpxfZ9cyV7lxCLS13ky5Di2K"
    "iXBc65jf/J5cTnfEGm3E8YOkbxXrZ9qxPtSxK25/4XNiYby3hQdPdj2p21i6zj1ikAAXfq"
    "iD5B1h7Br6KOhqq5pdye+ENSqvrjWwKhRVljFaQp29KsKtWTWMmfg+gfn+AxrlJD6gmy9u"
    "z9xKGPSQA2w5tZelgen9z7/J5HIeYjt/Da3th7iWUqX46CkYNTfBxHleu41vaU71GclZDC"
    "N/HyTP6Q7P0v18wp6hoYJRq8cxTSSTu3XCYB5M9szka1DmlfXHbL4T9VU2e0+qO1YVVXTa"
    "kpb5pW0NmraarMAlnlD/IzZcKHwwcSZdSwqkVgcd1VFEQBNiFbMY8xCq9gtdYQ1QMJyoyx"
    "Lu44WMCVMBfAgAd7Mafwaw8vyO2inkgXS6z/Ri3Uy3yKuWd/jkMxXFrmFsoc0J1Y2rqrV7"
    "q6r3SZnEl7WCd+36C2T1w+dOKyEYrrtppVJXM5f2Xvgr99999jp4ffwAXO8qFxw0fl+q6Q"
    "g6pru9xjLhEck2aIxFmZocATudIXKh4uNc8YkQC74KoxZLzOVXJ3Ne/Dmdilqu4jSNGue+"
    "xXSbM7K86yOzt9EOS2gx0gB/Gi9WADS9RmaZUxZzokshMK1i2o9oURzHPFKNG+S/TFBlC7"
    "qkQSJEYLRabTwU33ox2HavD8gfPGHDg0z+cTYKcO+xMkBqudkvsrNibh11V+DSxLEJVzF/"
    "ZzNG2Yr1ZDDXM6Rdhb00Zb0ws4f+FHcJ0tlqQxPWE4UecWpXKvaDCZwzHH4BUhRCeIl9Ej"
    "RjR6/0bv3+j9G71/Y9D7N3r/Ro5/g1F/Mv+KyDaDXCdH4vmw3NMhR45W8dAH3R2InSiHR3"
    "G2ZEU4RyhGLuIaKhVme6Kqn2W7OWllyJdiQx6P+qp1zyLr/9jXi353f3dxbjS5Ef1KPCF8"
    "5ZIp8JgE7HugesUSuT6VNfpNfo1vww1605pgpS3WF+GUYLjeY8NZMJxu/u9HO5Al80Ty+H"
    "f3W8hiOd838vT97c35D7KP7a9KdQOSzfue/uXD5xCgcmHPVMGHUlQWVFYJYnwaJ47+Bh4U"
    "hy+Tjpwh+W2guNTHL9sRv4w3ZVoAxfCWMYHJ6t6AUdhDiD49VGF6j04YGbNgxZjs7VxN6y"
    "6zufYBf6m2jq4SniQy2DLqVfBHw+0SFfyIWqJhjN+xlpg9Rw5r5rSUu6nT0zD9u7j3ZrWW"
    "m7qNNkPHvNIMA36nymqYM5UOLDuYy3AJ6LEIq+I6eeHEenM0AHGSr9DGjE5TdS5iuP+2mH"
    "3aWy2lsW2Oevbds2G6Ot3mUpSHEfMRfDydkDJip44EWEY15LxN257SsS102DdEpee7PCCy"
    "qqy5idi2dbCA25drWUQbCoNNIYSCu5AJS+i7GMp/3bH1kHDbmgwJMLAqRMy+IXsODpB+IA"
    "G0BSE9bNej5X3ZkJgsARVyrov0toee1AbHm/sAaI9MnVlsRrkGbn3qCjso8g4kHg9LHQRB"
    "PLCyj8CxXRkPk8GnmJzga8mHgPBloJKC0cpPxtIEx3w/OPQRehJUrxCiJc+FsI9XNPAwCP"
    "aHXoAqJKgF2WWYV8GIEJXkoMYtEY03OUB15FTwxI2gbfH1jpsWmHJ9mtlBsyePE7c1bQMd"
    "LnCb5XMJPHSKqg346bs4sfYC8pxoW1CV+wmSnvWarNeAnNmrufGVOmD5DPJMjfBRuZmxko"
    "Mqmhhfkol2Mk4nMI8Ns3jm1LWekeuEgh8VJEpUldgwyE/129XEmNr3VaYFItlFqgH0G7KS"
    "T+Az9uOCYnOcuAN0lNkX9rhJYYvMqSD3zLdBItitYqgwQ8bcWiN+9Zvf3QTFk7BuR4LDK3"
    "+aG73mjcpZTPxQ+D7wRrEMv/0QBluEr5hQRZ1YA8fRIhKyDqgEpCR5WyVM40TKX/iQ4e9u"
    "lv7X3hJPWf6B/Eb4UVhaT8RFWh72UQs+io2sXoXpdp3NQSA4jWGzOoM0OBwTdI65p+eV+i"
    "eflzRQPs+47ycOBRvfGo21moinqczl9CB5P2OVMsN7umLO8L6X9pT7C+aPtFf4Np3B7I/h"
    "XFHDkdUIiSibGeu/T3/qqhdNw+hK3DcuMCW3uYcO0udHZs2YfwVzrdsr+CqAn7u0Tdn41x"
    "B8Idc+3TweltuobDwKYRFY5WBYAZZCiOwzlM0hZCtOZWGBZXkHSy3GpceDDQ3LvCDYLqdu"
    "EPw6LjKMQSm1+wfhGcPFoNseKCLZTayxygHyXPMul0qUIEtPVmMRSgQDPhvXp8kYVxsbzz"
    "m/u1mOk1zMPdcy4x484JBiJBIklVtSY/LQxs8VQeFusgdAqm6gcv5Bvj4LyGIpAlkMEMXl"
    "bRxEHWZJD5TL0ec1z558e35X3y7aDFO9+BgUE64X7o8JOuiA2nGzZ80et02625rN15Pnp1"
    "WsQhxWnL4rH6YZrKbJsLg4PBYT9MGxBnFJddiP1HWgdXZsE3ZxrZ9WOUVgVPFKP82cJJ7P"
    "7m2+FKParC+eweA8akNFgJwb1a/VKp+pNRU9j8ZFlYp0uMjjPAiVsi6bCaoDdtqM1NbDin"
    "SHLTUtW0i+jXxGhR5Aaw7p4e6aweAgx9yL51UqcmBU4TEnn21FTKcB80faSdgpssO5R+oU"
    "RwWyo4xEoAobWi/AAsbvr4IfyXz40Ko3yXWSCk5R21n6eSpwoaCSJMa6sXQz5k9PXrx68f"
    "rs5YuY2/EnZUzOZyi8bxRXpOrc6xni/io3+SqXpdQWQ7e9Xyu2mDtBL3OTZd4Hkh+FmJee"
    "VVPMacpezEaLua9q7qua+6rmurHPS+bbk/kgL9wZPhqWRjjpZtBDIc1itu44QPhYUGwbGj"
    "zF4UBQZXV74SRIOujOPz0/r5TPeF6Sz3iecbJ4ntaNpYZ3kLsnlVxYJyUurJOsCwveGLC8"
    "+6k4Lpgg6SODbSqb+/P/A0b8IUk="
)
