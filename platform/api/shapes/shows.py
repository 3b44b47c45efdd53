"""The fields by which a show is found and placed: tags, its series, its time zone, and sites that may embed it."""

import unicodedata
from typing import Annotated, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field

from contract.text import LINE, TEXT, check_line
from contract.wording.faults import FaultError

MOST_TAGS: Final = 8
LONGEST_TAG: Final = 30
MOST_ORIGINS: Final = 20
_NO_PLACES: Final = ("posix/", "posixrules", "right/", "localtime", "Factory")
"""What tables of zones hold besides, and a browser does not know."""


def check_tags(tags: list[str]) -> list[str]:
    """As they are kept: lower case, composed (NFC), each once, in the order given.

    Raises:
        FaultError
    """
    kept = dict.fromkeys(_normalise_tag(tag) for tag in tags)
    return list(kept)


def _normalise_tag(tag: str) -> str:
    # Composed again: in some scripts a letter of another case is two.
    kept = unicodedata.normalize("NFC", unicodedata.normalize("NFC", tag).lower()).removeprefix("#").strip()
    if len(kept) > LONGEST_TAG:
        raise FaultError("tag_too_long", limit=LONGEST_TAG)
    return " ".join(check_line(kept).split())


def check_time_zone(name: str) -> str:
    """A zone of the IANA database, or nothing.

    Raises:
        FaultError
    """
    if not name:
        return name
    try:
        if name.startswith(_NO_PLACES):
            raise ValueError
        ZoneInfo(name)
    except (ValueError, KeyError, OSError):  # not a name, not known; a region such as Europe is a folder
        raise FaultError("not_time_zone") from None
    return name


def check_origins(origins: list[str] | None) -> list[str] | None:
    """As browsers write them, each once.

    Raises:
        FaultError
    """
    return None if origins is None else list(dict.fromkeys(_normalise_origin(origin) for origin in origins))


def _normalise_origin(origin: str) -> str:
    try:
        parts = urlsplit(origin.lower())
        plain = parts.scheme == "https" and not (parts.path.strip("/") or parts.query or parts.fragment)
        host, port = parts.hostname, parts.port
        if not plain or not host or "@" in parts.netloc or not _is_host(host):
            raise ValueError
    except ValueError:
        raise FaultError("not_origin") from None
    host = f"[{host}]" if ":" in host else host
    return f"https://{host}" if port in (None, 443) else f"https://{host}:{port}"


def _is_host(host: str) -> bool:
    return host.isascii() and all(each.isalnum() or each in "-.:" for each in host)


Tags = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=4 * LONGEST_TAG), TEXT]],
    Field(
        max_length=MOST_TAGS,
        examples=[["acoustic", "kitchen"]],
        description=f"Words to find it by, each of at most {LONGEST_TAG} letters; kept in lower case.",
    ),
    AfterValidator(check_tags),
]
Series = Annotated[
    str,
    Field(max_length=120, examples=["Kitchen sessions"], description="That it is one of; empty: of none."),
    AfterValidator(lambda name: check_line(name) if name else name),
]
TimeZone = Annotated[
    str,
    Field(
        max_length=64,
        examples=["Europe/Berlin"],
        description="In which it was planned, an IANA name; empty: not said.",
    ),
    AfterValidator(check_time_zone),
]
EmbedOrigins = Annotated[
    list[Annotated[str, Field(max_length=300), LINE]] | None,
    Field(
        max_length=MOST_ORIGINS,
        examples=[["https://band.example.org"]],
        description="Sites that may have it in theirs, as https origins; empty: none; null: all.",
    ),
    AfterValidator(check_origins),
]
