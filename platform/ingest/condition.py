"""How this node is, for operators: told with a report now and then, and read from what is there anyway."""

import asyncio
import shutil
import time
from dataclasses import asdict
from typing import Any, Final

from contract.conditions.nodes import MOST_LADDERS, LadderTold, NodeTold, bound_problems
from contract.moments import now_text
from ingest.node import IngestNode
from ingest.origin.server import OriginServer
from ingest.renditions.ladder.ladder import Ladder
from ingest.renditions.sound.maker import SoundMaker
from runtime.loops import Loop
from settings import Settings
from settings.release import read_version

LOOK: Final = 15.0
"""Seconds between two looks at the disk, which may be one that does not answer."""


class Condition:
    """`describe` is what a report says. `loop` looks at the disk meanwhile."""

    def __init__(self, settings: Settings, origin: OriginServer, node: IngestNode) -> None:
        self._origin = origin
        self._node = node
        self._folder = settings.recording_folder if settings.recording_folder.is_dir() else settings.data_dir
        self._since = now_text()
        self._disk: tuple[int | None, int | None] = None, None
        self._made: dict[tuple[Ladder | SoundMaker, str], tuple[float, float]] = {}
        self.speeds: dict[str, float] = {}
        """By rung, seconds of show that the slowest of them made in a second, between the last two reports."""
        self.loop = Loop("the look at the node's disk", self._look)

    def describe(self) -> dict[str, Any]:
        """A `NodeTold`."""
        origin, node, recordings = self._origin, self._node, self._node.recordings
        free, size = self._disk
        return asdict(
            NodeTold(
                since=self._since,
                version=read_version(),
                publishers=len(node.publishers),
                interrupted=node.publishers.interrupted,
                connections=len(origin.connections()),
                recordings=0 if recordings is None else recordings.under_way,
                uploads_waiting=0 if recordings is None else recordings.uploads_waiting,
                upload_failures=0 if recordings is None else recordings.upload_failures,
                callbacks_waiting=node.courier.waiting,
                disk_free=free,
                disk_size=size,
                ladders=self._describe_ladders(time.monotonic()),
                problems=bound_problems(origin.find_problems()),
            )
        )

    def _describe_ladders(self, now: float) -> list[LadderTold]:
        before, self._made = self._made, {}
        self.speeds = {}
        told: list[LadderTold] = []
        for _, ladder in self._origin.list_makers():
            made = ladder.list_made()
            speeds: list[float] = []
            for making in made:
                name = making.name
                self._made[ladder, name] = making.made, now
                then, at = before.get((ladder, name), (0.0, now))
                if now > at:
                    speeds.append(max(0.0, making.made - then) / (now - at))
                    self.speeds[name] = min(speeds[-1], self.speeds.get(name, speeds[-1]))
            if made:
                behind = max(making.behind for making in made)
                speed = round(min(speeds), 2) if speeds else None
                rungs = [making.name for making in made]
                told.append(
                    LadderTold(
                        livestream_id=ladder.livestream_id, rungs=rungs, behind_ms=round(behind * 1000), speed=speed
                    )
                )
        return told[:MOST_LADDERS]

    async def _look(self) -> None:
        try:
            usage = await asyncio.to_thread(shutil.disk_usage, self._folder)
            self._disk = usage.free, usage.total
        except OSError:
            self._disk = None, None  # what is wrong with it is told where it is written to
        await asyncio.sleep(LOOK)
