"""A livestream, as the platform shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Picture:
    """One that somebody uploaded. It never changes under its address."""

    url: str
    """Large, JPEG: a path on the server that serves the pages."""
    small_url: str
    color: str
    """What stands there until it is loaded, as `#rrggbb`."""

    @classmethod
    def parse(cls, value: Mapping[str, Any] | None) -> "Picture | None":
        """From the JSON object, or null.

        Raises:
            KeyError, TypeError: it is no picture.
        """
        return None if value is None else cls(value["url"], value["small_url"], value["color"])


@dataclass(frozen=True, slots=True)
class Artist:
    """Who streams."""

    id: str
    display_name: str
    picture: Picture | None = None
    """Square; None: there is none, or this does not tell."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in."""

    id: str
    display_name: str
    role: str
    """`artist` or `fan`."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What is kept of a livestream, from its first second on."""

    state: str
    """`recording` while it is live and until all is written, then `ready`; `partial`: less than was live; `gone`: it
    was deleted, or its time was over."""
    visibility: str
    """`public`: for whoever may watch the show; `holders` of its artist's tokens; `private`: for its artist."""
    keep: bool
    """It does not go by itself."""
    begins_at: datetime | None
    """When what there is begins."""
    duration: float | None
    """Seconds; None while more is recorded, or where that is not known."""
    bytes: int | None
    expires_at: datetime | None
    """When it is deleted; None: not by itself, or it is live."""
    url: str | None
    """The playlist, for whoever may have it: growing while live, all of it afterwards."""

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> "Replay":
        """From the JSON object; fields this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: it is no replay.
        """
        return cls(
            state=value["state"],
            visibility=value["visibility"],
            keep=bool(value["keep"]),
            begins_at=parse_time(value["from"]),
            duration=value["duration"],
            bytes=value["bytes"],
            expires_at=parse_time(value["expires_at"]),
            url=value["url"],
        )


@dataclass(frozen=True, slots=True)
class Marker:
    """A moment of a show that its artist has named: a chapter begins there."""

    id: str
    livestream_id: str
    at: float
    """Seconds of show time: since the replay's `begins_at`."""
    title: str
    created_at: datetime

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> "Marker":
        """From the JSON object; fields this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: it is no marker.
        """
        return cls(
            id=value["id"],
            livestream_id=value["livestream_id"],
            at=float(value["at"]),
            title=value["title"],
            created_at=datetime.fromisoformat(value["created_at"]),
        )


@dataclass(frozen=True, slots=True)
class Clip:
    """Two moments of a show, and what is between them."""

    id: str
    livestream_id: str
    title: str
    begins: float
    """Seconds of show time: since the replay's `begins_at`."""
    ends: float
    duration: float
    url: str | None
    """The playlist, for whoever may have the replay; None also while it is hidden, and when it is gone."""
    page_url: str
    still_url: str | None
    creator: Artist | None
    """Who made it, an artist or not; None: they have closed their account."""
    hidden: bool
    keep: bool
    """It stays though the recording be deleted."""
    state: str
    """`recording`, `ready` or `gone`."""
    created_at: datetime

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> "Clip":
        """From the JSON object; fields this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: it is no clip.
        """
        creator = value["creator"]
        return cls(
            id=value["id"],
            livestream_id=value["livestream_id"],
            title=value["title"],
            begins=float(value["from"]),
            ends=float(value["to"]),
            duration=float(value["duration"]),
            url=value["url"],
            page_url=value["page_url"],
            still_url=value["still_url"],
            creator=None if creator is None else Artist(creator["id"], creator["display_name"]),
            hidden=bool(value["hidden"]),
            keep=bool(value["keep"]),
            state=value["state"],
            created_at=datetime.fromisoformat(value["created_at"]),
        )


@dataclass(frozen=True, slots=True)
class Livestream:
    """One livestream as of one event. Times are aware, in UTC."""

    id: str
    title: str
    description: str
    """Empty wherever all livestreams are told of; one livestream's events, and the REST API, have it."""
    artist: Artist
    status: str
    """`scheduled`, `live`, `ended`, `archived` or `cancelled`."""
    scheduled_start_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    viewer_count: int
    peak_viewer_count: int
    token_gate_amount: int | None
    """Tokens a viewer must hold; None or 0: anyone may watch."""
    interrupted_until: datetime | None
    """While live without its publisher: until when it may return."""
    hls_url: str | None
    """The playlist, while live, for whoever may watch."""
    publishing: bool | None = None
    """On the artist's channel: whether an encoder is connected. None elsewhere, as the next three."""
    ready: bool | None = None
    auto_start: bool | None = None
    record: bool | None = None
    end_reason: str | None = None
    """Why it ended: `artist`, `encoder` or `lost`; None while it has not, or where that is not known."""
    replay: Replay | None = None
    """What is kept of it; None: nothing."""
    fans_may_clip: bool = False
    """Whether fans who may have the replay may make clips of it."""
    still_url: str | None = None
    """A picture: while live the newest, afterwards one that stands for the replay."""
    fans_may_download: bool = False
    """Whether they may download it."""
    cover: Picture | None = None
    """16:9; None: there is none."""
    tags: tuple[str, ...] = ()
    """Words to find it by, in lower case."""
    series: str = ""
    """That it is one of; empty: of none."""
    embed_origins: tuple[str, ...] | None = None
    """On the artist's channel: sites that may have it in theirs; None: all, or this is not that channel."""
    time_zone: str = ""
    """In which it was planned, an IANA name; empty: not said."""

    @property
    def live(self) -> bool:
        """Whether there is something to watch, or will be again in a moment."""
        return self.status == "live"

    @classmethod
    def parse(cls, value: Mapping[str, Any]) -> "Livestream":
        """From the JSON object; fields this version does not know are passed over.

        Raises:
            KeyError, TypeError, ValueError: it is no livestream.
        """
        artist, replay = value["artist"], value.get("replay")
        return cls(
            id=value["id"],
            title=value["title"],
            description=value["description"],
            artist=Artist(artist["id"], artist["display_name"], Picture.parse(artist.get("picture"))),
            status=value["status"],
            scheduled_start_at=parse_time(value["scheduled_start_at"]),
            started_at=parse_time(value["started_at"]),
            ended_at=parse_time(value["ended_at"]),
            viewer_count=int(value["viewer_count"]),
            peak_viewer_count=int(value["peak_viewer_count"]),
            token_gate_amount=value["token_gate_amount"],
            interrupted_until=parse_time(value["interrupted_until"]),
            hls_url=value["hls_url"],
            publishing=value.get("publishing"),
            ready=value.get("ready"),
            auto_start=value.get("auto_start"),
            end_reason=value.get("end_reason"),
            record=value.get("record"),
            replay=None if replay is None else Replay.parse(replay),
            fans_may_clip=bool(value.get("fans_may_clip")),
            still_url=value.get("still_url"),
            fans_may_download=bool(value.get("fans_may_download")),
            cover=Picture.parse(value.get("cover")),
            tags=tuple(value.get("tags", ())),
            series=value.get("series", ""),
            embed_origins=None if (sites := value.get("embed_origins")) is None else tuple(sites),
            time_zone=value.get("time_zone", ""),
        )


def parse_time(text: str | None) -> datetime | None:
    """RFC 3339 as a datetime."""
    return None if text is None else datetime.fromisoformat(text)
