"""JSON shapes that more than one resource answers with, and the fields that requests share.

The dataclasses describe; `present_*` make the dicts. A test holds every answer against its description.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, ConfigDict, Field

from api.context import Context, get_context
from catalog.gates.gate import may_replay, may_watch, replay_owed
from catalog.ledger.wallets import Pair
from catalog.pictures.rules import describe
from catalog.shapes import Account
from contract.events.shapes import EndReason, ReplayState, StatusWord, VisibilityWord
from contract.gates import redact, redact_replay
from contract.livestreams import locate, show_own
from contract.moments import to_rfc3339
from contract.text import LINE, TEXT
from contract.wording.faults import FaultError

STRICT = ConfigDict(extra="forbid", str_strip_whitespace=True)
"""For request bodies: unknown fields are refused, white space around text does not count."""


def _only_text(value: object) -> object:
    if isinstance(value, str) and not value.strip().lstrip("+-").replace(".", "", 1).isdigit():
        return value
    raise FaultError("not_moment")


class LeftOut:
    """Stands in a field that was not sent."""


def left_out() -> Any:
    """The default of a field that may be left out and then means nothing. It is not in the documents: a client that
    is generated from them would send it, and undo what nobody wanted to change."""
    return field(default_factory=LeftOut)


def list_changes(body: Any) -> dict[str, Any]:
    """Of a body whose fields are `left_out`, those that were sent."""
    named = ((one.name, getattr(body, one.name)) for one in fields(body))
    return {name: value for name, value in named if not isinstance(value, LeftOut)}


def _to_utc(moment: datetime) -> datetime:
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:  # in the first or the last hours of the calendar
        raise FaultError("not_moment") from None
    # What ends some hours later, or is told in another zone, must be in the calendar, too.
    if not 1 < utc.year < 9999:
        raise FaultError("not_moment")
    return utc


Moment = Annotated[AwareDatetime, BeforeValidator(_only_text), AfterValidator(_to_utc)]
"""RFC 3339 text, read as UTC. Numbers, which some take for seconds and others for milliseconds, are refused."""


def to_whole(value: object) -> object:
    """A whole number, however it was written."""
    # JSON has one kind of number, and JSON Schema takes 10.0 for an integer.
    return int(value) if isinstance(value, float) and value.is_integer() else value


Title = Annotated[str, Field(min_length=1, max_length=120, examples=["Unplugged in the kitchen"]), LINE]
Description = Annotated[str, Field(max_length=5_000, examples=["Five songs, no drums."]), TEXT]
Seq = Annotated[int, Field(ge=0, le=2**53 - 1)]
"""A number of a sequence, as a query has it: none that a database or a page could not hold."""
TokenAmount = Annotated[int, Field(strict=True, ge=0, le=2_147_483_647, examples=[10]), BeforeValidator(to_whole)]
Flag = Annotated[bool, Field(strict=True)]
RtmpUrl = Annotated[str, Field(examples=["rtmp://localhost:1935/live"], description="Where encoders connect.")]
RtmpsUrl = Annotated[
    str | None,
    Field(examples=["rtmps://live.example.org:1936/live"], description="The same over TLS; null: it is not offered."),
]


@dataclass(kw_only=True)
class PictureBody:
    """A picture that somebody uploaded, made anew; it never changes under its address."""

    url: Annotated[
        str,
        Field(
            description="JPEG, large, as a path on the server that serves the pages.",
            examples=["/pictures/8a5a44-4f1d7c2a9be60f3385d1e7aa-large.jpg"],
        ),
    ]
    small_url: Annotated[
        str,
        Field(description="The same, small.", examples=["/pictures/8a5a44-4f1d7c2a9be60f3385d1e7aa-small.jpg"]),
    ]
    color: Annotated[str, Field(description="What stands there until it is loaded.", examples=["#8a5a44"])]


@dataclass(kw_only=True)
class LinkBody:
    """Where else an artist is to be found."""

    label: str
    url: str


@dataclass(kw_only=True)
class AccountBody:
    """A person, as only they see it."""

    id: str
    email: str
    email_verified: Annotated[bool, Field(description="Until it is, the address counts for nothing.")]
    display_name: str
    role: Literal["artist", "fan"]
    has_password: Annotated[bool, Field(description="Without one: by passkey or another platform's account.")]
    operator: Annotated[bool, Field(description="May see and do what concerns all artists.")]
    shows_support: Annotated[bool, Field(description="May be named among those who gave most tips in a show.")]
    about: Annotated[str, Field(description="An artist's own words, for everybody.")]
    links: Annotated[list[LinkBody], Field(description="Where else an artist is to be found.")]
    language: Annotated[str, Field(description="In which they are written to.", examples=["en"])]
    picture: Annotated[PictureBody | None, Field(description="Square; null: none.")]
    created_at: datetime


@dataclass(kw_only=True)
class ArtistBody:
    """Who streams."""

    id: str
    display_name: str


@dataclass(kw_only=True)
class StreamingArtistBody(ArtistBody):
    """Who streams a livestream."""

    picture: Annotated[PictureBody | None, Field(description="Square: 512 pixels, small 128. Null: none.")]


@dataclass(kw_only=True)
class LivestreamReplayBody:
    """What is kept of a livestream, from its first second on."""

    state: Annotated[
        ReplayState,
        Field(
            description="`recording`: while it is live, and until all is written. `ready`: all of it. `partial`: "
            "less than was live. `gone`: it was deleted, or its time was over."
        ),
    ]
    visibility: Annotated[
        VisibilityWord,
        Field(
            description="Whoever may watch the show; holders of its artist's tokens (one, where the show is for "
            "everybody); its artist alone, and then nobody else is told of it."
        ),
    ]
    keep: Annotated[bool, Field(description="It does not go by itself.")]
    from_: Annotated[datetime | None, Field(alias="from", description="When what there is begins.")]
    duration: Annotated[float | None, Field(description="Seconds; null while more is recorded, or not known.")]
    bytes: int | None
    expires_at: Annotated[
        datetime | None, Field(description="When it is deleted; null: not by itself, or it is live.")
    ]
    url: Annotated[
        str | None,
        Field(
            description="The playlist, for whoever may have it: a growing one while live, all of it afterwards. "
            "Where it takes a pass, put that before the file's name."
        ),
    ]


@dataclass(kw_only=True)
class LivestreamBody:
    """A livestream."""

    id: str
    title: str
    description: str
    artist: StreamingArtistBody
    cover: Annotated[
        PictureBody | None,
        Field(description="16:9: 1280x720 pixels, small 480x270. For everybody, gated or not. Null: none."),
    ]
    tags: Annotated[list[str], Field(description="Words to find it by, in lower case.")]
    series: Annotated[str, Field(description="That it is one of; empty: of none.")]
    time_zone: Annotated[str, Field(description="In which it was planned, an IANA name; empty: not said.")]
    status: StatusWord
    scheduled_start_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    end_reason: Annotated[
        EndReason | None,
        Field(
            description="Why it ended: its artist ended it, its encoder said goodbye, or was lost and did not come "
            "back. After the last two, for five minutes, an encoder that comes goes on with the same show."
        ),
    ]
    viewer_count: Annotated[int, Field(description="Who watches at this moment.")]
    peak_viewer_count: int
    token_gate_amount: Annotated[int | None, Field(description="Tokens a viewer must hold; null or 0: anyone.")]
    interrupted_until: Annotated[
        datetime | None, Field(description="Set while live and the publisher is lost: until when it may return.")
    ]
    hls_url: Annotated[str | None, Field(description="The playlist; while live, for whoever may watch.")]
    still_url: Annotated[
        str | None,
        Field(
            description="A picture (JPEG): while live the newest, afterwards one that stands for the replay. The "
            "address changes when the picture does. Null while there is none, and for whoever may not watch; where "
            "it takes a pass, put that before the file's name."
        ),
    ]
    replay: Annotated[LivestreamReplayBody | None, Field(description="What is kept of it; null: nothing.")]
    fans_may_clip: Annotated[bool, Field(description="Fans who may have the replay may make clips of it.")]
    fans_may_download: Annotated[bool, Field(description="Fans who may have the replay may download it.")]
    publishing: Annotated[bool, Field(description="Its artist's answers only: an encoder is connected.")] = left_out()
    ready: Annotated[bool, Field(description="Its artist's answers only: start was pressed.")] = left_out()
    auto_start: Annotated[bool, Field(description="Its artist's answers only: an encoder makes it live.")] = (
        left_out()
    )
    record: Annotated[bool, Field(description="Its artist's answers only: it is recorded when it is live.")] = (
        left_out()
    )
    embed_origins: Annotated[
        list[str] | None,
        Field(description="Its artist's answers only: sites that may have it in theirs; null: all."),
    ] = left_out()


def present_account(account: Account) -> dict[str, Any]:
    """`AccountBody`"""
    return {
        "id": account.id,
        "email": account.email,
        "email_verified": account.email_verified,
        "display_name": account.display_name,
        "role": account.role,
        "has_password": account.has_password,
        "operator": get_context().is_operator(account),
        "shows_support": account.shows_support,
        "about": account.about,
        "links": [dict(link) for link in account.links],
        "language": account.language,
        "picture": describe(account.picture_id),
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


async def present_livestream(entry: Shown, account: Account | None, context: Context) -> dict[str, Any]:
    """`LivestreamBody` as `account` may see it from where it asks, with the counts of this moment."""
    return (await present_livestreams([entry], account, context))[0]


async def present_livestreams(
    entries: Sequence[Shown], account: Account | None, context: Context
) -> list[dict[str, Any]]:
    """The same of several; what the account holds is asked for once, and only where there is a gate."""
    holdings: Mapping[Pair, int] = {}
    if account is not None:
        owing = {entry.artist_id for entry in entries if replay_owed(account.id, entry.artist_id, entry.livestream)}
        if owing:
            holdings = await context.live.read_holdings([(account.id, artist_id) for artist_id in owing])
    return [_present(entry, account.id if account is not None else None, holdings, context) for entry in entries]


def _present(entry: Shown, account_id: str | None, holdings: Mapping[Pair, int], context: Context) -> dict[str, Any]:
    live = context.live
    shown: Mapping[str, Any] = entry.livestream
    if account_id == entry.artist_id:
        shown = show_own(shown, entry.private)
    elif not may_watch(account_id, entry.artist_id, shown, holdings):
        shown = redact(shown)
    elif not may_replay(account_id, entry.artist_id, shown, holdings):
        shown = redact_replay(shown)
    return {
        **locate(shown, context.origin_url, live.newest_still(shown["id"])),
        "viewer_count": live.viewer_count(shown["id"]),
        "peak_viewer_count": live.peak_viewer_count(shown["id"], shown["peak_viewer_count"]),
    }
