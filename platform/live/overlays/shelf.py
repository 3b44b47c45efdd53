"""An artist's alerts in memory, and the frames that are made of them. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Collection
from typing import Final

from contract.overlays.alerts import Alert, Past
from realtime.channel import PIECE
from realtime.render import encode

KEPT: Final = 500
"""Alerts; who missed more has the oldest of them passed over."""

Wrap = Callable[[bytes, str | None], bytes]


def _number(alert: Alert) -> int:
    return alert.number


class Shelf:
    """Alerts up to `last`, in order, each once; whole after `oldest`."""

    def __init__(self, past: Past) -> None:
        self.artist_id = past.artist_id
        self.oldest = past.after
        self.last = past.last
        self._alerts = list(past.alerts)

    def take(self, alert: Alert) -> bool:
        """The next one; False: one before it is missing."""
        if alert.number > self.last + 1:
            return False
        if alert.number == self.last + 1:
            self._alerts.append(alert)
            self.last = alert.number
            if len(self._alerts) > KEPT:
                self.oldest = self._alerts[-KEPT - 1].number
                del self._alerts[:-KEPT]
        return True

    def extend(self, past: Past) -> None:
        """What was read: after `last`, or before what is here."""
        known = {alert.number for alert in self._alerts}
        fresh = [alert for alert in past.alerts if alert.number <= self.oldest or alert.number > self.last]
        self._alerts = sorted([*self._alerts, *(one for one in fresh if one.number not in known)], key=_number)
        self.oldest, self.last = min(self.oldest, past.after), max(self.last, past.last)

    def withdraw(self, message_ids: Collection[str]) -> list[int]:
        """What came with these messages is not shown any more; the numbers of those that were here."""
        gone = [alert.number for alert in self._alerts if alert.shape["message_id"] in message_ids]
        if gone:
            self._alerts = [alert for alert in self._alerts if alert.number not in gone]
        return gone

    def read(self, after: int, upto: int, wrap: Wrap, size: int = PIECE) -> tuple[bytes, int]:
        """The frame of what comes after a number, about `size` bytes of it, and the number that it leads up to."""
        begin, over = (bisect_right(self._alerts, number, key=_number) for number in (after, upto))
        bodies, end = list[bytes](), upto
        for at in range(begin, over):
            if size <= 0:
                end = self._alerts[at].number - 1
                break
            bodies.append(encode(self._alerts[at].shape))
            size -= len(bodies[-1])
        head = encode({"type": "alerts", "after": after, "seq": end})
        return wrap(b'%b,"alerts":[%b]}' % (head[:-1], b",".join(bodies)), None), end
