"""What a show does while the players watch, in seconds from the moment its playlist is there."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Case:
    """`join`: when the players open it; `away`: for how long the encoder is gone, which dies at `lost`; `after`: what
    it comes back with, where that is other than what it began with (`begin`). `joins`: when its sound joins, within
    one connection. `own`: our page alone is looked at. `rungs`: it may be had as smaller pictures too; players are to
    take the smallest at `switched[0]`, and the largest at `switched[1]`."""

    name: str
    seconds: float = 16.0
    join: float = 0.0
    lost: float | None = None
    away: float = 3.0
    begin: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)
    joins: float | None = None
    own: bool = False
    rungs: bool = False
    switched: tuple[float, float] = (14.0, 28.0)


OBS_INTERVAL = 250 / 30
"""Seconds between two keyframes, as OBS has it out of the box."""

CASES = (
    Case("from the start"),
    Case("joined later", join=8.0, seconds=24.0),
    Case("smaller pictures", seconds=44.0, begin={"size": "640x360", "bitrate": "900k"}, rungs=True),
    Case("lost, back as it was", lost=14.0, seconds=38.0),
    Case("lost, back with another size", lost=14.0, seconds=38.0, after={"size": "480x270"}),
    Case("sound comes late", lost=14.0, seconds=38.0, begin={"audio": False}, after={"audio": True}),
    Case("keyframes every 8.3 s", join=4.0, seconds=30.0, begin={"gop": OBS_INTERVAL}),
    Case("keyframes every 8.3 s, joined later", join=12.0, seconds=24.0, begin={"gop": OBS_INTERVAL}, own=True),
    Case("keyframes every 8.3 s, lost", lost=14.0, seconds=34.0, begin={"gop": OBS_INTERVAL}, own=True),
    Case(
        "keyframes every 8.3 s, another size",
        lost=14.0,
        seconds=34.0,
        begin={"gop": OBS_INTERVAL},
        after={"size": "480x270"},
        own=True,
    ),
    Case("sound joins the connection", joins=10.0, seconds=24.0, own=True),
    Case("sound has just joined the connection", joins=10.0, join=11.5, seconds=24.0, own=True),
)
