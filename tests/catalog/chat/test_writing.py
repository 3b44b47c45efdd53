"""Writing in rooms: many messages in one transaction, each once, in numbers without gaps."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.chat.changes import remove_messages
from catalog.chat.errors import SentIdReusedError
from catalog.chat.reading import select_messages
from catalog.chat.writing import Draft, Said, write_drafts
from catalog.errors import CatalogError
from catalog.livestreams.errors import NotFoundError
from catalog.shapes import Account
from contract.chat.lines import What
from support.callbacks import NOW, after, begin, enter
from support.databases import create_artist, create_livestream


async def open_room(artist: Account) -> str:
    return (await create_livestream(artist)).entry.livestream_id


def draft(room: str, who: Account, text: str, sent_id: str | None = None, **more: Any) -> Draft:
    return Draft(room, who.id, who.display_name, text, sent_id=sent_id, **more)


def texts(answers: Sequence[Said | CatalogError]) -> list[str]:
    return [one.message["text"] if isinstance(one, Said) else type(one).__name__ for one in answers]


async def test_what_is_said_together_takes_numbers_in_its_order_in_each_room(artist: Account) -> None:
    one, other = await open_room(artist), await open_room(artist)
    fan = await create_artist("fan@example.org", role="fan")
    written = await write_drafts([draft(one, fan, "a"), draft(other, fan, "b"), draft(one, artist, "c")], now=NOW)
    assert texts(written.answers) == ["a", "b", "c"]
    batches = {batch.livestream_id: batch for batch in written.batches}
    assert [(line.seq, line.what) for line in batches[one].lines] == [(1, What.MESSAGE), (2, What.MESSAGE)]
    assert (batches[one].after, batches[one].seq, batches[other].seq) == (0, 2, 1)
    again = await write_drafts([draft(one, fan, "d")], now=NOW)
    assert [(batch.after, batch.seq) for batch in again.batches] == [(2, 3)]
    lines = [*batches[one].lines, *again.batches[0].lines]
    assert [line.shape for line in lines] == list(await select_messages(one))


async def test_a_message_sent_again_is_the_same_one_in_one_transaction_or_another(artist: Account) -> None:
    room = await open_room(artist)
    fan = await create_artist("fan@example.org", role="fan")
    first = await write_drafts(
        [draft(room, fan, "Hi", "x"), draft(room, fan, "Hi", "x"), draft(room, artist, "Hi", "x")]
    )
    answers = [one for one in first.answers if isinstance(one, Said)]
    assert [one.again for one in answers] == [False, True, False]
    assert answers[0].message == answers[1].message
    second = await write_drafts([draft(room, fan, "Hi", "x"), draft(room, fan, "Ho", "x")])
    again, refused = second.answers
    assert again == Said(answers[0].message, again=True)
    assert isinstance(refused, SentIdReusedError)
    assert second.batches == []


async def test_one_that_was_removed_is_sent_again_without_coming_back(artist: Account) -> None:
    room = await open_room(artist)
    [said] = (await write_drafts([draft(room, artist, "Oops", "x")])).answers
    assert isinstance(said, Said)
    await remove_messages(room, [said.message["id"]], artist.id)
    [again] = (await write_drafts([draft(room, artist, "Oops", "x")])).answers
    assert isinstance(again, Said)
    assert (again.again, again.message["text"]) == (True, "")
    assert await select_messages(room) == []


async def test_show_time_counts_while_the_show_is_on(artist: Account) -> None:
    show = await create_livestream(artist)
    room, session = show.entry.livestream_id, "first"
    before = await write_drafts([draft(room, artist, "Soon!")], now=NOW - timedelta(minutes=1))
    await enter(show, session)
    await begin(show, session)
    during = await write_drafts([draft(room, artist, "Welcome!")], now=after(12.5))
    shown = [one.message["show_time"] for one in (*before.answers, *during.answers) if isinstance(one, Said)]
    assert shown == [None, 12.5]


async def test_whose_account_or_livestream_is_gone_keeps_nobody_else_from_speaking(artist: Account) -> None:
    room = await open_room(artist)
    fan, gone = [await create_artist(f"{name}@example.org", role="fan") for name in ("fan", "gone")]
    assert (await delete_account(gone.id))[0]
    written = await write_drafts(
        [draft(room, fan, "a"), draft(room, gone, "b"), draft("no-such-room", fan, "c"), draft(room, fan, "d")]
    )
    assert texts(written.answers) == ["a", NotFoundError.__name__, NotFoundError.__name__, "d"]
    assert [one["text"] for one in await select_messages(room)] == ["a", "d"]
    assert (await models.ChatRoom.get(livestream_id=room)).seq == written.batches[-1].seq == 2


async def test_many_writers_at_once_leave_no_gap_and_no_double(artist: Account) -> None:
    one, other = await open_room(artist), await open_room(artist)
    rounds = [
        write_drafts([draft(room, artist, f"{number}", f"{number}") for room in (one, other)]) for number in range(12)
    ]
    rounds += [write_drafts([draft(other, artist, "0", "0"), draft(one, artist, "x")]) for _ in range(3)]
    batches = [batch for written in await asyncio.gather(*rounds) for batch in written.batches]
    for room, count in ((one, 15), (other, 12)):
        mine = sorted((batch for batch in batches if batch.livestream_id == room), key=lambda batch: batch.after)
        assert [batch.after for batch in mine] == [0, *(batch.seq for batch in mine[:-1])]
        assert mine[-1].seq == count
        assert [message["seq"] for message in await select_messages(room, limit=100)] == list(range(1, count + 1))
