"""What leaves the catalog: frozen values and JSON-ready dicts in the API's own shape."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any


def to_rfc3339(moment: datetime) -> str:
    """`2026-01-31T20:00:00.000Z`: UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One livestream as of one place in the transition log."""

    livestream_id: str
    artist_id: str
    livestream: dict[str, Any]
    """The public shape: `{id, title, ..., hls_url}`. `hls_url` is there while live, gated or not: `gate.redact` it
    for whoever may not watch. It is a path on the origin, which not everybody reaches by the same name; lines of an
    old log hold whole addresses. `viewer_count` is the last one written, not the one of this moment."""
    private: dict[str, Any] = field(default_factory=dict)
    """What its artist sees besides: `publishing`, `ready`, `auto_start`, and `hls_url` for the preview."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One livestream and the place in the log it was read at, both in one look at the database."""

    epoch: str
    seq: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Board:
    """All scheduled and live livestreams and the place in the log, both in one look at the database."""

    epoch: str
    seq: int
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Account:
    """A person. Never holds the password's hash."""

    id: str
    email: str
    display_name: str
    role: str
    """`artist` or `fan`."""
    token_balance: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PublisherSession:
    """One publisher's connection, from its admission on."""

    session_id: str
    livestream_id: str
    artist_id: str
    node: str
    client_ip: str
    admitted_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str = ""
