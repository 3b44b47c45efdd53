"""Viewers between the processes: what this one says of its own, and what it hears of theirs."""

from realtime.bus.bus import Bus, Message
from realtime.pace import Pace
from realtime.presence import Presence

_ALL = "all livestreams"
"""The one key of the pace: a message carries every count that moved, so that the bus's work does not grow with the
number of livestreams."""


class PresenceLink:
    """Keeps `presence` in step over the bus.

    The first change is told at once, later ones together, at the pace of the viewers' events; what is told is the
    count of then, so that the last one always arrives. Lost messages are made good by `tell_all`.
    """

    def __init__(self, process: str, presence: Presence, bus: Bus) -> None:
        self._process = process
        self._presence = presence
        self._bus = bus
        self._moved: set[str] = set()
        self._pace = Pace(self._tell_moved)

    def note(self, livestream_id: str) -> None:
        """This process's own count of a livestream moved."""
        if not self._bus.alone:
            self._moved.add(livestream_id)
            self._pace.touch(_ALL)

    def tell_all(self) -> None:
        """Say all of this process's counts, for whoever missed something."""
        self._moved.clear()
        self._tell(dict(self._presence.local), whole=True)

    def hear(self, message: Message, now: float) -> set[str]:
        """Another process's `tell`. Returns the livestreams whose count moved here."""
        return self._presence.hear(message["process"], message["counts"], now, whole=message["whole"])

    def stop(self) -> None:
        """Say that this process's viewers are gone, and nothing after it."""
        self._pace.stop()
        self._bus.publish({"kind": "bye", "process": self._process})

    def _tell_moved(self, _: str) -> None:
        if self._moved:
            counts = {livestream_id: self._presence.local.get(livestream_id, 0) for livestream_id in self._moved}
            self._moved.clear()
            self._tell(counts, whole=False)

    def _tell(self, counts: dict[str, int], *, whole: bool) -> None:
        self._bus.publish({"kind": "viewers", "process": self._process, "counts": counts, "whole": whole})
