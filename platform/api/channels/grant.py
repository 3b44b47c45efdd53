"""What a socket asked for, what it may have, and what it is told when it may not."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs

from live.rights import Right

MOST_FIELDS = 64
"""Of a query. Three mean something; a link may have brought some more."""

View = Literal["lobby", "full", "artist"]


class Refusal(Exception):  # noqa: N818 - an answer, not a fault
    """The socket is closed with `code` (DESIGN, channels) and these words."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Request:
    """The query of a channel's address."""

    observe: bool = False
    epoch: str | None = None
    seq: int | None = None

    @classmethod
    def parse(cls, query: bytes) -> "Request":
        """From `observe=true&epoch=E&seq=N`.

        Raises:
            Refusal: 4400, a value is not what it should be.
        """
        if not query:
            return cls()
        try:
            pairs = parse_qs(query.decode("latin-1"), max_num_fields=MOST_FIELDS)
        except ValueError:
            raise Refusal(4400, "the address has too many fields") from None
        fields = {name: values[-1] for name, values in pairs.items()}
        observe, seq = fields.get("observe", "false"), fields.get("seq")
        if observe not in ("true", "false"):
            raise Refusal(4400, "observe must be true or false")
        if seq is not None and not (seq.isascii() and seq.isdigit() and len(seq) < 16):
            raise Refusal(4400, "seq must be the seq of the last transition you saw")
        if (seq is None) != ("epoch" not in fields):
            raise Refusal(4400, "epoch and seq resume a channel together")
        return cls(observe == "true", fields.get("epoch"), int(seq) if seq is not None else None)


@dataclass(frozen=True, slots=True)
class Grant:
    """A socket may join channel `name` and sees its livestreams in `view`. `viewer` counts it as one."""

    name: str
    view: View
    viewer: bool
    request: Request
    right: Right | None = None
    """What it was granted for, where not everybody may."""
