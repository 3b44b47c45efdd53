"""A crowd that takes part in a show: fans who write, ask the artist something, clap and give tokens."""

import asyncio
import json
import math
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from itertools import count
from types import TracebackType

from websockets.asyncio.client import connect as open_socket
from websockets.exceptions import WebSocketException

from encryptedmedia.address import Address
from encryptedmedia.api import ApiError
from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.simulation.accounts import SignedIn, sign_in
from encryptedmedia.simulation.artist import Artist
from encryptedmedia.writer import Writer

MOST = 12
"""Messages a second; this is for looking at a room, not for load. From one address the platform takes no more."""
PER_SECOND = 0.7
"""Messages of one fan: a room takes one a second."""
PURSE = 500
"""Tokens that each fan is given."""
_CLAPPERS = 3
_ASKS = 10
"""One in so many of a fan's messages asks something."""
_SAID = (
    "Good evening from Lisbon!",
    "That bass line!",
    "Here we go",
    "Who is on the drums tonight?",
    "Goosebumps",
    "I was at the show in spring, this is even better",
    "My cat is watching, too",
    "Encore! Encore!",
    "The sound is so clear",
    "We are five people in one kitchen",
    "This one is my favourite 🎶",
    "Louder!",
    "First time here, and I will be back",
    "That solo ❤️",
    "Greetings to everybody",
)
_ASKED = (
    "Which guitar is that?",
    "Will there be a record of this?",
    "Who wrote the second song?",
    "Do you play in the north this winter?",
)
_WITH_TOKENS = ("For the encore!", "For new strings", "", "Thank you for tonight")


class Crowd:
    """`rate` messages a second while the context is open; with 0 nobody is there at all. `rests` are the fewest and
    the most seconds between two tips of one fan."""

    def __init__(
        self,
        url: str,
        secret: str,
        artist: Artist,
        livestream_id: str,
        rate: float,
        rests: tuple[float, float] = (3.0, 20.0),
    ) -> None:
        self._url = url
        self._secret = secret
        self._artist = artist
        self._livestream_id = livestream_id
        self._rate = rate
        self._rests = rests
        self._tasks: list[asyncio.Task[None]] = []
        self._fans: list[SignedIn] = []
        self._chance = random.Random(livestream_id)  # noqa: S311 - a crowd keeps no secret
        self.said = self.asked = self.clapped = self.given = self.refused = 0

    def describe(self) -> str:
        """What it has done, in words."""
        words = (
            f"the crowd ({len(self._fans)} fans) said {self.said}, asked {self.asked}, clapped {self.clapped} times "
            f"and gave {self.given} tokens"
        )
        return words + (f"; {self.refused} were refused" if self.refused else "")

    async def _come(self) -> None:
        """One after another, each joining in at once: signing in costs the platform more than all that follows."""
        fans = math.ceil(self._rate / PER_SECOND)
        for number in range(1, fans + 1):
            name = f"Simulated fan {number}"
            fan = await sign_in(self._url, self._secret, "fan", name, f"simulated-fan-{number}")
            self._fans.append(fan)
            self._begin(self._talk(fan, self._rate / fans))
            if number <= _CLAPPERS:
                self._begin(self._clap())
        for fan in self._fans:
            await self._artist.give_tokens(fan.id, PURSE)
            self._begin(self._tip(fan))

    def _begin(self, part: Awaitable[None]) -> None:
        async def run() -> None:
            # Who is refused, or loses the platform, is silent from then on: the show does not need it.
            with suppress(EncryptedMediaError, WebSocketException, OSError):
                await part

        self._tasks.append(asyncio.create_task(run(), name="simulated fan"))

    async def _talk(self, fan: SignedIn, rate: float) -> None:
        writer = Writer(self._url, self._livestream_id, fan.token)

        async def say(number: int) -> None:
            if number % _ASKS == 2:
                await writer.say(self._chance.choice(_ASKED), question=True)
                self.asked += 1
            else:
                await writer.say(self._chance.choice(_SAID))
                self.said += 1

        for number in count():
            await asyncio.sleep(min(self._chance.expovariate(rate), 3 / rate))
            await self._try(partial(say, number))

    async def _tip(self, fan: SignedIn) -> None:
        async def give() -> None:
            amount = self._chance.choice((1, 2, 5, 10, 20, 50))
            body = {"amount": amount, "message": self._chance.choice(_WITH_TOKENS)}
            await fan.api.call("POST", f"/livestreams/{self._livestream_id}/tips", body)
            self.given += amount

        while True:
            await asyncio.sleep(self._chance.uniform(*self._rests))
            await self._try(give)

    async def _try(self, act: Callable[[], Awaitable[None]]) -> None:
        try:
            await act()
        except ApiError:
            self.refused += 1  # a rule of the room, say: others may write still, and so may this one later

    async def _clap(self) -> None:
        address = Address(self._url, self._livestream_id).write_url(None) + "&with=applause"
        async with open_socket(address) as socket:
            hearing = asyncio.create_task(_hear(socket.recv))
            try:
                for second in count():
                    await asyncio.sleep(1)
                    if second % 5 < 2:
                        claps = self._chance.randint(1, 8)
                        await socket.send(json.dumps({"type": "applaud", "count": claps}))
                        self.clapped += claps
            finally:
                hearing.cancel()

    async def __aenter__(self) -> "Crowd":
        if self._rate:
            self._begin(self._come())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for fan in self._fans:
            with suppress(EncryptedMediaError):  # its session ends by itself
                await fan.api.call("DELETE", "/sessions/current")


async def _hear(receive: Callable[[], Awaitable[object]]) -> None:
    """Take what is told, so that the socket's buffers stay empty."""
    with suppress(WebSocketException):  # its sender notices, too
        while True:
            await receive()
