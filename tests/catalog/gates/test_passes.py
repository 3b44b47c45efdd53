"""Passes as rows: given out, taken back in an order that no node misses, forgotten."""

import asyncio
from datetime import UTC, datetime, timedelta

from catalog import models
from catalog.gates.passes import (
    KEPT,
    LIFETIME,
    RENEWED_BEFORE,
    IssuedPass,
    LivingPass,
    Revoked,
    derive_pass_key,
    issue_pass,
    prune_passes,
    revoke_passes,
    select_living,
    select_revoked,
    select_unwatched,
)
from catalog.livestreams.changes import delete_livestream
from catalog.shapes import Account
from contract.passes import Pass, read_pass
from runtime.keys import Keys
from support.databases import create_artist, create_livestream

KEYS = Keys("the secret of this installation")
NOW = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


async def issue(show: str, account: Account, *, by: str = "a sign-in", now: datetime = NOW) -> IssuedPass:
    return await issue_pass(KEYS, show, account.id, by, now=now)


def read(show: str, issued: IssuedPass) -> Pass:
    found = read_pass(derive_pass_key(KEYS, show), issued.text)
    assert found is not None
    return found


async def find_show(artist: Account) -> str:
    return (await create_livestream(artist, token_gate_amount=10)).entry.livestream_id


async def test_a_pass_is_its_livestreams_and_says_until_when(artist: Account) -> None:
    show, other = await find_show(artist), await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    issued = await issue(show, fan)
    feed = await models.Feed.get(livestream_id=show)
    assert issued.media_path == f"/live/{feed.playback_id}/{issued.text}/index.m3u8"
    assert issued.expires_at == NOW + LIFETIME
    assert read(show, issued).expires_at == issued.expires_at.timestamp()
    assert read_pass(derive_pass_key(KEYS, other), issued.text) is None
    assert read_pass(derive_pass_key(Keys("another's"), show), issued.text) is None


async def test_a_sign_in_has_one_pass_until_it_has_little_time_left_or_is_taken_back(artist: Account) -> None:
    show = await find_show(artist)
    first = await issue(show, artist)
    late = NOW + LIFETIME - RENEWED_BEFORE
    assert await issue(show, artist, now=late - timedelta(seconds=1)) == first
    renewed = await issue(show, artist, now=late)
    assert renewed.text != first.text
    assert {one.id for one in await select_unwatched(now=late)} == {read(show, each).id for each in (first, renewed)}
    assert await revoke_passes(await select_unwatched(now=late), now=late) == {show}
    assert (await issue(show, artist, now=late)).text not in (first.text, renewed.text)


async def test_each_sign_in_of_an_account_has_its_own_pass(artist: Account) -> None:
    show = await find_show(artist)
    one, another = await issue(show, artist), await issue(show, artist, by="another")
    assert one.text != another.text
    assert {each.id: each.session for each in await select_living([artist.id], now=NOW)} == {
        read(show, one).id: "a sign-in",
        read(show, another).id: "another",
    }
    assert await issue(show, artist) == one


async def test_what_is_taken_back_is_numbered_and_told_from_where_a_node_stands(artist: Account) -> None:
    show, other = await find_show(artist), await find_show(artist)
    fans = [await create_artist(f"fan-{number}@example.org", role="fan") for number in range(3)]
    passes = [read(show, await issue(show, fan)) for fan in fans]
    living = await select_unwatched(now=NOW)
    assert await select_revoked({show: 0, other: 0}, now=NOW) == {}
    assert (await select_revoked({show: -1}, now=NOW))[show] == Revoked(0, []), "who knows nothing hears that"
    for fan in fans:
        assert await revoke_passes(await select_living([fan.id], now=NOW), now=NOW) == {show}
    assert await revoke_passes(living, now=NOW) == set(), "once is enough"
    told = (await select_revoked({show: 0, other: 0}, now=NOW))[show]
    assert (told.number, [one.id for one in told.passes]) == (3, [one.id for one in passes])
    assert [one.expires_at for one in told.passes] == [one.expires_at for one in passes]
    first = (await select_revoked({show: 0}, most=2, now=NOW))[show]
    assert (first.number, first.more, [one.id for one in first.passes]) == (2, True, [one.id for one in passes[:2]])
    rest = (await select_revoked({show: first.number}, most=2, now=NOW))[show]
    assert (rest.number, rest.more, [one.id for one in rest.passes]) == (3, False, [passes[2].id])
    assert await select_revoked({show: 3}, now=NOW) == {}


async def test_numbers_go_on_when_the_rows_are_forgotten(artist: Account) -> None:
    show = await find_show(artist)
    await issue(show, artist)
    await revoke_passes(await select_unwatched(now=NOW), now=NOW)
    over = NOW + LIFETIME + KEPT
    assert (await select_revoked({show: 0}, now=over))[show].passes == [], "it has expired by any clock"
    assert await prune_passes(now=over - timedelta(seconds=1)) == 0
    assert await prune_passes(now=over) == 1
    await issue(show, artist, now=over)
    await revoke_passes(await select_unwatched(now=over), now=over)
    told = await select_revoked({show: 1}, now=over)
    assert (told[show].number, len(told[show].passes)) == (2, 1)


async def test_what_expired_here_is_taken_back_and_told_while_a_nodes_clock_may_be_behind(
    artist: Account,
) -> None:
    """A node, or another web process, whose clock is behind."""
    show = await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    left, stays = read(show, await issue(show, artist)), read(show, await issue(show, fan))
    await revoke_passes(await select_living([artist.id], now=NOW), now=NOW)
    for later in (timedelta(0), KEPT - timedelta(seconds=1)):
        now = NOW + LIFETIME + later
        assert await prune_passes(now=now) == 0
        told = await select_revoked({show: -1}, now=now)
        assert [one.id for one in told[show].passes] == [left.id], "a node that begins anew"
        assert [one.id for one in await select_unwatched(now=now)] == [stays.id]
    assert await revoke_passes(await select_unwatched(now=now), now=now) == {show}
    told = await select_revoked({show: 1}, now=now)
    assert [one.id for one in told[show].passes] == [stays.id]


async def test_of_those_who_take_back_at_once_no_two_use_a_number(artist: Account) -> None:
    show = await find_show(artist)
    fans = [await create_artist(f"fan-{number}@example.org", role="fan") for number in range(6)]
    for fan in fans:
        await issue(show, fan)
    living = await select_unwatched(now=NOW)
    await asyncio.gather(*(revoke_passes(living[at : at + 3], now=NOW) for at in range(4)))
    rows = await models.Pass.all().order_by("revocation")
    assert [row.revocation for row in rows] == [1, 2, 3, 4, 5, 6]
    assert (await models.Livestream.get(id=show)).revocations == 6


async def test_a_closed_accounts_pass_stays_to_be_taken_back_and_a_deleted_livestreams_goes(artist: Account) -> None:
    show = await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    found = read(show, await issue(show, fan))
    await models.Account.filter(id=fan.id).delete()
    (living,) = await select_unwatched(now=NOW)
    assert living == LivingPass(found.id, show, artist.id, 10, None, "a sign-in", NOW)
    await delete_livestream(show, artist.id)
    assert await revoke_passes([living], now=NOW) == set()
    assert await models.Pass.all().count() == 0
