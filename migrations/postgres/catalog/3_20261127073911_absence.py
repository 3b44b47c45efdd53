from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "ingest_nodes" (
    "name" VARCHAR(255) NOT NULL PRIMARY KEY,
    "reports" BIGINT NOT NULL,
    "sessions" JSONB NOT NULL
);
COMMENT ON COLUMN "ingest_nodes"."reports" IS 'counts up with each write';
COMMENT ON TABLE "ingest_nodes" IS 'What a node reported last: several web processes'' witness when the bus is away.';
        ALTER TABLE "livestreams" ADD "end_reason" VARCHAR(8);
        COMMENT ON COLUMN livestreams."end_reason" IS 'artist, encoder or lost; while it has ended';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "livestreams" DROP COLUMN "end_reason";
        DROP TABLE IF EXISTS "ingest_nodes";"""


MODELS_STATE = (
    "eJztXe1zmzga/1c0/tLejDeTOC/N9T4labrNbZrsNL7rznY6jAyKYYIlFok4mb3+7ycJjH"
    "kRFDA4mOhLJhZ6BPwknnfp+XtkQgZdMt87M00SYDZ6D/4eYbhA/J/ctTEYQc9LXBEtDM5c"
    "2RuGvajsNqPMh6YY7h66FPEmC1HTdzzmECx6nwEP+ZTg9wBiAH3mUAaIDyDvj/fEEBYx+R"
    "gOnlfqHWDnrwAZjMwRs5HPab59580OttAToquf3oNx7yDXSr2lY4kBZLvBnj3ZdmFD/6Ps"
    "KZ5kZpjEDRZ43dt7ZjbBcXf+oKJ1jjDyIUNW4rVx4LoRQqum8Fl5A/MDFD+ktW6w0D0MXA"
    "GeoA6fYN02Moyb26lxdzk1jFEO2BVFAr2oySRYTIojpki8/wI+GS7Cc2bzn4cnP8L7rHEI"
    "e4kb/vfsy8Wnsy9vD0/+IW5I+MyGU34TXZnISz/kEHxlhINI1NcwowV03DpIxwSDA3tyfF"
    "QBbd6rEG55TeC9xteDlC6Jbxk2pHYdnHOE7eC9algDvuYEL4D4cSXEj0sQP84ibjnUc+Gz"
    "IX/XADxLN0C8T/crwH26X4i2uJQG2yduLZBX/YcIbhVsi6HNIsvIA8LGDLoQmwqIrzBTI5"
    "yjy0DthBpDF1Dvd4XzXDzBL5ODo3dHp4cnR6e8i3zKuOVdCfZXN9PsokU2gj6FrvGAnmut"
    "3ixho2UcSbhOReAoVsjeUEARB9QaA893HvljAf6YCC5A9A61dZJJFZ1kUqyTTHJMJIZVMO"
    "AZNB+Metpf4QC9nZ+m+mDr2Jt8KXAkDMjygH/gV5izQGrQ05QZpK2IdG/1zw6y9xKop1ef"
    "L++mZ59/F8MvKP3LlXidTS/FlYlsfc60vs2q6fEg4OvV9BMQP8GftzeXEk5C2dyXd1z3m/"
    "45Es8EA0YMTJYGtJKYrJpXTT+EaXX/kND6RYP4OJaQq5WpK+v14DqPKOQPNL8gziPij799"
    "QS6UeOanfmWeXscj7e7cr1ujz17NtzaF6stqoDtEadR1iIDR8PU2hWvgKC3RzCbkYVOUvo"
    "bD3AWz9aMOCDHBzMiEFLG3/KXFZJFtgRjO5SuJe4s7rbC7cIn5MFI53cIr41KXmxn3+am/"
    "bWojwMm5kkYwAtJTh/w98NUm6BH5wLQhniMKHAZswp+c/0OBT5aA93Nc3n+xcNgYUMLfYD"
    "FDPhVNCDgYEN/i9OQ+6kPzzrvt3rplT+DdArpuoQ2kVP4aGj4vq/2Fls/h5N1JbPSIH2X2"
    "zt3ns+vrldFT4vjziFnLIRUTDNB2b1+vpugvBf925oVrNiIYjLX+z8nk8PDdZP/w5PT46N"
    "2749P9eAXnL5Wt5/OrX8VqTiEfLu8aCm6n0uJKMEp2QyykFBmJy+Vyw5EduQ7Pka8mPr7a"
    "kAEIBAXw+Qfq8yUCXEjZe270cy4OXcC1CW74E5PrTIi+AUuHYf4vWNoIA86JwSzgrJ0CuI"
    "TPeRnRwfgbCIK6Ht12Pbk9cgO06DcvFhDhfKu00BIuliDqLScbhQFREHhitdoAQdMGS99h"
    "qKI7bGsMrprt9O+725simbKmyTpoHJOB/wHXoZ1Ny8u4ZgQaKa/MatG//Xz2R/Z7uLi+Pc"
    "+6W8QA5z2SLgk/ikq6pN0sJdIl49mpkgtAbbIcA4gtzs65IBAWgBfM+JrhjFswdYvwSVKl"
    "BVQn1BkCfc8QYA6rF+OLCQZoKBxMqoRQea9CwOW1TMQapTw0aZyn6KlA1mbItof2aLR9tj"
    "69/GNaztZjh/v17c2vq+5ZXp+RqaaNrMBFlkEZ9FmDIIh6hBaCIdkgVH8F7k7EQvKR9TnH"
    "3oCLVQZdreh6hraRptuzCW47xi5nQH4TCgOCEBdBrEY4TZiBdsYpu+JqKxm+3a/n/Pb2Ov"
    "XhnF9lGdd/Pp9fcpkivxjeSdgpSsi5amcp0hlK0Y5ptgh03LKzSPPlyQKFJcbZxiUOFhLq"
    "K/5cqxSctMiIibuykHPaaF0DeR/Ecm0MDoCwHMZgAhC/A284BNA3bd7G/z8CpnhJl/esZT"
    "w392gnZ0EYM3VzeNJUw7MHWvdkN8zJaSMT53UB7bOFZwR+rWzsJM0Aza3jgyoo816FMMtr"
    "aZxtl9aFOUGiUa6GslThGiWWpSm1LdVnW0qqBA3mOEmnZ7jnM2xwjYmqfFMlyQIpqlbScL"
    "uZ01GYJT3myq1JZN6KD1wO4b/A0nZcJNNfIA1V34oabpe7Ah4dtES+YdZ0W2TJehubezF/"
    "hYfgg9EQXSWthjgLsSMSzPzAE7JdJpHVFRrKAbT06LP0iCLQNW3HNFWPpUdDhfukykbTk+"
    "J9pie5baY4yi6qnBoT9R8etp3sKd2tXTLbdIoMiVkFntVwltOUei9Ur6c51PhriqQUUVc+"
    "oF1PI8mlTGVBzyP+kfjImePf0HMualKwryVx7MluIV60lYU3+3AZJzillxoHwEIuCiNRF2"
    "d3F2cfLkc/quzkixOujJa2Xf2+GnCA+686zeDLAafK41OhW5LNp57dSgf8rCjfiC07GCNT"
    "XNsDn+EDojJl24SuK16dAs4OF24ynfs53OXDlo6JhKuEBEzs9JFbfpTnA3V6sw2SB1/MMO"
    "lzTKstu6Q4mXCrdkq/ktu2Yaa4DsJccnh1IE4RDQ7n9k1taC0c1sxMyJBqO6HXdoKOYL6G"
    "WdYRzKHPcP3o5YaRy9clD02RXaowLcvSTmOaZmmnu/OxtJh0ut6/VdNoyRFq91Vt95Wb2m"
    "W3qQur7aOR+ujFyq26up6sTl0yuROXVC4Z1bFMJS6Z9Sl07bhkwt3JEMTjihP79sAVAzPk"
    "EjyngBGACVgjXd0D03Bs7XDppzTWDhftcOkJztrh0hfdc+cMNe1weQ2zrB0uQ59h7XDpVB"
    "4+Il+c3pPHt/ggoATJRucAbSknX8SFxSlj4mTKMf9jNsnD38YZQTqtSKcVvTTiW0kr6tQZ"
    "U+aDqeZ6qetwoXxt/OLgPSAOwZVneogzqpB7Lw6nkq4RcWQVWWKxIQi7ipMRG46xgQMlPH"
    "qkbhmhNJV2oNR2oOxW6rfWWZtaJU+ew4drYpekKHWGf59nOSqGWFdJS1FpLa2+lmYWbKnU"
    "alpeTUsttl7paVMfYuqwIlUtcblcW2Nxx8oKm+tgJHJ/hWW4Jhf1C2TQigRMRqqkyrWOWc"
    "nyBNxy9NG9KFAgQ1rMLjiztItbbBQve8kD5PtQ9WArByyXnHsqEKyjaUf9B3hATPtnHTUI"
    "5Wgtuv/6lc5R6lrL2g2P40vyqtZhLsv9Kna5p6n06fsbeNajuqV10E+QaOh3tPBBVMDuIv"
    "Ap8UcqiyPdo9zoiKrqGea680/tjk9kyS/5CpNABqNmCGHgBQzw2SGyEzcSZuRJ2AthrTSH"
    "JprfcLuBmA9jbiSQvAHS8b10/bWe1V/TBcJeT4GwiE99QEIp8J/LeFncpxo3s8LuTtWCYd"
    "OYQ7yXZR/RI8IM3IvN1fwXTdQKVReMrEGr4DjfRjRTjVQs6u8ZRvRNHpEtZTdGT6KmAkML"
    "T9ZW+F6LSeliMK0Xg+k/1xqIXyoRmXpEtSMWSZoB2njt51RpZ1+Hzr7+e4UG5a+YEVUZkO"
    "I6Uqv+gwC3zJvaSQkppvRMVK4EouIi/dHpR/vAQ9jigIs6IJGyKep+TPgPuP2SH5EqqC69"
    "UhQ3WJP0Fue6KkhrZ/JmFewcruVBGQW5jtD0OkJjupBPQsMDmHPEO7MPYwQxiNapcJQFWB"
    "z1voTPY94KFhxjIN9JeNBwNa42pEUhcu034AIK8p1ZGK+SCcgJKypiVu7azZAOqPRhG/qJ"
    "RGdJfEuBa4mZk6Ia3A6ow/0qNXN5r2IbZz9XM1enZb8KThWbHA0mOkurZVKfZzoZGah7SE"
    "iedBC+jC1naWdjM5umakcRrbvMsDs2CVXzthWLsFfJ26rZKIlDZmetQiwyiUDFcORXm/Nn"
    "IGyzMOudm2Qc9kT+AwUUYRbusaOIi25pvlHGF6MFoEjG5r/HYIZMGFC5S3gRcGNO7M3LBz"
    "A7v1vLSRY6ftl+/NIk9QI9McEAJUrLtelq1lQdbj3Vg/1JlQCl6FaIbngxH6RUGJbFWZAx"
    "gc6B3CD9NJQEtZhGTDHA1d1+8N3z0aNDAmrUR1pBOrySZp0jbjTf/Vw+kja5+2xyIywwVi"
    "iepWc3J6iand7ciL2tlNKdPb7ZcqjErUExZQXp4JzER5WcxEclTuKjvJMY3jNZIKlmzmKK"
    "rM+ZiyNxKpY4v1fsW17akAGTvzmQzw+Y7dDUpubIbu9rnuM9dNzAVym4hROVJNG5HSpA+f"
    "0M6kR+ujpyPUesRXmfRbkMIW4SLFEOoOe8z3OuQ6CvYpp1VeJXMc36aCp9NNWgj6bKJXU4"
    "Kl2/VkVixZ7J3eRgWy5IfMbBN+2RKvwbXRqXRnzhutPPQrzFSLQcLN14M3q04vsbKm3FPC"
    "wOjfIviCozP4qlT4JkgIGOTirGiK+qjnz3tlwlZotB0ioOv4MSh9+BIiuUYIZU0rw4Rpog"
    "0VHSXTop5sf/ARVE7oI="
)
