"""Tells web once a second who publishes here and how well, and carries out its orders to stop. Web may hold its
answer, so that an order comes the moment it is given.

A report under way is never broken off for a newer one: where publishers come and go faster than web answers, none
would ever arrive, and web would take every publisher for lost. A change travels in a report of its own beside it.
"""

import asyncio
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contract.callbacks import ReportedSession
from contract.orders import Gate, Move, Order, Record, Revoke, Stop
from contract.publishing import STOP_WORDS, Reason, read_reason
from contract.recordings import ReportedReplay
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.publishing.publishers import Publishers
from ingest.recording.recordings import Recordings
from ingest.web.callbacks import Web
from ingest.web.courier import Courier
from runtime.loops import FIRST_PAUSE, Loop

log = logging.getLogger(__name__)

AT_ONCE = 4
"""Reports under way. More than one: a web process that hangs keeps its report, and the next one finds another."""


@dataclass(frozen=True)
class Periods:
    """Seconds between two reports."""

    busy: float = 1.0
    idle: float = 5.0
    """While nobody publishes."""
    least: float = 0.2
    """However much changes."""
    wrong_secret: float = 15.0
    fault: float = FIRST_PAUSE
    """After a fault nobody expected, at first."""
    condition: float = 4.5
    """With which the node says how it is, for operators."""
    start: float = 0.5
    """Web, started together with this node, is up a moment later: one that does not answer is asked again this soon,
    and is nothing to warn of, for `start_patience` seconds."""
    start_patience: float = 5.0


