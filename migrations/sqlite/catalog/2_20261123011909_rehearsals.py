from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "rehearsal_sessions" (
    "session_id" VARCHAR(64) NOT NULL PRIMARY KEY,
    "node" VARCHAR(255) NOT NULL,
    "client_ip" VARCHAR(64) NOT NULL,
    "admitted_at" TIMESTAMP NOT NULL,
    "started_at" TIMESTAMP,
    "ended_at" TIMESTAMP,
    "reason" VARCHAR(64) NOT NULL,
    "verdict" JSON /* the last one, once it has ended */,
    "artist_id" VARCHAR(36) NOT NULL REFERENCES "accounts" ("id") ON DELETE CASCADE
) /* A publisher's connection with a rehearsal key. It belongs to no livestream. */;
CREATE INDEX IF NOT EXISTS "idx_rehearsal_s_artist__60376b" ON "rehearsal_sessions" ("artist_id");
        ALTER TABLE "accounts" ADD "rehearsal_playback_id" VARCHAR(32);
        ALTER TABLE "accounts" ADD "rehearsal_key" VARCHAR(32) /* an artist's second, private stream key */;
        CREATE UNIQUE INDEX "uid_accounts_rehears_d20948" ON "accounts" ("rehearsal_playback_id");
        CREATE UNIQUE INDEX "uid_accounts_rehears_2c6a0c" ON "accounts" ("rehearsal_key");"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        DROP INDEX IF EXISTS "uid_accounts_rehears_2c6a0c";
        DROP INDEX IF EXISTS "uid_accounts_rehears_d20948";
        ALTER TABLE "accounts" DROP COLUMN "rehearsal_playback_id";
        ALTER TABLE "accounts" DROP COLUMN "rehearsal_key";
        DROP TABLE IF EXISTS "rehearsal_sessions";"""


MODELS_STATE = (
    "eJztXVtv2zgW/iuEX6YDZILEuW7fkjSdZieXQePdDqYoBFpiLCEy6YpUnGC2/31J6mJdKF"
    "W0ZUdW+GZTPJT0kTo8N57zz8CGDPpksntm2yTEbPAe/DPAcIr4j9K1HTCAs1nmimhhcOzL"
    "3jDqRWW3MWUBtMVwD9CniDc5iNqBN2MewaL3GZihgBL8HkAMYMA8ygAJAOT98a4YwiE2H8"
    "PDk0a9Q+x9D5HFyAQxFwWc5us33uxhBz0jmvydPVoPHvKd3Ft6jhhAtlvsZSbbLlwYfJQ9"
    "xZOMLZv44RQves9emEtw2p0/qGidIIwCyJCTeW0c+n6MUNIUPStvYEGI0od0Fg0OeoChL8"
    "AT1NETLNoGlnV7N7LuL0eWNSgBm1Bk0IubbILFpHhiisT7T+Gz5SM8YS7/e3D8I7rPAoeo"
    "l7jhf88+X3w6+/zu4PhXcUPCZzaa8tv4ylBe+iGH4CsjGkSivoAZTaHn6yCdEvQO7OHRYQ"
    "O0ea9KuOU1gfcC3xmkdE4Cx3IhdXVwLhG2g3fSsAB8wQleAfGjRogf1SB+VETc8ejMhy+W"
    "/K8BeJGuh3if7jWA+3SvEm1xKQ92QHwtkJP+fQS3CbbV0BaRZeQRYWsMfYhtBcRXmKkRLt"
    "EVoPYiiWEdUO+tC+eJeILfhvuHJ4enB8eHp7yLfMq05aQG+6vbUXHRIhfBgELfekQvWqu3"
    "SLjUMo53uLVugYNUIPuFAoo4oM4OmAXeE38swB8TwSmI30FbJhk2kUmG1TLJsMREUlgFAx"
    "5D+9HSk/4qB+js/CwrD7aOvc2XAkfCgqwM+Ad+hXlTpAY9T1lA2olJd5MfW8jea6AeXd1c"
    "3o/Obv4Uw08p/e5LvM5Gl+LKULa+FFrfFcX0dBDw5Wr0CYi/4O+720sJJ6FsEsg7LvqN/h"
    "6IZ4IhIxYmcws6WUyS5qTph1CtHh4zUr9oEB/HHHKxMndlsR587wlF/IGWF8R5TPzxj8/I"
    "hxLP8tQn6ul1OtL2zv2iNf7s1XxrVag+JwPdI0rjrn0EjEavtypcPUdpjsYuIY+rovQlGu"
    "Y+HC8etUeICWZGhqSKvZUvTYfTYgvEcCJfSdxb3CnB7sIn9uNAZXSLruzUmtzstM9P7W0j"
    "FwFOzoU0ghGQljoU7IIvLkFPKAC2C/EEUeAx4BL+5PwHBQGZA97P83n/6dRjO4AS/gbTMQ"
    "qoaELAw4AEDqcnD3EfWjbebfbWLVsC76fQ9yt1IKXwt6Ti87rSX6T5HAxPjlOlR/yp03fu"
    "b86urxOlp8bwNyO2lkEqJeih7t6+XE3RdwX/9iaVazYm6I22/q/h8ODgZLh3cHx6dHhycn"
    "S6l67g8qW69Xx+9btYzTnko+WtIeCudbfISLqqLSMvCNfsGwXZu4m3hrpkvgMgdsDchUzy"
    "6Fk49j3KeSzwKHAInyqV46Y5ofHhdN2HwzymZ4VNCXrIyveHTYzcvFcl4PJawaeAcjJ0Hu"
    "cReq7g6QWyzaE9GKxXHFfaRC7/GuXMIQmi727O/vo1ZxK5vrv9PememYGL67vz4jZqu8gJ"
    "feRYlMGALWGmUo/QgrmqaCbshqK0tdaqsu9jwrG34DSJcdDyfxRol5KqOjbBbXtB5AzIb0"
    "IhqBLiI4jVCOcJC9COOeW6uFqyh2/26zm/u7vOfTjnV0XG9Z+b80u+p8gvhnfyGFJDzkU7"
    "R+FwqkU7pdkg0GnL1iLNlycLFRY0zjYucTiVUF/x50qcpPktIyVelzZWkkY1lbHBHkj3tR"
    "2wD4TmsAOGAPE78IYDAAPb5W389yGwxUv6vGdDb9+qNofsLAhlRtfLmqfqnz7Quq1hSa9p"
    "G77StwV0wKYzKwy04uWyND1Ut472m6DMe1XCLK/lcXZ9qgtzhsSg3AxlKcIt5frPUxpdqs"
    "u6lBQJlpjjLJ2Z4S7P8JOH5iiwbE1FuUjWG89DaxryDMFHa0l0lbQG4iLEnnA6B+FM7CbS"
    "sazLppQDGH7VZX4VRwFpait5qlYCOzsl4h03OXxyXH325Lh09AQTR8srlPTvH7ZrOWeyXZ"
    "Gzm1TD+8Sswpmz5CznKU18dKenOTorobkl5YjWZXXY9sCFUpBOEfQy4h9JgLwJ/gO9lOz0"
    "FbGumaPQ24V4VXgrbw7gPA2pyS81DoCDfBT5Pi7O7i/OPlwOfjSJ7k9DfKyWQrH/TAbsYU"
    "z2WmPGSsCpIsdU6NbEj6lnt9Gh/4TyFxHGizGyxbVdcAMfEQXMRcCGvi9enQLODqc+Hx/M"
    "XYTFtZco8pfNPRuJ4/8kZCL6V4YBK3MGrPVmK4SrvZpi0mUvSlt6SXX42kb1lG6FU21CTf"
    "E9hPnOMdOBOEfUO5zbV7WhM/XYcmpCgdToCZ3WE4zP7C3MsvGZ9X2GAwSpKpa7LsdAQmH2"
    "w5/uh7aIZ1SolnWBjinNcoGO2/OxtBjmuDgxpKm0lAiN+UrbfOXnznWtasJqO11CF61YpV"
    "Wna8laq0mmlIVBZZJRpWqoMcksMtO0Y5IBc4+5AIJ0XJHFZxdcMTBGPsETChgBmIAF0s0t"
    "MEuObQwu3dyNjcHFGFw6grMxuHRF9tw6Rc0YXN7CLBuDS99n2Bhc1rofPqHA8WzF9/Pv+7"
    "vbivjvBUnx0+HN4H9czqfdOSY9EH5hH4oE85iPRbgyLVNTQRodeixqOdpflAAq9zGV0hcU"
    "MxUUvhIxQDF9gQkrKi9+E1bUHYPMSmFFazXG1NlgmpledA0ulK+N3zy8C0RiPJlFQmRFQv"
    "6DSIckTSMiSRKZY5HcDvsvyqxKy4yxggElSnahW1ogT2UMKNoGlO0K/TYy67JayfPM48Mt"
    "o5fkKE2Ef5dnOS6QpCuk5aiMlKYvpdkVRyqNmFYW03KLrVNy2iiAmHqsSlTLXK6X1ljasb"
    "HA5nsYidhfoRkuyEVOY+m0IiGTniopci18VjJlMdccA/QgkhZLlxZzK7JkruMWK/nLXjOp"
    "bBcyIW8gq2yd4CcR1JG04/49TEnSfnadJVw5RoruvnxlYpTWLWVth8XxNXlV6zDXxX5Vm9"
    "zzVCtZ3bsG+KYt63EtMx30MyQGek3oS4rcK6kbcVGbizCgJBioNI58j3qlI660Y9mLzj/V"
    "Oz6ROb8UKFQC6YwaI4TBLGSAzw6RnbiSMCbPQl+I6qd4NNP8C9cbiP24w5UEUlZA1nwvU5"
    "OlYzVZTNGQt1M0JOZTH5AQCoKXOl6W9mnGzZyou4caWlJGKYd4L0tBoSeEGXgQh6v5P5qp"
    "H6YuIqVBq+A4Xwe0UKFMLOpvBUb0VSZllns3Rs8iiz9D05nM5v9Ni0mZ8iOtlx/pPtfqiV"
    "0q45l6QtoeiyxND3W89mOqjLFvjca+7luFemWvGBNV4YnqykVJ/16AW2dNXUvRIqa0TDSu"
    "PaHiIt2R6Qd7YIawwwEXlSdiYVNUmhjyP3DzRSZiUVBd7KPKb7Ag6SzOuiJIazl5iwJ2Cd"
    "d6p4yC3HhoOu2hsX3IJ2HJBMwl4q05hzGAGMTrVBjKQizKFs/hyw5vBVOOcVzqmGuquBlX"
    "69OiELH2K3ABBfnWLIw3yQTkhFWVzao37RZIe1Rsrw35RKIzJ4GjwLVGzclR9e4E1MFeky"
    "qtvFe1jrNXqtJqwrLfBKdKVY4lJrpIa/akLs901jOgmySkTNoLW8aGo7SLvplVQ7Vjj9Z9"
    "Ydgtm4SmcduKRdip4G3VbNT4IYuz1sAXmUWgoTvyi8v5MxC6WRT1zlUyDnsm/oECijCLzt"
    "hRxLduqb5RxhejA6AIxub/d8AY2TCk8pTwNOTKnDibV3Zgrv1uLQdZGP9l+/5Lm+g5elKC"
    "Hu4opw3QPq0E+7QokmtW8exvBc/9vWETB6XoVoludLHspFQoltVRkCmBiYFcIfw02gm0mE"
    "ZK0cPV3b7zfRagJ4+E1NJHWkHav5Jma0fcWv70c/1IRuXussqNsMBYIXjW5m7OUC2XvXkp"
    "9pYIpVubvtnxqMTN0s+OpSDtnZH4sJGR+LDGSHxYNhLDByYLJGnGLObIuhy5OBBZsUT+Xn"
    "Fuee5CBmz+5kA+P2CuR3OHmmO9vatxjg/Q88NAJeBWTlSWxMR2qADl97OoF9vpdPb1ErHZ"
    "yru8lUsX4irOEuUAZs67POfGBfomptlUJX4T02xSU5nUVL1OTVUK6vBUsr5WRWLFmcnt5G"
    "AbLkh8xsG33YHK/Rtf2qn1+MJFp5+5eKuRaNlZuvJh9HjFd9dV2op6WO0a5V8QVUZ+VO8+"
    "GZIeOjrWUjFGfFU6+/tsw1ViNugkbWLw268x+O0rokIJZki1m1f7SDMkxku6TZlifvwfxz"
    "pjCw=="
)
