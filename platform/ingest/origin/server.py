"""The origin as a whole: its streams, its FFmpeg, and the port it serves.
Implements `ingest.publishing.interfaces.Origin`."""

import asyncio
import errno
import json
import logging
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from contract.feeds import FeedKind
from contract.orders import Revoke
from ingest.errors import StartError
from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.discovery import FFmpeg, FFmpegError, find_drawing_ffmpeg, find_ffmpeg
from ingest.loudness.meter import FIRST, Meter
from ingest.origin.http.connection import Connection
from ingest.origin.http.requests import HttpServer
from ingest.origin.http.responses import NEVER, Response
from ingest.origin.library import Library
from ingest.origin.numbers import Numbers
from ingest.origin.packaging.inspection import EVERY
from ingest.origin.packaging.lateness import BOUNDS
from ingest.origin.packaging.packager import STALL_SECONDS, StreamPackager
from ingest.origin.shelf import Shelf
from ingest.origin.stream.memory import Memory
from ingest.origin.stream.shape import shape_from
from ingest.origin.stream.stream import Stream
from ingest.publishing.interfaces import Admission
from ingest.renditions.ladder.encoder import Encoding
from ingest.renditions.ladder.ladder import PACE, Ladder, Pace
from ingest.renditions.ladder.means import Means
from ingest.renditions.ladder.rungs import Rung, read_rung
from ingest.renditions.ladder.shelf import RungShelf
from ingest.renditions.multivariant import Offer
from ingest.renditions.sound.maker import SoundMaker
from ingest.renditions.sound.making import NAME as SOUND
from ingest.renditions.sound.shelf import SoundShelf
from ingest.stills.gallery import Gallery
from runtime.histogram import Histogram
from runtime.refusals import Refusals
from settings import Settings

log = logging.getLogger(__name__)

MOST_METERS = 16
"""Streams whose sound is listened to; of more, nobody could look at all."""


@dataclass(frozen=True)
class Timing:
    """Seconds."""

    end_pause: float = 0.5
    """Between the last part and ENDLIST: told both at once, players lose the last part and never fire `ended`."""
    keep_ended: float = 60.0
    """An ended stream stays readable for so long."""
    grace_slack: float = 60.0
    """A stream whose publisher has not come back so long after its grace is ended, should nobody else do it."""
    stall: float = STALL_SECONDS
    """See `StreamPackager`."""
    look_every: float = EVERY
    """See `Inspection`."""
    listen_after: float = FIRST
    """See `Meter`."""
    pace: Pace = PACE
    """See `Ladder`."""


def create_origin(settings: Settings) -> "OriginServer":
    """An origin that is not started yet."""
    return OriginServer(settings)


