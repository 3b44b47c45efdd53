"""Who publishes on this node, and whose publisher was lost and may return: the one place that knows both."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Protocol

from contract.callbacks import ReportedSession
from contract.orders import Revoke
from contract.publishing import Reason
from ingest.publishing.interfaces import Admission, Origin

log = logging.getLogger(__name__)


TOLD_WITHIN = 30.0
"""Seconds after which web has heard that a session ended, or cannot be asked about the next one either."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A publisher that was lost at `since` and may return until `until`; seconds of the loop's clock."""

    admission: Admission
    since: float
    until: float


class Publishing(Protocol):
    """What others may ask of a publisher: see `publisher.Publisher`, which is one."""

    admission: Admission

    def is_silent(self, seconds: float, /) -> bool:
        """Whether it has sent no media for that long."""

    @property
    def switching(self) -> bool:
        """Whether it is just getting another packager."""

    def stop(self, reason: Reason, words: str, /) -> None:
        """Tell its encoder `words`, and end it."""

    async def end(self, reason: Reason, /) -> None:
        """It is over; returns when nothing of it is left."""

    def report(self, now: float, /) -> ReportedSession:
        """This session as the callback `report` tells it."""


class Publishers:
    """All publishers of this node by stream key, and the interrupted ones by playback id.

    `changed` is set when either changes, so that the next report need not wait for its second.
    """

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.changed = asyncio.Event()
        self.connecting: set[str] = set()  # keys being validated just now
        self._by_key: dict[str, Publishing] = {}
        self._interrupted: dict[str, Interrupted] = {}
        self._gone: dict[str, tuple[str, float]] = {}

    def __len__(self) -> int:
        return len(self._by_key)

    @property
    def interrupted(self) -> int:
        """How many are waited for."""
        return len(self._interrupted)

    def all(self) -> list[Publishing]:
        """The publishers of this moment."""
        return list(self._by_key.values())

    def find(self, stream_key: str) -> Publishing | None:
        """Who publishes with this key here."""
        return self._by_key.get(stream_key)

    def find_gone(self, stream_key: str, now: float) -> str | None:
        """The session that ended here last with this key, if web may not have heard of its end yet."""
        session_id, ended_at = self._gone.get(stream_key, (None, 0.0))
        return session_id if now - ended_at < TOLD_WITHIN else None

    def find_session(self, session_id: str) -> Publishing | None:
        """The publisher web calls by this session id."""
        return next((each for each in self._by_key.values() if each.admission.session_id == session_id), None)

    def add(self, publisher: Publishing) -> None:
        """A publisher was accepted."""
        self._by_key[publisher.admission.stream_key] = publisher
        self.changed.set()

    def note_return(self, playback_id: str) -> None:
        """A publisher of this livestream sent its first frame: if it was interrupted, it no longer is."""
        self._interrupted.pop(playback_id, None)

    def is_interrupted(self, playback_id: str) -> bool:
        """Whether this livestream waits for its publisher to return."""
        return playback_id in self._interrupted

    def remove(self, publisher: Publishing, *, returns_until: float | None, now: float) -> None:
        """A publisher has ended; with `returns_until` it was lost, and its playlist stays open that long."""
        admission = publisher.admission
        self._gone = {key: gone for key, gone in self._gone.items() if now - gone[1] < TOLD_WITHIN}
        self._gone[admission.stream_key] = (admission.session_id, now)
        if self._by_key.get(admission.stream_key) is publisher:
            del self._by_key[admission.stream_key]
            if returns_until is not None:
                self._interrupted[admission.playback_id] = Interrupted(admission, now, returns_until)
        self.changed.set()

    async def move(self, session_id: str, playback_id: str) -> None:
        """Web gave a livestream another address, so that nobody who knew the old one sees more."""
        publisher = self.find_session(session_id)
        if publisher is not None and publisher.switching:
            # Its packager would begin another stream under the old name, for whoever knows that. Web says it again.
            return
        if publisher is not None and publisher.admission.playback_id != playback_id:
            old = publisher.admission.playback_id
            publisher.admission = replace(publisher.admission, playback_id=playback_id)
            await self.origin.move(old, playback_id)
        for old, each in list(self._interrupted.items()):
            if each.admission.session_id == session_id and old != playback_id:
                del self._interrupted[old]
                if self.is_published(playback_id):
                    await self.origin.end(old)  # its publisher has come back, to the new address
                else:
                    moved = replace(each.admission, playback_id=playback_id)
                    self._interrupted[playback_id] = replace(each, admission=moved)
                    await self.origin.move(old, playback_id)
        self.changed.set()

    def set_gate(self, session_id: str, pass_key: bytes) -> None:
        """Web has made a livestream one for holders of passes, or with no key for everybody."""
        publisher = self.find_session(session_id)
        if publisher is not None:
            publisher.admission = replace(publisher.admission, pass_key=pass_key)
            self.origin.set_gate(publisher.admission.playback_id, pass_key)
        for playback_id, each in self._interrupted.items():
            if each.admission.session_id == session_id:
                self._interrupted[playback_id] = replace(each, admission=replace(each.admission, pass_key=pass_key))
                if not self.is_published(playback_id):
                    self.origin.set_gate(playback_id, pass_key)
        self.changed.set()

    def find_playback(self, session_id: str) -> str | None:
        """Where a session's stream is at the origin; None: it is over."""
        if (publisher := self.find_session(session_id)) is not None:
            return publisher.admission.playback_id
        return next(
            (name for name, each in self._interrupted.items() if each.admission.session_id == session_id), None
        )

    def revoke(self, since: int | None, order: Revoke) -> None:
        """Web has taken passes back, and says which since the number that it was told."""
        admissions = [each.admission for each in self._by_key.values()]
        admissions += [each.admission for each in self._interrupted.values()]
        for playback_id in {each.playback_id for each in admissions if each.session_id == order.session_id}:
            self.origin.revoke(playback_id, since, order)
        if order.more:
            self.changed.set()

    def is_published(self, playback_id: str) -> bool:
        """Whether somebody publishes this stream now."""
        return any(each.admission.playback_id == playback_id for each in self._by_key.values())

    async def end_interrupted(self, session_id: str) -> None:
        """Web says that an interrupted livestream is over."""
        for playback_id, each in list(self._interrupted.items()):
            if each.admission.session_id == session_id:
                await self._close(playback_id)

    async def expire(self, now: float) -> None:
        """Close the playlists whose grace has run out."""
        for playback_id, each in list(self._interrupted.items()):
            if each.until <= now:
                log.info("%s: no publisher came back in time", each.admission.feed)
                await self._close(playback_id)

    async def _close(self, playback_id: str) -> None:
        if self._interrupted.pop(playback_id, None) is not None:
            self.changed.set()
            await self.origin.end(playback_id)

    def report(self, now: float) -> list[ReportedSession]:
        """Every session in the form of the callback `report`; takes a sample of each one's health."""
        return [each.report(now) for each in self._by_key.values()] + [
            ReportedSession(
                session_id=each.admission.session_id,
                livestream_id=each.admission.livestream_id,
                kind=each.admission.kind,
                playback_id=each.admission.playback_id,
                idle_ms=round((now - each.since) * 1000),
                state="interrupted",
                gated=self.origin.is_gated(each.admission.playback_id),
                still=self.origin.newest_still(each.admission.playback_id),
                revocations=self.origin.last_revocation(each.admission.playback_id),
            )
            for each in self._interrupted.values()
        ]
