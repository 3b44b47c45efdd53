"""Makes a stream's sound in less, while somebody asks for it: by the rules of the ladder, with an FFmpeg of its own.

It reads the source's parts where these lie anyway. Where the source goes on it is told so, and no more is done there.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.process import FFmpegProcess
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.shelf import Shelf
from ingest.origin.stream.segments import Change, Init, Part, Segment
from ingest.origin.stream.stream import Stream
from ingest.renditions.cutting import cut_init
from ingest.renditions.ladder.ladder import ANEW, FINISH, GAIN, MOST_DEATHS, MOST_QUEUED, PACE, PROVED, Pace
from ingest.renditions.ladder.runs import list_after
from ingest.renditions.sound.encoding import encode_command, plan_encoding
from ingest.renditions.sound.making import Making, Run

log = logging.getLogger(__name__)

_PATIENCE = 0.5


class _Encoder:
    """One FFmpeg, and what it makes."""

    def __init__(self, run: Run, process: FFmpegProcess, began: float) -> None:
        self.run = run
        self.process = process
        self.began = began
        self.closed: float | None = None

    def finish(self, now: float) -> None:
        """It gives back what it still has."""
        if self.closed is None:
            self.closed = now
            self.run.closed = True
            self.process.finish_input()


class SoundMaker:
    """`ask`, and it is made; `close` at the end of its stream, `stop` to see all of it ended."""

    def __init__(self, ffmpeg: Path, children: FFmpegChildren, source: Shelf, name: str, pace: Pace = PACE) -> None:
        """`name` says in logs whose stream it is."""
        self._ffmpeg = ffmpeg
        self._children = children
        self._source = source
        self._name = name
        self._pace = pace
        self._loop = asyncio.get_running_loop()
        self.livestream_id = ""
        """Whose, for operators."""
        self.beside: Callable[[], Iterable[tuple[str, Stream]]] = tuple
        """What else its stream may be had as."""
        self.making = Making(source, lambda: self.beside())
        self._encoders: list[_Encoder] = []
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._private = self._closed = False
        self._asked = self._retry_at = self._barred_until = 0.0
        self._late: tuple[float, float] | None = None  # since when, and by how many seconds then
        self._deaths = 0
        self._first = 0
        self._begun = False  # it goes on with the part behind the last that was given to an encoder
        self._fed = -1
        self._broken_off = False
        self._words = ""

    @property
    def problem(self) -> str | None:
        """What an operator should know, in words; None: nothing."""
        return self._words if self.barred else None

    @property
    def barred(self) -> bool:
        """Whether it cannot be had for a while."""
        return self._loop.time() < self._barred_until

    @property
    def encoders(self) -> list[int]:
        """Process ids of those that run."""
        return [encoder.process.pid for encoder in self._encoders]

    def list_made(self) -> list[Making]:
        """It, while it is made."""
        return [self.making] if self.making.runs else []

    def ask(self, first: int) -> Shelf | None:
        """Where it is, and its first part can be waited for; None: it cannot be had. None before `first` is made."""
        if self._closed or self.barred or (self.making.shelf is None and self._source.stream.ended):
            return None
        self._asked = self._loop.time()
        self._first = first
        if self.making.shelf is None:
            self.making.wait(private=self._private)
            self._news.set()
        if self._task is None:
            self._begin_task()
        return self.making.shelf

    def keep_private(self, private: bool) -> None:
        """As the source's."""
        self._private = private
        if self.making.shelf is not None:
            self.making.shelf.keep_private(private)

    def wake(self) -> None:
        """Whoever waits asks again."""
        if self.making.shelf is not None:
            self.making.shelf.wake()

    def offer(self, change: Change, init: Init | None, open_: Segment | None) -> None:
        """The source has gone on."""
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

    # -- one task, while somebody asks --------------------------------------------------------------------------

    def _begin_task(self) -> None:
        self._task = self._loop.create_task(self._run(), name=f"sound of {self._name}")

    async def _run(self) -> None:
        self._source.taps.append(self)
        try:
            while not self._closed and self.making.shelf is not None:
                self._news.clear()
                await self._step()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._pace.look):
                        await self._news.wait()
        except Exception:  # the show goes on without
            log.exception("%s: its sound alone has failed", self._name)
            self._bar("it has failed")
        finally:
            if self in self._source.taps:
                self._source.taps.remove(self)
            encoders, self._encoders = self._encoders, []
            self._begun = False
            self.making.drop()
            await asyncio.gather(*(encoder.process.stop(_PATIENCE) for encoder in encoders))
            self._task = None
            if self.making.shelf is not None:
                self._begin_task()  # somebody has asked meanwhile

    async def _step(self) -> None:
        now, making = self._loop.time(), self.making
        if making.shelf is not None and making.shelf.waiting:
            self._asked = now
        if now - self._asked > self._pace.idle:
            making.drop()
        elif making.broken:
            self._lose(now)
        self._watch_speed(now)
        self._sweep(now)
        if making.shelf is None:
            return
        if self._source.stream.ended:
            if self._begun:
                await self._feed()
            self._finish(now)
        elif self._begun:
            await self._feed()
        elif now >= self._retry_at:
            await self._begin()
        making.go_on()
        making.follow()
        if self._source.stream.ended and not making.runs:
            making.end()

    async def _begin(self) -> None:
        """With the newest whole segment, so that there is something to play at once."""
        stream = self._source.stream
        least = max(self._first, self.making.last + 1)
        segments = [*stream.listed, *([stream.open] if stream.open is not None else [])]
        found = [each for each in segments if each.init is stream.current_init and each.parts[0].number >= least]
        whole = [segment for segment in found if segment is not stream.open]
        if found:
            segment = whole[-1] if whole else found[0]
            self.making.begin(segment.parts[0].number)
            self._begun, self._fed = True, self.making.last
            await self._feed()

    async def _open(self, segment: Segment, part: Part) -> None:
        """Another encoder, from this part on. It hears the one before, too, or it would begin with a click."""
        if (cut := cut_init(segment.init.data)) is None:
            self.making.drop()  # there is none any more
            return
        now = self._loop.time()
        before = list_after(self._source.stream, part.number - 2)[:1]
        leads = [each for one, each in before if one.init is segment.init and each.number == part.number - 1]
        if self._broken_off:
            leads = []  # what follows a break does not go on from what was before it
        self._broken_off = False
        known = [*self.making.runs]
        goes_on = bool(leads and known and known[-1].init is segment.init)
        run = Run(segment.init, cut, plan_encoding(cut.init), goes_on)

        def take(data: bytes) -> None:
            run.take(data)
            self._news.set()

        self.making.runs.append(run)
        try:
            process = await self._children.spawn(
                encode_command(self._ffmpeg, run.encoding), take, lambda _: take(b"")
            )
        except OSError as error:
            log.warning("%s: no encoder can be started: %s", self._name, error)
            self.making.broken = "no encoder can be started"
            return
        self._encoders.append(_Encoder(run, process, now))
        process.write(cut.init)
        for lead in leads:
            process.write(run.read(lead, wanted=False))

    async def _feed(self) -> None:
        """Give the encoder what there is."""
        try:
            await self._give()
        except FragmentError as error:
            self.making.broken = str(error)

    async def _give(self) -> None:
        """Where the source breaks off, the encoder gives back what it has."""
        stream, now = self._source.stream, self._loop.time()
        ahead = list_after(stream, self._fed)
        if ahead and ahead[0][1].number > self._fed + 1:
            self.making.broken = "parts were missed"
            return
        for segment, part in ahead:
            encoder = self._find_live()
            if encoder is not None and (encoder.run.init is not segment.init or now - encoder.began > ANEW):
                encoder.finish(now)
                encoder = None
            if encoder is None:
                await self._open(segment, part)
                encoder = self._find_live()
            if encoder is None or self.making.broken or encoder.process.queued > MOST_QUEUED:
                return
            self._fed = part.number
            encoder.process.write(encoder.run.read(part, wanted=True))
            encoder.run.expect(segment, part)
            if stream.open is None and stream.listed and part is stream.listed[-1].parts[-1]:
                self._broken_off = True
                encoder.finish(now)

    def _finish(self, now: float) -> None:
        for encoder in self._encoders:
            encoder.finish(now)

    def _find_live(self) -> _Encoder | None:
        return next((encoder for encoder in self._encoders if encoder.closed is None), None)

    # -- what goes wrong ----------------------------------------------------------------------------------------

    def _watch_speed(self, now: float) -> None:
        making, behind = self.making, self.making.behind
        since, before = self._late or (now, behind)
        if not making.runs or making.broken or behind <= self._pace.behind:
            self._late = None
        elif self._late is None or behind < before - GAIN:
            self._late = now, behind
        elif now - since > self._pace.behind:
            self._bar("it is too much for this machine")

    def _lose(self, now: float) -> None:
        """It has a hole, and goes on behind that with another segment."""
        newest = self._encoders[-1] if self._encoders else None
        if newest is not None and now - newest.began > PROVED:
            self._deaths = 0
        words = " ".join(newest.process.last_words) if newest is not None else ""
        log.warning("%s: its sound alone has a hole: %s %s", self._name, self.making.broken, words)
        self._deaths += 1
        self._retry_at = now + 0.25 * 2**self._deaths
        self.making.begin(self._source.stream.next_part)
        self._begun = False
        if self._deaths > MOST_DEATHS:
            self._bar("its encoder ends again and again")

    def _bar(self, why: str) -> None:
        self._barred_until = self._loop.time() + self._pace.barred
        self._deaths, self._late = 0, None
        self.making.drop()
        self._words = f"The server does not give the sound alone for a while: {why}. Fans have what else there is."
        log.warning("%s: the sound alone: %s; for %.0f s it is not made", self._name, why, self._pace.barred)

    def _sweep(self, now: float) -> None:
        """Forget encoders that nothing is waited for from."""
        for encoder in [*self._encoders]:
            waited = encoder.run in self.making.runs
            if waited and encoder.closed is not None and now - encoder.closed > FINISH:
                self.making.broken = "the encoder does not end"
            if not waited:
                encoder.process.kill()
                self._encoders.remove(encoder)
