"""Screens as rows: whose they are, which passes they keep, and what is in the way of one more."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import models
from catalog.gates.passes import issue_pass, revoke_passes, select_held_at, select_unwatched
from catalog.gates.screens import (
    SAME_PAGE,
    OpenScreen,
    Screen,
    beat,
    find_in_the_way,
    forget_process,
    move_screens,
    select_beats,
    select_crowded,
    select_moved,
    select_screens,
    write_screens,
)
from catalog.shapes import Account
from runtime.keys import Keys
from support.databases import create_artist, create_livestream

NOW = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)


async def find_show(artist: Account) -> str:
    return (await create_livestream(artist, token_gate_amount=10)).entry.livestream_id


async def test_a_pass_is_watched_by_while_a_screen_of_its_sign_in_is_open_there(artist: Account) -> None:
    show, other = await find_show(artist), await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    for account in (fan, artist):
        await issue_pass(Keys(""), show, account.id, "a sign-in", now=NOW)
    (unwatched,) = await select_unwatched(fan.id, now=NOW)
    assert (unwatched.account_id, unwatched.artist_id, unwatched.tokens) == (fan.id, artist.id, 10)
    (own,) = await select_unwatched(artist.id, now=NOW)
    here, there = Screen(fan.id, show, "a sign-in"), Screen(fan.id, other, "a sign-in")
    by_another = Screen(fan.id, show, "another")
    await write_screens("p1", [there, by_another], [])
    assert await select_unwatched(fan.id, now=NOW) == [unwatched], "elsewhere, or by another sign-in"
    await write_screens("p2", [here], [])
    assert await select_unwatched(now=NOW) == [own]
    assert await revoke_passes([unwatched], unwatched=True, now=NOW) == set(), "it was opened in the last moment"
    await write_screens("p2", [], [here.id])
    assert await select_unwatched(fan.id, now=NOW) == [unwatched]
    await issue_pass(Keys(""), show, fan.id, "a sign-in", now=NOW + timedelta(seconds=1))
    assert await revoke_passes([unwatched], unwatched=True, now=NOW) == set(), "it was asked for in the last moment"
    assert await revoke_passes(await select_unwatched(now=NOW), unwatched=True, now=NOW) == {show}


async def test_passes_are_found_by_the_process_that_has_their_screens(artist: Account) -> None:
    show = await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    for account in (fan, artist):
        await issue_pass(Keys(""), show, account.id, "a sign-in", now=NOW)
    await write_screens("p1", [Screen(fan.id, show, "a sign-in")], [])
    await write_screens("p2", [Screen(artist.id, show, "a sign-in")], [])
    assert [one.account_id for one in await select_held_at(["p1", "p3"], now=NOW)] == [fan.id]
    assert await select_held_at(["p3"], now=NOW) == []


async def test_an_account_is_told_of_its_screens_and_may_leave_some(artist: Account) -> None:
    shows = [await find_show(artist) for _ in range(2)]
    fan = await create_artist("fan@example.org", role="fan")
    first = Screen(fan.id, shows[0], "s1", "the first page", opened_at=NOW)
    second = Screen(fan.id, shows[1], "s2", opened_at=NOW + timedelta(seconds=1))
    own = Screen(artist.id, shows[0], "s3", opened_at=NOW)
    await write_screens("p1", [second, own], [])
    await write_screens("p2", [first], [])
    assert await select_screens(fan.id) == [
        OpenScreen(first.id, shows[0], "A show", "s1", "the first page", "p2", NOW),
        OpenScreen(second.id, shows[1], "A show", "s2", second.id, "p1", second.opened_at),
    ]
    assert await select_screens(artist.id) == [], "at one's own shows one looks as often as one likes"
    await move_screens([first.id], shows[1])
    assert await select_moved("p2") == [(first.id, shows[1])]
    assert await select_moved("p1") == []
    assert [one.id for one in await select_screens(fan.id)] == [second.id]


async def test_a_page_that_comes_back_leaves_its_old_connection(artist: Account) -> None:
    show = await find_show(artist)
    before, after = Screen(artist.id, show, "s", "the page"), Screen(artist.id, show, "s", "the page")
    others = await create_artist("fan@example.org", role="fan")
    same_name = Screen(others.id, show, "s", "the page")
    await write_screens("p1", [before, same_name], [])
    await write_screens("p2", [after], [])
    assert await select_moved("p1") == [(before.id, SAME_PAGE)]
    assert [one.id for one in await select_screens(others.id)] == [same_name.id]
    await write_screens("p2", [after], [])
    assert [row.moved_to for row in await models.Screen.filter(id=after.id)] == [None], "of a try that was broken off"


async def test_a_page_that_comes_back_was_there_as_long_as_before(artist: Account) -> None:
    show, another = await find_show(artist), await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    places = ((show, "first"), (show, "second"), (another, "third"))
    screens = [
        Screen(fan.id, place, "s", name, opened_at=NOW + timedelta(seconds=index))
        for index, (place, name) in enumerate(places)
    ]
    await write_screens("p1", screens, [])
    back = Screen(fan.id, show, "s", "first", opened_at=NOW + timedelta(minutes=1))
    elsewhere = Screen(fan.id, show, "s", "third", opened_at=NOW + timedelta(minutes=2))
    # Both are heard of in one look: that the old connection is gone, and that the page has another.
    await write_screens("p1", [back, elsewhere], [screens[0].id])
    found = [(one.name, one.livestream_id, one.opened_at) for one in await select_screens(fan.id)]
    assert found == [
        ("first", show, NOW),
        ("second", show, NOW + timedelta(seconds=1)),
        ("third", show, elsewhere.opened_at),
    ]


async def test_of_screens_that_come_as_their_account_is_closed_the_others_are_written(artist: Account) -> None:
    show = await find_show(artist)
    found, lost = Screen(artist.id, show, "s"), Screen("closed", show, "s")
    await write_screens("p1", [lost, found, Screen(artist.id, "deleted", "s")], [])
    assert [one.id for one in await models.Screen.all()] == [found.id]


async def test_a_process_is_known_as_long_as_it_is_not_forgotten(artist: Account) -> None:
    show = await find_show(artist)
    await write_screens("p1", [Screen(artist.id, show, "s")], [])
    assert await beat("p1") is False
    assert await beat("p1") is True
    assert await beat("p2") is False
    assert await select_beats() == {"p1": 1, "p2": 0}
    await forget_process("p1")
    assert await select_beats() == {"p2": 0}
    assert await models.Screen.all().count() == 0
    assert await beat("p1") is False


def screen(number: int, show: str = "l1") -> OpenScreen:
    name = f"page {number}"
    return OpenScreen(str(number), show, "A show", "a sign-in", name, "p1", NOW + timedelta(seconds=number))


SCREENS = [screen(1), screen(2, "l2"), screen(3, "l3")]


@pytest.mark.parametrize(
    ("screens", "show", "name", "in_the_way"),
    [
        (SCREENS[:2], "l9", None, []),
        (SCREENS, "l9", None, SCREENS),
        (SCREENS, "l9", "a page to come", SCREENS),
        (SCREENS, "l2", None, []),
        ([*SCREENS, screen(4)], "l1", None, SCREENS),
        (SCREENS, "l3", "page 3", []),
        ([*SCREENS, screen(4)], "l1", "page 4", SCREENS),
        ([*SCREENS, screen(4)], "l1", "page 1", []),
        ([*SCREENS, screen(4), screen(5)], "l1", "page 5", [*SCREENS, screen(4)]),
    ],
)
def test_a_page_may_watch_unless_as_many_were_there_before(
    screens: list[OpenScreen], show: str, name: str | None, in_the_way: list[OpenScreen]
) -> None:
    assert find_in_the_way(screens, show, "a sign-in", name, 3) == in_the_way


def test_a_page_without_a_name_is_none_of_another_sign_in() -> None:
    assert find_in_the_way(SCREENS, "l1", "another", None, 3) == SCREENS


async def test_who_has_too_many_screens_is_found(artist: Account) -> None:
    show = await find_show(artist)
    fan = await create_artist("fan@example.org", role="fan")
    left, *others = [Screen(fan.id, show, "s") for _ in range(3)]
    await write_screens("p1", [left, *others, Screen(artist.id, show, "s")], [])
    assert await select_crowded([fan.id, artist.id], 2) == [fan.id]
    await move_screens([left.id], show)
    assert await select_crowded([fan.id, artist.id], 2) == []
