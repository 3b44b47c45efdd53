"""A process as it was last heard of. Plain values."""

from dataclasses import dataclass, field
from datetime import datetime

from contract.conditions.nodes import NodeTold


@dataclass(frozen=True, slots=True, kw_only=True)
class WebTold:
    """What a web process says of itself."""

    process: str
    address: str
    """Host and port."""
    pid: int
    since: datetime
    version: str
    sockets: int
    viewers: int
    stalls: int
    """Turns of its event loop that took over LOG_STALLS of CPU."""
    disk_free: int | None
    disk_size: int | None
    problems: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WebHeard:
    """And when it said so."""

    told: WebTold
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class NodeHeard:
    """An ingest node's account, and when it came."""

    node: str
    address: str
    """Where its reports come from."""
    media_url: str
    """Where its media is fetched; empty: it does not say."""
    told: NodeTold
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class ShowOn:
    """A show that is live."""

    livestream_id: str
    title: str
    artist: str
    started_at: str | None
    interrupted_until: str | None
    viewers: int
    node: str
    """That its publisher is connected to; empty: none is, or that is not known."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Of the whole platform, as far as this process has heard."""

    web: list[WebHeard]
    nodes: list[NodeHeard]
    shows: list[ShowOn]
