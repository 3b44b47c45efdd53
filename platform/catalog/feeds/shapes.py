"""What the publishers' moves answer with."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from catalog.livestreams.errors import AdmissionRefusedError
from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from contract.livestreams import Transition
from contract.publishing import Reason

REHEARSING: Final = "Another encoder is already rehearsing with this key. Stop it first, then try again."


class Standing(NamedTuple):
    """What the rows say of a session that a node reports."""

    holds: bool = False
    """It is who publishes there."""
    given_up: bool = False
    """It was taken for lost with its node, by a guess; nobody has said that it is over."""
    stop: Reason | None = None
    """Why it must stop: one of `publishing.STOP_WORDS`."""
    node: str = ""
    """Where it was let in: nobody else may speak of it. Empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A publisher that is let in. `session` is None when it came without an id, as by hand."""

    feed_id: str
    kind: FeedKind
    artist_id: str
    playback_id: str
    title: str
    gated: bool
    """Whether it takes a pass to watch."""
    session: PublisherSession | None
    takes_over: bool
    """From who publishes: its artist has said so."""


@dataclass(frozen=True, slots=True)
class PublisherChange:
    """What a callback changed: transitions to announce, and who came and went."""

    transitions: list[Transition]
    connected: PublisherSession | None = None
    disconnected: PublisherSession | None = None


UNCHANGED = PublisherChange([])


class ConflictError(AdmissionRefusedError):
    """`already_publishing`, with whom to tell."""

    def __init__(self, kind: FeedKind, feed_id: str, artist_id: str) -> None:
        super().__init__("already_publishing", REHEARSING if kind is FeedKind.REHEARSAL else None)
        self.kind = kind
        self.feed_id = feed_id
        self.artist_id = artist_id
