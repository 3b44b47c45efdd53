"""JSON shapes that more than one resource answers with, and the fields that requests share.

The dataclasses describe; `present_*` make the dicts. A test holds every answer against its description.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, Protocol

from pydantic import AwareDatetime, BeforeValidator, ConfigDict, Field

from api.address import locate
from api.context import Context
from catalog.gate import may_watch, redact
from catalog.shapes import Account, to_rfc3339

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""For request bodies: unknown fields are refused, white space around text does not count."""


def _only_text(value: object) -> object:
    if isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "", 1).isdigit():
        return value
    raise ValueError("Must be a date and time with its zone, such as 2026-01-31T20:00:00Z.")


Moment = Annotated[AwareDatetime, BeforeValidator(_only_text)]
"""RFC 3339 text. Numbers, which some take for seconds and others for milliseconds, are refused."""

Title = Annotated[str, Field(min_length=1, max_length=120, examples=["Unplugged in the kitchen"])]
Description = Annotated[str, Field(max_length=5_000, examples=["Five songs, no drums."])]
TokenAmount = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647, examples=[10])]
Flag = Annotated[bool, Field(strict=True)]

StatusWord = Literal["scheduled", "live", "ended", "archived", "cancelled"]


@dataclass(kw_only=True)
class AccountBody:
    """A person, as only they see it."""

    id: str
    email: str
    display_name: str
    role: Literal["artist", "fan"]
    token_balance: Annotated[int, Field(description="Tokens held; gated livestreams ask for some.")]
    created_at: datetime


@dataclass(kw_only=True)
class ArtistBody:
    """Who streams."""

    id: str
    display_name: str


@dataclass(kw_only=True)
class LivestreamBody:
    """A livestream."""

    id: str
    title: str
    description: str
    artist: ArtistBody
    status: StatusWord
    scheduled_start_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    viewer_count: Annotated[int, Field(description="Who watches at this moment.")]
    peak_viewer_count: int
    token_gate_amount: Annotated[int | None, Field(description="Tokens a viewer must hold; null or 0: anyone.")]
    interrupted_until: Annotated[
        datetime | None, Field(description="Set while live and the publisher is lost: until when it may return.")
    ]
    hls_url: Annotated[str | None, Field(description="The playlist; while live, for whoever may watch.")]
    publishing: Annotated[bool, Field(description="Its artist's answers only: an encoder is connected.")] = False
    ready: Annotated[bool, Field(description="Its artist's answers only: start was pressed.")] = False
    auto_start: Annotated[bool, Field(description="Its artist's answers only: an encoder makes it live.")] = True


def present_account(account: Account) -> dict[str, Any]:
    """`AccountBody`"""
    return {
        "id": account.id,
        "email": account.email,
        "display_name": account.display_name,
        "role": account.role,
        "token_balance": account.token_balance,
        "created_at": to_rfc3339(account.created_at),
    }


class Shown(Protocol):
    """A livestream, read from the database or from the board."""

    @property
    def artist_id(self) -> str:
        """Whose it is."""

    @property
    def livestream(self) -> Mapping[str, Any]:
        """Its public shape."""

    @property
    def private(self) -> Mapping[str, Any]:
        """What its artist sees besides, or instead."""


def present_livestream(entry: Shown, account: Account | None, context: Context) -> dict[str, Any]:
    """`LivestreamBody` as `account` may see it from where it asks, with the counts of this moment."""
    live = context.live
    shown: Mapping[str, Any] = entry.livestream
    if account is not None and account.id == entry.artist_id:
        shown = {**shown, **entry.private}
    elif not may_watch(account, shown):
        shown = redact(shown)
    return {
        **locate(shown, context.origin_url),
        "viewer_count": live.viewer_count(shown["id"]),
        "peak_viewer_count": live.peak_viewer_count(shown["id"], shown["peak_viewer_count"]),
    }
