"""The script: a livestream goes live, flaps, is watched and ends. Each step waits for the event it must cause."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.events import Transition
from encryptedmedia.simulation.audience import Audience
from encryptedmedia.simulation.encoder import Encoder, StoppedError
from encryptedmedia.subscription import Subscription

EXPECT_TIMEOUT = 10.0
SHORTEST_CLIP = 5.0
"""Seconds."""

Say = Callable[[str], None]


class MissingEventError(EncryptedMediaError):
    """Something was done to the platform, and its event did not come."""


class Show:
    """One run of the script. `speed` 2 plays it in half the time; reports keep their pace. `mark` names
    what is on, and `clip` cuts so many seconds out of what was on, as its artist does."""

    def __init__(
        self,
        encoder: Encoder,
        audience: Audience,
        heard: Subscription,
        say: Say,
        speed: float,
        mark: Callable[[], Awaitable[None]],
        clip: Callable[[float], Awaitable[None]],
    ) -> None:
        self._encoder = encoder
        self._audience = audience
        self._heard = heard
        self._say = say
        self._speed = speed
        self._mark = mark
        self._clip = clip

    async def play(self, viewers: int) -> None:
        """From "starting soon" to "over".

        Raises:
            StoppedError: the platform ended the publisher, as when somebody presses End.
            MissingEventError
        """
        await self._pass(5)
        await self._do("the encoder connects", self._encoder.connect, "livestream.live")
        await self._pass(2)
        await self._fill(viewers)
        await self._do("the artist marks the moment", self._mark, "livestream.marker")
        await self._flap()
        await self._fill(round(viewers * 0.6))
        await self._pass(4)
        await self._do("Stop Streaming is pressed", self._encoder.finish, "livestream.ended")
        await self._look_back()
        await self._fill(0)

    async def _look_back(self) -> None:
        recording = self._encoder.recording
        if not recording.name:
            self._say("no replay: this platform records nothing unless it is told to")
            return
        await self._do("what was recorded is there", _nothing, "livestream.replay_ready")
        if recording.seconds < SHORTEST_CLIP:
            self._say(f"no clip: a show of {recording.seconds:.1f} s is too short for one")
            return
        await self._do("the artist cuts a clip", lambda: self._clip(SHORTEST_CLIP), "clip.created")

    async def _flap(self) -> None:
        grace = self._encoder.reconnect_grace
        if grace <= 0:
            self._say("no flap: this platform's RECONNECT_GRACE is 0, a lost publisher ends the show at once")
            return
        await self._do("the encoder's connection breaks", self._encoder.lose, "livestream.interrupted")
        await self._pass(min(4.0, grace * self._speed / 2))
        await self._do("the encoder is back", self._encoder.connect, "livestream.resumed")
        await self._pass(3)

    async def _fill(self, size: int) -> None:
        self._say(f"viewers come and go, until {size} are there")
        self._audience.set_size(max(1, size // 3))
        await self._pass(1.5)
        self._audience.set_size(size)
        await self._pass(2.5)

    async def _pass(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds / self._speed):
                words = await asyncio.shield(self._encoder.stopped)
                raise StoppedError(words)

    async def _do(self, words: str, act: Callable[[], Awaitable[None]], expected: str) -> None:
        began = time.monotonic()
        await act()
        try:
            async with asyncio.timeout(EXPECT_TIMEOUT):
                async for event in self._heard:
                    if isinstance(event, Transition) and event.type == expected:
                        break
        except TimeoutError:
            raise MissingEventError(f"{words}, but no {expected} came within {EXPECT_TIMEOUT:g} s") from None
        self._say(f"{words}: {expected} after {1000 * (time.monotonic() - began):.0f} ms")


async def _nothing() -> None:
    """It has been done already."""
