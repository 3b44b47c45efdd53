"""What is on, read for the pages that list it: once for everybody who opens one within some seconds."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from api.context import Context
from api.heads.lists import Lineup
from api.shapes.bodies import present_livestreams
from catalog.livestreams.board import View, select_livestreams
from contract.livestreams import Entry

KEPT: Final = 10.0
"""Seconds. The page itself hears of everything at once; this is for whoever does not run it."""
MOST: Final = 60
"""Of each list; what is further down is in the site map."""
MOST_OWN: Final = 12
"""The same of one artist's."""
VIEWS: Final[tuple[View, ...]] = ("active", "upcoming", "replays")


async def read_own(artist_id: str, context: Context) -> Lineup:
    """The newest of one artist's, as everybody may see it."""
    lists = [(await select_livestreams(view, artist_id=artist_id, limit=MOST_OWN)).entries for view in VIEWS]
    return Lineup(*[await present_livestreams(entries, None, context) for entries in lists])


class Lineups:
    """Of one application. A whole audience that comes back after a restart makes the database look once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._read_at = float("-inf")
        self._lists: Sequence[Sequence[Entry]] = ()
        self._reading = asyncio.Lock()

    async def read(self, context: Context) -> Lineup:
        """As everybody may see it, with addresses for whoever sends the current request."""
        async with self._reading:
            if self._clock() - self._read_at >= KEPT:
                self._lists = [(await select_livestreams(view, limit=MOST)).entries for view in VIEWS]
                self._read_at = self._clock()
            lists = self._lists
        return Lineup(*[await present_livestreams(entries, None, context) for entries in lists])
