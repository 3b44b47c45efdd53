"""Recordings: what is kept of livestreams, and where."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        CREATE TABLE IF NOT EXISTS "recordings" (
    "id" VARCHAR(26) NOT NULL PRIMARY KEY,
    "visibility" VARCHAR(8) NOT NULL,
    "keep" BOOL NOT NULL,
    "nodes" JSONB NOT NULL,
    "media_url" VARCHAR(512),
    "begins_at" TIMESTAMPTZ,
    "duration_ms" BIGINT,
    "bytes" BIGINT,
    "partial" BOOL NOT NULL,
    "closed_at" TIMESTAMPTZ,
    "deleted_at" TIMESTAMPTZ,
    "gone_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "livestream_id" VARCHAR(36) UNIQUE REFERENCES "livestreams" ("id") ON DELETE SET NULL
);
CREATE INDEX IF NOT EXISTS "idx_recordings_deleted_b27333" ON "recordings" ("deleted_at");
COMMENT ON COLUMN "recordings"."id" IS 'its name at the origin';
COMMENT ON COLUMN "recordings"."visibility" IS 'public, holders or private';
COMMENT ON COLUMN "recordings"."keep" IS 'however old it is';
COMMENT ON COLUMN "recordings"."nodes" IS 'where some of it may lie';
COMMENT ON COLUMN "recordings"."media_url" IS 'of the node that players fetch it from';
COMMENT ON COLUMN "recordings"."begins_at" IS 'null: there is nothing yet';
COMMENT ON COLUMN "recordings"."duration_ms" IS 'of what can be played';
COMMENT ON COLUMN "recordings"."partial" IS 'less than was live';
COMMENT ON COLUMN "recordings"."closed_at" IS 'since when nothing is added';
COMMENT ON COLUMN "recordings"."deleted_at" IS 'when it was told to go';
COMMENT ON COLUMN "recordings"."gone_at" IS 'since when it lies nowhere';
COMMENT ON COLUMN "recordings"."livestream_id" IS 'null: it is to be deleted';
COMMENT ON TABLE "recordings" IS 'What is kept of a livestream. Its row stays until all nodes have deleted theirs, though the livestream be gone;';
        ALTER TABLE "livestreams" ADD "record" BOOL;
        COMMENT ON COLUMN livestreams."record" IS 'null: as the platform does';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    # None: the version before is used with a copy of the database from before.
    return ""


MODELS_STATE = (
    "eJztXVtz20ay/itTfFG2inFJlGR75SfZUTba2FbK0h7v2STFHRJDEkcghsGAolm7+e+new"
    "YAcdcABMkhhJfEAqaHZPdc+vr1f3pj6lOHT19dj8dMiAf+yNzeFflPz6VzBv/Ifd8nPbpY"
    "xN7iE5+OHElB5cihj0OFHDsSvkfHPrycUEcweGQxMfbshW9z/LTe1xn1CSULj089Oid8Qq"
    "hLYB6+dP0TQeZ0TSz+ijzMGJHTEtsXzJkQW5CV7c/wT8JXLvMId531K/xQi4/hU213uqP5"
    "l679x5LBr5wyf8Y8+JRff4fHtmuxb0yEfy4ehxObOVaCpbaFE8jnQ3+9kM8+zKj3oxyJ33"
    "00HHNnOXc3oxdrf8bdaDj8NHw6ZfCdqM+sGGvdpeMEoggfqe8KD3xvyaIvaW0eWGxClw4K"
    "CKnVN9g86w2Hn+8ehvc3D8NhLyO8kCLG7+DRmLsoeNv1hfz9c/pt6DB36s/gz/PXf6rP2f"
    "BBjcIP/J/rLx9+uv7y3fnrv+AHclg9am19Dt4M5Ks/5RSwBNUkkusbNktJDmdUzKqwO0nV"
    "Ora/vtBg++uLQrbjK2T7hs3y/xUYHI5vhrXhgw1vN0fM3pn79lSDuW9PC5mLr5LMFWOOc2"
    "TY+/f7u8/57N1QpBhs2WOf/Jc4tvCPkNEljEVe4MxzIf5w4gz97tP1P9O8/vDx7r1kDhf+"
    "1JOzyAnepxg/9hgyZ0j9LPN/gDe+PWf5AkhSpoUQkL4K/9EuUTzcfrq5f7j+9EtCHj9cP9"
    "zgm4F8uk49/S59xkeTkK+3Dz8R/JP86+7zTVps0biHf/XwO9Glz4cuXw2pFedJ+Dh8lBAz"
    "+7awYboaYk5SNiDm4E7opNy8lB0q/OFS1NrOadqjkTRoMkTwOSNz21366kp4WWIPFPxhNX"
    "07SbUrLeXYFW80biaPuXp3wMAsz3/kHrOn7s9sLTl/C1+SuuM8ZTBmdIZTHRfL/wxXVfh0"
    "8/keXUU2YWqxAQcs5jBfrdDr+w/XP9z0JKtHdPy4op41TPAc3/ABTz2JxmZfzQfz9BPq0q"
    "lkD/4Q/Npp3hc4A0K5lDsCcJSmD+CaLJgnuHslbXPPBz2VcA+s9gl1sxb9s6M7+9yEY6Jf"
    "Yp+zObWdKpyOCFrH7MGljlkOowrZLd8lTRjJruET82yYtI7qkzvB8eg/SHJFbJ+oU4hM4H"
    "xwuT8DsZA181+ePrSgQqw4XAxVfWIZQpN9N7BsF/4aKLkLUwlOfHT+unzErTURoH8IYrtk"
    "tIaVobcE0lv1UmurXpZs1cv0VrVssXDoeljVl5amM1kuxvjUPO5UYnI4vo3M1eFtMWvTnO"
    "ULZAX3hsIO9Poq102W+njumjm1GIEDB8+VfzN37K0X8JXmzLIpCX/Xv1/ejaOCKXwyYV71"
    "GExEVmvj7UnwK7At2MYGOREqgCjgb4wlkhEjM2rVuWguTnVOPhhVuD/lu86t/UIcnhmPTL"
    "HfIOGrScbqk0vifUD+489fmEMlR7PCL8gQOE7xZzw2SY+iZXnIr5HDx49b80tN9h7naivD"
    "JKPg1BithwHv9su0fbnaZyxMJ1HmBpz58A8brgH1fftwRVjwVBCHTXxt06Mij7fkbftX4r"
    "arr9Ucsphjo7MnL9+gEpd+UBOtzdmfqxkXjHhszPCLvSPKNUQJOrhG/FufwAAGb+QObXRz"
    "Kh9aI/frDU7V6ut1wpi1LZd+hDnayh/bYq5v+9vv0Fs1kc4OPUpG4fkDrxmdb8upj9FMbe"
    "UVOne3XlC/UKXZGXHcN8+fR7ZugkMwTVtXEczMtr/i7uUsreURGAIw79ZMUtO0lUsrNppx"
    "vrWq/lVNc78cbb5qizi229SPuJGdm/+RssLLkkAyLhOdchA+j+V1KFJ0rcMz9j2qwaFdDd"
    "zImt6ChDFr0OX7mBZicSake96iudUhu/64hpNR3tvTW9evkI5iZ3OogqvY3ASJKX6F7/86"
    "GJyfvxmcnr9+e3nx5s3l29O3MFZ+3+yrNyU+3Pe3f7v9/JB0yeIDs3NUTEoc3EmSSheQeO"
    "7sP9qARMJxLo/Wqpm4caL27aemMuxim8mhsNSlt70apzOEOwq5NsDsnfna950lLRd3Vkhd"
    "knQ2STp+DuTnSOfvgv1y97iXv64wMkeFUUnrxSaLjq2yhY0CDBBkRf3xjLicTHGVkI0XEi"
    "vOQXC2JzDUAC8x1gAP1mTGHetZi2TryXPsj19jJ1BYsfF7Z5Qcg1HS6cwvQ2fuytf2ojWb"
    "a5scMDP4peq/Rnh3t1SAuwLMVhRgfijUZT9o6LLjaMyzqizCHgH5ifJZS34w7xX5GuTEjG"
    "fUnTLMi5EKpZBoSB5fERhnOzB+Pke/t+DwC+Yj5gl8xLDIhnsWQiZNgjEiq+ju96MbdsPf"
    "z6njbK3z6uwlE5Te88Gb15Gai3+UKbb3n64/ftRwry/4uFIlWkTQxit3oHPlDoqv3EEGPY"
    "iBwu9XLvdLkZnM6t5oDTavDYaxRHfDBHTyCAq1kIG6+5sPX4Du55v/VTayLQguxREVrI5P"
    "sHnsLMH+qGZIBwTNnCo6Ijnd7aGyB0u6Ql3Ebq9zYMByLm+dnBs9fPnMpR4M0/RR/QQ35Y"
    "R6EgYG79fVjJMJd5xwfwC5K2wcjZew9Bni/Zm9preZaItL97DQcgbhAzR1NRTfxN1J9HJO"
    "oig/P+8kiifvl5xEyWIBPRuDL/0R/3YlVX1Q711fQjLgX2Fmfr6BoEmX6+R+hCWFL8OR+O"
    "9g6cqp0PBLu71/hRMDFi+Ocdk3f0h9HzEF0Gv6ewcac1jQmFCeuowOxxutxM7gegUTd8qZ"
    "uCJB/mOfhJlEVYVwpiOEs2IhnGU8pPHNo42aEKMxmvk05PiJILbV31QFwd8T4DrzFl5wrX"
    "UGQ+PXtIxnOzac5SqKKfVHGdeGDQH2Gp+8I6dX+BLxXDSFsMcoXcyXEV4nFTZJnMbkTVLz"
    "Omh+/UvuVGBwOL6FzG3eXbRJKai4jDOE+2N3r1fxvAnQoaodKDuOQCI0VZbfD6B75vM7HG"
    "/yqlaMBi19zKT7ngrQbxCRSyGmqNMd9Xg89ENlgYCdoSuUslD/zT/lcV2MCB5F+j/eff5b"
    "ODwNE566ekObICkluHlv3OU8E1BL3sIhrbn38ClZMNcChvfJGQmsOwbq0AD+0Aaw2TZSEI"
    "thKpsrpwqoUNWJkxjL56puicHZxZuLt+evLyKGRk/KuJplaNqSzfC1PHMoh7xLHzI6fShM"
    "1JSh0qrizhAfDxQbpk2qdYo3zNLFOPCKrsGw88kceBzEjuHacbe/aI5tUUg0+/qnQA750S"
    "yMF3kISIGh9rHMuUnL8xdSpLVuVMMk26B+IrmDmLg5fC0xlBJU5lpJdU1SLcjC8xLIwvMO"
    "svCFnlSRyVFD0Gna7k4yWdIHy2vfT4HWTrDGXkILlyMWTwuyjWPocnlpAUnwuZLEgDTgnW"
    "bz1yAM9Ii5u0oYKuP3KpKHmGG2ke2D7KglVIwoEFp+51aYCWeVc5W0hd3XJ2+RB9V1Mt1h"
    "cKk412Cx9ODuqxRvipEY7ZyXiDXrfpBgj5g1cMHr9kTZaQ8B8xBXGmG4inpEp8KK1cso2A"
    "kGCxWPtdTuON3xWFc9X2oAqgc4o55jM1z98JHCl6j9T9zWjHe0SSs3qBOqmaVkrZByV1P8"
    "cuwpw1jeAhtJYkvnWUch6HSJXRRhW2t1wnToWLaPWSxHji1m8E8F64KFF8EzJksv4L6CvZ"
    "5XMSmRCLFecpOd009WUeZ21dzfJ3cdOkOBJ3mFxbBeH41Ij81AQREU5sMhYYuhw7mMyqyl"
    "4szs5/NjjiJLG90AylIKpFJHDs0nZz+ydWXXQJzG4H0RFXei3RSAHcFXV5ljS7dWW61d5G"
    "RTB+ygANxbv8g2TmX0wk9yv08isagkPtwXmqkUqb0w0PEdwKji3TDI+A+wHyZe9xVV3BSZ"
    "uZvCmGzhAM28Ip+TVGZ39ospPGacNC63qtXDBuMNZnPN5byTLryyXedw6VVyPyaIDGZ0L6"
    "ivwTWhQhjR4laY5bZFMD2lzkq/PNM5XWBUoTTku2OB5Tp2R4VBNR/ptW/SjflCEdCM9Ak9"
    "D4BW7BJqvAHLL8HB6bWwE0vWf5Z3VmQZeOeyBw7/0V2ylfpqGXVK6K7ZzAGpsW63c09GXd"
    "3yXJTxlm8lbspkizktGGSJCoMlaWgM+hzDasEsa8RkerIxA/+7uwVzb38gH7jrsrH/l1zM"
    "4/oz5WI/2EIsA8SH5ej/YOx2AMfH62A8sLZR7DPcSEib1RGFyS6TmgzfiR4drv0KTI6RtJ"
    "DLO7Eduyz15y7MVsTPZQHHUtQSdJq2y1I3WdJdpkSXKWG4hWFwpsQtpgL4n9H/nGuMbF4/"
    "Y47IgUN0WlbJJqfKzemxBfdksxQ4eq+IwDwFismXoxAslokTsrJ9F3FjVzOm8rZHS4EGCF"
    "3lN4tsfP4OIdMopa7YXFHyznMflSBwxYiMRaXoyYNEkOUCV+uMMDqekZVn+0YjbhW78/5+"
    "f/e5NP6YJw7LHvvkv8QJnLLt0bKRGwm1KwOHk0a+SelTOMF7gwBMPzJryrwb1y/AMI2/L7"
    "9fHDlyyGCotsvrzmVE2JZKIVfQxzAeXr4jIw6bB9+h+0qd5jKl/PQVuSYr6sD1fCLIiDpU"
    "wiIJ2a9LpcrBDULwa6yJoOucTgl7+9RcV5qapSe3ADZayMFMTfjoQ1TVrnuYcd3DzI2rHt"
    "An1HxgNdgnlRb6hmZ/mkKdzBhQEYISR3Uu9MnE43NyRrhuHthB9AU6zzcty0SyoTFZJEYe"
    "QTF8Q3X1VON8jMhk1od5NeFOoBOfefp1/QeRR0x7qHgPZCk7H9fzd4FaGxVZnSDqrtzqrs"
    "TYWm3CnaiMiofkpMe1znUdi9ldnnAufrm5f/hy++Ghl7PIm+D012imI1vguvxNbO0C1h7U"
    "tI6v8mIDO7UXnjezY+tKt22IxBGR5fJKx5TdhyT7VIIIRxv1FfkcK0GziIv5rJKnVj+sIP"
    "Hs6RQbBAqG5W05jUZ2+Ukl/beDVYB1IF12ilnZKZ2lvBftqPWFg1M49sAyGHPPY/Lw6xPf"
    "XvSJxyZL18Lkewm3q2kx7L6csMpy36Z+bW+FPBKv6ZEJQuFQBn5aBD2esqwNfjWp2QdgJ3"
    "lElo0BzyoS2FCYLASwkqUcVhSkgLgxEvtfBptkMUqwjg5fY+UxKvIMhrJORyFF6wBdB1qA"
    "roMSQNdBFtB1VOmAGRl/vuA5EqRiqLW8Wd+HhHdMdlPIsvwZbKcuG9HMHLUKMdgYuNMmvr"
    "lF3UsqrHqcgtcpeWnSnt7UueQa0okymDILOhqoDSKDdfl5EC/R8w6AxQxTqNgC9W3fqdbv"
    "LCQw2SCqye6zgY4yAqNK4CIyykj8m2X4XNyBK0XWAsWv7F7cSTut8YxZS4RAAdPeq9OMJH"
    "+GLqveNI0lEXmUmMRT4P2wKBpfGBDOpW1RW5LGWn1JCcg9kaPwce4w6hYo/QnCFGtHQLmr"
    "Uy28w/e7e97f3X1MbJz3t+mD6x+f3t/AnSJ3DAyy/YKIusfG3MtLaytj94aoHqv3ZN8iyR"
    "UYtdJhtgArASzbObG4LirOviRA85poPiMAmttIc5dLPXpytGu9qJ2UdifMLRpK1QmoV++E"
    "GWkW2AsTLS9sg8ngE+DBOaHeeAbP4N8XZIw/0nHY/htkymO6Vh1ikrLTl0zWl+Siq4PJHa"
    "PrJGy4hIfVYw5JKpO94yoe3ofjc8wRvoN7xAEWvsNsCSdqDS3Xax1fecPdJ55stmLesKAG"
    "tdA0SZMZW+h1MJtkwejjsCZ3c2k7FqdZDPMyz1su/LpNf3Mn6G4Pk28Pjz3xMY0S6jQ3VI"
    "rqgFvpNHthSJBKWQhDgtR6WaWG6XjwN1atLSgWVlfSuBvbZMeF89K1Sam3rZYLq6aUk5Rd"
    "/NxoMZub4HnsQc0yhJcO9lQb4KUZ2NPNfblF8scvMMnxHlfZrI9kLNJjbGtY2Hs5S5t4VC"
    "kzZsPOSdANKZ+XIVKsBkfDtkpHaV+ULzkV+8FpmmDUl/hsRnAriBqpDiE+JyMW1slUChrl"
    "r8kqCVjy3MpLvQoPtJKkq83BqYk7xRdYQ0QJBqmtZEsn2ScgALUNskVfkVvVDovAVbcWRN"
    "rcyLIVXzoWmdEnRlRzRasPhhBfTmUnnDQD9/jRv7lhoivIc+xwwayrgNafqRbIEhkLPnMJ"
    "NtsjKF4qJVatgynnWDJFHO5OmVdcGZUEmt5Yq12FVLXsba1esSWtYp/tkCw2AOi6vI6RmJ"
    "yjppoegT76ve3KfUFh+cKydGEf1fFTN1+oIJGQ65ioCcLOQjXaQu268r4EKeMNV68Fd5Jy"
    "L776TsjbuupreeprO+r3pO9L1U+57ekc9DuSbmp6GH/9wWCczdpILW8jZdjdtGePallfnh"
    "o4N1U68xjGeF3HqmZvnpyDZL9+a7MOEW23dTEuOXwF8vkfHz8eDN8GvT5Ya17kEQrq0J9x"
    "CsEo7TK8scdkDyPqYPz6KxtdL/2Zi33TqXSKPLKFryLb+Jdsyjh+J29PwYDWJ65EnHEYfW"
    "KqgTpfwaI5EcRiT/aY5ZX47eUzu/JBE+6Ffol7ZrMMKt7KGUJzmQ8Hg2CvL4IGrJVrCs+1"
    "HDM4rLiq8DzrnFFbKr8neHFVYZLKaPfYh7v7mz6pyPu91xjCvVyUbVgGPZqka02m4Z5RRg"
    "/bm+LQNX3JLGWdyuW3xYXLbzN1y2IpFrld3UoLnmJUZpc8SXeC3IGghkhMPtT/CAfF+gpD"
    "TR4jc7rGKBSFYQtN7KD91EcdV4pg55rvd63gOkl3reCMc2t1reBa0Qou0y091/WS01K9zA"
    "cTDh/G+znpeGMiyhPUL2QHaXj3inyS+JAY9B9Tx8GfLghs7bkT79y2BpI5I/7KHjMsZONL"
    "6UXhnhVks6TcMLv9sC38LwHXKp5oSSpzXQI1D7SmUjSK/TFu0PBQ2yIKxrcAXmgfLZgdm+"
    "ERuKjk6YoTtY7PzWcdUWtu+/WsmxRpZ94YrfR2+BIvQcodvkTbJdzhWe/0PpS59cMgAqLL"
    "4QSRyeAdK+lpDbP6iWDeExN9YsvIMXYMJaJWNvTl2UBDEDCqUBLyXaZzwXBGxayKJOI0Jg"
    "siqIRXOSsIlh/mpGN7GtuVQPp1BNH8hhhj9KFiWCKiMRkHr4nbo8EowxPzsGF1ltPFva9j"
    "JFu1vt7XmncJJR6bMeoJCsRcdi+ujBdUIo7GGmPHBYPVjxUdKzGSzk9c2U+cX25a3UmsWW"
    "1qGLN1PcSxNWaUe3hTuprnF04UtpY4hKNy2irVmrFEOBpLVc+vjaSOE5Q2yuLIoJgVb2Xb"
    "E/EaydhMGJ+ecpe9y/iG9/z5v7kKbU1Fzm2RGteP1DlZrKlGoXYBtF2qX7bMAZtGKT4R7t"
    "lTW7frddIHqnMuDorPxcGz6X9PtrBHNqgQBQ13nkdrTc5gcmJOkDvXJzPuWNh9kXtk4dlP"
    "8MXqCKdhWMFHxnK80qU6cUiyxzydGlyf8ZXMFAamq2TirXWyBlVkeVxWUZAjgq3U433xXh"
    "nnAoOEKpUbM6IcW3O971stbrejJLDPpZdE3qELh67xGJowfzxD4WBPWWNcJSMGl1adquIE"
    "4dE4fgMwkkj7wV6+IAGyZpr92drkELaWniwoHc7zAI9KsqJThCYXo4bdJsfURR1YbsZqEO"
    "17zpUerf1chK4ScUQkBgvC8Az1BQKs0ZwbqVQzi1GZrZzJdCK4jVzlKQZzzyTtTMEH1cmS"
    "jhMezx0kbPRfyuyu8P6BqwgO7gYcmcd3CSn3RQ3pJymPBfGit1LwWHIn+mgt+ZxMNWNnbR"
    "I8uqNqSD1GdpQ7HiQPlhlqntJqe3ly74piXoSYD4wDkt7YO3EBK2OyNrLlXqJjVYI5ekAi"
    "IRqpbjStEozIMcitGWyRAgCM7WJoAfJwXgBtA0pcEj2L4R9r1FC4EmuUCD5+ZNiXIQd09E"
    "qZ3xgsCSpTTlTbBjWGjNY55RLNzft8uOrXeHVRbNn//kLiWHVj+Tq+yPNiV+T54NkSiRYW"
    "jfeiRbuADSxrfiSoCnMmfcIxfILBXVXxHBYJ6cKl7Tib62UBvOL5A+eNOcl0C4+PmchxDB"
    "azP0ZicC6R5P6KjUjwdVXQBGO3uDNqKVINHU0b5qvVUMNiSRB2BovRBssczl/4EbzKFovT"
    "mByUTCUD+UHO0Yr62N+WMPiIIMEbxMvoAe2XY6m2329MpMPsbG/SqqngBoe4SBpBN8hf2U"
    "3wtwNEPXSOcBlyhB5gRFWYiMAweEUe4A71+aPqbQIGm7xAwT7YgGIS7jp57ox6c2yRaSs/"
    "onIFVJKqdR6L3YM6dJGN506fVhgKXSeOlyBlCcwmGJyINUHdYrTHE6j2uUojntvu0mfiHV"
    "GhEpf7RMawKwVIWrEO5nD78kpG0YbCZJfAjK+uZMBkxT2rTwIs8z7htjXuE2CgbkZsCkZZ"
    "x1w6KzaXzjLGqcIZryKADYXJAsBabWC96BOxHM8IFeRHuBwm/BsGvD7C/vtWh//N48vCXv"
    "Eqep5jJCZLQLm86qbj7wBRyWB/V+eA6dAlNf0vB3INPHjUFbZf5B2Ive6XOgj8aKC2j8Cx"
    "XVl5hW72DTnBjyW3PuI1qqSEZCMsOPg5xhvh0Mf6IFC9gmzgPBfCLj5iK9jIP7L7pRRIXx"
    "E0g6B/WK/CHgsUin0NkoMVbolwfBvjIY3He2sgGnaOG/NNuS7MtdforefborIyGydq41m1"
    "w9htls/F9e1JqmMocm/ixNpJOXsMW0KX+zGSjvUVWb9VgnuD5sZX6oDl08szNYJX5WbGSg"
    "7SNDHuQPlXR+OJUAFEgVh/HB7PqGu9Il9iCn6YEC0z3CPDADT8edawaGri39zf3K8zLhTZ"
    "FaHuJi37HVnJN/CMfT+niGCk/EPEFn14ZyMsggIiCmiCHEAqyBPzbJAIQor0EcjF5SNurb"
    "Fc/91vboziJMgbdNjED/xpbvgx75BQjg1/KHwf+ESxDL59HwZbhK+YUEnlmIPL0SISMg+x"
    "yFb6NXlbxUxjWDmplwx/t8opf4FQSch85DdWusLSOhFXSXnYB004KzayOhWm3Xl+ZjXV3T"
    "Wb1RlUgcMRQeuYO7jUcd7DqJKuEzl4txRsfGs4KgBZK0j9SFCZy+le/H7GKglsxefXwnxu"
    "fmlPuDdn3rDyCk/TGcz+qHgcNRx/pgAjwiibGeu/S39qqxetgtEV7ygBTMnFMgoIf/z5C3"
    "NoGJIpyrll1pR5NzDX+ngFn4mr/blb25SNfgmKv3Lt083rfrmNykbDoCyLaQfDCmq5gsri"
    "PpkE1lhgYYFl+QhLLahJkWUpFA3LvCBYk1NvEfw6bGWqQSm1uy8CHsHFUBUNLSQxtlt3Ty"
    "pRgiwXCsmeEsGAz8bB0hnjamOjGeeP98tRnIu551pm3LMHHFIMRYxEGzcck4c2fi6yoijT"
    "WPYASNX1Vc4/yNdjPpkvhS+LAcK4vI2DqMMs6YFyOfq8ZtmTb8ef1WF6m2GqFx+DYsyrhf"
    "sjghY6oBpG5K4IRLwNBLHZfD07HehYhTisOH1XvkwyWE2TYXFxeCwi6IJjW8Ql1WE/VNdB"
    "pbMjTdjGtT7QOUVgVPFKH2ROkoXHnmy+FMParC+eweA8akNFgJwb1q/VKp/paCp6XoyLKt"
    "nLFHmco5qWojnHqPaI5hyqrUfbfs6yheTbsHp/0RzS1jUavTjVqciBUYXHnHyXiphOfOYN"
    "KydhJ8j25x6pUxzlE9ntj2zw+7HTEn5/FfyI58MHVr1JrpNEcIraztLLU4ELBRUnMdaNVT"
    "VjfnB28ebi7fnri4jb0ZMyJuczFD5vGFWkVrnXM8TdVW7yVS5LqS2GbnuvVmwxd4JO5ibL"
    "vAskvwgxLxdWTTEnKTsxGy3mrqq5q2ruqprrxj6vmWePZ728cGfwql8a4aSbQc+FNIvZ2n"
    "CAsNDsyd3sOQZPIENzw4ONGDwl7XyZVxWLO0bSQnf+4PJSK5/xsiSf8TLjZFnkdOotubEW"
    "eV1628DdMy0X1lmJC+ss68KCT/RZ3v1UHBeMkXSRwWMqm/vz/wGenapA"
)
