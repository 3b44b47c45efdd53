"""Migration 9: passes, screens, and whom an artist blocks."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from catalog import models
from catalog.gates.passes import issue_pass, revoke_passes, select_revoked, select_unwatched
from contract.feeds import FeedKind
from runtime.keys import Keys
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account

NOW = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


async def test_livestreams_of_before_can_have_passes(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT}
    feed = {"artist_id": "ada", "livestream_id": "l", "key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    await before(
        9,
        insert_account("ada"),
        insert("livestreams", id="l", artist_id="ada", token_gate_amount=10, **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
    )

    async def use() -> None:
        assert (await models.Livestream.get(id="l")).revocations == 0
        await issue_pass(Keys(""), "l", "ada", "a sign-in", now=NOW)
        assert await revoke_passes(await select_unwatched(now=NOW), now=NOW) == {"l"}
        assert (await select_revoked({"l": 0}, now=NOW))["l"].number == 1

    await on_own_connection(two_empty[0], use)
