"""Passkeys, and who somebody is to an identity provider."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE "passkeys" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "credential_id" VARCHAR(1364) NOT NULL UNIQUE /* base64url */,
            "public_key" TEXT NOT NULL /* COSE, base64url */,
            "sign_count" BIGINT NOT NULL,
            "name" VARCHAR(80) NOT NULL,
            "suspect" INT NOT NULL /* its counter went back once: there may be a copy */,
            "created_at" TIMESTAMP NOT NULL,
            "last_used_at" TIMESTAMP,
            "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
        ) /* A credential of WebAuthn. What is kept of it is public; its secret never leaves its owner's device. */;
        CREATE INDEX "idx_passkeys_account_ba11f7" ON "passkeys" ("account_id");
        CREATE TABLE "identities" (
            "id" VARCHAR(36) NOT NULL PRIMARY KEY,
            "issuer" VARCHAR(512) NOT NULL,
            "subject" VARCHAR(255) NOT NULL,
            "created_at" TIMESTAMP NOT NULL,
            "last_used_at" TIMESTAMP,
            "account_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE,
            CONSTRAINT "uid_identities_issuer_1dda2d" UNIQUE ("issuer", "subject")
        ) /* Who somebody is to an identity provider (OpenID Connect). */;
        CREATE INDEX "idx_identities_account_583ffa" ON "identities" ("account_id");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztPdty4zayv4LSi7NVisuW57aeJ8/E2XjjGafG3jN7NklpIRISeUwRCkFZo9rNv59u8C"
    "LeDVKUBNF8SUYkGpK7gb5f/jMwqE8dPju9MgwmxAN/ZO7gkvxn4NI5g38Uvh+SAV0sEm/x"
    "iU8njoSgcuXYx6VCrp0I36OGDy+n1BEMHplMGJ698G2O3zb4alGfULLw+Myjc8KnhLoE9u"
    "FL1z8RZE7XxOSn5MFiRG5LbF8wZ0psQVa2b+FHwlcu8wh3nfUpfqnJDfhW253taP+la/+x"
    "ZPBXzphvMQ++5dff4bHtmuwbE9HHxeN4ajPHTKHUNnED+Xzsrxfy2UeLej/KlfjbJ2ODO8"
    "u5u1m9WPsWd+Pl8Kfh0xmD30R9ZiZQ6y4dJyRF9Cj4rfDA95Ys/pHm5oHJpnTpIIEQOvgF"
    "m2eD8fjz3cP4/vphPB7kiBdBJPAdPjK4i4S3XV/Iv39Ov40d5s58Cz5evPkz+J4NHoJV+I"
    "X/c/Xl409XX767ePMX/EIOpyc4W5/DNyP56k+5BRzBYBOJ9Q2aJSXHFhVWHXSnoTqH9jev"
    "FND+5lUp2vEVon2DZvn/GgiO1reD2ujBBrcbFrN35L47U0Duu7NS5OKrNHKFwXGPHHr/fn"
    "/3uRi9G4gMgk3b8Ml/iWML/wgRXYFYxAXuPBfiDyeJ0O8+Xf0zi+uPt3cfJHK48Gee3EVu"
    "8CGDeMNjiJwx9fPI/wHe+PacFRMgDZklQgh6Gv2jW6R4uPl0ff9w9emXFD1+uHq4xjcj+X"
    "SdefpdlsfHm5CvNw8/EfxI/nX3+TpLtnjdw78G+Jvo0udjl6/G1EziJHocPUqRmX1b2LBd"
    "AzKnIVsgcygTeiq3T2WHCn+8FI2ucxb2aCgNmgwRfM7I3HaXfiASXhbZQwV/XE/fTkPtSk"
    "s5dsUbjZvpY6HeHSIwj/MfucfsmfszW0vM38CPpK5RpAwmjM5oq+NC+Z/RqYqebr7fo6vY"
    "JswcNsCAyRzmByf06v7j1Q/XA4nqCTUeV9Qzxymc4xs+4pkn8dr8q/lonn1CXTqT6ME/BH"
    "92FvclzoCILtWOAFyl6AO4IgvmCe5eStvc80FPJdwDq31K3bxF/+zq3j7XgU0MK+xzNqe2"
    "UwfTMUDnkD16rWKWw6pSdMt3aRNGomv8xDwbNm2i+hRucDz6D4JcEtsnARciU+APLvctIA"
    "tZM//l6UMLKsSKg2Co6xPLAersu4Fju/DXAMld2Epw4qPz1+UTbq6JAP1DENslkzWcDLUj"
    "kL2qr5Wu6uuKq/o6e1VNWywcuh7X9aVl4XSmizY+NY87tZAcre8iclVwW47aLGb5AlHBvb"
    "GwQ72+jrjJQx+PrJlTkxFgOMhX/s1cw1sv4CfNmWlTEv1d/355Eqf3onaWzDkHQLmZmnIN"
    "pEPD6SPxIQT/8ecvzKESo3nilwSkj5P8OQdB6vpMHG48wiWYrLfE1QfcqNNY2vY0dRpDJn"
    "NsNOOKIom1sPRDsNFaH8G7srhgxGMGwx/2ngRGHyVouk74tyGBBQzeEDBdlDV+JaQG1nEr"
    "rOwat+o0J5syZm6LpR9hj67ixzaZ69v+9jf0JthI5YYeJaKQ/8BrRufbYuo23qmruEK3zd"
    "YH6hfYRBt23z5+Htm6DQzBNl09RbAz217E3ctdOosjsERg362RFGzTVSyt2MTifGtV/Wuw"
    "zf1ysvmpHcLYToO6gZlTFNKNDaCKgO7G0lJJ6ebzRGzWYb4gK+obFnE5mSGdyEaWY0a2bz"
    "HbE6iww0vU2OHBmljcMYvyudvdvCBY/Osg2Fz+tWG4+/dtIsgf7NmN69eIIdv5xIdQyuob"
    "1ZzhT/j+r6PRxcXb0dnFm3evX719+/rd2TtYK39v/tXbCk/Yh5u/3Xx+SDu28EF1YLn3Oj"
    "7HdY7W69indxVcup3kbSTwLPlgXTQngToYOdt9Fl0sfbRKotNCRxpms+iSh604ia6AcWiH"
    "2z5BsZYu+7FUl/2ooMsa8ZpnVVksCwTwEyEjvBIfzDslX0PPsmFRd8bQuywVSiGrBT2+Ir"
    "DOdmD9fG77MhPFXc4nzBP4iGESCvdMLCmchmtEXtHd71e3nDN5P6eOs7XOq38qX6D0Xoze"
    "vonVXPxQpdjef7q6vX1ek2ULbtTK1IoBuihyRyoid1Qucke56joGCr9fOx0uA6YzqgeTNd"
    "i8NhjGsvoZI+bkERRqgQYwub/++AXgfr7+38BGtgXBozihgqkFynZdWyrYH/UM6RCgHa6i"
    "QpKz3TKVPVjSNRI5divOAQHLuZQ6BRI9evmMUA+XKfqofgJJOaWeLJNC+bqyOJlyx4nuB4"
    "C7wsbVKIRlCBnlZ15Mb7PRFkL3sKXXGuXPtyUayiVxz4leDieKs1yKOFEyBaaCE6VTbtRs"
    "DL70J/zbpVT1Qb13fVmygJ+i/JZiA0ERrtDJ/QhHCl9GK/Hf4dGVW6Hhl3V7/wocAw4vrn"
    "HZN39MfR9z7tFr+ntfVHXYoqqInqqIjtZrrcRaIF7BxJ1xJi5JGEUckqgarC4RzlWIcF5O"
    "hPOchzR5eZSrChIwWiOfRhg/EcQ2h5vcOvg8Bawzb+GFYq03GFoX0wNUHx0beHkQxZT6o6"
    "xoggsB9hqfvidnl/gS650UibDHKF3ClxGJkxqXJAmj8yVpKA7aP/8SOzUQHK3vIHLbdxdt"
    "UgpqHuMc4P7QPRjU5Ddh9WQ9hrLjCCSWbubx/QC6ZzG+o/U6n+oA0aClG0y676kA/QYrVl"
    "egm7OQu6Mej0w/UhYI2BmqRKkK9V//U7Lr8o5ZcaT/9u7z36Ll2TZaGdEb2QRpKoHkvXaX"
    "81xALS2FI1h95fAZWTDXBIQPyTkJrTsG6tAIPlCzluBtHilIxDADm6sgl65U1UmCaIvnum"
    "6J0fmrt6/eXbx5FSM0flKF1TxCs5ZsDq/VmUMF4H36kNbpQ4ZDgQjmWIZK65I7B3w8pcqY"
    "NhmcU5QwSxfjwCu6BsPOJ3PAcRg7BrHjbi9oju1QyG5vzblAAfjRHIwXyQQkwVD7WBZI0u"
    "r8hQxoI4mqGWVb1E8kdrBnTAFeKwylFJS+VlJTk/RMpZkJrCq3jc5y7Uz6bOcXwalik6MB"
    "obOwvUzSmdIHy2t/nqYtRM52U7H/ElqcHjF5OpBtnOjRUJQWkG7hUJEYkG0boTgcJQwDPW"
    "LubkCMIOP3MqaHsDDbyPaBdtQUQYwoJFrxZBPYCXeVe1WMTdnXN2+RB9VP+thhcKk812Cx"
    "9ED21Yo3JUC0ds7LpqfrYZhgj52FQcCr9gzdaY+9Q3fN3RHCg6hHzBVWrFlGwU4a6VLx2E"
    "jtTsIdj3U18KUGEMzIYtRzbIanH75S+IQCkZ64rRjv6JJWrtGkED1LyTpB5b6m+OXYU5qh"
    "vAM2kuzQVmQdRa3bKuyiuEOc0qQIhxpoVpDFcuLYwoJ/DkFcmbLwInzGZOkFyCu460UVk0"
    "PU6rBecpOdM0xXURZOndjfN/cTLCKCp3GFxbDeEI1Ij1mgoAgK++GSoAz8RHHSkT6Z2c/n"
    "xxxFlja6AQJLKaRKEzq0n5z9yNa1XQNJGI3vRVzciXZT2OwIfnqQObZ0VbOSdp6TTR2wg8"
    "IWeepFtkkorQ9+GvtDEpMlSOLDe6GYSpG5CyMV3wGsKr8No5z/AOdFoLivqeJmwPS9FNpk"
    "C4c9AWviOQ21ozBOSx6bhMKjB6dxuVmvHjZcrzGaGx7nnUypkeMsxkuvlvsxBaQxogdhfQ"
    "2eiSCEER9uqa+btkkwPaXJSX99rsJdYFUpNeS7Y2nLdeyOCo1qPrJnXyeJ+UI7oGnpE3q+"
    "AVq5S6j1Nsa/hIzT62A/47z/rIhX5BF457IHDv9RPbK1utNrxSVUz2yOQSqc2+3ck/FshC"
    "IXZXJwQoWbMj2oQakNsuwKI6cPgjHocwyrhbussSfTk40Z+N/dLZh78wP5yF2XGf5fCnse"
    "N9+psPeDLcQy7PiwnPwfrN2uwfHxOhgPrG2U+ww3FFJGdQyhs8ukIcJ3okdHZ78GkhMgHc"
    "TyTmzHPkv9OYHZifi5LOBYikaEzsL2Weo6U7rPlOgzJTS3MDTOlLjBVAD/M/qfC42Rzetn"
    "zBG5cIxOyzrZ5DRwc3pswT05LAVY7yURmKdAMflyEjWLZeKErGzfxb6xK4sFeduTpUADhK"
    "5oWc54u/v3HTK1UurKzZWA3kXuo4oOXAkgbbtSDCQjEWS5wNNqEUYNi6w829e641a5O+/v"
    "93efK+OPReQwbcMn/yVO6JTtjpaN2EipXbl2ONnONxl9Cjf4oFED01tmzph37folPUyT76"
    "vliyNXjhksVXZ53bmMCNsMUsiD1sewHl6+JxMOlwffofsq4OYypfzslFyRFXVAPJ8IMqEO"
    "lW2RhJzXFaTKgQQh+DPWRNB1waSEvX1roSst2GUgrwAOWijomZry0UddVfvpYdpND9M3rn"
    "pAn1D7gdXwntQ66BuY/WkKTTJjQEUISxwDvjAkU4/PyTnhqnlgB9EX6LzYtKwiyQZGZ5Jo"
    "yYIS/Q0D0VMP8wkgnVEf5dVEN4FOfeap1/UfhB4J7aGmHMhD9j6u52VBcDZqojoF1Ivc+q"
    "7ExFltw50YGBUP6U2P65yrOhbztzzlXPxyff/w5ebjw6DgkLeB6a/xTkd2wFXxm7raJag9"
    "qGmdPOXlBnbmLjxvZifOlerYENlHRJbLBzqmnD4k0RckiHC0UU/J50QJmklczGeVODWHUQ"
    "WJZ89mOCBQMCxvKxg0sstvqpi/HZ4CrAPps1P0yk7pLeW9aEedLxycAdsDy8Dgnsck8xsS"
    "314MicemS9fE5HvZblfRYth9OWGd475N/dreCnlkv6ZHJggFpgz4NAl6PGVZG/zVpOEcgJ"
    "3kEZk2BjzrUGADoTMRwEqWdFhRoAL2jZG9/2WwSRajhOfo8DVWHqOiyGComnQUQXSuoetI"
    "qaHrqKKh6yjf0HVSi8FMtOcvyEfCVIzgLG/O9yHbO6anKeRR/kxvpz4bUc8ctRox2ERzp0"
    "18c4u6l0xY9TgJr1Ly0qY9valzKTSkU2UwVRZ0vFC5iQzW5Re1eImf9w1Y9DCFyi1Q3/ad"
    "evPOIgCdDaKG6D4fqSgjsKqiXUROGUn+shyeyydwZcA6oPhVycWdjNMyLGYusQUKmPZek2"
    "EkxTv0WfW6aSypyKPsSTwD3I/LovGlAeFC2A6NJWlt1JekgLwTBQof5w6jbonSnwLMoHYC"
    "kLviapEM3+/t+XB3d5u6OB9usozrH58+XINMkTcGFtl+SUQdO4MXmLWV2I5h9ojo+MnRYr"
    "psmJHyHMYtxhk1CefWn8MYyzWcxIh6Pw5hZPAN8OCCUM+w4Bn8+xUx8I90HLb/8YySSTSq"
    "gktD9tJaZ2ktD12TjtAJuJ7CmlN4XN/jnYbS2TcbRGOHwD4Njs0juEccQOF7jNU78WBieV"
    "6beGpbnn3wZLMV88YlFZClinEWTNsyo4NpxAtGH8cNsVsI26M4i2LYl3necuE3HTlbuEEv"
    "PXSWHh574gaN07kUL1QGSturJAN7QUkGCZO8Zb0UJobBZ6yfWlAs8a2lfbd24Y6r40g/sK"
    "PZFVsuzIZUTkP2kVytyaxvquGxh9eqeo30DTiVW42004BzIy+3SEP4BTY5XnaVzz9IR8U8"
    "xrZuUHovd+kSjmrlaGzQOQ3n8hTjMupZqoDRaMDPUdoaxeisk8Uir1xR/kp0FysyVzZ3Xr"
    "F5D19gIQYlGOkz03NxZLP1sDNomHJ3Sm6CmUIEuPRaEGk6omNnxZeOSSz6xEgwoc4cgg7P"
    "lzM5TiSrs+/xq39zo2zBCSOGwwUzL0NY3wrmyMr2QvCdSzA3HkFnCPIKg3EbM86x7oQ43J"
    "0xr7y8JN2td2N09WUm9VJglQZuVszbfHbMrNh0kVbFdQJE50SfYHIMqFLf2668FxSOLxxL"
    "F+5RE3dr+9nesp1sE+sqBdgbV1obV/1o05dAZZRwzeYYpyH34nLuibytx7mRw7mxv3lP4U"
    "qp+gUeZzoH/Y5kJ0MextV8sF64el2kjs/i0Uw27dkZWDXcpEGzkDrjTTRDvKpPUHHASQEj"
    "2a/LVS8mouxxLW/uDD+BfP7H7e3BmoSg1wcLdss8QmEx7zNOIVilXMtkeEwOgqEOhl6/ss"
    "nV0rdcHD5NpVPkkS38ICiLn+RkO+O9lJ6CAaxPXNm2w2H0iQVTqPkKDs2JICZ7sg1WVCe1"
    "l+/sa7B0kAvDCvfM5hjUlMo5QH2RD4xBsDevwimWtQuzLpQcM7isvDTrIu+cCa5U8WDl8t"
    "KsNJTW7rGPd/fXQ1IT93sv1AK5XJY0V9W/MQ2nbZZP3YS5PbdqPGyD/0MXRqWTbVXKP9+V"
    "V3++yxV/iqVYFI7GqqzbSUDpXbkj3QnyBoIaIhubof5HOCjWlxhq8hiZ0zVGoSgsWyg2YN"
    "lPmc9xZbf1rvlhP0+rp3Q/T0s7t1Y/T6sT87RyI6cLXS8Fc6mrfDDR8nFyKI6KNyaGPEH9"
    "Qo7hhXen5JNssodBf4M6Dv7pgsDVnjvJ8VdrAJkz4q9sg2E9Fl9KLwr3zDCbJeOG2e2Xbe"
    "F/CbFWk6OlofR1CTRkaG2laJT7Y9xwapyyRRSu70CPln3MsXVshixwUcvTlQTqHJ7bzzqi"
    "5tz2m1k3GdDevNFa6e3bJLwEKvdtErpO4b4p8E7locytH4cREFUMp4B07kGxkp7WKKufCO"
    "Y9MTEktowc49hFIhplQ78+HykQAlaVUkK+y7V/H1tUWHUokYTRmRBhEXeQs4Idx6OcdJzx"
    "YbuyG3kTQrR/IQyMPtQMS8QwzYISxyM9WowyPDEPp/7mMV0+QDgBstX84H2deZdQ4jGLUU"
    "9QAOZyBGzttjcV5GhtunCSMFi4V9OxkgDp/cS1/cTFlZL1ncSKhZKaIVvVQ5w4Y1q5h8OC"
    "3yKn8KYWuMIVnCg7VvD/urJOErQW45FhO5SCgsnLzYzp0Kt+EnRLCdaQybrA1dvevn1W3Z"
    "bsRkWzvChXLC9Gz3pxO5jXMojP5gLuqQxLyLxP5kxB8GIuKDwhQVJGFMdQrejYscL5smpQ"
    "kc0AW9FH31943GCioO1DOfoTIBqrOxL7KzYh4c8NCtktDvyg6XCclljTBvnBaWjgv0sB9p"
    "54rT14c+C/8EfwWh6mBIzOfg3ZmS5WkcJeEQI4nY+dpAmDrwh9UEBeRht1Ot3BTKo+Iaiv"
    "KuwEtvv0q72lXxUf7DbQ21dsHtyJUZHappbRVjePLTQLTsmDhaO6H4PmS2CuSfGJs0njqj"
    "3CXafIZ9Fsjy38E8EUnLohmjRU5/wVu8866+sRnuM+nTAT+lZBL4HKsnJEMOCIDatOErBH"
    "k7gDMoAITIae2+7SZ+K93AN24j4IsWha0os6B3OQvryWTbSB0NkhYPHVpYyKrLhnDknYbG"
    "FIuG0aQwIIZI1cb+cq1tJ5ubV0nrNNg0YIdQiwgdCZAJhMAqgXQyKWhkWoID+CcJjybxjV"
    "uoX7960J/tsvgIW74tX0OydAdKZA4PCaenyuh4e/93b1/hfNvQMal789eNQVtl/mHUi8Hl"
    "Y6CPx4obKPwLGDcS/oZN+AE/xacuNjQVmQeZDu1AeMn2O0EZg+8wS2jQY1ywIqFbkQdvEV"
    "W9W1/ZG/L5WdPgKAdlp8HNarsMceHxVT3xGDNaREtF7nMPyBE1ESEqF+yVXvuNHflOujXH"
    "uN3Wo7ruiQvGqHods8nssz1NNQWyWp64bwfaehLzz7CbBTB/sJkB71NVGfM+QOZG58pQ5Y"
    "PoMiUyN8VW1mrOQiRRPjDpT/gDWeiCCAKLAYCadMWtQ1T8mXhIIfZT1fouYfGwag4c/zhk"
    "VbG//m/uZ+tbgIwC4TA3BOxHv8xL6fU9shoWfoZBgOs9msk9UmwuIrmYEJ3zdhUVT0PXbl"
    "QMMn/qUri//myvEawfcPYSMTljIR5H5jDi1Hm0bIPMLyATgpeZMwboH2mZcMf/9LnYsj08"
    "cQ33Bs8HCciMs0QeyDJoyVm0m9EtLtPD29+nbvGs0BD6qB4Rigc8gdvVaaufW6YujW64KS"
    "WgpWujmeFDQTrupsk4TSF9OSiUfSFqscsNtnsyFb7R/tPnemiVZ9FC6YGhp7sl8KIGXrMb"
    "C3zJwx7xr2Wh8v4becdFrbsGGTX8K6oULjZvP6GQOHTcZhRY/qaM+rsjKgsPZ0SKahJRAq"
    "92AmZEdfUrRKiiIobW69ReTksEWNGuVj7r5+dAKCoYiDVISpYhBte9EPpPwWZLkI+jRQnC"
    "TCXVX7a2/BK238NGxicf54v5wksVjI13LrnmVwCDEWCRDlGcaYeZJwfqwo0jQRegaq4vBg"
    "TBgPJ8XIQb+YSR4FdW1cRB1mSueHy9GDYuU5346/qy+j18NKrJgdbPB6seIYoIO+j3cq6X"
    "Hl2XFZs6VmP7JtOpHpjdfzM6Uh2LisPPfzbJQzyYNtciguj63EAH1kZYugVsDsx4E4qMU7"
    "soBdPOsjFS4Cq8pP+ijHSRYee7L5Uowbo758B42TcDUlAWJu3LzQp3qnoykHeTEuqnSnXs"
    "RxgWpa2VkxAbXHgU+R2nq0zRVNW0i8jet3zy0A7Vwb3VdnKuUcsKqUzcl3mWDd1JfzPGpm"
    "8KbA9uceaVJZ4xPZyxLzpWU6gAF/OZG/n/iWLVLJ1KFVr5PrJNXkktrO0itSgUsJlQTR1o"
    "1VN926tTn1iB34vnFczlhHrueAe1GusyiXdbgmQ7e913x8XHaDnuY607wPJL8IMi8XZkMy"
    "pyF7MmtN5r4kti+J7Utim8Y+r5hnG9agKNwZvhpWRjjpZtFzIc1ytLYcICw1ewove4HBE9"
    "JQ3/BgKwZPeTgQVNm6bZwTIB105+9kRiLeqjoSa7HnuYh7DAyquLDOK1xY53kXFnyjz4rk"
    "U3lcMAHSRwaPqebqz/8Hk/3vDw=="
)
