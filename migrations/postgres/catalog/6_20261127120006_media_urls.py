from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "feeds" ADD "media_url" VARCHAR(512);
        ALTER TABLE "publisher_sessions" ADD "media_url" VARCHAR(512);
        COMMENT ON COLUMN feeds."media_url" IS 'of the node that publishes, or did last';
COMMENT ON COLUMN publisher_sessions."media_url" IS 'where its node serves, if it says so';"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return """
        ALTER TABLE "feeds" DROP COLUMN "media_url";
        ALTER TABLE "publisher_sessions" DROP COLUMN "media_url";"""


MODELS_STATE = (
    "eJztXVtv2zgW/iuEX9oFPEHiXJrtPCVtOs1Omgwa73YwRSHQEh0JkUlVpOIEM/3vS1IX60"
    "Kpkiw7tKIXw6Z4KPk71OG58fDvkQkZdMnd3plpkgCz0Vvw9wjDBeJfCtfGYAQ9L3VFtDA4"
    "c2VvGPaistuMMh+aYrg5dCniTRaipu94zCFY9D4DHvIpwW8BxAD6zKEMEB9A3h/viSEsYv"
    "IxHHxXq3eAne8BMhi5Q8xGPqf5+o03O9hCj4jGP717Y+4g18r8S8cSA8h2gz15su2dDf0P"
    "sqd4kplhEjdY4FVv74nZBCfd+YOK1juEkQ8ZslJ/GweuGyEUN4XPyhuYH6DkIa1Vg4XmMH"
    "AFeII6fIJV28gwrm+mxu3F1DBGBWBjihR6UZNJsGCKI1gk/v8CPhouwnfM5j8PT36E91nh"
    "EPYSN/zf2ed3H88+vz48+Ze4IeGcDVl+HV2ZyEs/5BB8ZoSDSNRXMKMFdNwmSCcEvQN7cn"
    "xUA23eqxRueU3gvcLXg5QuiW8ZNqR2E5wLhN3gHTesAF9JgmdA/LgW4scViB/nEbcc6rnw"
    "yZC/GwCep+sh3qf7NeA+3S9FW1zKgu0TtxHIcf8+glsH23Jo88gyco+wMYMuxKYC4kvM1A"
    "gX6HJQO6HGsAmo9zeF8514gl8mB0dvjk4PT45OeRf5lEnLmwrsL6+nOWhNH4l/bkBWxPU9"
    "v8KcBVKDm6XMIWtFpHvxlx2c0hU4Ti8/XdxOzz79IYZfUPrdlXidTS/ElYlsfcq1vs6rJs"
    "kg4Mvl9CMQP8FfN9cXEk5C2Z0v77jqN/1rJJ4JBowYmCwNaKUxiZvjph9CnZzfpzQd0TCD"
    "5v0S8qU0c2U1H+YIWbQ4Fc4jsg+/f0YulEgWmR4r4x/4GLvL71VrpIFl3hfXeUD8MoKLdV"
    "G6SkbqK1YUUcrHXReo23CYvqK0RDObkPt1UfoSDnMbzFaP2iPEhOwiE1ImzYqXFpNFvgVi"
    "eCf/kri3uFOM3TuXmPcjlV8hvDKu9CqYSZ+fuhSmNgKc/BUFBCMgnRHI3wNfbIIekA9MG+"
    "I7RIHDgE34k/MvFPhkCXg/x+X9FwuHjQEl/B8sZsinogkBBwNuHHF6Mo/60KJ/Yru37tjZ"
    "cbuArluq5ikdHi11u+e1wUPl7nDy5iTR68SPKpXu9tPZ1VWs11X4NjxiNrK5E4IemieHkz"
    "qupEm5K2mSt1Ao+q6Q385d6ZyNCHpjkPx7Mjk8fDPZPzw5PT568+b4dD+ZwcVLVfP5/PI3"
    "MZszyIfTu4E+u9HVQqq3qsUi1nsr1opEva7lfnahiQAjwAtmrkNt/nUMILbA0k7auMgWAh"
    "YBrvmrpPlYOKGFLF8pruOshFe6srd358EtHjM8i5VYqP2xWGB9ZCPoU8jHE13C2MIrmmeb"
    "Hj70e46JmisXXHGQnLnkDxg7ZDIciml1XnFG1OZKEZ/ZCVfa8OGgDh8OyvlwcJJfgO7RU5"
    "OXIequ8duwtCFLzXcgMeKvAxdKEAOETcLVzl8BRaaPWKt3oXMlQLjMxRpjNBNMOTJ9eaKR"
    "tiU9Ag1xzlK1gjkCcdMyJrPKtpnbJ3WidyflwbuTQuwO89etCdhxf41h1ilQt0CWA43Abx"
    "R+zhBpDPSIzIWqCMSc4F+4XE8mt1QSLccCLqStpPjxQR3pwnuVckNey3IjXHIaipcM0aZU"
    "mN1Pv1C50hsiXSDsZO7rtGJ2gnXBXs5P8CLmH4iPnDv8O3oqaOolbudU4tVuze4yTzNv9u"
    "EysTazrzUHwEIuYuEEPbt9d/b+YvSjTlyto1jIH5Hg9HsYFCk6bVSyogjgDUZTwj/qTtlG"
    "gTetpETdOVsQkDXm7Xo+sUvh9GHXQulTecZSl8eV/jFHdjSEplDTTfZF6BMw1C185BGfs1"
    "JqE2+5bfjAWeuCJZoBzycmf2UQfQWWDsP8K1jaCEu9ZBZww5Ibmkv4VHSGbWD8NVxeTRO5"
    "uk3g0miJ7FALL3dmhfxWyewKz36KSFvv/ijMgwaBJ2arDRA0bbD0HYZq6uBbc/rXyyf4z+"
    "3NdaXRr2KH5ZgM/APcSBPazWVUhaZAQ4ycJCbFk/71p7M/8+/Du6ubcwlOKuNIDHCuUcQl"
    "tWKrVpfsgl6xuuSSd+rEYIS7VxUhSdqH+IUOtk6VFGcOa5aYmxDoHIhoCffBpE7eM+9VHn"
    "uYFDKf009WwHmKHktWyhzZ9tAejbYvlKcXf06rhXKSMXp1c/1b3D0vqXMromkjK3CRZXCr"
    "x2ctsnjVI3SQzauZD3fXk3mL6fB3HHsDLmLvS6OU+BxtKz1VMwZ3nRgvOSDfCYX6T4iLIC"
    "7xA2cIc9DOOOWmpFq8hm/37Tm/ubnKvDjnl3nB9d9P5xd8TZFvDO/ksBL9nitmliKKXYl2"
    "QrNFoJOWnUWaT08WKOwoLjZ+nqaxIt6UfVvQRpuat/sgWdfG4EBm1YzBBCB+B95wCKBv2r"
    "yNfz8CpviTrhumbm0hRzPDBb/d3pss5bBa67xay0nXgsdpuoHDmnPY4OsQVVk/FQnWGSqd"
    "w/dhCGwcJ12JkL3LIfwVLG3HRXLLAKShcK0pQze5WfTBQUvkG2ZDxThPpq3v9tk0Yg/Be6"
    "MlukraAeI8xI7YlOMHnljb5cabpouGcoBh9dB59ditHdjPEO7uBZcDz2rJ5SzlsM9eazYP"
    "mYNF/W7IZtMnM2itbLZGMd5sSQmFVy8ii7O3uqsroaeuos53axIFL+T+qWLhqgTBioh4nI"
    "jtG+lEiVqbE2PKV2IrOMbIFNf2wCd4H+4MBCZ0XTE5KDcP/YWbTol6CnePs6VjImFOkoCJ"
    "HeRyK7lyP+JGb7ZGCP/ZdqLoHNLvavdJeUh/q7tR9Aoxb2Eziuk6CPNFwmsCcYaodzh3v6"
    "EKWguHtbMIcqSDSaC1STBEeV4Cl4coT9853DzCs2Z052Wth/3eAbuUlVJEOQO5kYQi/0Fs"
    "fnXmInpG4RMFlLSJnW1k++s9empcojlNozMjoq3IYRY44E8tGLCEFLiIiWIrYjtEG0Z0/0"
    "KYIulJ4TepyoZKaNplQ+3O6tFhLtQD8sVOkCLS5ZtKUiRr7SnZ1pzHAKarCBFstonab2PH"
    "SZoxwm/Y0LGSIhn86I396GpHbXMvenf1f3V0oafm2EYd6E3dw1Ve4XrO4KYuYMqnxS8O3g"
    "OitqhMLBcaDnLnYrer3FcoFB6yxCJnCLuKzbUtx1jDYRvmvzfVbrJUg8O2scN2t5IcdNFy"
    "ds5GRo+ew4dr4wfJUA65LDpzOTpGq2mWQ4ZqUM+apzmYJVmXQ55DMc8hM9m00tOmPsTUYW"
    "WqWupytbbGko61FTbXwQhEHpAVuSgLvwcumQiMyx3yhaq9lAhz0UdzUfedEYAJszmXVPrc"
    "Jm6xVnz+Oety61BMfis1Oio23wsEm2jaUf8ebr3vvg5qi9DxoEXrr189c2FEzZb8TZeh1D"
    "dl9zll1QarfTbxtGephgJOa7jTPd95gEyxGJejnyIZoN/R2lnRuWDvAp8Sf6SyOLI9qo2O"
    "6LAyw1x1/qnd8ZEs+SVfYRLICNQMIQy8gIW1/UUnbiTMyKOwF8IjqByaan7F7QZi3o+5kU"
    "CKBsiG7zUca6XZsVbDuUsv59ylSE69R0Ip8J+qZFnSp540s8LuTt2as9NEQryVp+mhB4QZ"
    "mIu9BfwXTR3BqD6HrwGtQuJ8HdHcIY9iUn/LCaKvsk6LXLsxehSFvRhaeLLA17dGQmqoSN"
    "h5RUL9pVZP/FKpyNQDahyxSNP00MbrPmVtcPZt0Nmnv1eoV/6KGVHVoisvZhr37wW4Vd7U"
    "jdQxZUrPRO1ydCopoo9OP9oHHsIWB1wUo4uUTVF8bsJ/wO3XnYtUQXX9v7K4wYpEW5ybqi"
    "Cdle3JK9gFXKuDMgryIUKjdYTGdCFnQssaTQXindn3NYIYRPNUOMoCLKrBLeHTmLeCBcc4"
    "Oi2eW6q4nlTr06QQh8KsIQUU5DszMV6kEJAMK6ukW+3azZH2qP52F/qJRGdJfEuBa4WZk6"
    "Hq3Y7Lw/06BzfwXuU2zn7h4IYhLftFSKrE5GjB6DztsCbpzOl0ZKBpUaIiaS98GVvO0s7H"
    "ZtZN1Y4iWre5YXeMCXXzthWTUKvkbRU3KuKQea7ViEWmEah9BKYoLiBsszDrnZtk4nC/VI"
    "I4oAizcI8dRXzpluYbZXwyWgCKZGz+ewxmyIQBlVuDFwE35sTePNWBmBu+23Cimg4iblwV"
    "vzRJs0BPQtDDFaXj8vUNK6CsU/tEb1wP9id1ApSiW/lZdfJiMUjZ6AjRhGDIgVwj/TRcCR"
    "oJjYSih7O7++C756MHhwTUaI60glTjGj66Im603/1cPdJgcutsciMsMFZVuK6q1JSiGo4I"
    "rF+syXKoxK3FeUsK0t45iY9qOYmPKpzER0UnMZwzWR+8Yc5ihkznzMWRKIUlamOJfctLGz"
    "Jg8n8O5PMDZjs0s6k5stt1zXOcQ8cNfJWCW8qoNMmQ26EClN/PoE7kp2uyrheIh6Vc56Vc"
    "hhDXCZYoBxh4rjPPhxDoi2DzcP7Wi2DzUJpqKE3V69JUhaQOR6Xrx4drffi9xrFaij2Tuy"
    "nB1EdsbSwWfMbBN+2RKvwbXRpXRnzhqtPPQrzlSHQcLF17M3o04/UNlXZiHpaHRvkbRJWZ"
    "H+WrT4qkh4GOjZxQJd6qJuu7t+VTqbYYJK3j8DuocPgdKLJCCWZItZqXx0hTJEOUdJcqxf"
    "z4Pz6vGrA="
)