class OriginServer:
    """`start`, then `open` for each publisher; `stop` ends everything. One event loop owns it."""

    def __init__(self, settings: Settings, timing: Timing = Timing()) -> None:
        self._settings = settings
        self._timing = timing
        self._shape = shape_from(settings)
        self._memory = Memory(settings.media_memory << 20)
        self._ffmpeg: FFmpeg | None = None
        self._ffmpeg_error = "not looked for yet"
        self._children = FFmpegChildren()
        self.checks: dict[str, Callable[[], str]] = {}
        """What else `/ready` asks, by name: each says "ok" or what is missing."""
        self.refused: dict[str, Mapping[str, int]] = {}
        """What was refused since the start, by part of the node and by kind; `/ready` shows it."""
        self.problems: dict[str, Callable[[], str | None]] = {}
        """What does not keep the node from serving and is its operator's to mend, in words, by part of the node."""
        self.watchers: list[Callable[[Admission, Shelf], None]] = []
        """Told of each new stream before its first part, to put their taps into its shelf."""
        self.tap_refusals = Refusals()
        self.refused["taps"] = self.tap_refusals.counts
        self.lateness = Histogram(BOUNDS)
        """Of all streams' parts, once they are to be had."""
        self.library = Library(self._readiness)
        self._drawing_ffmpeg: Path | None = None
        self.gallery = Gallery(lambda: self._drawing_ffmpeg, self._children)
        self.watchers.append(self.gallery.watch)
        self.ladders: dict[Shelf, Ladder] = {}
        """The smaller pictures of streams that have any."""
        self.sounds: dict[Shelf, SoundMaker] = {}
        """What makes sound alone in less than it was sent in."""
        self.problems["renditions"] = self._find_rendition_problem
        self.means = Means(self._find_encoding, self._children, lambda: self._find_rendition_problem() is not None)
        """What makes smaller pictures of what is no longer live."""
        self._numbers = Numbers(settings.data_dir / "media-sequence")
        self._http: HttpServer | None = None
        self._packagers: dict[str, StreamPackager] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._ends: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        if self._http is None:
            raise RuntimeError("not started")
        return self._http.port

    @property
    def ffmpeg_release(self) -> tuple[int, int] | None:
        """Major and minor version of the FFmpeg in use; None where it is unknown."""
        return None if self._ffmpeg is None else self._ffmpeg.release

    @property
    def queued(self) -> int:
        """Bytes of media that FFmpeg has not taken yet."""
        return sum(each.queued for each in self._packagers.values())

    @property
    def sent(self) -> int:
        """Bytes that were answered, without heads; of those who took all."""
        return 0 if self._http is None else self._http.sent

    def connections(self) -> list[Connection]:
        """Who is connected at this moment."""
        return [] if self._http is None else self._http.connections()

    async def start(self) -> None:
        """Find FFmpeg and listen. Without FFmpeg it starts as well: `/ready` says what is missing.

        Raises:
            StartError: the port is taken, or the address cannot be had; the words name the variable.
        """
        self._numbers.start()
        await self._look_for_ffmpeg()
        host, port = self._settings.host, self._settings.http_port
        self._http = HttpServer(
            self.library,
            connections=self._settings.hls_connections,
            connections_per_address=self._settings.hls_connections_per_address,
            downloads=self._settings.downloads,
            downloads_per_address=self._settings.downloads_per_address,
            most_unsent=self._settings.media_memory << 18,  # a quarter of it
        )
        self.refused["hls"] = self._http.refusals.counts
        try:
            await self._http.start(host, port)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise StartError(
                    f"HTTP_PORT is {port}, and another program listens on that port already. "
                    "Stop it, or set HTTP_PORT to a free port."
                ) from error
            raise StartError(f"HTTP_PORT is {port}, HOST is {host}: cannot listen there ({error}).") from error
        self.gallery.loop.start()
        log.info("HLS origin on port %d", self.port)

    async def stop(self) -> None:
        """End every stream and every FFmpeg, answer whoever waits, close the port. Safe to call twice."""
        await self.gallery.loop.stop()
        await asyncio.gather(*(maker.stop() for _, maker in self.list_makers()))
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        await asyncio.gather(*(packager.close(ended=False) for packager in [*self._packagers.values()]))
        for task in [*self._ends]:
            task.cancel()
        await asyncio.gather(*self._ends, return_exceptions=True)
        if self._http is not None:
            await self._http.stop(patience=1.0)
            self._http = None
        await asyncio.to_thread(self._children.stop)

    async def open(self, admission: Admission) -> StreamPackager:
        """A packager for a new publisher, into the stream of the same id if that has not ended.

        Raises:
            OSError: FFmpeg is missing, too old, or cannot be started.
        """
        if self._ffmpeg is None:
            await self._look_for_ffmpeg()
        if self._ffmpeg is None:
            raise FFmpegError(self._ffmpeg_error)
        playback_id = admission.playback_id
        old = self._packagers.pop(playback_id, None)
        if old is not None:
            await old.close(ended=False)
        self._cancel_timer(playback_id)
        shelf = self.library.get(playback_id)
        if shelf is None or shelf.stream.ended:
            shelf = Shelf(self._new_stream(shelf), self._numbers.note)
            self._show_new(admission, shelf)
            self._offer(admission, shelf)
        else:
            self.library.add(playback_id, admission.stream_key, shelf, admission.pass_key)

        async def leave(ended: bool) -> None:
            names = [name for name, each in self._packagers.items() if each is packager]
            # Moved since, perhaps; where another has taken over, it is known by the name that it began with.
            await self._leave(names[0] if names else playback_id, packager, admission.reconnect_grace, ended=ended)

        meter = None
        if self._drawing_ffmpeg is not None and len(self._packagers) < MOST_METERS:
            meter = Meter(
                self._drawing_ffmpeg,
                self._children,
                shelf,
                admission.feed,
                self.tap_refusals,
                self._timing.listen_after,
            )
        packager = StreamPackager(
            self._ffmpeg, self._children, shelf, admission.feed, leave,
            rehearsal=admission.kind is FeedKind.REHEARSAL, stall=self._timing.stall,
            look_every=self._timing.look_every, meter=meter, lateness=self.lateness,
            find_problem=lambda: self._find_rendition_problem(shelf),
        )  # fmt: skip
        self._packagers[playback_id] = packager
        try:
            await packager.start()
        except BaseException:  # whoever waits may give up, too
            await packager.close(ended=False)
            raise
        return packager

    async def end(self, playback_id: str) -> None:
        """End a stream whose publisher is gone. One that has another by now, or is just getting one, goes on: its end
        is that publisher's. Unknown ids and ended streams are left alone."""
        packager = self._packagers.get(playback_id)
        if packager is not None and packager.closed:
            await packager.close(ended=False)  # until it has put in its last part
        shelf = self.library.get(playback_id)
        if playback_id not in self._packagers and shelf is not None:
            self._end_shelf(playback_id, shelf)

    async def move(self, old: str, playback_id: str) -> None:
        """Serve a stream under another id, and not under the old one; unknown ids are left alone."""
        taken = self.library.get(playback_id) is not None and playback_id not in self._packagers
        if taken and old in self._packagers:
            # The stream that its last publisher left was moved there already, while this one came in under the old.
            self._cancel_timer(playback_id)
            self.library.remove(playback_id)
        if not self.library.move(old, playback_id):
            return
        if (packager := self._packagers.pop(old, None)) is not None:
            self._packagers[playback_id] = packager
        if (timer := self._timers.pop(old, None)) is not None:
            timer.cancel()
            shelf = self.library[playback_id]
            left = max(0.0, timer.when() - asyncio.get_running_loop().time())
            self._set_timer(playback_id, left, lambda: self._end_shelf(playback_id, shelf))

    def set_gate(self, playback_id: str, pass_key: bytes) -> None:
        """From now on ask for passes made with this key, or without one for nothing; unknown ids are left alone."""
        self.library.set_gate(playback_id, pass_key)

    def revoke(self, playback_id: str, since: int | None, order: Revoke) -> None:
        """Passes were taken back after revocation `since`: see `Gate.revoke`. Without a gate nothing changes."""
        if (gate := self.library.find_gate(playback_id)) is not None:
            gate.revoke(since, order.number, order.passes, more=order.more)

    def is_gated(self, playback_id: str) -> bool:
        """Whether passes are asked for."""
        return self.library.find_gate(playback_id) is not None

    def newest_still(self, playback_id: str) -> int:
        """When the newest picture of a stream was drawn, in milliseconds since 1970; 0: there is none."""
        shelf = self.library.get(playback_id)
        return 0 if shelf is None else shelf.still_ms

    def last_revocation(self, playback_id: str) -> int | None:
        """The number of the last that was heard of; None: of none, or there is no gate."""
        gate = self.library.find_gate(playback_id)
        return None if gate is None else gate.number

    # -- how streams end ---------------------------------------------------------------------------------------

    async def _leave(self, playback_id: str, packager: StreamPackager, grace: float, *, ended: bool) -> None:
        shelf = self.library.get(playback_id)
        if self._packagers.get(playback_id) is packager:
            del self._packagers[playback_id]
        elif not ended:
            return  # another publisher has taken over, and goes on with the stream
        if shelf is None or shelf.stream.ended:
            return
        if ended:
            task = asyncio.get_running_loop().create_task(
                self._end_softly(playback_id, shelf), name=f"end of {playback_id}"
            )
            self._ends.add(task)
            task.add_done_callback(self._ends.discard)
            return
        shelf.put(shelf.stream.interrupt())
        self._set_timer(playback_id, grace + self._timing.grace_slack, lambda: self._end_shelf(playback_id, shelf))

    async def _end_softly(self, playback_id: str, shelf: Shelf) -> None:
        await asyncio.sleep(self._timing.end_pause)
        if playback_id not in self._packagers and self.library.get(playback_id) is shelf:
            self._end_shelf(playback_id, shelf)

    def _end_shelf(self, playback_id: str, shelf: Shelf) -> None:
        if shelf.stream.ended:
            return
        shelf.put(shelf.stream.end())
        self._set_timer(playback_id, self._timing.keep_ended, lambda: self.library.remove(playback_id))

    def _set_timer(self, playback_id: str, seconds: float, action: Callable[[], None]) -> None:
        self._cancel_timer(playback_id)

        def expire() -> None:
            del self._timers[playback_id]
            action()

        self._timers[playback_id] = asyncio.get_running_loop().call_later(seconds, expire)

    def _cancel_timer(self, playback_id: str) -> None:
        timer = self._timers.pop(playback_id, None)
        if timer is not None:
            timer.cancel()

    # -- beginnings --------------------------------------------------------------------------------------------

    def _new_stream(self, old: Shelf | None) -> Stream:
        """Numbers that no earlier stream of this id has used, in this process or one before it."""
        sequence = self._numbers.first(time.time())
        # Small, because hls.js keeps an array by it; a new value every 8 s, coming round after six days.
        discontinuity = sequence // 8 % 65_536
        if old is not None:
            discontinuity = max(discontinuity, old.stream.discontinuity_sequence + 1)
        return Stream(
            self._shape,
            secrets.token_hex(3),
            sequence=sequence,
            discontinuity_sequence=discontinuity,
            memory=self._memory,
        )

    def _offer(self, admission: Admission, shelf: Shelf) -> None:
        """Put a new stream up, as all that it may be had as."""
        names = self._settings.renditions
        rungs = [rung for rung in map(read_rung, names) if rung is not None]
        ladder = self._make_ladder(admission, shelf, rungs) if rungs else None
        maker = self._make_sound(admission, shelf) if SOUND in names else None
        alone = SoundShelf(shelf, maker) if SOUND in names else None
        front = Offer(shelf, alone=alone, ladder=ladder) if len(names) > 1 else None
        self.library.add(admission.playback_id, admission.stream_key, shelf, admission.pass_key, front)
        if alone is not None:
            self.library.add_rendition(admission.playback_id, SOUND, alone)
        if maker is not None and front is not None:
            maker.beside = lambda: front.list_beside(SOUND)
        if ladder is not None:
            for rung in rungs:
                self.library.add_rendition(admission.playback_id, rung.name, RungShelf(ladder, rung.name))

    def _find_encoding(self) -> Encoding | None:
        if self._drawing_ffmpeg is None:
            return None
        return Encoding(self._drawing_ffmpeg, self._settings.rendition_encoder, self._settings.rendition_preset)

    def _make_ladder(self, admission: Admission, shelf: Shelf, rungs: Sequence[Rung]) -> Ladder | None:
        encoding = self._find_encoding()
        if encoding is None:
            return None
        self.ladders = {known: ladder for known, ladder in self.ladders.items() if not known.removed}
        ladder = Ladder(encoding, self._children, shelf, admission.feed, rungs, self._timing.pace)
        ladder.livestream_id = admission.livestream_id
        self.ladders[shelf] = ladder
        return ladder

    def _make_sound(self, admission: Admission, shelf: Shelf) -> SoundMaker | None:
        if self._drawing_ffmpeg is None:
            return None
        self.sounds = {known: maker for known, maker in self.sounds.items() if not known.removed}
        maker = SoundMaker(self._drawing_ffmpeg, self._children, shelf, admission.feed, self._timing.pace)
        maker.livestream_id = admission.livestream_id
        self.sounds[shelf] = maker
        return maker

    def _find_rendition_problem(self, shelf: Shelf | None = None) -> str | None:
        """In words; None: nothing is wrong with those of one stream, or of all."""
        makers = [maker for known, maker in self.list_makers() if shelf in (None, known)]
        return next((words for maker in makers if (words := maker.problem)), None)

    def list_makers(self) -> list[tuple[Shelf, Ladder | SoundMaker]]:
        """What makes renditions when somebody asks, with the source of each."""
        return [*self.ladders.items(), *self.sounds.items()]

    def _show_new(self, admission: Admission, shelf: Shelf) -> None:
        for watch in self.watchers:
            try:
                watch(admission, shelf)
            except Exception:  # whatever it is, the show goes on without
                log.exception("livestream %s: somebody who follows streams failed", admission.livestream_id)

    async def _look_for_ffmpeg(self) -> None:
        try:
            self._ffmpeg = await find_ffmpeg(self._settings.ffmpeg_path)
        except FFmpegError as error:
            self._ffmpeg, self._ffmpeg_error = None, str(error)
            log.error("%s", error)
        else:
            log.info("FFmpeg %s at %s", self._ffmpeg.version, self._ffmpeg.path)
            self._drawing_ffmpeg = find_drawing_ffmpeg(self._settings.ffmpeg_path, self._ffmpeg.path)

    def find_problems(self) -> dict[str, str]:
        """What is missing and what is its operator's to mend, in words, by part of the node."""
        found = {name: state for name, state in self._check_parts().items() if state != "ok"}
        return found | {name: words for name, tell in self.problems.items() if (words := tell()) is not None}

    def _check_parts(self) -> dict[str, str]:
        parts = {"ffmpeg": self._ffmpeg_error if self._ffmpeg is None else self._children.fault or "ok"}
        return parts | {name: check() for name, check in self.checks.items()}

    def _readiness(self) -> Response:
        parts = self._check_parts()
        ready = all(state == "ok" for state in parts.values())
        said = {"ready": ready, "parts": parts, "refused": self.refused}  # as web, and what only a node counts
        if problems := {name: words for name, tell in self.problems.items() if (words := tell()) is not None}:
            said["problems"] = problems
        text = json.dumps(said) + "\n"
        return Response(200 if ready else 503, "application/json", NEVER, [text.encode()])
