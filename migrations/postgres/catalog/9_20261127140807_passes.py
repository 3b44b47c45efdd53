"""Passes to gated livestreams, the screens they live by, and whom an artist blocks."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "web_processes" (
    "name" VARCHAR(32) NOT NULL PRIMARY KEY,
    "beats" BIGINT NOT NULL
);
COMMENT ON COLUMN "web_processes"."beats" IS 'counts up once a second';
COMMENT ON TABLE "web_processes" IS 'A web process that holds screens, for the others to know that it is alive.';
        CREATE TABLE IF NOT EXISTS "blocks" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "created_at" TIMESTAMPTZ NOT NULL,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_blocks_artist__788f44" UNIQUE ("artist_id", "account_id")
);
CREATE INDEX IF NOT EXISTS "idx_blocks_account_6bae59" ON "blocks" ("account_id");
COMMENT ON TABLE "blocks" IS 'Whom an artist lets watch no gated livestream of theirs, whatever they hold.';
        CREATE TABLE IF NOT EXISTS "passes" (
    "id" VARCHAR(24) NOT NULL PRIMARY KEY,
    "session" VARCHAR(64) NOT NULL,
    "issued_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "revoked_at" TIMESTAMPTZ,
    "revocation" INT,
    "account_id" VARCHAR(36) REFERENCES "accounts" ("id") ON DELETE SET NULL,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_passes_livestr_90fe51" UNIQUE ("livestream_id", "revocation")
);
CREATE INDEX IF NOT EXISTS "idx_passes_expires_8c0564" ON "passes" ("expires_at");
CREATE INDEX IF NOT EXISTS "idx_passes_revoked_a86539" ON "passes" ("revoked_at");
CREATE INDEX IF NOT EXISTS "idx_passes_account_617206" ON "passes" ("account_id");
CREATE INDEX IF NOT EXISTS "idx_passes_livestr_5f6027" ON "passes" ("livestream_id");
COMMENT ON COLUMN "passes"."session" IS 'the sign-in it was given to';
COMMENT ON COLUMN "passes"."revocation" IS 'its number among its livestream''s';
COMMENT ON TABLE "passes" IS 'What opens a gated livestream''s media to an account. Its row stays until it would have expired, though the';
        CREATE TABLE IF NOT EXISTS "screens" (
    "id" VARCHAR(32) NOT NULL PRIMARY KEY,
    "name" VARCHAR(64) NOT NULL,
    "session" VARCHAR(64) NOT NULL,
    "process" VARCHAR(32) NOT NULL,
    "opened_at" TIMESTAMPTZ NOT NULL,
    "moved_to" VARCHAR(36),
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
    "livestream_id" VARCHAR(36) NOT NULL REFERENCES "livestreams" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_screens_process_5c8118" ON "screens" ("process");
CREATE INDEX IF NOT EXISTS "idx_screens_account_e14ec3" ON "screens" ("account_id");
CREATE INDEX IF NOT EXISTS "idx_screens_livestr_127164" ON "screens" ("livestream_id");
COMMENT ON COLUMN "screens"."name" IS 'what its page calls itself, over all its connections';
COMMENT ON COLUMN "screens"."session" IS 'the sign-in it was opened with';
COMMENT ON COLUMN "screens"."process" IS 'the web process that holds it';
COMMENT ON COLUMN "screens"."moved_to" IS 'the livestream that is watched elsewhere instead';
COMMENT ON TABLE "screens" IS 'An open socket on a gated livestream: what its account''s pass lives by.';
        ALTER TABLE "livestreams" ADD "revocations" INT NOT NULL DEFAULT 0;
        COMMENT ON COLUMN livestreams."revocations" IS 'the number of the last one of its passes';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztHWtv4zbyrxD+si3gBomzr0s/Jdu0zTWbLJr0tmivMGiJtgTLoleU4jV6/e83Q0m2Hp"
    "QiybJNO/oSxBSHsmfIec/w755BferwycmlYfDA9XsX5O+eS2cM/sk965Menc8TT3DEpyNH"
    "zqbhLCGnjYTvUQOXG1NHMBgymTA8e+7b3MXZl2TOPMHdC0JdQj3fFj7hHqEw3z3BJUxuwB"
    "q2O6k0O3DtLwEb+nzCfIt5APPnXzBsuyb7ykT8cT4djm3mmKlfaZu4gBwf+su5HPtgUe9H"
    "ORO/yWhocCeYuevZ86VvcXc1Hb4ojk6YyzzqMzPxs93AcSIMxUPhd4UB3wvY6kua6wGTjW"
    "ngIPIQOvwG67HecHh3/zh8uH4cDns5xMYQCexFQwZ3kSg2kgh//4x+HTrMnfgWfDx/+0/4"
    "njUewln4wv9c/vrh58tfvzl/+y2+kANlQ5LfRU8G8tE/cgnYGeEiEutrNLMZtZ06mF4BHB"
    "2yB29eV8A2zCpEt3yG+M7gd/jEPBsWNYfUz+P6B0CXb89YCb6zC2Rwb0YrnMT/VKBEhOcV"
    "IeIpa0qsWURzUsg3XhDbJyEXImPgDy73LSALWTI/y1LUdCohy+PNx+uHx8uPn3ClmRBfHI"
    "nSy8drfDKQo8vM6DfZA7NahHy+efyZ4Efyx/3dtUQ1F/7Ek29cz3v8o4ffiQY+H7p8MaRm"
    "EmHxcDyU2hBzKsSCe+bQosKqc/BygO0cwC3Rnc3m/hIguQtLCU58i/rwacTNJRH2xBXEds"
    "loCTuj2hbIHtU3lY7qm5Kj+iZ7VE1bzB26HMrPNQiThdOZLg1Z4/vTCuh+f1qIbXyURrbH"
    "nVpIjucfI3Kr4LYYtVnM+nzK3OGIOtQ1FCi+cX01hnNwGVTboaq5DVSfbgvPE/wG3w3OXr"
    "97/f787ev3MEV+y9XIuxLc39w9ZlBreAx/eQMpnoZsQXzrtqUPXUSjHTKeJlRkHBhRY7qg"
    "IHJTT9b7YeRwYwpUHS3z++Eqgv3xl1+ZQyU685SPTbkrXOhwqb4ejRTL1KmRWBIdhooxZD"
    "LHRg2fbYqlH8KFlvro/wuLC0Y8ZjD8Yt+T0B6gBK2aEf/aJzCBwRMCWm1lZbASUkPDSUq1"
    "TdF6jUs94krHugPHjJmbYulHWONY8YPHCh4zOtsUS7erlY4VV2iobszJPsEi2nCxdvEDK7"
    "PNedKDXOVY9xBsIAHrboykcJljxdKCjSzON9atPofLPASj9Vc9IoyhJs8HvEi3zz+aDWbZ"
    "EerSifxJ+G58U1ovVYVnVhprSXBmrRo/H5r5bPFZIs7iMF+QBfUNi7icTJBOZC2lCB8T32"
    "K2J1DDgoeoYsHAkljcMfORnLYXVwR+/uyFi8tfG4Wu/tokGnRlTwqdGcp4kMKDEckPfSMU"
    "oQfjX4PB+fm7wen52/dvXr979+b96cqVkX9U5tO4uvkJ3Rr9pGkd+zmKg0Sd3+M5rnOwfo"
    "+kOIlO5bBe6DUNtS3/7OHHYBN4lnywLpqTQEfoBW8HzTk3XhbreZT/yD1mT9xf2FIi/ga+"
    "Y4EHXJF4cWAoL9KRYNiji5XcTW82wIDJQCMIN+jlw4fLH657KsahHW53yTQqozbFLtW4Lf"
    "Y9b1WX/VCoy36ooMsaqznPqrKPFiMA/koQ7rIwM4B5J+Rz5Ao0LOpOGLoDpUKJ/wji8QWB"
    "ebYD82cz25dRZTeYjZgncIhhQJl7JsCDehrOEXlFd7evbjn/6WFGHWdjnVf/tJxQ6T0fvH"
    "u7UnPxQ5li+/Dx8vb2eU2WzblRK+tiBXCMIndQReQOikXuIKvZCPalnp0WARxNqHkHhlqN"
    "SOV2pQUgIJhJpqYQGPHDZ2RGNK2iC+RnYMRj6gH7nTFk3wuLkzF3HL4Q6H8AJkVdYeNs5P"
    "EypITsOS8FNlloA55eN7Oo3YwijVIt2+I8xYy+40QvhxOtot4qTpQMiZdwonQIvpoKywN/"
    "xL9eSE0StEfXl9mt+CmOd6v1z4pwSh/qFLYUPoxn4v/R1pVLoV2R9ar+CRwDNi/OcdlXf0"
    "h9H9Mz0Sn3V5d/v9/8+5ieVREdz9dZHe1ZIF7BgppwJi5IFKTqk7hwoC4RzqoQ4ayYCGc5"
    "B1zy8FROQE3AaI18GmMcbFzb7K9zbeDzGLDOvLkXibW6lHhbpUDibXF9xNtcecTRiekeqo"
    "+ODbw8DJJJ/VEmv8OBsAWMfk9OL/AhpsZXJMIOg0AJUzkWJzUOSRJG50PSUBy0v/8ldmog"
    "OJ5/hMht3xuxjljX3MY5wN2hu9eryW+iQpt6DGXLAS6s8snj+xF0TzW+4/k67+oQ0aClG0"
    "x6h6kA/QaLmxagm7OIu6Mej0w/VhYI2BlViVIWSb7+/TEVRI6R/83Hy9+/TQWSb+/vfoqn"
    "J4j14fb+Kit6Y5sgVx9y7QazXLwmLYVjWH3l8CmZM9cEhPfJGYmsOwbq0AA+ULOW4G3uiE"
    "6EyEKbS5GqVajqJEG0xfPeanGylmwOr+WJKQrwLjtF6+wUw6FABHMoI3F1yZ0DPpwKaszK"
    "C/cpSpjAxTDjgi7BsPPJDHAchSZB7LibC5pD2xQOFZtwAQX4wWyMF8kEJMFQ+wgUkrQ8PJ"
    "4BbSRRNaNsi/qJxA62F1DgtcRQSkHpayU1NUlPq9S9w6xi2+g0V/neJdO+CE61MjkaEDoL"
    "28kknSm9t7Tp52naQuRsOxW8u8793UeC6gGT5wiSWRM126q0gHRJd0liQLaMvEqhFlhmUR"
    "hoiqmhITHChNKLFT2EhdlGtg+0o6YIY0QR0U4IpgnId2ICKnPGaPrBSriqXIu7zlJVxbXD"
    "N2+QBxW2mqnbACsNdXS5Bm0Fl4pzDeaBB7KvVrwpAaK1c172x1v2o/xtbEIJAr5qe7mttm"
    "Pad4PFLSE8jHqsuMKCNcso2ErPRSqmjdTuJNzhWFc9X2oAfIz1u4x6js1w98MrhU8oEOmJ"
    "2xXjHceklbOvcxuWa9JxMwW5m42wh0qlo6ByV7L6cuwpzVB+BDaS7Nikso7iVk4ldtGqY1"
    "SlpuIONdCsIPNg5NjCgn/7IK5MWXgRjTFZegHyCs66qiCvj1odluOts3P66SI9ZYPy3b25"
    "a3YeEzyNK6y19PpoRHrMAgVFUFgPp4RVxq/E/lxGZdZScWb28/kxB5GljW6A0FKKqNKEDu"
    "0nZ0+ZInesJCGetZg6tpXTsAizf+P9TiSO4DgAU0KN3TW4iY47wQyvmcXafuYk9rNGGVNT"
    "r8qA6UsTbVJUoz5nNfGchtpS7KAlN0FCyjbZ2+2nXLtw3OogO56vMZobbuetdNGfMdOmw8"
    "Cr5fNKAWmM6F5U1IF7IvSbrza3VBJN2ySYE9Fkp785q8JdYFYhNeSzQ2k1dOjWsUaFBtm9"
    "r5PEfKFdnbR0RDzf1KnYD9F6a9ZPEeP0jrBHa95po+IVeQTeu+yRw5+qW7ZWL2mtuETVPZ"
    "tjkBX27WY+sRt0+vh3qPSpPGOJx/1S/5gtJw5RU6iTN0BD3cJjc+7JrqugTVyAbfgEpMUw"
    "24jMPW4w7LD9iixs34V/sQQpjNCPAoHxerqgRdkB7a7f9ULRSgsvdmaF9Fbx7JJa6wSQtv"
    "VHveheuWCOu9UijBoWWXi2r3VtdbEM/ffD/V2p0a8ih2kbPvkfcSJN6DDFqAqbiI1UKDJX"
    "+JitceynY4y4wJVGrWoSElslXdICvUS6ZO6jqBKDQXevKkKyGu/iFzrYOmVc3Ld9p167gB"
    "hA50BEQ3SfDaoUZ8Cs4tjDIFeckfxmOTwXF7BnwI6gEGbn1eiGxczAYSaWaHlNavnUK3Sl"
    "Ezqn74QpvXi/xJDO1Bklz9xXmYE9oqq+1irlJQXkmVCo/5w7jLoFfuAUYAa1I4DcFleLZf"
    "huT8/V/f1t6uBc3WQZ128fr65BpsgTA5Nsv0C/x8R61Z2QZdhewewQ0auRg8V0US1w5TYm"
    "G1QDN/ED129jspJr2MgE9X7sYcLgDTBwTqhnWDAG/78mBv5Ix2G7724imUSjnOs0ZCetdZ"
    "bWctM1SahOwHUU1pzCQ5BDQmX9lFSspKB0Dt+HIbB+nHSFIXsHUPg9WVi2s+rrJfdrRR66"
    "zdKhJ5stmDcsSLUuVIyzYNr6bvemEc8ZnQ4bYlcJ26E4i2Ib71XxgrnftGOTcoFOeugsPT"
    "z2xA0Z96/T5i4Dpe1Rkp19w1t/Vr19qfBl33b4jAm+65uPd3/gDqutTFfv1uyIBXOzIZXT"
    "kIdT3voiydylbfa6VEKN07JaSiVcy8tNEglhkcNlV+UXvMPKjG2cavkgVzkmHNXK0Vijcx"
    "yVtapxGWdfVsBoXB97kLaGGp11sljkkVPlr8RnsSRzZX3mK2ZE8jmcAEJzt9C/EkSWjZCw"
    "ji4qsz4hN9GNncCllyJqjmv7ZMEDxyQWfWIkbPBg9kGH58HEQlU+q7Pv8NX/dSN4MmLEcL"
    "hg5kWip680LGQWKZkFYG5MQWdIXigy4dyE58TheLVL8cVR6bzjtdGVuy2qS/Ipzdas1K+m"
    "pF3Ns12axDofvmY94Db1vlbcr2gzC1ClvrNdeS7wDgXYli6coybu1vZrA20hgkbWVQqwM6"
    "60Nq66zkAvgcoo4Zq1AUtD7sTl3BF5U49zI4dzY3/zjsKVUvULPc50BvodyTZW2Y+r+bgb"
    "Hu85+1ubqmLNZNOOnYFlZZr1HYK1CjU1Q3zLpZoKRrJbl6teTKSFLnLwFcjdb7e3e2sjly"
    "vlVrqGFPXeZW6iePowWfdWqddcDPlKEECrywx8dkI+0mnY6I0Y1HHwpwsCLHTmJCtclwAy"
    "Y8Rf2IbsIswDH4O73DNVl3lv+2UbVGTtrbGQzs6b7bfY3mlzIb0qhnbQW8hwbHm/8LwOil"
    "NAR4fn9n1g1JzZfrMcgwxo5wfT2njukvZfApW7pP1jp3D9hP0Nk/Vfljw87oaG8e3lYYyZ"
    "COY9YS9DGxNaicAwtmgUm9tKN8MpW9a+NSgJozMhopTi0INC4FvHEVIw87F3Nna30SNIam"
    "ANa54EpcWtK5hmxa2HIz1aLG19Yh429sljurhHUAJkoxZBu9rzeENZoik8d40mRVi7aCCU"
    "JAymkdV0rCRAOmd8bWe8Om+vvpO4YtqeZsiu6iJO7DGtbhmJ0k9VTuF1ZmqJKziRBFvB/+"
    "vKrD3QWowpw+IcRfoe3oQYt+QP3eqvwtqdcA4ZKZontrhu12dLjy78JV7cvfam3JqmH+3N"
    "OZxTGZYQ0RWfIHjxwhsYkc/XcQxNOva/rIxIZDPAVvTR96OGsHXQnwDRWN2R2E+0vA3Tqu"
    "OLnZogv/0LQsLd0MB/lwLsPPFae/BmwH/hR/BaHqYEjM5+jfA66lhFiioXBHA6H/saEQav"
    "iHxQQF5GG/XdaD/3qrtXsstxOw5slxW8drd4tnqLp3pjt4HeLn9w706MktS2ahltdfPYIr"
    "PghDxaeIHpNCwFBHNNik/sdY/GGl+42I/EdVQ+i2ZrbOCfCHuy1g3RpKGOzl+x/ayzw+r9"
    "0pkJDc2ErnDtJVC5Mz06ZVhzVU3jK+0fPeoK2y9S1RKPy7U1fzWxssLm2GEnOPR4rMEJvp"
    "bc+JjdH4aBsjfJC46uX4+NmSewo4TLfQuopNLntvGKjYoMvuTPS9mNUhFAOz3+9qvi7fDe"
    "qJILYRCDdTTtaL7OMZE9RwUTEqF+/nunReuvX3Uux5060rXtZLhPXrVFP3oez8Xpgmmo7l"
    "LBDXIC5579RH2FMC7GfgKkQ/2B3uf4mY0+RbkOKnMj8bjc3Fiw0XB18W5Vg6MgdSHKl+uT"
    "MfekpcBRr5d6f7Z5HEUOoDI02ly6uyRYH+222JQYMVr3fuAViL4929e3A8vcckoEAzzXuy"
    "BpBzaeRuzM4nz6EIySWFTytdy8ZxkcQgxFAqRyF1BMD1n32SQLijRNeGiAqth+E4NcQF+P"
    "SQYkfO4xk1ARMqQ+GTGDBkIWGMhOmhgcU92SvuW3dem/eijPJR04DV7PrbICOEJbpeU7jW"
    "rWUW5SQak3Xs9OK7WSxWnFFxifDnLZuuEyNcyQFUBnhGxg/4WSoBbTWEEc4e7eRhY6e7J5"
    "IIb1Ma0A1ThjVleMD5unH5Sv1HWX0NldzlzEserahLJ67wRUd2909ZJv0xYSbw0u4VSAHl"
    "1zj9enpxWYHMwq5HLyWSZCMfZll8GaoewU2O4cIA0qMLCgHivsMXFAFgEa8MuJ/P7Et2yR"
    "yiqI7HadnCOp0ntqO4GnUnALCZUE0dZRVTfvoLVezogdeN9Q2FFOUx25ngPuRLnOohyvq8"
    "RULfuJeY2yhZULdDTXmeZdaviLIHN3L+iLIHOXG97lhne54U2jm5fMsw2rpwpoRo/6pTFM"
    "up70XNCyGK0th/8KzR7lYVcYPBEN9Q3+tWLwFAf7QJWt21wmAXKErvutdG7HU1VHYs133K"
    "19h2G/Ki6ssxIX1lnehQVv9JlKPhVH/RIgXdzvkJIP//k/fo+cdQ=="
)
