"""The transition log: one numbered line per lifecycle change, written in the change's own transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from tortoise.expressions import F

from catalog import models
from catalog.db.batches import delete_in_batches
from contract.livestreams import Entry, Transition
from contract.moments import to_rfc3339

CLOCK_ID = 1
KEPT = 50_000
"""Lines that pruning leaves."""
_ABOUT = "about"
"""Where a line keeps `Transition.about`: among what is private, as most lines have none."""
_UNSAID: Final[Mapping[str, Any]] = {"cover": None, "tags": [], "series": "", "time_zone": ""}
"""Of a livestream, what lines of an old log do not say."""


async def read_clock() -> tuple[str, int]:
    """The log's epoch and the last number in it. A new epoch means a new log: numbers of another one say nothing."""
    clock = await models.Clock.get(id=CLOCK_ID)
    return clock.epoch, clock.seq


async def select_transitions_after(seq: int, limit: int = 1000) -> list[Transition]:
    """Lines after `seq`, oldest first."""
    rows = await models.Transition.filter(seq__gt=seq).order_by("seq").limit(limit)
    return [_to_line(row) for row in rows]


async def prune_transitions(kept: int = KEPT) -> int:
    """Remove all but the newest `kept` lines and those that a consumer is yet to read; how many were removed."""
    _, seq = await read_clock()
    slowest = await models.Consumer.all().order_by("seq").first()
    last = min(seq - kept, slowest.seq if slowest is not None else seq)
    return await delete_in_batches(models.Transition.filter(seq__lte=last))


async def append(
    changes: Sequence[tuple[str, Entry]], at: datetime, about: Mapping[str, Any] = MappingProxyType({})
) -> list[Transition]:
    """Write lines, inside the caller's transaction; `about` as `Transition.about`, of each. Lock the livestream's row
    before, never after: same order, no deadlock."""
    if not changes:
        return []
    await models.Clock.filter(id=CLOCK_ID).update(seq=F("seq") + len(changes))
    last = (await models.Clock.get(id=CLOCK_ID)).seq
    lines = [
        Transition(
            seq, kind, to_rfc3339(at), entry.livestream_id, entry.artist_id, entry.livestream, entry.private, about
        )
        for seq, (kind, entry) in enumerate(changes, last - len(changes) + 1)
    ]
    for line in lines:
        await models.Transition.create(
            seq=line.seq,
            type=line.type,
            at=at,
            livestream_id=line.livestream_id,
            artist_id=line.artist_id,
            livestream=line.livestream,
            private={**line.private, _ABOUT: dict(about)} if about else line.private,
        )
    return lines


def _to_line(row: models.Transition) -> Transition:
    private = dict(row.private)
    about: Any = private.pop(_ABOUT, {})
    at = to_rfc3339(row.at)
    livestream = {**_UNSAID, **row.livestream}
    livestream["artist"] = {"picture": None, **livestream["artist"]}
    return Transition(row.seq, row.type, at, row.livestream_id, row.artist_id, livestream, private, about)
