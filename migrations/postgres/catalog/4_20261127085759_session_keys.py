from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "publisher_sessions" ADD "key_hash" VARCHAR(64);
        ALTER TABLE "rehearsal_sessions" ADD "key_hash" VARCHAR(64);
        COMMENT ON COLUMN publisher_sessions."key_hash" IS 'of the stream key it was let in with';
COMMENT ON COLUMN rehearsal_sessions."key_hash" IS 'of the rehearsal key it was let in with';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "publisher_sessions" DROP COLUMN "key_hash";
        ALTER TABLE "rehearsal_sessions" DROP COLUMN "key_hash";"""


MODELS_STATE = (
    "eJztXVtv2zgW/iuEX9oFPEHiXJrtPiVpOs1Omgwa73YwRSHQEmMJkUmPSMUJZvvf95CSZV"
    "0oVZJlR1b0EsQUDyV9pA7Pjef8PTCxwC6b7p2ZJvOpGLxHfw8onhH4J3NtiAZ4Po9dkS0C"
    "T1zVGwe9uOo24cLDphzuHrucQJNFuOk5c+EwKnufoTnxOKPvEaYIe8LhAjEPYehP9+QQFj"
    "NhDIdOS/X2qfOXTwzBpkTYxAOab9+h2aEWeSJ8+XP+YNw7xLUSb+lYcgDVbojnuWq7sLH3"
    "UfWUTzIxTOb6M7rqPX8WNqNRd3hQ2TollHhYECv22tR33RChZVPwrNAgPJ9ED2mtGixyj3"
    "1XgiepgydYtQ0M4+Z2bNxdjg1jkAF2SRFDL2wyGZWT4sgpku8/w0+GS+hU2PDz8ORHcJ8V"
    "DkEvecP/nn25+HT25e3hyT/kDRnMbDDlN+GVkbr0Qw0BKyMYRKG+gpnMsONWQToi6BzYo+"
    "OjEmhDr1y41TWJ9wrfOeZ8wTzLsDG3q+CcIWwG72XDCvAVJ3gBxI9LIX5cgPhxGnHL4XMX"
    "PxvqdwXA03QdxPt0vwTcp/u5aMtLSbA95lYCedm/i+CWwTYf2jSygj0Qakywi6mpgfiKCj"
    "3CGboU1E4gMWwC6v1N4TyVT/DL6ODo3dHp4cnRKXRRTxm1vCvA/upmnF60xCbY49g1Hshz"
    "pdWbJqy1jMMdbqNb4CASyN5wxAkAag3R3HMe4bEQPCbBMxS+Q2WZZFRGJhnlyySjDBOJYJ"
    "UMeILNB6Oa9Jc7QGvnp6482Dj2JiwFQMLAIgv4B7ginBnRg56kTCFthaR7y392kL0XQD2+"
    "+nx5Nz77/Lscfsb5X67C62x8Ka+MVOtzqvVtWkyPBkFfr8afkPyJ/ry9uVRwMi6mnrrjqt"
    "/4z4F8JuwLZlC2MLAVx2TZvGz6IVWr+4eY1C8b5MexwCBWJq6s1oPrPJKAP/DsgjgPiT/+"
    "9oW4WOGZnfqlenodjbS7c79qDT97Pd9aF6ovy4HuCOdh1y4CxoPXWxeujqO0IBObsYd1Uf"
    "oaDHPnT1aP2iHEJDNjI5bH3rKXZqNZugVTPFWvJO8t77TE7sJl5sNAZ3QLrgwLTW5m1Oen"
    "9raxTRCQg5DGKEHKUke8PfTVZuSReMi0MZ0SjhyBbAZPDv9w5LEFgn6OC/1nM0cMEWfwBr"
    "MJ8bhsIsihiHkW0LP7sA/PGu+2e+uGLYF3M+y6uTqQVvirqfi8rPQXaD6Ho3cnkdIjfxTp"
    "O3efz66vl0pPgeFvzsxKBqmIoIO6e/NyNSd/afi3M81dsyFBZ7T1f45Gh4fvRvuHJ6fHR+"
    "/eHZ/uRys4e6loPZ9f/SpXcwL5YHlXEHA3ultcSUYpbphFtFtG7HLxvuGojiDDA/Llto+v"
    "NhYII0mBPPhAPVgiyMVcvAelH7g4dhFIE6D4MxNkJsLfoIUjKPyLFjahCDgxmvjA2jnCC/"
    "yc3SM2MP4aG0FVi26zltwWmQEatJvnbxDBfOuk0AIuFiNqLScbBA5R5M/larURwaaNFp4j"
    "SElz2NYYXDnd6d93tzd5e8qKJm2gcUyB/odch29sWl7GNCPRSFhllov+7eezP9Lfw8X17X"
    "na3CIHOG/R7hKzo+h2l6SZpWB3SVl2ysQCcJsthghTC9g5bARSA5j7E1gzwLglU7cYTJIu"
    "LKA8YR8h0PYIAeGIaj6+iKCDisLBqIwLFXrlAq6upTzWJGGhSeI8Jk85e22KbHtoDwbbZ+"
    "vjyz/GxWw9Mrhf3978uuye5vWpPdW0ieW7xDK4wJ6o4QTRj9CAMyTthGrvhrsTvpCsZ30K"
    "2Bt4toygq+RdT9HWknRbNsFN+9jVDKhvQqNAMOYSTPUIJwlT0E6AclNcbbmHb/frOb+9vU"
    "58OOdXacb1n8/nl7CnqC8GOkk9RQs5iHaWJpyhEO2IZotARy07izQsT+FrNDFgG5fUnymo"
    "r+C5liE4yS0jIt6UhpyRRqsqyPso2teG6ABJzWGIRojAHaDhEGHPtKEN/j9CpnxJF3pWUp"
    "7rW7TjsyCVmaoxPEmq7ukDjVuya8bkNBGJ87qA9sRsbvhepWjsOE0H1a3jgzIoQ69cmNW1"
    "JM62y6vCHCPpUS6HshLhagWWJSl7XarNupQSCWrMcZyun+GWz7ABEhPX2aYKggUSVI2E4W"
    "5mTgdBlPQQhFuTqbgVD7kA4b/QwnZcosJfMA9E35IS7iZPBTw6ZEE8w6xotkiTtdY392L2"
    "ijnBD0ZNdLW0PcRpiB0ZYOb5c7m3qyCyqpuGdoB+92jz7hF6oCvqjkmqFu8eNQXukzIHTU"
    "/yz5meZI6Z0jC6qHRoTNi/e9hu5Ezpbp2S2aZRpEvMyp9bNWc5SdmfhWr1NAcSf8UtKUG0"
    "KRvQroeRZEKm0qBnEf/IPOJM6W/kOeM1yTnXEkt7sluI5x1lgWYPL6IAp+RSAwAs4pLAE3"
    "Vxdndx9uFy8KPMSb4o4Mpo6NjV78sBO3j+aqMRfBngdHF8OnQLovn0s1sqwc+S8o08skMp"
    "MeW1PfQZPxCuQrZN7Lry1TkCdjhz4+Hcz8EpH7FwTCJNJcwX8qSPOvKjzQ+00ZutETz4Yo"
    "pJm31aTekl+cGEW9VT2hXctg01xXUIhZ1jXgXiBFHncG5e1cbWzBH11IQUaa8ntFpP6D2Y"
    "r2GWew9m12e4uvdyTc/l69oPH8hz5eSGcZoWm6AHoG1IHYVHCbOkP3iBOQKNXKY6kOcH01"
    "rPy8yCKWN8NQp+UfBvRFMv+Hd3WFaDob+rU3QVVccMYW9ErGxEdBNnHdc1JDadoKqNtsTM"
    "qqtqT9yoYSyT90pnGNMlxyowjK1yATZjGAvOiGMUjSu3gT10JdCEuIxOORIMUYZWSJe3g9"
    "Ucuzd7tVMm6s1evdmrJTj3Zq+2yJ47py73Zq/XMMu92avrM9ybvXqz13pmr4Ra0lrL1yPx"
    "ZDKr7Dzk58WKkayVFmtL0yHnQibdk4lah/DHrHMsZRsps/oouz7K7qUR30qU3UatYkXGsH"
    "I2sKqWLw5r4xeH7iGZE1qluJEp24h7L3O1KRuVzODGFlSej6OuJlFozTHWsGQFmXiq7sBJ"
    "qt6SVdmStVsnIXrloabyQJ7mDgxXR0FMUPYHXto8y2Ft0KpCWoKql9KqS2lmzgnjXkzLim"
    "mJxdYqOW3sYcodkSeqxS4XS2si6lhaYHMdSlCopa/IZTkP5T1kvlAuQyVyrZyHqloHaI4e"
    "uZf1OpRvUdg5KXw3cYu1HJcvWU+hDUVAtpJvvCANsESwiqQd9u9gvqTmU3/V8Kn1UnT75a"
    "s+WGzTUtZuWBxfklc1DnNREF6+yT1J1RejWMOyHpbxrYJ+jKSHfkfrgIT1HC98jzNvoNM4"
    "kj2KlY6wyKRhrjr/VO/4xBZwydOoBMoZNSGEorkv3YMg98tOoCRM2JPUF4LSgQ6PNb8BvY"
    "GZD0NQElhWAdnwvfpyhC0rR9jXy3s99fJCPvWBSKHAey7iZVGfctzMCro7ZevnjSMO8V5V"
    "QSWPhAp0L3MNwC8eK52rr59agVbDcb4NeKo4r1zU31OM6JvKGK/2bkqeZIkRQWZzVWrkey"
    "Um1ddGarw2Uvu5VkfsUjHP1COp7LGI03RQx2s+pqo39m3Q2Nd+q1Cn7BUTpquKk19Wbdm/"
    "E+AWWVM3UlFNaC0TpQvj6LhIe2T6wT6aE2oB4LIsTihsyjI4I/iBt18BJxQF9ZWI8vwGK5"
    "LW4lxVBGksRXVawM7gWuyU0ZD3HppWe2hMF8Mk1MxHniHemQMxA0xRuE6locynsvLBAj8P"
    "oRXNAGOk3kla0Gg5rtalRSFj7dfgAhrynVkYr5IJqAnLq+lXbNpNkXaoEmgT8olCZ8E8S4"
    "NrgZqToOrcUbTD/TIlpKFXvo6znykh3YdlvwpOFakcNSY6TdvvSW2e6bhnoGq2lixpJ2wZ"
    "W47STvtm1g3VDj1ad6lhd2wSysZtaxZhq4K3dbNR4IdMz1oJX2QcgZLuyK828GckdbMg6h"
    "1UMoA9Fv/AESdUBGfsOIGtW6lvXMBitBCWwdjwe4gmxMQ+V6eEZz4oc/JsXtaBufG7NRxk"
    "0fsvm/dfmqyaoyci6OCO0nCpxoolhrtbXvhgf1TGQSm75aIbXMw6KTWKZX4UZETQx0CuEX"
    "4a7ASVmEZE0cHV3bzzfe6RR4f53KiOtIa0xXlm2oq4Uf/0c/FIvcrdZpWbUImxRvAsTKId"
    "o6qXRrsWe1sKpTubR9tyuMKtRm1xDWnnjMRHpYzERwVG4qOskRjfC1UvrGLMYoKszZGLA5"
    "kVS2Ysk+eWFzYWyIQ3R+r5kbAdnjjUHOrtbY1zvMeO63s6ATd3ouIkfWyHDlC4n8Gd0E5X"
    "ZV/PEPdbeZu3cuVCXMdZoh2gn/M2z3nvAn0V09wX6X4V09ynpupTU3U6NVUmqMPRyfqVCn"
    "RrzkzuJgfbcn3uMwDftAc69294aVjo8cWrTj9z8eYj0bCzdO3D6OGKb6+rtBH1MN81Cl8Q"
    "10Z+5O8+MZIOOjo2UrpHflVV9vf5lsv1bNFJWsbgd1Bg8DvQRIUyKohuN8/3kcZIei/pLm"
    "WK+fF/cPbpbg=="
)
