"""Migration 17: artists block by address, too."""

from collections.abc import Awaitable, Callable

from catalog.gates.addresses import block_address
from catalog.gates.blocks import select_blocked
from support.databases import on_own_connection, verify_email
from support.rows import insert_account


async def test_whoever_was_there_before_can_be_blocked_by_address(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    await before(17, *(insert_account(name, counts=False) for name in ("ada", "fan")))

    async def use() -> None:
        await verify_email("fan@example.org")
        await block_address("ada", "fan@example.org")
        assert await select_blocked([("fan", "ada"), ("ada", "fan")]) == [("fan", "ada")]

    await on_own_connection(two_empty[0], use)
