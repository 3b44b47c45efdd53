"""Takes `stream_started`, `stream_ended` and `recorded` to web: to disk first, then over HTTP until answered, in
order for each session. Web may be down for hours, and this process killed at any moment."""

import asyncio
import logging
import random
import time
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from contract.callbacks import StreamEnded, StreamStarted
from contract.moments import now_text
from contract.publishing import Reason, digest_key
from contract.recordings import Recorded
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.publishing.interfaces import Admission
from ingest.web.callbacks import Web
from ingest.web.spool import Call, Spool
from runtime.loops import Loop

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls under way at a time."""


@dataclass(frozen=True)
class Pauses:
    """Seconds before a call is tried again, at most: it is drawn from the upper half."""

    first: float = 0.2
    longest: float = 15.0
    wrong_secret: float = 30.0


class Courier:
    """`tell_started` and `tell_ended` return at once; the order in which they are called is kept."""

    def __init__(self, web: Web, spool: Spool, pauses: Pauses = Pauses()) -> None:
        self._web = web
        self._spool = spool
        self._pauses = pauses
        self._new: asyncio.Queue[Call] = asyncio.Queue()  # bounded by the spool: at most two calls for each session
        self._waiting: dict[str, deque[Call]] = {}
        self._carriers: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._retry_now = asyncio.Event()
        self._writer = Loop("the spool of callbacks", self._write)

    async def start(self) -> None:
        """Take up what an earlier process left: calls not answered, and sessions it never closed.

        Raises:
            StartError: the spool's folder cannot be used.
        """
        for call in await asyncio.to_thread(self._spool.start):
            self._enqueue(call)
        for left in await asyncio.to_thread(self._spool.read_open):
            log.info("session %s was left open by a process that was killed; telling web", left.about)
            self._new.put_nowait(
                _ended(left.body.get("node", ""), left.body["key_digest"], left.about, Reason.RESTARTED, clean=False)
            )
        self._writer.start()

    async def stop(self, patience: float) -> None:
        """Bring what is there to disk, and to web as far as `patience` seconds allow; the rest waits for a start."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience
        try:
            async with asyncio.timeout_at(deadline):
                await self._new.join()
                while self._carriers:
                    await asyncio.wait(list(self._carriers.values()))
        except TimeoutError:
            log.warning("%d callbacks are not delivered yet; they go out at the next start", len(self._waiting))
        await self._writer.stop()
        carriers = list(self._carriers.values())
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)
        await asyncio.to_thread(self._spool.stop)

    @property
    def waiting(self) -> int:
        """Callbacks that web has not answered."""
        return sum(map(len, self._waiting.values()))

    def readiness(self) -> str:
        """ "ok", or what is wrong; for `/ready`."""
        return self._writer.readiness()

    def tell_started(self, admission: Admission, *, video: bool, audio: bool) -> None:
        """The publisher's first frame is here."""
        told = StreamStarted(
            key_digest=digest_key(admission.stream_key),
            session_id=admission.session_id,
            node=self._web.node,
            at=now_text(),
            video=video,
            audio=audio,
        )
        self._new.put_nowait(_make_call("stream_started", told))

    def tell_ended(self, admission: Admission, *, reason: str, clean: bool) -> None:
        """The publisher is gone, be it before its first frame: its place is free for the next one."""
        digest = digest_key(admission.stream_key)
        self._new.put_nowait(_ended(self._web.node, digest, admission.session_id, reason, clean=clean))

    def tell_recorded(self, told: Recorded) -> None:
        """How much of a recording there is here, or that it is deleted."""
        self._new.put_nowait(_make_call("recorded", told))

    def tell_gone(self, stream_key: str, session_id: str, *, reason: str) -> None:
        """Nobody waits for web's word on this session any more."""
        self._new.put_nowait(_ended(self._web.node, digest_key(stream_key), session_id, reason, clean=False))

    def retry_now(self) -> None:
        """Web is there again, as another call has shown: waiting calls need not wait longer."""
        self._retry_now.set()
        self._retry_now.clear()

    async def _write(self) -> None:
        call = await self._new.get()
        try:
            call = await asyncio.to_thread(self._keep, call)
        except OSError as error:
            # Better told without a safety net than not at all.
            log.error("DATA_DIR: a callback could not be written to disk: %s", error)
        finally:
            self._enqueue(call)
            self._new.task_done()

    def _keep(self, call: Call) -> Call:
        if call.name == "stream_started":
            self._spool.note_open(call)
            return self._spool.put(call)
        kept = self._spool.put(call)
        self._spool.forget_open(call.about)
        return kept

    def _enqueue(self, call: Call) -> None:
        about = call.about
        self._waiting.setdefault(about, deque()).append(call)
        if about not in self._carriers:
            self._carriers[about] = asyncio.create_task(self._carry(about), name=f"callbacks of {about}")

    async def _carry(self, about: str) -> None:
        calls = self._waiting[about]
        try:
            while calls:
                await self._deliver(calls[0])
                try:
                    await asyncio.to_thread(self._spool.remove, calls.popleft())
                except OSError as error:
                    log.error("DATA_DIR: an answered callback stays on disk, and will be told again: %s", error)
        finally:
            # No await between the last look at `calls` and here, so that no call is left without a carrier.
            del self._carriers[about]
            if not calls:
                del self._waiting[about]

    async def _deliver(self, call: Call) -> None:
        pause = self._pauses.first
        tries = 0
        while True:
            tries += 1
            try:
                async with self._slots:
                    answer = await self._web.post(
                        call.name, call.body if call.name == "recorded" else {**call.body, "ago_ms": _age_ms(call)}
                    )
                if answer.status_code >= 400:
                    log.error("web refused %s of %s: %d", call.name, call.about, answer.status_code)
                return
            except WrongSecretError:
                log.error(
                    "web does not accept this node's STREAMING_SECRET: set the same value on both. Trying again "
                    "every %d seconds", self._pauses.wrong_secret,
                )  # fmt: skip
                pause = self._pauses.wrong_secret
            except WebUnreachableError as error:
                if tries == 1:
                    log.warning("web cannot be told %s of %s yet: %s", call.name, call.about, error)
            except Exception:  # whatever it is, this session's calls are not lost for it
                log.exception("%s of %s could not be told; trying again", call.name, call.about)
            try:
                async with asyncio.timeout(pause * random.uniform(0.5, 1.0)):  # noqa: S311 - spreads load
                    await self._retry_now.wait()
            except TimeoutError:
                pass
            pause = min(pause * 2, max(self._pauses.longest, pause))


def _ended(node: str, key_digest: str, session_id: str, reason: str, *, clean: bool) -> Call:
    told = StreamEnded(
        key_digest=key_digest, session_id=session_id, node=node, at=now_text(), reason=reason, clean=clean
    )
    return _make_call("stream_ended", told)


def _make_call(name: str, told: StreamStarted | StreamEnded | Recorded) -> Call:
    body = {name: value for name, value in asdict(told).items() if value is not None}
    return Call(name, body, born=time.monotonic())


def _age_ms(call: Call) -> int:
    """How long ago it happened. By the steady clock; what an earlier process left is as old as the wall's says."""
    if call.born is not None:
        return round((time.monotonic() - call.born) * 1000)
    try:
        at = datetime.fromisoformat(call.body["at"])
    except (KeyError, TypeError, ValueError):
        return 0
    return max(0, round((datetime.now(UTC) - at).total_seconds() * 1000))
