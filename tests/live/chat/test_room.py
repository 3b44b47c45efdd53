"""A room in memory, and the frames that are made of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from contract.chat.lines import Batch, Line, RoomState
from live.chat import room as rooms
from live.chat.room import ANEW, Room
from support.rooms import USUAL, MemoryRoom


def wrap(payload: bytes, _: str | None) -> bytes:
    return payload


def other_wrap(payload: bytes, _: str | None) -> bytes:
    return b"other: " + payload


async def open_room(there: MemoryRoom) -> Room:
    return Room(await there.read_room("l1"))


def read(room: Room, after: int, upto: int | None = None, size: int = 10_000) -> dict[str, Any]:
    frame, end = room.read(after, room.seq if upto is None else upto, wrap, size)
    told: dict[str, Any] = json.loads(frame)
    assert told["seq"] == end
    return told


def texts(frame: dict[str, Any]) -> list[str]:
    return [one["text"] for one in frame["messages"]]


def say(there: MemoryRoom, words: Sequence[str]) -> list[Batch]:
    return [there.say(text) for text in words]


async def test_who_comes_begins_with_the_last_messages_and_how_the_room_is() -> None:
    there = MemoryRoom()
    say(there, "abcdefgh")
    room = await open_room(there)
    frame = read(room, ANEW)
    assert (frame["reset"], frame["room"], texts(frame)) == (True, dict(there.shape), list("abcdefgh"))


async def test_who_goes_on_is_told_what_came_after_and_no_more() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    for batch in [*say(there, "abc"), there.remove(0), there.answer(1), there.set(slow_seconds=5)]:
        assert room.apply(batch)
    frame = read(room, 2)
    assert (frame["after"], frame["seq"], frame["reset"]) == (2, 6, False)
    assert [(one["text"], one["question"]) for one in frame["messages"]] == [("c", None), ("b", "answered at 5")]
    assert (frame["removed"], frame["room"]["slow_seconds"]) == (["m1"], 5)
    assert read(room, 6)["messages"] == []
    assert "room" not in read(room, 6)


async def test_a_removed_message_is_told_to_nobody_any_more() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    for batch in [*say(there, "ab"), there.remove(0)]:
        room.apply(batch)
    for after, upto in ((ANEW, 1), (0, 1), (0, 2), (0, 3)):
        frame, _ = room.read(after, upto, wrap)
        assert b'"text":"a"' not in frame


async def test_what_is_missing_before_a_batch_is_noticed_and_what_is_known_already_is_passed_over() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    first, second = say(there, "ab")
    assert not room.apply(second)
    assert room.seq == 0
    assert room.apply(first)
    assert room.apply(second)
    assert room.apply(first)
    whole = await there.read_batch("l1", 0)
    assert whole is not None
    assert room.apply(whole)
    assert texts(read(room, 0)) == ["a", "b"]


async def test_a_long_answer_comes_in_pieces_that_join(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "LAST", 4)
    there = MemoryRoom(recent=30, last=30)
    say(there, ["x" * 100] * 10)
    room = await open_room(there)
    place, told, frames = ANEW, list[int](), 0
    while place < room.seq:
        frame = read(room, place, size=250)
        assert frame["reset"] is (place == ANEW)
        assert frame["after"] == (place if place != ANEW else 6)
        told += [one["seq"] for one in frame["messages"]]
        place, frames = frame["seq"], frames + 1
    assert told == [7, 8, 9, 10]
    assert frames == 2


async def test_pieces_never_end_where_one_would_begin_anew_again() -> None:
    there = MemoryRoom(recent=4, last=6)
    say(there, ["x" * 100] * 6)
    for batch in range(4):
        there.set(slow_seconds=batch)
    room = await open_room(there)
    frame = read(room, ANEW, size=150)
    assert (frame["reset"], len(frame["messages"]), frame["seq"]) == (True, 6, 9)


async def test_more_than_is_kept_has_whoever_missed_it_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "KEPT", 4)
    there = MemoryRoom()
    room = await open_room(there)
    for batch in [*say(there, "abcdef"), there.answer(0)]:
        room.apply(batch)
    assert (read(room, 3)["reset"], read(room, 2)["reset"]) == (False, True)
    assert texts(read(room, 2)) == ["d", "e", "f"], "what was answered is older than all that is there"
    assert texts(read(room, 3)) == ["d", "e", "f", "a"], "who has it hears that it was answered"


async def test_who_asks_for_the_same_gets_the_same_bytes_and_others_their_own() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    room.apply(there.say("a"))
    frame, _ = room.read(0, 1, wrap)
    assert room.read(0, 1, wrap)[0] is frame
    assert room.read(0, 1, other_wrap)[0] == b"other: " + frame
    for after in range(-200, 0):
        room.read(after, 1, wrap)
    assert len(room._frames) == rooms.FRAMES


async def test_who_hears_later_is_told_of_the_room_as_it_was_by_then() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    for seconds in (1, 2, 3):
        room.apply(there.say(f"{seconds}"))
        room.apply(there.set(slow_seconds=seconds))
    assert [read(room, ANEW, upto)["room"]["slow_seconds"] for upto in range(7)] == [0, 0, 1, 1, 2, 2, 3]
    assert [read(room, upto - 2, upto)["room"]["slow_seconds"] for upto in (2, 4, 6)] == [1, 2, 3]


async def test_how_the_room_was_is_known_though_its_lines_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "KEPT", 3)
    there = MemoryRoom()
    room = await open_room(there)
    for batch in [there.set(slow_seconds=1), *say(there, "abcd"), there.set(slow_seconds=2)]:
        room.apply(batch)
    assert [read(room, ANEW, upto)["room"]["slow_seconds"] for upto in (5, 6)] == [1, 2]


async def test_where_a_room_begins_tips_that_are_not_told_yet_are_not_in_its_goal() -> None:
    there = MemoryRoom(shape={**USUAL, "goal": {"title": "A piano", "amount": 100, "given": 60}})
    tips = [(30, False), (20, False), (5, True), (10, False)]
    lines = list[Line]()
    for amount, refunded in tips:
        (line,) = there.say("tip").lines
        lines.append(replace(line, shape={**(line.shape or {}), "tip": {"amount": amount, "refunded": refunded}}))
    room = Room(RoomState("l1", "artist", 4, there.shape, lines))
    assert [read(room, ANEW, upto)["room"]["goal"]["given"] for upto in range(5)] == [0, 30, 50, 50, 60]


async def test_what_was_pinned_is_told_to_nobody_once_it_is_removed() -> None:
    there = MemoryRoom()
    batches = [there.say("above all")]
    shown = there.shown()[0]
    batches.append(there.set(pinned=shown))
    begun = await open_room(there)
    room = Room(RoomState("l1", "artist", 0, USUAL))
    for batch in batches:
        room.apply(batch)
    removed = there.remove(0)
    for one in (room, begun):
        one.apply(removed)
        for upto in (2, 3):
            assert read(one, ANEW, upto)["room"]["pinned"] is None
    assert "above all" not in str(read(room, 0))
