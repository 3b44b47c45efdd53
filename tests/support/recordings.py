"""Recordings in the rows, as a publisher and a node make them."""

from dataclasses import replace
from typing import Any

from tortoise.context import require_context

from catalog.db.keys import Database
from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import Created
from catalog.recordings.nodes import Kept, note_begun, note_kept, note_ordered
from catalog.recordings.rules import Policy
from catalog.shapes import Account
from contract.livestreams import RECORDING
from support.callbacks import NOW, after, begin, end, enter, words
from support.databases import create_livestream

HOUR = 3_600.0


def kept(seconds: float = HOUR, **fields: Any) -> Kept:
    usual = Kept("n1", None, NOW, round(seconds * 1000), 5_000, missed=False, over=True)
    return replace(usual, **fields)


def first(show: Created) -> str:
    """Its first publisher's session."""
    return f"first of {show.entry.livestream_id}"


async def read(show: Created) -> tuple[dict[str, Any] | None, dict[str, Any] | None, str | None]:
    """What others see of its replay, what its artist sees, and what is to be recorded into."""
    found = await select_livestream(show.entry.livestream_id)
    assert found is not None
    (entry,) = found.entries
    return entry.livestream["replay"], entry.private["replay"], entry.private[RECORDING]


async def record(artist: Account, **fields: Any) -> tuple[Created, str]:
    """A show that is live, and recorded at a node, which has something of it."""
    show = await create_livestream(artist, **fields)
    await enter(show, first(show))
    await begin(show, first(show))
    name = (await read(show))[2] or ""
    assert await note_ordered(name, "n1")
    begun = await note_begun(show.entry.livestream_id, name, "n1", None, NOW, now=after(4))
    assert words(begun) == ["updated"]
    return show, name


async def finish(artist: Account, **fields: Any) -> tuple[Created, str]:
    """One that is over, with all that was kept of it."""
    show, name = await record(artist, **fields)
    await end(show, first(show), HOUR, clean=True)
    assert words(await note_kept(name, kept(), now=after(HOUR))) == ["replay_ready"]
    return show, name


def set_policy(**fields: Any) -> None:
    """What the operator has set, from now on in this test."""
    database = require_context()
    assert isinstance(database, Database)
    database.recording = Policy(**fields)
