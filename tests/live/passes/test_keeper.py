"""Whose pass is taken back, and when, whatever stands still, breaks or comes late."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import timedelta

import pytest

from catalog.gates.passes import LivingPass
from catalog.gates.screens import Screen
from live.passes.absence import DEAD_AFTER, GONE_AFTER, LISTEN, SILENT_AFTER
from live.passes.keeper import CHECK, SETTLE
from live.passes.moved import CODE
from support.pass_houses import AT, Clock, House, Process, Rows
from support.waiting import PATIENCE
from support.world import LossyBus


async def test_a_pass_lives_by_a_socket_and_fifteen_seconds_longer() -> None:
    house = House("a")
    name = house.rows.issue("fan", "l1")
    socket = house["a"].open("fan", "l1")
    await house.go_on(600)
    assert name in house.rows.passes
    socket.close()
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == []
    await house.go_on(2)
    assert house.rows.revoked == [name]
    assert house["a"].told == ["l1"], "whoever holds a node's report looks again"


async def test_a_pass_that_never_had_a_socket_has_as_long_and_an_artists_own_needs_none() -> None:
    house = House("a")
    await house.go_on(LISTEN)
    name = house.rows.issue("fan", "l1")
    house.rows.issue("artist", "l1")
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == []
    await house.go_on(2)
    assert house.rows.revoked == [name]


async def test_a_pass_that_is_asked_for_again_has_its_time_anew() -> None:
    house = House("a")
    await house.go_on(LISTEN)
    name = house.rows.issue("fan", "l1")
    await house.go_on(GONE_AFTER)
    house.rows.issue("fan", "l1", AT + timedelta(seconds=15))
    await house.go_on(GONE_AFTER)
    assert name in house.rows.passes


async def test_whoever_spent_the_tokens_is_shut_out_at_the_next_look_though_the_page_be_closed() -> None:
    house = House("a", "b")
    name = house.rows.issue("fan", "l1")
    await house.go_on(CHECK)
    house.rows.holdings["fan", "artist"] = 9
    house["b"].keeper.doubt("fan")
    await house["b"].look()
    assert house.rows.revoked == [name]
    assert house["b"].told == ["l1"]


async def test_what_nobody_was_told_of_is_found_within_seconds() -> None:
    house = House("a", "b")
    spent, closed, over = (
        house.rows.issue("spent", "l1"),
        house.rows.issue("closed", "l1"),
        house.rows.issue("over", "l1"),
    )
    for name in ("spent", "over"):
        house["b"].open(name, "l1")
    await house.go_on(CHECK)
    house.rows.holdings["spent", "artist"] = 0
    house.rows.sign_ins.discard("of over")
    gone = house.rows.passes[closed]
    house.rows.passes[closed] = LivingPass(gone.id, "l1", "artist", 10, None, gone.session, gone.issued_at)
    await house.go_on(CHECK)
    assert set(house.rows.revoked) == {spent, closed, over}


@pytest.mark.parametrize("killed", ["a", "b"])
async def test_a_right_that_is_lost_is_seen_though_the_process_that_held_its_socket_was_killed(killed: str) -> None:
    """Also where that was the one that looks at everybody's passes."""
    house = House("a", "b")
    spent, holds, over = (house.rows.issue(name, "l1") for name in ("spent", "holds", "over"))
    for name in ("spent", "holds", "over"):
        house[killed].open(name, "l1")
    await house.go_on(LISTEN)
    house[killed].stopped = True
    house.rows.holdings["spent", "artist"] = 0
    house.rows.sign_ins.discard("of over")
    await house.go_on(SILENT_AFTER + CHECK + 2)
    assert set(house.rows.revoked) == {spent, over}
    assert holds in house.rows.passes, "its page may come back"


