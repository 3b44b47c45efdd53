"""All rungs of one stream: which are made, by how many encoders, and what is done where these fall behind or die.

It reads the source's parts where these lie anyway. Where the source goes on it is told so, and no more is done there;
one that cannot follow misses parts, and goes on with the next segment that begins with a keyframe.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.ffmpeg.children import FFmpegChildren
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.ladder.encoder import Encoder, Encoding
from ingest.renditions.ladder.lateness import Lateness
from ingest.renditions.ladder.making import Making, Share
from ingest.renditions.ladder.parts.forms import Former
from ingest.renditions.ladder.rungs import Goal, Rung
from ingest.renditions.ladder.runs import Run, list_after
from ingest.renditions.ladder.source import Source

log = logging.getLogger(__name__)

ANEW: Final = 1_800.0
"""Seconds after which another encoder goes on: FFmpeg remembers each sample of a file that it reads."""
MOST_QUEUED: Final = 1 << 20
"""Bytes that may wait for an encoder: what is more stays where it is."""
PROVED: Final = 60.0
"""Seconds after which an encoder's death is its first again."""
GAIN: Final = 0.5
"""Seconds by which an encoder that is behind comes nearer, if it is fast enough."""
MOST_DEATHS: Final = 3
"""Of an encoder, one after another, that are put up with."""
FINISH: Final = 5.0
"""Seconds that an encoder may take for what it still has."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds."""

    idle: float = 60.0
    """A rung that nobody has asked for so long is no longer made."""
    behind: float = 3.0
    """So much behind the source, and for so long, an encoder is slower than the show."""
    late: float = 0.2
    """So late at 95 %, the source's own parts say that the machine is at its limit."""
    window: float = 10.0
    """Of so much of the show."""
    barred: float = 120.0
    """For so long a rung that was too much is not made again."""
    look: float = 0.5


PACE: Final = Pace()


