"""A socket that may say one thing: how often its person has clapped since it last said so."""

import json
from functools import lru_cache
from time import monotonic
from typing import ClassVar, Final

from contract.events.applause import MOST_CLAPS
from realtime.channel import Channel
from realtime.errors import ProtocolError
from realtime.hub import Hub
from realtime.sockets.frames import CONTINUATION, Frame
from realtime.sockets.socket import PushSocket

EVERY: Final = 1.0
"""Seconds between two messages that count, on the average."""
EARLY: Final = 0.5
"""Seconds that one may come too early: networks deliver unevenly."""
IGNORED: Final = 10
"""Messages that may come in vain between two that count; one more, and the connection is closed."""
LONGEST: Final = 125
"""Bytes of a message, over all its fragments."""
WORDS: Final = f'the one message here is {{"type":"applaud","count":n}}, n from 1 to {MOST_CLAPS}'


@lru_cache(256)
def read_claps(text: bytes) -> int:
    """The count of `{"type":"applaud","count":n}`: from 1 to `MOST_CLAPS`.

    Raises:
        ProtocolError: 1007 that is not UTF-8, 1003 it is anything else.
    """
    try:
        said = json.loads(text.decode())
    except UnicodeDecodeError:
        raise ProtocolError(1007, "the message is not UTF-8") from None
    except ValueError:
        raise ProtocolError(1003, WORDS) from None
    if not isinstance(said, dict) or said.keys() != {"type", "count"} or said["type"] != "applaud":
        raise ProtocolError(1003, WORDS)
    count = said["count"]
    if type(count) is not int or not 1 <= count <= MOST_CLAPS:
        raise ProtocolError(1003, WORDS)
    return count


class ClappingSocket(PushSocket):
    """Hears applause, and tells the hub of it: at most one message a second."""

    __slots__ = ("_begun", "_due", "_ignored")

    texts: ClassVar = True

    def __init__(self, hub: Hub, channel: Channel, address: str, *, viewer: bool) -> None:
        super().__init__(hub, channel, address, viewer=viewer)
        self._due = 0.0
        """When the next message would be in time."""
        self._ignored = 0
        self._begun: bytes | None = None
        """The first fragments of a message."""

    def _hear(self, frame: Frame) -> None:
        text = frame.payload
        if frame.opcode == CONTINUATION:
            if self._begun is None:
                raise ProtocolError(1002, "a continuation without a message to continue")
            text = self._begun + text
            if len(text) > LONGEST:
                raise ProtocolError(1003, WORDS)
        elif self._begun is not None:
            raise ProtocolError(1002, "a message within another")
        if frame.last:
            self._begun = None
            self._take(read_claps(text))
        else:
            self._begun = text

    def _take(self, count: int) -> None:
        now = monotonic()
        if now < self._due - EARLY:
            self._ignored += 1
            if self._ignored > IGNORED:
                raise ProtocolError(1008, "applaud once a second")
            return
        self._due = max(now, self._due) + EVERY
        self._ignored = 0
        self.hub.on_claps(self.channel.name, count)