async def test_a_pass_ends_with_its_sign_in_and_with_no_other() -> None:
    house = House("a", "b")
    first, other = house.rows.issue("fan", "l1"), house.rows.issue("fan", "l1", session="another")
    over, watches = house["a"].open("fan", "l1"), house["b"].open("fan", "l1", session="another")
    await house.go_on(CHECK)
    house.rows.sign_ins.discard("of fan")
    await house.go_on(CHECK)
    assert (over.code, house.rows.revoked) == (4401, [first]), "though the account watches there by the other"
    await house.go_on(60)
    assert (watches.code, list(house.rows.passes)) == (0, [other])
    watches.close()
    house["b"].open("fan", "l1", session="a third")
    await house.go_on(LISTEN)
    assert house.rows.revoked == [first, other], "nor does it live by another's page"


async def test_a_stopped_process_takes_nobodys_pass_and_a_dead_one_leaves_time_to_come_back() -> None:
    house = House("a", "b")
    stays, comes, left = (house.rows.issue(name, "l1") for name in ("stays", "comes", "left"))
    for name in ("stays", "comes", "left"):
        house["b"].open(name, "l1")
    await house.go_on(LISTEN)
    house["b"].stopped = True
    await house.go_on(DEAD_AFTER - 10)
    assert house.rows.revoked == []
    house["a"].open("comes", "l1")
    await house.go_on(10 + GONE_AFTER + 5)
    assert set(house.rows.revoked) == {stays, left}
    assert comes in house.rows.passes
    house.rows.issue("stays", "l1", AT + timedelta(minutes=2))
    house["b"].stopped = False  # what it had was forgotten: it writes all of it down again
    await house.go_on(5)
    assert ("stays", "l1", "of stays") in house.rows.watched()


async def test_while_the_database_is_away_time_does_not_count() -> None:
    house = House("a")
    name = house.rows.issue("fan", "l1")
    socket = house["a"].open("fan", "l1")
    await house.go_on(LISTEN)
    house["a"].store.away = True
    socket.close()
    await house.go_on(300)
    house["a"].store.away = False
    await house.go_on(LISTEN - 1)
    assert name in house.rows.passes, "its page may need as long to come back"
    await house.go_on(GONE_AFTER)
    assert house.rows.revoked == [name]


async def test_one_page_more_than_there_may_be_is_told_of_the_others_and_may_take_their_place() -> None:
    house = House("a", "b")
    oldest = house["a"].open("fan", "l1", screen="page one")
    await house.go_on(LISTEN)
    house["a"].open("fan", "l2", screen="page two")
    for number in range(1, 3):
        house.rows.issue("fan", f"l{number}")
    await house.go_on(1)
    keeper = house["b"].keeper
    assert await keeper.make_room("fan", "of fan", "l1", "page one", 2, move=False) == []
    assert await keeper.make_room("fan", "of fan", "l2", None, 2, move=False) == [], "it does not say which it is"
    house["b"].open("fan", "l3", screen="page three")
    await house.go_on(1)
    in_the_way = await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=False)
    assert [one.livestream_id for one in in_the_way] == ["l1", "l2"]
    assert await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=True) == []
    await house.go_on(1)
    assert oldest.code == CODE
    assert house.rows.revoked == ["fan l1"], "at once"
    assert await keeper.make_room("fan", "of fan", "l3", "page three", 2, move=False) == []


async def test_of_pages_that_come_at_once_the_first_may_watch_and_the_others_are_closed() -> None:
    house = House("a", "b")
    await house.go_on(LISTEN)
    pages = [
        house["ab"[number % 2]].open("fan", "l1", session=f"sign-in {number}", screen=f"page {number}")
        for number in range(6)
    ]
    keeper = house["a"].keeper
    for number in (0, 2, 4):
        assert not await keeper.make_room("fan", f"sign-in {number}", "l1", f"page {number}", 3, move=False)
    await house["b"].look()
    assert len(await keeper.make_room("fan", "sign-in 5", "l1", "page 5", 3, move=False)) >= 3
    assert len(await keeper.make_room("fan", "sign-in 5", "l1", None, 3, move=False)) >= 3, "without its name"
    assert len(await keeper.make_room("fan", "sign-in 6", "l1", None, 3, move=False)) >= 3, "by one more sign-in"
    await house.go_on(SETTLE + 2)
    assert [page.code for page in pages] == [0, CODE] * 3, "those that were written first stay"


