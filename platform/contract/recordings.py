"""What an ingest node and web say to each other of recordings.

`POST /api/v1/streaming/replay` takes a `ReplayAsked` and answers `ReplayKnown`; `film` takes a `FilmAsked` and
answers `FilmKnown`; `recorded` takes a `Recorded`.
"""

import re
from dataclasses import dataclass, field
from typing import Annotated, Final

from annotated_types import Ge, MaxLen

from contract.fields import MediaUrl, Milliseconds, Moment, Node, Shape
from contract.text import Check
from contract.wording.faults import FaultError

RECORDING_ID: Final = r"r[0-9a-z]{25}"
"""How a recording is called at the origin: nobody guesses it, and no stream has such a name."""


CLIP_ID: Final = r"c[0-9a-z]{25}"
"""The same of a clip, which is a part of a recording."""


MOST_LEFT: Final = 1_000
"""Ranges of one recording that clips need."""


def check_recording(text: str) -> str:
    """Good for a path, too.

    Raises:
        FaultError
    """
    if re.fullmatch(RECORDING_ID, text) is None:
        raise FaultError("malformed")
    return text


def check_replay(text: str) -> str:
    """A recording's name, or a clip's.

    Raises:
        FaultError
    """
    return text if re.fullmatch(CLIP_ID, text) is not None else check_recording(text)


RecordingId = Annotated[str, Check(check_recording)]
ReplayId = Annotated[str, Check(check_replay)]


@dataclass(frozen=True, kw_only=True, order=True)
class Range(Shape):
    """From one moment up to another, in milliseconds since 1970 by the media's dates."""

    begins_ms: Annotated[int, Ge(0)]
    ends_ms: Annotated[int, Ge(0)]


@dataclass(frozen=True, kw_only=True)
class ReplayAsked(Shape):
    """A node has this recording, or some of it, and somebody asks for it, or for a clip of it."""

    recording: ReplayId
    """The recording's name, or the clip's."""
    node: Node = ""
    """The ingest node's name."""


@dataclass(frozen=True, kw_only=True)
class ReplayKnown(Shape):
    """Whose it is, and who may have it."""

    livestream_id: str
    pass_key: str = field(default="", repr=False)
    """As `Admitted.pass_key`."""
    over: bool
    """Its show is not live: nothing follows for now."""
    recording: str = ""
    """Of a clip: the recording that it is of, between"""
    begins_at: Moment | None = None
    """this moment, by the media's dates, and"""
    ends_at: Moment | None = None
    """this."""
    withdrawn: bool = False
    """The recording was deleted: of what is left of it, only clips are shown."""


@dataclass(frozen=True, kw_only=True)
class FilmAsked(Shape):
    """Somebody downloads this recording, or some of it, and the node makes the index of the film."""

    recording: ReplayId
    """The recording's name, or the clip's that is downloaded."""
    node: Node = ""
    """The ingest node's name."""


@dataclass(frozen=True, kw_only=True)
class FilmChapter(Shape):
    """From `at_ms` on, until the next. Milliseconds since 1970, as the playlist says it."""

    at_ms: Annotated[int, Ge(0)]
    title: str


@dataclass(frozen=True, kw_only=True)
class FilmKnown(Shape):
    """What stands in the film besides what was sent."""

    title: str
    """The show's, or the clip's."""
    chapters: list[FilmChapter] = field(default_factory=list)
    """In order."""


@dataclass(frozen=True, kw_only=True)
class Recorded(Shape):
    """How much of a recording a node has by now. What was told last counts."""

    recording: RecordingId
    node: Node = ""
    """The ingest node's name."""
    media_url: MediaUrl | None = None
    """Where this node's media is fetched, no trailing slash; else the platform's settings say it."""
    begins_at: Moment | None = None
    """When what it has begins; null: it has nothing."""
    duration_ms: Milliseconds = 0
    """Of what can be played."""
    bytes: Annotated[int, Ge(0)] = 0
    over: bool = True
    """It adds nothing to it."""
    missed: bool = False
    """It could not keep all that it got."""
    deleted: bool = False
    """It has deleted all of it, as it was told."""
    left: Annotated[list[Range], MaxLen(MOST_LEFT)] = field(default_factory=list)
    """But for these, which clips need: as `Delete.leave` said."""
    bucket: Annotated[str, MaxLen(16)] = ""
    """With `deleted`: the shared store that it has deleted it from, too, as in a report."""


@dataclass(frozen=True, kw_only=True)
class ReportedReplay(Shape):
    """A recording that players fetch from a node, or that it makes."""

    recording: RecordingId
    livestream_id: Annotated[str, MaxLen(64)]
    over: bool = True
    """Nothing follows, as far as the node knows."""
    gated: bool = False
    """Whether the node asks for passes."""
    gate: Annotated[str, MaxLen(64)] = ""
    """With which key they are made: what `passes.name_key` makes of it."""
    revocations: Annotated[int, Ge(0)] | None = None
    """As `ReportedSession.revocations`."""
