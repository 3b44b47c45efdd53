"""Migration 18: recordings."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import update_livestream
from catalog.recordings.nodes import note_begun, note_ordered
from contract.feeds import FeedKind
from contract.livestreams import RECORDING
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account

NOW = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


async def test_livestreams_of_before_can_be_recorded(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    await before(
        18,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
    )

    async def use() -> None:
        found = await select_livestream("l")
        assert found is not None
        (entry,) = found.entries
        assert (entry.livestream["replay"], entry.private["record"], entry.private[RECORDING]) == (None, True, None)
        changed = await update_livestream("l", "ada", {"record": True})
        name = changed.entry.private[RECORDING]
        assert await note_ordered(name, "n1")
        (line,) = await note_begun("l", name, "n1", None, NOW, now=NOW)
        assert line.livestream["replay"]["state"] == "recording"

    await on_own_connection(two_empty[0], use)
