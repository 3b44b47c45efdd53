"""Reading rooms: whatever number somebody goes on from, it adds up to what is there."""

import random
from collections.abc import Mapping
from typing import Any

import pytest

from catalog import models
from catalog.chat import reading
from catalog.chat.changes import change_message, change_room, remove_messages
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.reading import find_author, read_batch, read_room, read_seqs, select_messages
from catalog.chat.rules import QuestionState
from catalog.chat.writing import Draft, Said, write_drafts
from catalog.livestreams.changes import delete_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.shapes import Account
from contract.chat.lines import Batch, What
from live.chat.room import Room
from support.callbacks import NOW, after
from support.databases import create_livestream


async def open_room(artist: Account) -> str:
    return (await create_livestream(artist)).entry.livestream_id


async def say(room: str, artist: Account, *texts: str, at: float = 0) -> list[Batch]:
    drafts = [Draft(room, artist.id, artist.display_name, text) for text in texts]
    written = await write_drafts(drafts, now=after(at))
    assert all(isinstance(one, Said) for one in written.answers)
    return list(written.batches)


async def answer(row: models.ChatMessage) -> None:
    row.question = QuestionState.ANSWERED


def add_up(shown: dict[str, Mapping[str, Any]], batch: Batch) -> dict[str, Mapping[str, Any]]:
    for line in batch.lines:
        if line.what is What.REMOVED:
            shown.pop(line.id, None)
        elif line.what is What.MESSAGE and line.shape is not None:
            shown[line.id] = line.shape
    return shown


async def test_every_number_to_go_on_from_leads_to_what_is_there(artist: Account) -> None:
    room, dice = await open_room(artist), random.Random(11)  # noqa: S311 - a script for the play
    known: list[dict[str, Mapping[str, Any]]] = [{}]
    """What was shown when the room was at each number."""
    ids: list[str] = []
    for number in range(40):
        kind = dice.choice(["say", "say", "say", "remove", "answer", "set"]) if ids else "say"
        match kind:
            case "say":
                [batch] = await say(room, artist, str(number))
                ids.append(batch.lines[0].id)
            case "remove":
                batch = await remove_messages(room, [dice.choice(ids)], artist.id)
            case "answer":
                there = [one["id"] for one in await select_messages(room)]
                if not there:
                    continue
                batch = await change_message(room, dice.choice(there), answer)
            case _:
                batch = await change_room(room, {"slow_seconds": number})
        assert batch.after == len(known) - 1
        if batch.seq > batch.after:
            known.append(add_up(dict(known[-1]), batch))
    truth = {one["id"]: one for one in await select_messages(room, limit=200)}
    assert known[-1] == truth
    for seq, shown in enumerate(known):
        batch = await read_batch(room, seq) or pytest.fail("too much")
        assert (batch.after, batch.seq) == (seq, len(known) - 1)
        assert [line.seq for line in batch.lines] == sorted({line.seq for line in batch.lines})
        assert add_up(dict(shown), batch) == truth
    assert await read_seqs([room, "another"]) == {room: len(known) - 1}


async def test_more_than_is_worth_reading_on_from_is_not_read(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_LINES", 3)
    room = await open_room(artist)
    await say(room, artist, *"abcde")
    assert await read_batch(room, 1) is None
    assert len((await read_batch(room, 2) or pytest.fail("too much")).lines) == 3


async def test_a_room_begins_with_its_last_messages_and_with_all_that_happened_of_late(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LAST", 3)
    monkeypatch.setattr(reading, "RECENT", 4)
    room = await open_room(artist)
    await say(room, artist, *"abcdef")
    there = await select_messages(room)
    await remove_messages(room, [there[0]["id"], there[5]["id"]], artist.id)
    await change_message(room, there[1]["id"], answer)
    await change_room(room, {"slow_seconds": 5})
    state = await read_room(room)
    assert (state.seq, state.since, state.first, state.shape["slow_seconds"]) == (10, 6, 3, 5)
    told = [(line.seq, line.what, (line.shape or {}).get("text")) for line in state.lines]
    message, removed = What.MESSAGE, What.REMOVED
    assert told == [
        (3, message, "c"), (4, message, "d"), (5, message, "e"),
        (7, removed, None), (8, removed, None), (9, message, "b"), (10, What.ROOM, None),
    ]  # fmt: skip
    Room(state)


async def test_a_room_that_nobody_has_spoken_in_is_there(artist: Account) -> None:
    room = await open_room(artist)
    state = await read_room(room)
    assert (state.seq, state.lines, state.artist_id, state.shape["enabled"]) == (0, [], artist.id, True)
    assert await read_batch(room, 0) is None
    with pytest.raises(NotFoundError):
        await read_room("another")


async def test_a_room_goes_with_its_livestream(artist: Account) -> None:
    room = await open_room(artist)
    await say(room, artist, "a")
    await delete_livestream(room, artist.id)
    assert await models.ChatMessage.all().count() == await models.ChatRoom.all().count() == 0
    with pytest.raises(NotFoundError):
        await select_messages(room)
    assert await read_batch(room, 0) is None


async def test_messages_are_read_by_page_in_both_directions(artist: Account) -> None:
    room = await open_room(artist)
    for number in range(6):
        await say(room, artist, str(number), at=number)
    [gone] = await select_messages(room, after=2, limit=1)
    await remove_messages(room, [gone["id"]], artist.id)

    async def read(**which: Any) -> list[str]:
        return [one["text"] for one in await select_messages(room, **which)]

    assert await read(limit=2) == ["4", "5"]
    assert await read(before=5, limit=2) == ["1", "3"]
    assert await read(before=2, limit=5) == ["0"]
    assert await read(after=1, limit=2) == ["1", "3"]
    assert await read(after=0, before=3) == ["0", "1"]
    assert await read(until=NOW) == ["0"]


async def test_an_author_is_known_by_the_message(artist: Account) -> None:
    room, other = await open_room(artist), await open_room(artist)
    [batch] = await say(room, artist, "a")
    assert await find_author(room, batch.lines[0].id) == artist.id
    for place, name in ((other, batch.lines[0].id), (room, "none")):
        with pytest.raises(ChatMessageNotFoundError):
            await find_author(place, name)