async def test_a_page_that_comes_back_from_a_dead_process_is_not_one_too_many() -> None:
    house = House("a", "b", most=1)
    await house.go_on(LISTEN)
    house["b"].open("fan", "l1")
    await house.go_on(5)
    house["b"].stopped = True
    comes_back = house["a"].open("fan", "l1")
    await house.go_on(2 * DEAD_AFTER)
    assert comes_back.code == 0


async def test_whoever_only_asks_for_passes_has_no_more_of_them_than_others_have_screens() -> None:
    house = House("a")
    for number in range(6):
        assert await house["a"].keeper.make_room("fan", "of fan", f"l{number}", None, 3, move=False) == []
        house.rows.issue("fan", f"l{number}", AT + timedelta(seconds=number))
    assert sorted(house.rows.passes) == ["fan l3", "fan l4", "fan l5"]


async def test_whoever_asks_for_many_at_the_same_moment_has_no_more_of_them_either() -> None:
    house = House("a", "b")
    await house.go_on(LISTEN)
    house["a"].open("fan", "l1")
    others = [house.rows.issue("other", "l1", session=f"sign-in {number}") for number in range(3)]
    asked = [
        house.rows.issue("fan", "l1", AT + timedelta(milliseconds=number), session=f"sign-in {number}")
        for number in range(20)
    ]
    await house.go_on(2)
    assert set(house.rows.revoked) == set(asked[:-2]), "the last two and the open page are as many as may be"
    assert set(others) <= house.rows.passes.keys()


async def test_after_a_restart_all_pages_have_time_to_come_back_before_any_is_one_too_many() -> None:
    house = House("a")
    given = [house.rows.issue("fan", "l1", session=f"sign-in {number}") for number in range(4)]
    await house.go_on(LISTEN - 1)
    assert set(given) == house.rows.passes.keys()


async def test_what_could_not_be_written_is_written_later_and_once() -> None:
    house = House("a")
    await house.go_on(1)
    stays, leaves = house["a"].open("stays", "l1"), house["a"].open("leaves", "l1")
    write = house["a"].store.write_screens

    async def break_off(process: str, opened: Sequence[Screen], closed: Collection[str]) -> None:
        await write(process, opened[:1], closed)
        raise ConnectionError

    house["a"].store.write_screens = break_off  # type: ignore[method-assign]
    with pytest.raises(ConnectionError):
        await house["a"].keeper.look()
    leaves.close()
    house["a"].store.write_screens = write  # type: ignore[method-assign]
    await house.go_on(1)
    assert [screen.account_id for _, screen in house.rows.screens.values()] == ["stays"]
    stays.close()
    await house.go_on(1)
    assert house.rows.screens == {}


async def test_all_processes_hear_of_what_one_of_them_does() -> None:
    rows, clock, buses = Rows(), Clock(), list[LossyBus]()
    here, there = (Process(rows, name, clock, bus=LossyBus(buses)) for name in "ab")
    for process in (here, there):
        await process.bus.start(lambda: None)
    rows.issue("fan", "l1")
    rows.holdings["fan", "artist"] = 0
    await here.look()
    assert (here.told, there.told) == (["l1"], ["l1"]), "a node may report to either"
    rows.holdings["fan", "artist"] = 10
    socket = there.open("fan", "l2", screen="page two")
    await there.look()
    assert await here.keeper.make_room("fan", "of fan", "l3", "page three", 1, move=True) == []
    async with asyncio.timeout(PATIENCE):
        await there.keeper._round()
    assert socket.code == CODE
