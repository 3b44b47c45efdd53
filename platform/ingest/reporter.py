"""Tells web once a second who publishes here and how well, and carries out its orders to stop. Web may hold its
answer, so that an order comes the moment it is given."""

import asyncio
import logging
import random

from ingest.callbacks import Stop, Web
from ingest.courier import Courier
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.publisher import Reason
from ingest.publishers import Publishers

log = logging.getLogger(__name__)

PERIOD = 1.0
IDLE_PERIOD = 5.0
"""Seconds between two reports while nobody publishes."""
SECRET_PERIOD = 15.0
START_PATIENCE = 5.0
START_PERIOD = 0.5
"""Web, started together with this node, is up a moment later: for so many seconds a web that does not answer is asked
again this soon and is nothing to warn of."""

_REASONS = {reason.value: reason for reason in Reason}


class Reporter:
    """Owns one task."""

    def __init__(self, web: Web, publishers: Publishers, courier: Courier) -> None:
        self._web = web
        self._publishers = publishers
        self._courier = courier
        self._task: asyncio.Task[None] | None = None
        self._down: str | None = None  # why the last report failed
        self._warned: str | None = None  # of what the log says, so that it says it once

    def readiness(self) -> str:
        """ "ok", or why web does not hear of this node; for `/ready`."""
        return self._down or "ok"

    def start(self) -> None:
        """Begin to report."""
        self._task = asyncio.create_task(self._run(), name="reporter")

    async def stop(self) -> None:
        """Report no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        patient_until = loop.time() + START_PATIENCE
        while True:
            begun = loop.time()
            self._publishers.changed.clear()
            sessions = self._publishers.report(begun)
            pause = PERIOD if sessions else IDLE_PERIOD
            report = asyncio.create_task(self._web.report(sessions, PERIOD if sessions else 0.0), name="report")
            changed = asyncio.create_task(self._publishers.changed.wait(), name="change of publishers")
            try:
                await asyncio.wait([report, changed], return_when=asyncio.FIRST_COMPLETED)
                if report.done():
                    stops = report.result()
                    self._down = None
                    if self._warned is not None:
                        self._warned = None
                        log.info("web answers the reports again")
                    self._courier.retry_now()
                    for stop in stops:
                        await self._obey(stop)
                # A report overtaken by a change is dropped: web's orders hold until carried out, and come again.
            except WrongSecretError as error:
                self._note_down(f"{error}; set the same STREAMING_SECRET on both sides", warn=True)
                pause = SECRET_PERIOD
            except WebUnreachableError as error:
                starting = begun < patient_until
                self._note_down(str(error), warn=not starting)
                pause = min(pause, START_PERIOD) if starting else pause
                pause *= random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, hides nothing
            finally:
                report.cancel()
                changed.cancel()
                await asyncio.gather(report, changed, return_exceptions=True)
            await self._publishers.expire(loop.time())
            await self._wait(begun + pause - loop.time())

    async def _wait(self, seconds: float) -> None:
        """Until the next report is due, or there is a change to report; never less than a moment."""
        await asyncio.sleep(min(0.05, max(seconds, 0)))
        try:
            async with asyncio.timeout(max(seconds - 0.05, 0)):
                await self._publishers.changed.wait()
        except TimeoutError:
            pass

    def _note_down(self, why: str, *, warn: bool) -> None:
        self._down = why
        if warn and self._warned != why:
            self._warned = why
            log.warning("web cannot be told who publishes here: %s", why)

    async def _obey(self, stop: Stop) -> None:
        publisher = self._publishers.find_session(stop.session_id)
        if publisher is not None:
            publisher.stop(_REASONS.get(stop.reason, Reason.ENDED), stop.message or "The livestream was ended.")
        elif stop.reason != Reason.TAKEN_OVER.value:
            # A lost publisher that was taken over has come back: its playlist goes on and must not be ended.
            await self._publishers.end_interrupted(stop.session_id)