class Reporter:
    """Owns one loop, and the reports under way."""

    def __init__(
        self,
        web: Web,
        publishers: Publishers,
        courier: Courier,
        periods: Periods = Periods(),
        recordings: Recordings | None = None,
    ) -> None:
        self._web = web
        self._publishers = publishers
        self._courier = courier
        self._recordings = recordings
        self._periods = periods
        self.describe: Callable[[], dict[str, Any]] | None = None
        """How this node is; None: nobody says so."""
        self._describe_at = 0.0
        self._loop = Loop("the reports to web", self._step, periods.fault)
        self._under_way: set[asyncio.Task[None]] = set()
        self._begun = self._answered = 0  # numbers of reports: the last begun, the newest that was answered
        self._pause = periods.busy
        self._patient_until: float | None = None
        self._down: str | None = None  # why the last report failed
        self._warned: str | None = None  # of what the log says, so that it says it once

    def readiness(self) -> str:
        """ "ok", or why web does not hear of this node; for `/ready`."""
        return self._loop.problem or self._down or "ok"

    def start(self) -> None:
        """Begin to report."""
        self._loop.start()

    async def stop(self) -> None:
        """Report no more."""
        await self._loop.stop()
        for report in self._under_way:
            report.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _step(self) -> None:
        """Begin one report, and wait until the next is due."""
        now = asyncio.get_running_loop().time()
        if self._patient_until is None:
            self._patient_until = now + self._periods.start_patience
        await self._publishers.expire(now)
        self._publishers.changed.clear()
        sessions, replays = self._publishers.report(now), list[ReportedReplay]()
        if self._recordings is not None:
            sessions = [self._recordings.describe(one) for one in sessions]
            replays = self._recordings.report()
        self._pause = self._periods.busy if sessions or replays else self._periods.idle
        self._begun += 1
        report = asyncio.create_task(
            self._report(self._begun, sessions, replays, self._describe(now), now < self._patient_until),
            name=f"report {self._begun}",
        )
        self._under_way.add(report)
        report.add_done_callback(self._reported)
        await self._wait(now, report)

    def _describe(self, now: float) -> dict[str, Any] | None:
        """How this node is, where that is due. No report is missed for it."""
        if self.describe is None or now < self._describe_at:
            return None
        self._describe_at = now + self._periods.condition
        try:
            return self.describe()
        except Exception:  # whatever it is, web hears of the publishers
            log.exception("how this node is cannot be said")
            return None

    async def _wait(self, begun: float, report: asyncio.Task[None]) -> None:
        """Until the next report is due, or there is a change to report and room for it."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(self._periods.least)
        changed = asyncio.create_task(self._publishers.changed.wait(), name="change of publishers")
        try:
            patience = max(begun + self._periods.busy - loop.time(), 0)
            await asyncio.wait([report, changed], timeout=patience, return_when=asyncio.FIRST_COMPLETED)
            # `_pause` is known to be longer than a period only once the report has failed, or nobody publishes.
            if not changed.done() and (left := begun + self._pause - loop.time()) > 0:
                await asyncio.wait([changed], timeout=left)
        finally:
            changed.cancel()
            await asyncio.gather(changed, return_exceptions=True)
        while len(self._under_way) >= AT_ONCE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)

    async def _report(
        self,
        number: int,
        sessions: Sequence[ReportedSession],
        replays: Sequence[ReportedReplay],
        condition: dict[str, Any] | None,
        starting: bool,
    ) -> None:
        try:
            wait = self._periods.busy if _may_wait([*sessions, *replays]) else 0.0
            orders = await self._web.report(sessions, wait, replays, condition)
        except WrongSecretError as error:
            if number >= self._answered:
                self._note_down(f"{error}; set the same STREAMING_SECRET on both sides", warn=True)
                self._pause = self._periods.wrong_secret
            return
        except WebUnreachableError as error:
            if number >= self._answered:  # else a later one got through, and this one hung with a web that is gone
                self._note_down(str(error), warn=not starting)
                pause = min(self._pause, self._periods.start) if starting else self._pause
                self._pause = pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, hides nothing
            return
        heard = {session.session_id: session.revocations for session in sessions}
        heard |= {replay.recording: replay.revocations for replay in replays}
        for order in orders.orders:
            await self._obey(order, heard)
        self._answered = max(self._answered, number)
        if self._down is not None:
            # Once for each return, not with each report: a call that web itself fails at keeps its own pace.
            self._down = None
            self._courier.retry_now()
        if self._warned is not None:
            self._warned = None
            log.info("web answers the reports again")

    def _reported(self, report: asyncio.Task[None]) -> None:
        self._under_way.discard(report)
        if not report.cancelled() and (error := report.exception()) is not None:
            if self._down is None:
                log.error("a report failed in a way nobody expected", exc_info=error)
            self._down = f"the reports to web fail ({type(error).__name__}); the log says where"

    def _note_down(self, why: str, *, warn: bool) -> None:
        self._down = why
        if warn and self._warned != why:
            self._warned = why
            log.warning("web cannot be told who publishes here: %s", why)

    async def _obey(self, order: Order, heard: Mapping[str, int | None]) -> None:
        """`heard`: of each session in the report that this answers, the number of its last revocation."""
        if isinstance(order, Move):
            await self._publishers.move(order.session_id, order.playback_id)
        elif isinstance(order, Stop):
            await self._stop_session(order)
        elif isinstance(order, Gate):
            self._publishers.set_gate(order.session_id, bytes.fromhex(order.pass_key))
        elif isinstance(order, Revoke) and order.session_id in heard:
            self._publishers.revoke(heard[order.session_id], order)
        if self._recordings is None:
            return
        if isinstance(order, Record):
            if (playback_id := self._publishers.find_playback(order.session_id)) is not None:
                self._recordings.record(playback_id, order.recording, order.since)
                self._publishers.changed.set()
        else:
            self._recordings.obey(order, heard)

    async def _stop_session(self, order: Stop) -> None:
        if (publisher := self._publishers.find_session(order.session_id)) is not None:
            publisher.stop(read_reason(order.reason), order.message or STOP_WORDS[Reason.ENDED])
        elif order.reason != Reason.TAKEN_OVER:
            # A lost publisher that was taken over has come back: its playlist goes on and must not be ended.
            await self._publishers.end_interrupted(order.session_id)


def _may_wait(sessions: Sequence[ReportedSession | ReportedReplay]) -> bool:
    """Whether web may hold its answer: there is somebody to give an order about, and no fan stands before a gate that
    has yet to hear which passes were taken back."""
    return bool(sessions) and not any(each.gated and each.revocations is None for each in sessions)
