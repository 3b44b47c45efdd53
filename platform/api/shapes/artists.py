"""What an artist says of itself."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from api.shapes.bodies import STRICT, LinkBody, LivestreamBody, StreamingArtistBody
from contract.text import LINE, TEXT
from contract.wording.faults import FaultError

MOST_LINKS: Final = 8
Language = Annotated[
    Literal["en", "de"],
    Field(description="In which you are written to."),
]
About = Annotated[
    str,
    Field(max_length=4_000, examples=["Songs from a kitchen."], description="In the artist's own words; plain text."),
    TEXT,
]


def check_link(url: str) -> str:
    """An address that a page may lead to.

    Raises:
        FaultError
    """
    try:
        if not url.isprintable():
            raise ValueError  # marks of direction: what is read would not be where it leads
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or any(map(str.isspace, url)):
            raise ValueError
        _ = parts.port
    except ValueError:
        raise FaultError("not_https") from None
    return url


@dataclass(kw_only=True)
class Link:
    """Where else an artist is to be found."""

    __pydantic_config__ = STRICT

    label: Annotated[str, Field(min_length=1, max_length=40, examples=["Shop"]), LINE]
    url: Annotated[
        str,
        Field(min_length=1, max_length=500, examples=["https://band.example.org"]),
        LINE,
        AfterValidator(check_link),
    ]


Links = Annotated[
    list[Link], Field(max_length=MOST_LINKS, description="Where else you are to be found; https addresses.")
]


@dataclass(kw_only=True)
class ProfileBody(StreamingArtistBody):
    """An artist on its own page."""

    about: About
    links: list[LinkBody]
    followers: Annotated[int, Field(ge=0, description="How many accounts follow it.")]
    live: Annotated[LivestreamBody | None, Field(description="What is on now, the latest; null: nothing.")]
