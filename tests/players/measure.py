"""From how a player was, again and again, to the figures of one row. Pure; seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from players.watchers import State

STILL = 0.9
"""A position that did not move for so long is a stall: VLC and ffplay tell theirs a few times a second only."""


@dataclass(frozen=True, slots=True)
class Look:
    """A state, and when it was seen."""

    at: float
    state: State


@dataclass(frozen=True, slots=True)
class Row:
    """`start`: from opening to the first movement. `still`: how often and how long the picture stood after that.
    `ended`: from the encoder's end to the player's; None: it never said so. `failed`: its own word, or "stands".
    `widths`: of the pictures that there were, in their order."""

    start: float | None
    latency: float | None
    stalls: int
    still: float
    ended: float | None
    failed: str | None
    widths: tuple[int, ...] = ()


def measure(looks: Sequence[Look], opened: float, stopped: float, steady: float) -> Row:
    """`steady` is up to when the latency is looked at: the loss, or the end."""
    moves = _find_moves(looks)
    start = moves[0] - opened if moves else None
    gaps = [after - before for before, after in pairwise(moves) if before < stopped]
    waits = [gap for gap in gaps if gap > STILL]
    last = [look.state.latency for look in looks if look.state.latency is not None and steady - 5 < look.at < steady]
    end = next((look.at for look in looks if look.state.ended), None)
    failed = next((look.state.failed for look in looks if look.state.failed), None)
    if end is not None and end < stopped:
        failed = failed or f"ended at {end - opened:.0f} s"
    elif failed is None and (not moves or moves[-1] < stopped - 3):
        failed = "never moves" if not moves else f"stands from {moves[-1] - opened:.0f} s on"
    return Row(
        start,
        median(last) if last else None,
        len(waits),
        sum(waits),
        max(0.0, end - stopped) if end is not None and end >= stopped else None,
        failed,
        tuple(width for width, _ in groupby(look.state.width for look in looks) if width),
    )


def _find_moves(looks: Sequence[Look]) -> list[float]:
    """When the picture moved. A player begun anew counts from its own beginning, so back is a movement, too."""
    moves: list[float] = []
    before: State | None = None
    for look in looks:
        state = look.state
        if before is not None and not state.ended and _moved(before, state):
            moves.append(look.at)
        before = state
    return moves


def _moved(before: State, state: State) -> bool:
    if state.frames is not None and before.frames is not None:
        return state.frames != before.frames  # a clock that runs beside a black picture is no movement
    return abs(state.position - before.position) > 0.02
