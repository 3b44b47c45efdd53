"""How an ingest node is. It goes along with a report now and then, and never gets in its way: what web cannot read of
it is left out, and the report counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from annotated_types import Ge, MaxLen
from pydantic import TypeAdapter, ValidationError

from contract.fields import Milliseconds, Moment, Shape
from contract.text import TEXT

MOST_LADDERS: Final = 100
MOST_PROBLEMS: Final = 50
LONGEST: Final = 1_000
"""Characters of one problem."""

Count = Annotated[int, Ge(0)]
Word = Annotated[str, MaxLen(64), TEXT]


@dataclass(frozen=True, kw_only=True)
class LadderTold(Shape):
    """The smaller pictures that are made of one stream now, or its sound in less than it was sent."""

    livestream_id: Word
    """Of a livestream or, in rehearsal, of the artist."""
    rungs: Annotated[list[Word], MaxLen(20)]
    behind_ms: Milliseconds
    """How far the slowest of them is behind the source."""
    speed: Annotated[float, Ge(0)] | None = None
    """Seconds of show that the slowest made in a second, lately: 1, unless it cannot follow. None: not known yet."""


@dataclass(frozen=True, kw_only=True)
class NodeTold(Shape):
    """A node's own account."""

    since: Moment
    """When its process began."""
    version: Word = ""
    publishers: Count = 0
    interrupted: Count = 0
    """Publishers that were lost and are waited for."""
    connections: Count = 0
    """Open connections to the origin."""
    recordings: Count = 0
    uploads_waiting: Count = 0
    """Runs of recordings of which something is not in the bucket yet."""
    upload_failures: Count = 0
    """Tries that the bucket did not take, since the process began."""
    callbacks_waiting: Count = 0
    """What web has not answered."""
    disk_free: Count | None = None
    """Bytes, where recordings are, or are first; None: not known."""
    disk_size: Count | None = None
    ladders: Annotated[list[LadderTold], MaxLen(MOST_LADDERS)] = field(default_factory=list)
    problems: Annotated[dict[Word, Annotated[str, MaxLen(LONGEST)]], MaxLen(MOST_PROBLEMS)] = field(
        default_factory=dict
    )
    """By part of the node, in words for an operator."""


_ADAPTER: Final = TypeAdapter(NodeTold)


def read_node(told: Mapping[str, Any]) -> NodeTold | None:
    """What a node has said; None: it makes no sense to this version."""
    try:
        return _ADAPTER.validate_python(told)
    except ValidationError:
        return None


def bound_problems(problems: Mapping[str, str]) -> dict[str, str]:
    """As many, and as much of each, as may be told."""
    return {part[:64]: words[:LONGEST] for part, words in [*problems.items()][:MOST_PROBLEMS]}
