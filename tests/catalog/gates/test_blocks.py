"""Whom an artist blocks holds nothing that counts at its gates."""

import pytest

from catalog import models
from catalog.accounts.errors import NoSuchAccountError
from catalog.errors import CursorError
from catalog.gates.blocks import (
    BLOCKED,
    block_account,
    count_holdings,
    select_blocked,
    select_blocks,
    unblock_account,
)
from catalog.shapes import Account
from support.databases import create_artist


async def test_what_a_blocked_account_holds_counts_for_nothing_with_that_artist(artist: Account) -> None:
    other, fan = await create_artist("bea@example.org"), await create_artist("fan@example.org", role="fan")
    pairs = [(fan.id, artist.id), (fan.id, other.id), (other.id, artist.id)]
    held = dict.fromkeys(pairs, 10)
    await block_account(artist.id, fan.id)
    await block_account(artist.id, fan.id)
    assert await select_blocked(pairs) == [(fan.id, artist.id)]
    assert await count_holdings(held, pairs) == {**held, (fan.id, artist.id): BLOCKED}
    assert await count_holdings({}, [(fan.id, other.id)]) == {}
    await unblock_account(artist.id, fan.id)
    await unblock_account(artist.id, fan.id)
    assert await count_holdings(held, pairs) == held


@pytest.mark.parametrize("unknown", ["nobody", "x" * 60, ""])
async def test_only_accounts_can_be_blocked(artist: Account, unknown: str) -> None:
    with pytest.raises(NoSuchAccountError):
        await block_account(artist.id, unknown)


async def test_blocks_are_listed_by_pages_the_last_first_and_go_with_their_account(artist: Account) -> None:
    fans = [await create_artist(f"fan-{number}@example.org", role="fan") for number in range(3)]
    for fan in fans:
        await block_account(artist.id, fan.id)
    first, cursor = await select_blocks(artist.id, limit=2)
    rest, end = await select_blocks(artist.id, limit=2, cursor=cursor)
    assert [one.account_id for one in first + rest] == [fan.id for fan in reversed(fans)]
    assert (cursor is not None, end) == (True, None)
    for wrong in ("", "W10", "WyJibG9ja3MiXQ", "WyJibG9ja3MiLDFlMzBd"):
        with pytest.raises(CursorError):
            await select_blocks(artist.id, cursor=wrong)
    await models.Account.filter(id=fans[0].id).delete()
    assert len((await select_blocks(artist.id))[0]) == 2
