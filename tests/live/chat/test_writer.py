"""Writing down what is said: together, in order, and with an answer for everybody whatever the database does."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from catalog.chat.errors import SentIdReusedError
from catalog.chat.writing import Draft, Said, Written
from catalog.errors import CatalogError
from live.chat import writer as writers
from live.chat.writer import BusyError, Writer
from support.waiting import until


def draft(text: str) -> Draft:
    return Draft("l1", "fan", "Fan", text)


class Database:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.rounds: list[list[str]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.error: BaseException | None = None
        self.told: list[Written] = []
        self.unsure: list[str] = []

    async def write(self, drafts: Sequence[Draft]) -> Written:
        self.rounds.append([one.text for one in drafts])
        await self.open.wait()
        if self.error is not None:
            raise self.error
        answers: list[Said | CatalogError] = [
            SentIdReusedError() if one.text == "used" else Said({"text": one.text}) for one in drafts
        ]
        return Written(answers, ())

    def note_unsure(self, drafts: Sequence[Draft]) -> None:
        self.unsure += [one.text for one in drafts]


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
async def writer(database: Database) -> AsyncIterator[Writer]:
    writer = Writer(database.write, database.told.append, database.note_unsure, tick=0.001)
    writer.start()
    yield writer
    await writer.stop()


async def test_what_comes_while_the_database_writes_is_written_together_and_in_its_order(
    writer: Writer, database: Database
) -> None:
    database.open.clear()
    first = asyncio.create_task(writer.say(draft("a")))
    await until(lambda: database.rounds)
    others = [asyncio.create_task(writer.say(draft(text))) for text in "bcd"]
    await asyncio.sleep(0)
    database.open.set()
    said = await asyncio.gather(first, *others)
    assert [one.message["text"] for one in said] == list("abcd")
    assert database.rounds == [["a"], ["b", "c", "d"]]
    assert len(database.told) == 2, "pages are told before anybody is answered"


async def test_each_hears_what_became_of_the_own_words(writer: Writer) -> None:
    answers = await asyncio.gather(*[writer.say(draft(text)) for text in ("a", "used", "b")], return_exceptions=True)
    assert [type(one) for one in answers] == [Said, SentIdReusedError, Said]


async def test_whoever_leaves_has_said_it_all_the_same(writer: Writer, database: Database) -> None:
    leaving = asyncio.create_task(writer.say(draft("a")))
    await asyncio.sleep(0)
    leaving.cancel()
    await until(lambda: database.told)
    assert database.rounds == [["a"]]


async def test_a_database_that_fails_is_told_to_those_who_waited_and_the_next_are_written(
    writer: Writer, database: Database
) -> None:
    database.error = ConnectionError("gone")
    with pytest.raises(ConnectionError):
        await writer.say(draft("a"))
    assert database.unsure == ["a"], "it may have been written"
    database.error = None
    assert (await writer.say(draft("b"))).message["text"] == "b"


async def test_a_database_that_does_not_answer_is_not_waited_for_for_ever(
    writer: Writer, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "TIMEOUT", 0.01)
    database.open.clear()
    with pytest.raises(BusyError):
        await writer.say(draft("a"))
    assert database.unsure == ["a"]


async def test_whoever_gives_up_before_it_is_written_has_not_said_it(
    writer: Writer, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database.open.clear()
    first = asyncio.create_task(writer.say(draft("a")))
    await until(lambda: database.rounds)
    with monkeypatch.context() as hasty:
        hasty.setattr(writers, "PATIENCE", 0.01)
        with pytest.raises(BusyError):
            await writer.say(draft("b"))
    database.open.set()
    await first
    await writer.say(draft("c"))
    assert database.rounds == [["a"], ["c"]]


async def test_more_than_can_wait_is_refused(
    writer: Writer, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writers, "MOST_WAITING", 2)
    database.open.clear()
    first = asyncio.create_task(writer.say(draft("a")))
    await until(lambda: database.rounds)
    waiting = [asyncio.create_task(writer.say(draft(text))) for text in "bc"]
    await asyncio.sleep(0)
    with pytest.raises(BusyError):
        await writer.say(draft("d"))
    database.open.set()
    await asyncio.gather(first, *waiting)


async def test_who_waits_when_the_process_ends_is_told_so(database: Database) -> None:
    writer = Writer(database.write, database.told.append, database.note_unsure, tick=0.001)
    writer.start()
    database.open.clear()
    being_written = asyncio.create_task(writer.say(draft("a")))
    await until(lambda: database.rounds)
    waiting = asyncio.create_task(writer.say(draft("b")))
    await asyncio.sleep(0)
    await writer.stop()
    answers = await asyncio.gather(being_written, waiting, return_exceptions=True)
    assert [type(one) for one in answers] == [BusyError, BusyError]
