"""Whom a gated stream lets in: who shows a pass that was made with its key, has not expired and was not taken back.

All of it is in memory, and most requests are answered by one look into `good`. What does not belong there is not
remembered at all: whoever makes passes up makes this neither grow nor forget anybody.
"""

import math
import time
from collections.abc import Callable, Iterable

from contract.orders import Revocation
from contract.passes import CLOCKS_APART, Pass, read_pass
from ingest.origin.http.responses import Response, say
from ingest.origin.wait import Wait, Waiting, wake

MOST_GOOD = 20_000
"""Passes that are remembered to be good; of more, each request has its signature looked at again."""

HEARING = 10.0
"""Seconds that who shows a pass waits for web to say which ones it has taken back."""

FORBIDDEN = say(403, "This stream is for holders of a pass that is good now. Open its page to get one.")
NOT_HEARD = say(503, "The stream has only just begun to ask for passes; ask again.", headers="Retry-After: 1\r\n")


class Gate:
    """One stream's. It lets nobody in until web has said what was taken back: a pass that was does not live again
    because its node began anew. Once that is heard, web may be away: who is in stays in.
    """

    def __init__(self, key: bytes, clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since 1970."""
        self.key = key
        self.good: dict[str, Pass] = {}
        """Passes, as they stand in addresses, that were looked at and may be shown again."""
        self.number: int | None = None
        """Of the last revocation that was heard of; None until web has said what there are."""
        self._heard = False  # whether that was all there are
        self._clock = clock
        self._spellings: dict[str, list[str]] = {}  # of those in `good`, by id: one may have been renewed
        self._revoked: dict[str, int] = {}  # until when to remember it, by id
        self._waiting: Waiting = {}
        self._next = math.inf  # when the first of all that is remembered expires

    def ask(self, text: str) -> Response | Wait | None:
        """What to answer, or wait for, where this stands in an address for a pass; None: come in."""
        found = read_pass(self.key, text)
        if found is None or found.id in self._revoked or found.expires_at <= self._clock():
            return FORBIDDEN
        if not self._heard:
            return Wait(self._waiting, ("gate", 0, 0), HEARING, NOT_HEARD)
        if len(self.good) < MOST_GOOD:
            self.good[text] = found
            self._spellings.setdefault(found.id, []).append(text)
            self._next = min(self._next, found.expires_at)
        return None

    def goes_on(self, text: str) -> bool:
        """Whether who has come in with this pass may stay, although it may have expired since."""
        found = read_pass(self.key, text)
        return found is not None and found.id not in self._revoked and found.expires_at + CLOCKS_APART > self._clock()

    def revoke(self, since: int | None, number: int, passes: Iterable[Revocation], *, more: bool = False) -> None:
        """Web has answered a report that said `since`: these passes were taken back after that, up to `number`, and
        where it says so there are more beyond.

        Reports cross, so that this may be the answer to an older one; nothing that was taken back is good again for
        it, and what may lie between is asked for anew.
        """
        for each in passes:
            # Longer than it could be shown: this clock may be set back.
            until = self._revoked[each.id] = each.expires_at + CLOCKS_APART
            self._next = min(self._next, until)
            for text in self._spellings.pop(each.id, ()):
                del self.good[text]
        if since is None or (self.number is not None and since <= self.number):
            self.number = number
            if not more:
                self._heard = True
                wake(self._waiting)

    def wake(self) -> None:
        """It is a gate no longer, or another's: whoever waits asks again."""
        wake(self._waiting)

    def sweep(self) -> None:
        """Forget what has expired; every second or so."""
        now = self._clock()
        if now < self._next:
            return
        self.good = {text: each for text, each in self.good.items() if each.expires_at > now}
        self._spellings = {}
        for text, each in self.good.items():
            self._spellings.setdefault(each.id, []).append(text)
        self._revoked = {name: until for name, until in self._revoked.items() if until > now}
        expiries = [each.expires_at for each in self.good.values()]
        self._next = min([*expiries, *self._revoked.values()], default=math.inf)
