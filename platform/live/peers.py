"""The other web processes: what they are told of this one when they begin, at each beat, and after an outage."""

import asyncio
import itertools
from collections.abc import Callable

from live.audience import Audience
from live.notices import Notices
from realtime.bus.bus import Bus, Message
from realtime.follower import Follower
from runtime.loops import Loop

BEAT = 5.0
"""Seconds between two full accounts of this process's viewers to the others."""


class Peers:
    """Keeps this process and the others in step, where the bus may have lost something."""

    def __init__(
        self,
        process: str,
        bus: Bus,
        audience: Audience,
        notices: Notices,
        follower: Follower,
        come_back: Callable[[], None],
    ) -> None:
        """`come_back` is called where the bus may have lost something, besides what is done here."""
        self._come_back = come_back
        self._process = process
        self._bus = bus
        self._audience = audience
        self._notices = notices
        self._follower = follower
        self._beats = itertools.count()
        self.loop = Loop("the beat of presence", self._beat)
        bus.on("hello", self._hear_hello)
        bus.on("bye", self._hear_bye)

    def greet(self) -> None:
        """This process has begun: the others are to say what they have."""
        self._bus.publish({"kind": "hello", "process": self._process})

    def come_back(self) -> None:
        """They are in reach again, and either side may have missed anything."""
        self._follower.look_soon()
        self._come_back()
        self.greet()
        self._audience.tell_all()

    def _hear_hello(self, message: Message) -> None:
        self._audience.tell_all()
        self._notices.tell_dashboards(self._process, again=True)

    def _hear_bye(self, message: Message) -> None:
        self._audience.forget_process(message["process"])
        self._notices.forget_dashboards(message["process"])

    async def _beat(self) -> None:
        await asyncio.sleep(BEAT / 5)
        every_fifth = next(self._beats) % 5 == 0
        self._notices.tell_problem(self._bus.problem)
        self._notices.tell_dashboards(self._process, again=every_fifth)
        if every_fifth:
            self._audience.tell_all()
            self._audience.expire(asyncio.get_running_loop().time())
