from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "access_tokens" (
    "id" VARCHAR(36) NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "name" VARCHAR(80) NOT NULL,
    "scopes" JSON NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP,
    "last_used_at" TIMESTAMP /* to some minutes */,
    "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
) /* What a program of an account's may do. The token itself is with its owner only. */;
CREATE INDEX IF NOT EXISTS "idx_access_toke_account_a76880" ON "access_tokens" ("account_id");
        ALTER TABLE "accounts" ADD "operator_since" TIMESTAMP /* made one by `encryptedmedia operator` */;
        ALTER TABLE "sessions" ADD "address" VARCHAR(64) /* where from */;
        ALTER TABLE "sessions" ADD "last_seen_at" TIMESTAMP /* to some minutes; null: not since */;
        ALTER TABLE "sessions" ADD "device" VARCHAR(80) /* in words, such as Firefox on Linux */;
        ALTER TABLE "sessions" ADD "method" VARCHAR(16) /* how: password, passkey, oidc, reset */;"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "accounts" DROP COLUMN "operator_since";
        ALTER TABLE "sessions" DROP COLUMN "address";
        ALTER TABLE "sessions" DROP COLUMN "last_seen_at";
        ALTER TABLE "sessions" DROP COLUMN "device";
        ALTER TABLE "sessions" DROP COLUMN "method";
        DROP TABLE IF EXISTS "access_tokens";"""


MODELS_STATE = (
    "eJztXVtz27gV/isYvWQ7o2Zs5+Z6n+xs0nXr2Dtrt+l0u6NCJGxxTBFaArSi2e5/7zngRb"
    "yANElRMkTxJbFIHFD6Dnhw7vh9ZFFJXf7w+tyymBB3/JF5ozPy+8ijcwZ/aO+PyYguFqm7"
    "eEXSqasoqBo5kThUqLFTIX1qSbh5T13B4JLNhOU7C+lwfNro64xKQsnC5w8+nRN+T6hHYB"
    "4eePKVIHO6IjZ/Te5mjKhpiSMFc++JI8jSkTP8SPjSYz7hnrt6jQ+1uQVPdbyHLc0feM5v"
    "AYNf+cDkjPnwlF9+hcuOZ7NvTMQfF4+Te4e5dgZSx8YJ1PWJXC3UtY8z6n9WI/G7TycWd4"
    "O5tx69WMkZ95Lh8NPw6gOD70Qls1PQeoHrRqyIL4XfFS5IP2DJl7TXF2x2TwMXGYTU4TdY"
    "XxtNJtc3d5PbT3eTyajAvJgihXd0yeIeMt7xpFC/f06/TVzmPcgZfHzz/o/wOWscwlH4wH"
    "+e//zxx/Ofv3vz/k/4QA6rJ1xb19GdE3XrDzUFLMFwEoX6GmbFycmMilkTuLNUvYP9/dsa"
    "sL9/Wwo73kLY1zCr/xsAHI/vBtr4whrbtYjZObinRzXAPT0qBRdvZcEVFsc5CvD+7fbmWg"
    "/vmiIHsO1YkvyPuI6Qewh0BbCIBc48F+I3Nw3od1/O/5XH+uPVzYUChwv54KtZ1AQXOeAt"
    "nyE4EyqL4P8Ad6QzZ3oGZCnzTIhIX8d/9IsVd5dfPt3enX/5KcOPH87vPuGdE3V1lbv6XV"
    "7GJ5OQr5d3PxL8SP59c/0pz7Zk3N2/R/idaCD5xOPLCbXTmMSX40sZNrNvCwema8HmLGUH"
    "bI72hIHL3XPZpUJOAtHqdc7T7g2nQZMhgs8ZmTteIMMt4bDYHin4k2b6dpZqW1rKviveaN"
    "zcP2r17gjAIuafuc+cB+/vbKWQv4QvST1LpwymjM54qv2C/I94VcVX18/36TKxCXOLDRCw"
    "mctkuELPbz+e//BppKCeUutxSX17ksEc7/ATnruSjC3emp/M81eoRx8UPPhD8GvnsS9xBs"
    "R8qXYE4KiaPoBzsmC+4N6Zss19CXoq4T5Y7ffUK1r0z44e7HMTxMS4wj5nc+q4TZBOCHoH"
    "9sm7OmY5jCqFW93LmjAKrskT8x2YtI3qo51gf/QfJDkjjiShFCL3IB88LmfAFrJi8vD0oQ"
    "UVYslhY2jqEysQmuy7gWW7kCug5B5MJTiR6Pz1+JTbKyJA/xDE8ch0BSuj3hLIv6rvar2q"
    "7ype1Xf5V9V2xMKlq0lTX1qezmS+GONT87nbCOR4fB/BrYNtObR5ZEPf+ZS6sVqfhfjSk1"
    "U+9xRdDmqnKxOgCPXRtnB+wG/w55Pjtx/enr55//YUhqhvmVz5UIH95fVdDlq+wJ/O/Ylw"
    "tNhW7+RF6v3ZxufUZgRkOYrs/zLP8lcL+EpzZjuUxL/rv4e3mQ8O6t6yueBbKfcAZLwu2a"
    "h7dklcROSf//4zc6lCtMj8klj/frK/4HvJvD5Tl1uP8BJMVxtidYET9RqlTVdTrxGymeug"
    "hawL0jZC6YdwopU5G+9yxgUjPrMYfrHvSWhPU4JegSn/NiYwgMEdAlZhbWOqFqih46ETUf"
    "YJp+q1JLtnzN4Upc8wR1/xwdcKbjM63xSlq2SmvmKFjp6NJdlPMIkxUqxbfGBmtrlMulWz"
    "9HUNwQISMO/GIIXT9BWlJZvOON9Yt/oaTnMbTNdftUeIbTXAGeqluvBmorFWBDfXqnGd9G"
    "Y+T8UpXSYFWVJpzYjHyQPyiax3KcxOljPm+AI1LLiJKhZcWJEZd21dbnO3k2sCp7+MwsnV"
    "r41Cv79uEk29cB5KnYHaeKrGAxjtH+ZG+EIP4F9OTt68+XBy9Ob96bu3Hz68Oz1KXIHFW1"
    "U+wYvLv6JbcJz2RMR+wvIg6+Amek7q7K2baEh10rx0W8lhSOGs5GBTmNNEPYwibT+jLNl9"
    "jEooM0JHGuczytKLTZ9QphEcxmE7JOs10mU/luqyH2voslYy5llVFkvkgPyVUCE5hQfzX5"
    "OvkSvQmlHvgaE7UCmUQlXO+XxJYJzjwvj53JEqK8ML5lPmC7zEMCGD+zaW191HY0RR0d3t"
    "ozvOH7ydU9fdWOc1P60tVHrfnHx4n6i5+KFKsb39cn519bwmyxbcapS1lBD0ccs9qbPlnp"
    "RvuSeFSjP2WzM7LSLoTarGDgy1BoHd7e4WAEAwV0JNs2HEN5/ZM6JhNV0gP4Igvqe+qkhB"
    "8b2ccXLPXZcvBfofQEhRTzg4GmW8CimheC7uAptMtIFMf9kqV4NSlbuSPOWCfpBEhyOJkq"
    "i3ThKlQ+IVkigbgq+nwvJATvm3M6VJgvboSZUdjp/ieLde/6xJp/WhPsKSwpvxSPw7Wrpq"
    "KrQr8l7VX0BiwOLFMR77JidUSkxvRqfcr0P9ysvWr8T8rAt0PN5kdXQ0g+0VLKgHzsQZiY"
    "JUYxIX3jRlwnEdJhyXM+G44IBLvzy1E7hTNEaDT2PEwcZ17PE61wY+3wPqzF/40bb28n0/"
    "erdNj1B9dB2Q5WGQTOmPqngEXghHwNXvydEZ3sTSkppM2GEQKGUqx9tJg5ckTWPyS9JyO+"
    "h+/St0GgAcj+8huN17I9YR64bLuEC4O7hHo4byJipUayZQthzgwiq5It53oHvq8Y7Hm7yq"
    "Q6BBS7eY8g5TAfoNFgcuQTdnkXRHPR6FfqwsELAz6jKlKpL86V93mSByoTlREki+urn+az"
    "w837Eot/XGNkGhvuqTF8wL8ZrsLhzTmrsPH5EF82wAfEyOSWTdMVCHTuADtRttvO0d0akQ"
    "WWhzaVK1SlWdNImxOL9YLVveki3gWp2YoiEfslOMzk6xXApMsCcqEteU3QXi/SldxKy8cJ"
    "3iDhN4GGZc0hUYdpLMAeMoNAnbjrf5RrNvi0I11movBTTke7MwDlIIKIah9hFodtLq8HiO"
    "tNWOahhnO9RPFDrYnkODa4WhlKEy10pqa5Ie1ekbAaPKbaOjQueIIZn2ICRVYnK0YHSedt"
    "iTTOb0i6VNP8/TDiJn26ngPYRuknvMnh4ks6ZqtnVpAdmS7orEgHwZec1zKKIw0COmhobM"
    "CBNKzxJ+iBlmGzkSeEdtEcaIIqbpD5GAmXBWNVfFCRW7evIGeVDDoQpbDC6V5xosAh/2vk"
    "bxphSJ0c551V9yNY7yt7GJK2zwddszbrWd2Us3KN0S4GHUI5EKS9Yuo2ArPUupeGyldqfp"
    "9se6GkmlAYTHETHquw7D1Q+PFJJQYNITd2rGO/qklRt0KIOZlUq94PJQsno49pRhkPfARl"
    "Idm3TWUdzKqcIuSjpG1WrK71ILzQqyCKauI2bw5xi2K1sVXkTXmCq9gP0K3nVdQd4YtTos"
    "x1tn54yzRXraBv+7e/JwWEDM8CxWWGvpj9GI9NkMFBRBYT4cElYZv6p5qIw5mdnP58fsRZ"
    "Y2ugFCSyniShs+dJ+c/cg0uWMVCfGsw9SxrbwNyzD7N17vRGEErwMIJdTYPYvb6LgTzPLb"
    "WazdZ05iP3jcYxrqVTkyc3liTIpq1OesIc5Zqi3FDjpyE6R22TZrewtHjcLr1gTseLzBML"
    "dczls5hUL1VJ8EfiOfV4bIYKBHUVEHronQb54sbqUk2o5NMCeizUp/d1xHusCoUm6oe/vS"
    "amjfrWODCg3ya9+kHfNAuzoZ6Yh4vqlTuR+i89asP0WC0+9hj9ai00YnK4oA3njsjsM/dZ"
    "dso17SRkmJumu2ICBrrNvNfGKX6PSR16j06TxjqdvjSv+YowZOUFNokjdAQ93CZwvuq66r"
    "oE2cgW34BKzFMNuULHyOB2sw8YosHenBn1iCFEbop4HAeD1d0rLsgG7nH3qhGKWFlzuzQn"
    "7rZHZFrXWKyNj6o1F0LmOwwNU6I4xaM7L0HWl0bXX5Hvq325vrSqNfxw7bsST5H3EjTWg/"
    "t1EdmohGJhRZKHzM1ziOszFGnODCoFY1qR1bt7tkN/SK3SV3HkWdGAy6e3URkuT6EL8wwd"
    "apkuLSkW6zdgExgcmBiJZwH5/UKc6AUeWxh5NCcUb6mxVwLi9gz5H1oBBm59Xo1ozZgcts"
    "LNHy29Ty6WcYSidMTt8JU3rxfIkJneszSp457zVH26Oqvs4q5RUH1DuhUf85dxn1SvzAGc"
    "IctFOg3JZUi/fw3b49Fzc3V5kX5+IyL7j+8eXiE+wp6o2BQY4s0e8xsV53JmQV2gnNDoFO"
    "ruwt0mW1wLXbmGxQDdzGD9y8jUmyr2EjE9T7sYcJgyfAhTeE+tYMrsHfb4mFP9J12e67my"
    "gh0SrnOks57NYm79Zq0bVJqE7RDRw2nMMT2IeEzvqpqFjJUJkcvg9DYOM46QpD9i5A+D1Z"
    "zhw36eul1mtNGbrN0qEnhy2ZPylJtS5VjPNkxvpuX0wjXjD6OGmJrpZ2gDgPsYPnqvjBQr"
    "bt2KSdYNg9TN49fPbELRX3b9LmLkdl7KukOvuGp/4kvX2pkKpvO3zGBN/1yce7f+H2q63M"
    "UO/W7hULFnZLLmcp96e89SDZPKRtjoZUQoPTsjpKJVzvl5skEsIk+yuuqg94h5kZ2zjV8l"
    "bN0ieMGuVorOG8j8pa9VjG2Zc1EI3rY/fS1tDD2SSLRb1yuvyV+F2syFxZv/M1MyL5At4A"
    "Qgun0L8SRJWNkLCOLiqzfk0uoxM7QUqvRNQc15FkyQPXJjP6xEjY4MEegw7Pg4cZqvJ5nX"
    "2Hj/6PF9GTKSOWywWzz1I9fZVhobJIyTwAc+MRdIb0gSIPnNtwn7gcj3YpPzgqm3e8NroK"
    "p0UNST6V2Zq1+tVUtKt5tkuTWOfDN6wH3Kbe14n7FW1mAarUnx1PvRd4hgIsSw/eozbu1u"
    "5rAx0hglbWVYZwMK6MNq6GzkCHwGXc4dq1ActS7sTlPDB5U49zK4dza3/zjsKVSvULPc50"
    "DvodyTdWeRlXc78bHr9w9rcxVcWG7U07dgZWlWk2dwg2KtQ0DPiOSzU1gmS3LlezhEgHXe"
    "TgK5Drf1xdvVgbuUIpt9Y1pKn3rnITxcMn6bq3Wr3mYspXggCsHrPw3mvyhT6Gjd6IRV0X"
    "f7ogIELnbrrCdQUkc0bk0rFUF2EeSAzuct/WHea97YdtUJH1Yo2FTHbebL/F9k6bC5lVMb"
    "SD3kKW66jzhRdNIM4Q9Q7n7n1g1J47sl2OQY508IMZbTwPSfuHwOUhab/vHG6esL9hsv5h"
    "7Yf9bmgYn14expiJYP4T9jJ0MKGVCAxji1axua10M3xkq8anBqVpTGZElFIcelAIfOs4Qg"
    "pmPvbOxu42ZgRJLaxhLbKgsrg1oWlX3Lo/u0eHpa1PzMfGPkWky3sEpUg2ahG0qzWPJ5Sl"
    "msJzz2pThLWLBkJpxmAaWUPHSopkcMY3dsbr8/aaO4lrpu0ZBnZdF3FqjRl1ykiUfqpzCq"
    "8zUytcwakk2Br+X09l7YHWYj0yLM7RpO/hSYhxS/7Qrf4qrN0Jx5Cppnlih/MOfbbM6MJf"
    "4cV90d6UW9P0o7W5gPdUhSVEdMQnbLx44A1cUffXcQxDOvYfVkYkihkQK+bo+1FD2Cbwp0"
    "gMVncU+qmWt2FadXywUxvwuz8gJFwNLfx3GcLBE2+0B28O8hd+BG/kYUrRmOzXCI+jjlWk"
    "qHJBgKST2NeIMHhE5IMC9jLaqu9G97lXw7mSQ45bP9CuKngdTvHs9BRP/cLuAt4hf/DFnR"
    "gVqW31Mtqa5rFFZsFrcjfDA0wfw1JAMNfU9om97tFY40sP+5F4rs5n0W6ODfwTYU/WpiGa"
    "LFXv/BXbzzrbr94vg5nQ0kwYCtcOgcvYVGoiGEjE5nzO0+5N4g7sAURgMvTc8QLJxPdqDp"
    "iJS9jE4t69B7UO5rD78kY20ZrCZIfAjC/PVFRkyX17rP56ZKsx4Y5tjQkA2O4Q5O4PorbZ"
    "k2M1igOsKUxmACaTAPRiTERgzQgV5DNsDvf8G0a1ruD9+9YG/9M6p3Gclh/GcVo4iwPeFb"
    "+h3zlFYjIHQofXvc/nZnj4B2/X4H8x3DtQx//yQq6BO596wpFl3oHU7XGlg0AmA2v7CFwn"
    "bD6KTvY1OcHHkkuJBWVh5kG2bhwEP8doIwh95gtsYgRq1gy4pHMhbOMRG9W1/VZ8X6oOMY"
    "wIumkr+7JehR0eVVhxBhki2GCXiMebHIZ/4USU1I7QvORqcNyYb8oNUa6dxm6NbZ77krJq"
    "i6HbIs7lGepZquEc2w3S0Be+80SlZjMuRz9FMkC/p0cIf2XTn6L0Op25kbpdbW4s2XSSnP"
    "Ve1+AoyZaLUrTH5J77ylLgqNcrvT/fr5SiBNAZGl1OPZxLb452W25KTBlteiR9QmLuMSHr"
    "A+lVORMlggHOzc7k24GNZ5A4m3H+eBtM0yhq5Vph3LMCDikmIkVSu/E0OmjXrZ3JkiJPUx"
    "4a4Cp2fMa8CuCvz5QAEpL7zEaPuhJIYzJlFg2EqmlTzZsxH6Mo+7b+tKHixAzluaLps8Wb"
    "uVUSgh7aKh0fo9ewdH+Ton2zcT0+qtW9HIeVh0mPTgrho3CaBmZIQjAYIRvYf+FO0EhoJB"
    "Q9XN3bKHxiTw4PxKQ50hpSgwPSpiI+aZ/xVj3T3uRFHaS7nHmIse6knqoWIymqdk1GWom3"
    "WCnd2y4jtiMUbi3OfdaQ9q6f1NujOnlNMKpUyql7uQjFvVSNbRuGsjNku3OAtEkxk0Q1dc"
    "HEAVV3bsEvJ+r7EzlzRCarILLbTXKOZLq9UMcNfJ2CW8qoNImxjqqmeQedHR+A6MDzJkle"
    "b5N9vUA8bOUmb+UqId1m6Jj3WxWoaCcYeG4yz4dqpINg83AU9UGwecgNH3LDh9zwttHNc+"
    "Y71mykC2hGt8aVMUy6HvRc0LIc1o7Df6Vmj/Zl1xg8EQ/NDf51YvCUB/tAlW3azyxF0kPX"
    "/VYOC8G3qsmOtdjxASE7DPvVcWEdV7iwjosuLHiiZLr9qTzqlyIZ4n77lHz4x/8BO07mpw"
    "=="
)
