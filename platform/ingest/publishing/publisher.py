"""One publisher, from its admission to its one closing reason."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from contract.callbacks import ReportedSession
from contract.publishing import FINAL, Reason
from ingest.errors import RefusedError
from ingest.limits.budget import Budget
from ingest.media.playable import find_obstacle
from ingest.media.remuxer import Remuxer
from ingest.publishing.interfaces import Admission, Origin, Packager
from ingest.publishing.publishers import Publishers
from ingest.rtmp.wire.messages import Message
from ingest.web.courier import Courier

log = logging.getLogger(__name__)

HIGH_WATER = 1 << 20
"""Bytes waiting for FFmpeg past which the socket is read no further."""
OPEN_TIMEOUT = 10.0
CHANGES_AT_ONCE = 10
CHANGES_A_SECOND = 1 / 6
"""How often a publisher's tracks may change; each change takes a new FFmpeg."""


class Publisher:
    """Owns the packager and the callbacks of one session. The connection feeds it with `take`, which never waits,
    and calls `end` when the conversation is over, for whatever reason."""

    def __init__(
        self, admission: Admission, packager: Packager, publishers: Publishers, courier: Courier, address: str
    ) -> None:
        self.admission = admission
        self.packager = packager
        self.remuxer = Remuxer()
        self.reason: Reason | None = None
        self._origin: Origin = publishers.origin
        self._publishers = publishers
        self._courier = courier
        self._loop = asyncio.get_running_loop()
        self._packager_open = True
        self._switching: asyncio.Task[None] | None = None
        self._changes = Budget(CHANGES_AT_ONCE - 1, CHANGES_A_SECOND)
        self._told = False
        self._closing: asyncio.Task[None] | None = None
        self.on_stop: Callable[[Reason, str], None] | None = None
        self.waiting = False  # in `settle`: its socket is not read
        self.since = self.heard = self._loop.time()
        publishers.add(self)
        self._watch(packager)
        log.info("%s: publisher %s from %s accepted", admission.feed, admission.session_id, address)

    @property
    def unsettled(self) -> bool:
        """`settle` before taking more."""
        return self.remuxer.wants_packager or self.packager.queued > HIGH_WATER

    def take(self, messages: list[Message], now: float) -> list[Message]:
        """Take media and metadata in order; what is left begins with one that must wait for `settle`, or is neither.

        Raises:
            RefusedError: the media cannot be packaged; words for the artist.
        """
        data, left = self.remuxer.take(messages, now)
        if not self._told:
            # As soon as a codec is known: its sound may come, and begin the show, long before the first picture.
            self._check_playable()
            if self.remuxer.began:
                self.packager.begin(self.remuxer.opening)
        if data:
            self.packager.write(data, self.remuxer.entry)
        if len(left) < len(messages):
            self.heard = now
        if not self._told and self.remuxer.began:
            self._told = True
            self._publishers.note_return(self.admission.playback_id)
            self._courier.tell_started(self.admission, video=self.remuxer.has_video, audio=self.remuxer.has_audio)
        return left

    @property
    def switching(self) -> bool:
        """Whether a new packager is about to take the old one's place, in the stream as it is called now."""
        return self._switching is not None and not self._switching.done()

    async def settle(self, patience: float) -> None:
        """Put a new packager in place where a track changed, and wait for FFmpeg where it is behind.

        Raises:
            RefusedError: FFmpeg cannot be started, took nothing for `patience` seconds, or is wanted anew too often.
        """
        self.waiting = True
        try:
            await self._settle(patience)
        finally:
            self.waiting = False
            self.heard = self._loop.time()

    async def _settle(self, patience: float) -> None:
        if self.remuxer.wants_packager:
            now = self._loop.time()
            if self._changes.debt(now):
                raise RefusedError(
                    "too_many_changes",
                    "This encoder changes its picture or sound all the time. Keep to one size and one codec.",
                )
            self._changes.spend(1, now)
            # Not to be broken off half-way, whatever ends the connection: `end` waits for it.
            self._switching = asyncio.create_task(self._switch(), name="change of packager")
            await asyncio.shield(self._switching)
        if self.packager.queued > HIGH_WATER:
            try:
                async with asyncio.timeout(patience):
                    await self.packager.drain()
            except TimeoutError as error:
                raise RefusedError(
                    "packaging_failed", "The server's packaging of your stream stands still."
                ) from error

    def _check_playable(self) -> None:
        obstacle = find_obstacle(self.remuxer.tracks, self._origin.ffmpeg_release)
        if obstacle is not None:
            raise RefusedError("not_playable", obstacle)

    async def _switch(self) -> None:
        self._check_playable()
        log.info("%s: its tracks changed, packaging begins anew", self.admission.feed)
        self._packager_open = False
        await self.packager.close(ended=False)
        self.packager = await open_packager(self._origin, self.admission)
        self._packager_open = True
        self._watch(self.packager)
        self.packager.begin(self.remuxer.reopen())

    def _watch(self, packager: Packager) -> None:
        def give_up(failed: asyncio.Future[str]) -> None:
            if not failed.cancelled() and packager is self.packager:
                self.stop(Reason.PACKAGING, failed.result())

        packager.failed.add_done_callback(give_up)

    async def end(self, reason: Reason) -> None:
        """The session is over. Only the first reason counts; whoever asks again waits for the same end. Nothing
        breaks it off: a caller that is cancelled leaves it to go on by itself."""
        if self._closing is None:
            self.reason = reason
            ended = self._take_leave(reason, self._loop.time())
            self._closing = asyncio.create_task(self._close(ended), name="end of a publisher")
        await asyncio.shield(self._closing)

    def _take_leave(self, reason: Reason, now: float) -> bool:
        """Tell all whom it concerns; whether the stream has ended with its publisher."""
        admission, health = self.admission, self.remuxer.health
        grace = admission.reconnect_grace
        returns = self._told and reason not in FINAL and grace > 0
        self._publishers.remove(self, returns_until=now + grace if returns else None, now=now)
        self._courier.tell_ended(admission, reason=reason.value, clean=reason in FINAL)
        log.info(
            "%s: publisher %s ended (%s) after %.0f s, %.1f MB, %d frames",
            admission.feed, admission.session_id, reason.value, now - self.since, health.bytes / 1e6,
            health.video_frames,
        )  # fmt: skip
        # One that never sent a frame leaves a stream that waits for its publisher as it was.
        return not (returns if self._told else self._publishers.is_interrupted(admission.playback_id))

    async def _close(self, ended: bool) -> None:
        if self._switching is not None:
            await asyncio.gather(self._switching, return_exceptions=True)
        if self._packager_open:
            await self.packager.close(ended=ended)
        elif ended:
            await self._origin.end(self.admission.playback_id)

    def stop(self, reason: Reason, words: str) -> None:
        """Ask the connection to tell the encoder `words`, end this publisher and close."""
        if self.on_stop is not None and self.reason is None:
            self.on_stop(reason, words)

    def silence(self, now: float) -> float:
        """Seconds since its last media. While we do not read, it is not its fault."""
        return 0.0 if self.waiting else now - self.heard

    def is_silent(self, seconds: float) -> bool:
        """Whether it has sent no media for that long."""
        return self.silence(self._loop.time()) >= seconds

    def report(self, now: float) -> ReportedSession:
        """This session as the callback `report` tells it."""
        return ReportedSession(
            session_id=self.admission.session_id,
            livestream_id=self.admission.livestream_id,
            kind=self.admission.kind,
            playback_id=self.admission.playback_id,
            idle_ms=round(self.silence(now) * 1000),
            gated=self._origin.is_gated(self.admission.playback_id),
            revocations=self._origin.last_revocation(self.admission.playback_id),
            still=self._origin.newest_still(self.admission.playback_id),
            health=self._sample_health(now),
        )

    def _sample_health(self, now: float) -> dict[str, Any]:
        """What to change at the encoder comes before what the server has to say."""
        figures, findings = self.remuxer.health.sample(now, self.packager.queued), self.packager.findings
        return {**figures, **findings, "advice": [*figures["advice"], *findings.get("advice", ())]}


async def open_packager(origin: Origin, admission: Admission) -> Packager:
    """A packager, or words for the artist.

    Raises:
        RefusedError: FFmpeg cannot be started.
    """
    try:
        async with asyncio.timeout(OPEN_TIMEOUT):
            return await origin.open(admission)
    except OSError as error:  # a time-out is one too
        log.error("%s: packaging cannot start: %s", admission.feed, error)
        raise RefusedError("packaging_failed", "The server cannot package your stream; tell its operator.") from error
