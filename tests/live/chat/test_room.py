"""A room in memory, and the frames that are made of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from contract.chat.lines import Batch
from live.chat import room as rooms
from live.chat.room import ANEW, Room
from support.rooms import MemoryRoom


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


async def test_a_closed_accounts_words_are_told_without_its_name() -> None:
    there = MemoryRoom()
    room = await open_room(there)
    who = {"id": "fan", "display_name": "Grace", "badges": []}
    other = {**who, "id": "other", "display_name": "Bea"}
    thanks = {"thanks": {"account": who, "message_id": "m1"}}
    for account, about in ((who, None), (other, None), (other, thanks)):
        batch = there.say("words")
        line = batch.lines[0]
        shape = {**(line.shape or {}), "account": account, "about": about}
        room.apply(replace(batch, lines=[replace(line, shape=shape)]))
    pinned = {**shape, "account": who, "about": None}
    room.apply(there.set(pinned=pinned))
    room.forget_author("fan")
    frame = read(room, ANEW)
    assert [one["account"] for one in frame["messages"]] == [None, other]
    assert frame["room"]["pinned"]["account"] is None
    assert b"Grace" not in room.read(0, room.seq, wrap)[0]
