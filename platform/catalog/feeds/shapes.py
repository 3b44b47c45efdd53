"""What the publishers' moves answer with, on a livestream and in rehearsal alike."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from catalog.livestreams.lifecycle import AdmissionRefusedError
from catalog.shapes import PublisherSession
from contract.livestreams import Transition

NODE_LOST: Final = "node_lost"
"""The reason of a session that no ingest node reports any more: a guess, where all others are known."""

TAKEN_OVER: Final = "taken_over"

KEY_CHANGED: Final = "key_changed"
"""The reason of a session that was not on air when its artist made a new stream key: it came in with the old one."""


class Standing(NamedTuple):
    """What the rows say of a session that a node reports."""

    holds: bool = False
    """It is its livestream's publisher, or the artist's rehearsal."""
    given_up: bool = False
    """It was taken for lost with its node, by a guess; nobody has said that it is over."""
    stop: str | None = None
    """Why it must stop: one of `STOP_WORDS`."""
    node: str = ""
    """Where it was let in: nobody else may speak of it. Empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A publisher that is let in. `session` is None when it came without an id, as by hand."""

    livestream_id: str
    artist_id: str
    playback_id: str
    title: str
    session: PublisherSession | None
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class PublisherChange:
    """What a callback changed: transitions to announce, and who came and went."""

    transitions: list[Transition]
    connected: PublisherSession | None = None
    disconnected: PublisherSession | None = None


UNCHANGED = PublisherChange([])


class ConflictError(AdmissionRefusedError):
    """`already_publishing`, with whom to tell."""

    def __init__(self, livestream_id: str, artist_id: str, words: str | None = None) -> None:
        super().__init__("already_publishing", words)
        self.livestream_id = livestream_id
        self.artist_id = artist_id