class Ladder:
    """`ask` for a rung, and it is made; `close` at the end of its stream, `stop` to see all of it ended."""

    def __init__(
        self,
        encoding: Encoding,
        children: FFmpegChildren,
        source: Shelf,
        name: str,
        rungs: Sequence[Rung],
        pace: Pace = PACE,
    ) -> None:
        """`name` says in logs whose stream it is."""
        self._encoding = encoding
        self._children = children
        self._source = source
        self._name = name
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self.livestream_id = ""
        """Whose, for operators."""
        self.beside: Callable[[str], Iterable[tuple[str, Stream]]] = lambda _: ()
        """What else a rendition's stream may be had as."""
        self._makings = {rung.name: Making(rung, source, self._tell_beside(rung.name)) for rung in rungs}
        self._runs: list[Run] = []
        self._lateness = Lateness(self._loop, pace.window)
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._private = self._closed = False
        self._shape = Source(source.stream)
        self._words = ""
        self._words_until = 0.0

    @property
    def problem(self) -> str | None:
        """What an operator should know, in words; None: nothing."""
        return self._words if self._words and self._loop.time() < self._words_until else None

    @property
    def encoders(self) -> list[int]:
        """Process ids of those that run."""
        return [run.encoder.pid for run in self._runs]

    def list_offered(self) -> list[tuple[Making, Goal]]:
        """The rungs that may be had of the stream as it is now, the best first."""
        makings = (making for making in self._makings.values() if not self._is_barred(making))
        found = ((making, self._shape.aim(making.rung)) for making in makings)
        return [(making, goal) for making, goal in found if goal is not None]

    def list_made(self) -> list[Making]:
        """The rungs that are made now."""
        return [making for making in self._makings.values() if making.shares]

    def ask(self, name: str) -> Shelf | None:
        """Where a rung is, and its first part can be waited for; None: it cannot be had."""
        making = self._makings.get(name)
        if making is None or self._closed or self._is_barred(making) or self._shape.aim(making.rung) is None:
            return None
        if making.shelf is None and self._source.stream.ended:
            return None
        making.asked = self._loop.time()
        if making.shelf is None:
            making.wait(private=self._private)
            self._news.set()
        if self._task is None:
            self._begin_task()
        return making.shelf

    def is_made_of(self, name: str) -> bool:
        """Whether the source has a file of this name."""
        return name in self._source.files

    def keep_private(self, private: bool) -> None:
        """As the source's."""
        self._private = private
        for making in self._makings.values():
            if making.shelf is not None:
                making.shelf.keep_private(private)

    def wake(self) -> None:
        """Whoever waits asks again."""
        for making in self._makings.values():
            if making.shelf is not None:
                making.shelf.wake()

    def offer(self, change: Change, init: Init | None, open_: Segment | None) -> None:
        """The source has gone on."""
        self._lateness.note(part.duration for part in change.parts)
        self._news.set()

    def close(self) -> None:
        """The stream is gone."""
        self._closed = True
        self._news.set()

    async def stop(self) -> None:
        """End, and see it ended."""
        self.close()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    def _tell_beside(self, name: str) -> Callable[[], Iterable[tuple[str, Stream]]]:
        return lambda: self.beside(name)

    # -- one task, while somebody asks --------------------------------------------------------------------------

    def _begin_task(self) -> None:
        self._task = self._loop.create_task(self._run(), name=f"renditions of {self._name}")

    async def _run(self) -> None:
        self._source.taps.append(self)
        self._lateness.start()
        try:
            while not self._closed and any(making.shelf for making in self._makings.values()):
                self._news.clear()
                await self._step()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._pace.look):
                        await self._news.wait()
        except Exception:  # the show goes on without
            log.exception("%s: its other renditions have failed", self._name)
            for making in self._makings.values():
                making.barred_until = self._loop.time() + self._pace.barred
        finally:
            self._lateness.stop()
            if self in self._source.taps:
                self._source.taps.remove(self)
            runs, self._runs = self._runs, []
            for making in self._makings.values():
                making.drop()
            await asyncio.gather(*(run.encoder.stop() for run in runs))
            self._task = None
            if any(making.shelf for making in self._makings.values()):
                self._begin_task()  # somebody has asked meanwhile

    async def _step(self) -> None:
        now = self._loop.time()
        for making in self._makings.values():
            if making.shelf is not None and making.shelf.waiting:
                making.asked = now
            if making.shelf is not None and now - making.asked > self._pace.idle:
                making.drop()
            elif making.broken:
                self._lose(making, now)
        self._watch_speed(now)
        self._sweep(now)
        stream = self._source.stream
        if stream.ended:
            self._end()
            return
        waiting = [
            making
            for making in self._makings.values()
            if making.shelf is not None and not making.shares and now >= making.retry_at
        ]
        if waiting:
            await self._begin(waiting)
        await self._feed()
        for making in self._makings.values():
            making.follow()

    def _end(self) -> None:
        """The show is over: what was given to encoders still comes."""
        for run in self._runs:
            run.finish(self._loop.time())
        for making in self._makings.values():
            making.follow()
            if not making.shares:
                making.end()

    async def _begin(self, makings: Sequence[Making]) -> None:
        """With the newest whole segment that can be begun with, so that there is something to play at once."""
        stream = self._source.stream
        last = max(making.last for making in makings)
        segments = [*stream.listed, *([stream.open] if stream.open is not None else [])]
        found = [
            segment
            for segment in segments
            if segment.independent and segment.init is stream.current_init and segment.parts[0].number > last
        ]
        whole = [segment for segment in found if segment is not stream.open]
        if not found:
            return
        segment = whole[-1] if whole else found[0]
        for making in makings:
            making.begin(segment.parts[0].number)
        await self._start(makings, segment.init, segment.parts[0].number - 1)

    async def _start(self, makings: Sequence[Making], init: Init, fed: int) -> None:
        now = self._loop.time()
        encoder = Encoder(self._encoding, self._children)
        former = Former(init.data)
        shares: dict[Making, Share] = {}
        outputs: list[tuple[Rung, Goal, Callable[[bytes], None]]] = []
        for making in makings:
            goal = self._shape.aim(making.rung)
            if goal is None:  # the source is another by now
                making.drop()
                continue
            shares[making] = making.open(init, former, goal)
            outputs.append((making.rung, goal, self._take(making, shares[making])))
        if not outputs:
            return
        run = Run(encoder, init, former, shares, fed, now)
        self._runs.append(run)
        try:
            await encoder.start(outputs)
        except OSError as error:
            log.warning("%s: no encoder can be started: %s", self._name, error)
            for making in shares:
                making.broken = "no encoder can be started"
            return
        encoder.write(init.data)

    def _take(self, making: Making, share: Share) -> Callable[[bytes], None]:
        def take(data: bytes) -> None:
            making.take(share, data)
            if making.broken or not data:
                self._news.set()

        return take

    async def _feed(self) -> None:
        """Give encoders what there is, and at a keyframe one encoder all rungs that are wanted by then."""
        live = self._list_live()
        if not live:
            return
        ahead = list_after(self._source.stream, min(run.fed for run in live))
        for run in live:
            if ahead and ahead[0][1].number > run.fed + 1:
                run.fail("parts were missed", self._loop.time())
        for segment, part in ahead:
            live = self._list_live()
            if part.independent and self._must_change(live, segment, part):
                makings = self._list_making(live)  # before: one that has all its pictures leaves its encoder then
                for run in live:
                    run.finish(self._loop.time())
                await self._start(makings, segment.init, part.number - 1)
                live = self._list_live()
            for run in live:
                if run.fed == part.number - 1 and run.encoder.queued < MOST_QUEUED:
                    run.give(segment, part, self._loop.time())

    def _must_change(self, live: Sequence[Run], segment: Segment, part: Part) -> bool:
        if not live or any(run.fed != part.number - 1 for run in live):
            return False
        run = live[0]
        return (
            len(live) > 1
            or run.init is not segment.init
            or self._loop.time() - run.began > ANEW
            or any(making.shelf is None for making in run.shares)
        )

    # -- what goes wrong ----------------------------------------------------------------------------------------

    def _watch_speed(self, now: float) -> None:
        """Where encoders have not kept up for a while, or the source has not, the highest rung is one too many."""
        late = False
        for making in self._makings.values():
            behind = making.behind
            since, before = making.late or (now, behind)
            if not making.shares or making.broken or behind <= self._pace.behind:
                making.late = None
            elif making.late is None or behind < before - GAIN:
                making.late = now, behind
            else:
                late = late or now - since > self._pace.behind
        made = self.list_made()
        why = "it is too much for this machine"
        if made and not late and (seconds := self._lateness.find(self._pace.late) or 0.0):
            late, why = True, f"this machine is at its limit, and the stream itself came up to {seconds:.1f} s late"
        if not late:
            return
        self._lateness.forget()
        highest = max(made, key=lambda making: making.rung.lines)
        self._bar(highest, now, why)
        for run in self._runs:
            run.fail("too much for this machine", now)
        for making in made:
            making.deaths, making.retry_at, making.late = 0, now, None

    def _bar(self, making: Making, now: float, why: str) -> None:
        making.barred_until = now + self._pace.barred
        making.drop()
        self._words = f"The server gives no {making.rung.name} for a while: {why}. Fans have what else there is."
        self._words_until = making.barred_until
        log.warning("%s: %s; for %.0f s it is not made", self._name, why, self._pace.barred)

    def _lose(self, making: Making, now: float) -> None:
        """It has a hole, and goes on behind that with a segment that begins with a keyframe."""
        runs = [run for run in self._runs if making in run.shares]
        if runs and now - runs[-1].began > PROVED:
            making.deaths = 0
        words = " ".join(runs[-1].encoder.last_words) if runs else ""
        log.warning("%s: %s has a hole: %s %s", self._name, making.rung.name, making.broken, words)
        making.deaths += 1
        making.retry_at = now + 0.25 * 2**making.deaths
        making.begin(self._source.stream.next_part)
        if making.deaths > MOST_DEATHS:
            making.deaths = 0
            self._bar(making, now, "its encoder ends again and again")

    def _sweep(self, now: float) -> None:
        """Forget encoders that nothing is waited for from."""
        for run in [*self._runs]:
            if run.is_waited_for and run.closed is not None and now - run.closed > FINISH:
                run.fail("the encoder does not end", now)
            if not run.is_waited_for or (run.closed is not None and now - run.closed > FINISH):
                run.encoder.kill()
                self._runs.remove(run)

    # -- what there is ------------------------------------------------------------------------------------------

    def _list_live(self) -> list[Run]:
        return [run for run in self._runs if run.closed is None]

    def _list_making(self, runs: Sequence[Run]) -> list[Making]:
        return [
            making
            for making in self._makings.values()
            if not making.broken and any(run.shares.get(making) in making.shares for run in runs)
        ]

    def _is_barred(self, making: Making) -> bool:
        return self._loop.time() < making.barred_until
