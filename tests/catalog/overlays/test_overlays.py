"""Overlays in the rows: found by an address that nobody guesses, that is revoked at once, and that says how far it
has come."""

import asyncio
from datetime import UTC, datetime

import pytest
from tortoise.transactions import in_transaction

from catalog.accounts.credentials import select_open
from catalog.overlays.alerts import append_alert
from catalog.overlays.errors import OverlayNotFoundError, TooManyOverlaysError
from catalog.overlays.overlays import (
    delete_overlay,
    find_overlay,
    insert_overlay,
    note_shown,
    select_overlays,
    update_overlay,
)
from catalog.overlays.rules import MOST
from catalog.shapes import Account
from support.databases import create_artist


async def append(artist: Account, times: int) -> None:
    for _ in range(times):
        async with in_transaction():
            await append_alert(artist.id, "thanks", {"text": ""}, None, None, datetime.now(UTC))


async def test_an_overlay_is_found_by_its_whole_address_and_by_nothing_else(artist: Account) -> None:
    made = await insert_overlay(artist.id, "Main camera")
    assert (await find_overlay(made.address)).id == made.id
    head, _, mac = made.address.partition(".")
    assert made.address not in repr(made)
    nearly = [f"{head}.{each}" for each in ("", mac[:-1], f"{mac}0", "0" * len(mac))]
    for wrong in ("", ".", head, *nearly, "é.é"):
        with pytest.raises(OverlayNotFoundError):
            await find_overlay(wrong)


async def test_another_address_ends_the_one_before_and_what_was_let_in_with_it(artist: Account) -> None:
    made = await insert_overlay(artist.id, "Main camera")
    assert await select_open([made.credential, "a session"]) == {made.credential}
    renewed = await update_overlay(artist.id, made.id, renew=True)
    assert renewed.address != made.address
    assert await select_open([made.credential, renewed.credential]) == {renewed.credential}
    with pytest.raises(OverlayNotFoundError):
        await find_overlay(made.address)
    await delete_overlay(artist.id, made.id)
    assert await select_open([renewed.credential]) == set()
    with pytest.raises(OverlayNotFoundError):
        await find_overlay(renewed.address)


async def test_an_overlay_begins_with_what_comes_after_it_and_never_goes_back(artist: Account) -> None:
    await append(artist, 2)
    made = await insert_overlay(artist.id, "Late")
    assert made.shown == 2
    await append(artist, 3)
    assert await note_shown(made.address, 4) == 4
    assert await note_shown(made.address, 3) == 4
    assert await note_shown(made.address, 1_000_000) == 5
    assert (await find_overlay(made.address)).shown == 5


async def test_what_is_changed_stays_changed_and_the_rest_as_it_was(artist: Account) -> None:
    made = await insert_overlay(artist.id, "One")
    assert (await update_overlay(artist.id, made.id, paused=True)).paused
    named = await update_overlay(artist.id, made.id, name="Two")
    assert (named.name, named.paused, named.address) == ("Two", True, made.address)


async def test_nobody_reaches_anothers_overlays(artist: Account) -> None:
    made = await insert_overlay(artist.id, "Mine")
    other = await create_artist("grace@example.org")
    for act in (update_overlay(other.id, made.id, name="x"), delete_overlay(other.id, made.id)):
        with pytest.raises(OverlayNotFoundError):
            await act
    assert await select_overlays(other.id) == []


async def test_there_are_only_so_many_also_when_all_are_made_at_once(artist: Account) -> None:
    made = await asyncio.gather(
        *(insert_overlay(artist.id, str(each)) for each in range(MOST + 3)), return_exceptions=True
    )
    assert sum(isinstance(one, TooManyOverlaysError) for one in made) == 3
    assert len(await select_overlays(artist.id)) == MOST
