"""The callbacks: what an ingest node asks and tells web, and what web answers. Ingest writes the first half of these
shapes and reads the second; web the other way round.

`POST /api/v1/streaming/validate` takes a `Validation`, `recognize` a `Recognition`, `stream_started` a
`StreamStarted`, `stream_ended` a `StreamEnded`, `report` a `Report`, which is answered with `Orders`
(`contract/orders.py`); what is said of recordings is in `contract/recordings.py`. Fields that one side does not know
are ignored: the other may be newer.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

from annotated_types import Ge, MaxLen, MinLen

from contract.feeds import FeedKind
from contract.fields import KeyDigest, MediaUrl, Milliseconds, Moment, Node, SessionId, Shape, StreamKey
from contract.recordings import ReportedReplay
from contract.text import TEXT

MOST_DIGESTS: Final = 500
"""In one question."""
MOST_SESSIONS: Final = 2_000
"""In one report."""


@dataclass(frozen=True, kw_only=True)
class Validation(Shape):
    """A publisher asks to come in."""

    stream_key: StreamKey = field(repr=False)
    """The key the publisher showed."""
    session_id: SessionId | None = None
    node: Node = ""
    """The ingest node's name."""
    client_ip: Annotated[str, MaxLen(64), TEXT] = ""
    media_url: MediaUrl | None = None
    """Where this node's media is fetched, no trailing slash; else the platform's settings say it."""
    replaces: SessionId | None = None
    """A session of this node that has fallen silent, or has just ended."""


@dataclass(frozen=True, kw_only=True)
class Admitted(Shape):
    """The publisher is let in."""

    valid: Literal[True] = True
    livestream_id: str
    """Of a livestream or, in rehearsal, of the artist."""
    kind: FeedKind
    """`rehearsal`: nothing goes live, and nobody's return is waited for."""
    playback_id: str
    """The name of the stream at the origin."""
    title: str
    reconnect_grace: float
    """Seconds the stream is kept open for a lost publisher."""
    pass_key: str = field(default="", repr=False)
    """64 hexadecimal digits: what passes to it are signed with. Empty: it is for everybody."""
    takes_over: bool = False
    """Who publishes there now gives way: the artist has said so."""


@dataclass(frozen=True, kw_only=True)
class Recognition(Shape):
    """Many publishers ask to come in at once: first of all, which keys are anybody's?"""

    digests: Annotated[list[KeyDigest], MinLen(1), MaxLen(MOST_DIGESTS)]
    """SHA-256 of each key, in hexadecimal."""


@dataclass(frozen=True, kw_only=True)
class Recognized(Shape):
    """The keys that there are."""

    known: list[str]
    """Those of the digests whose key some livestream or rehearsal has now."""


@dataclass(frozen=True, kw_only=True)
class StreamStarted(Shape):
    """A publisher's media flows."""

    stream_key: StreamKey | None = field(default=None, repr=False)
    """The key the publisher showed, or, so that it lies in no queue:"""
    key_digest: KeyDigest | None = None
    """SHA-256 of the key, in hexadecimal."""
    session_id: SessionId
    node: Node = ""
    """The ingest node's name."""
    at: Moment | None = None
    """When it happened, by the node's clock."""
    ago_ms: Milliseconds | None = None
    """How long ago that was, by a steady clock; goes before `at`."""
    video: bool = True
    audio: bool = True


@dataclass(frozen=True, kw_only=True)
class StreamEnded(Shape):
    """A publisher is gone."""

    stream_key: StreamKey | None = field(default=None, repr=False)
    """The key the publisher showed, or, so that it lies in no queue:"""
    key_digest: KeyDigest | None = None
    """SHA-256 of the key, in hexadecimal."""
    session_id: SessionId
    node: Node = ""
    """The ingest node's name."""
    at: Moment | None = None
    """When it happened, by the node's clock."""
    ago_ms: Milliseconds | None = None
    """How long ago that was, by a steady clock; goes before `at`."""
    reason: Annotated[str, MaxLen(200), TEXT] = ""
    """One of `publishing.Reason`, or a server's own words."""
    clean: bool = True
    """It said goodbye; false: it was lost, and may return."""


@dataclass(frozen=True, kw_only=True)
class ReportedSession(Shape):
    """A publisher as its node sees it."""

    session_id: SessionId
    livestream_id: Annotated[str, MaxLen(64)]
    """Of a livestream or, in rehearsal, of the artist."""
    kind: Annotated[str, MaxLen(16)] = FeedKind.SHOW
    """As `Admitted.kind`. One of a kind that came after this version takes nothing away from the others."""
    playback_id: Annotated[str, MaxLen(64)] = ""
    idle_ms: Milliseconds = 0
    """Since its last media."""
    state: Annotated[str, MaxLen(32)] = "publishing"
    """`publishing`, or `interrupted` while waited for."""
    health: dict[str, Any] | None = None
    gated: bool = False
    """Whether the node asks for passes."""
    revocations: Annotated[int, Ge(0)] | None = None
    """The number of the last revocation of its livestream's passes that the node has heard of. None: it has just
    begun to ask for passes, and lets nobody in before it has heard: it is owed a `Revoke` even where none was taken
    back."""
    recording: Annotated[str, MaxLen(64)] = ""
    """What its stream is recorded into; empty: nothing."""
    recorded_ms: Milliseconds = 0
    """How much of the recording can be played."""
    recorded_bytes: Annotated[int, Ge(0)] = 0
    """How much room that takes."""
    recorded_from: Moment | None = None
    """When that begins."""
    still: Annotated[int, Ge(0)] = 0
    """When the newest picture of its stream was drawn, in milliseconds since 1970; 0: there is none."""
    record_problem: Annotated[str, MaxLen(200), TEXT] = ""
    """Why nothing is written just now, in words for its artist; empty: all is well."""
    record_code: Annotated[str, MaxLen(32), TEXT] = ""
    """The same, as `contract.wording.advice` has it. Empty: the node does not know it yet."""


@dataclass(frozen=True, kw_only=True)
class Report(Shape):
    """All sessions of a node, once a second, and the recordings that are asked for there."""

    node: Node
    """The ingest node's name."""
    media_url: MediaUrl | None = None
    """Where this node's media is fetched, no trailing slash; else the platform's settings say it."""
    bucket: Annotated[str, MaxLen(16)] = ""
    """Which shared store its recordings go to, by its fingerprint; empty: to the node's own disk. Nodes that say the
    same show each other's recordings."""
    sessions: Annotated[list[ReportedSession], MaxLen(MOST_SESSIONS)]
    replays: Annotated[list[ReportedReplay], MaxLen(MOST_SESSIONS)] = field(default_factory=list)
    wait_ms: Annotated[int, Ge(0)] = 0
    """How long the answer may wait for an order."""
    condition: dict[str, Any] | None = None
    """How the node is, for operators: now and then, a `NodeTold` (`contract/conditions`)."""
