"""Several processes change the same things at once: one wins, none fails, and the log has no gap."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from tortoise.connection import get_connections

from catalog.feeds.publishing import admit_publisher, expire_interrupted, note_stream_ended, note_stream_started
from catalog.feeds.shapes import Admission, ConflictError, PublisherChange
from catalog.livestreams.board import select_board, write_viewer_counts
from catalog.livestreams.changes import Created, move_livestream, update_livestream
from catalog.livestreams.errors import MoveRefusedError
from catalog.livestreams.log import read_clock, select_transitions_after
from catalog.shapes import Account
from contract.livestreams import Transition
from contract.moments import to_rfc3339
from contract.publishing import digest_key
from support.databases import create_livestream, on_own_connection

GRACE = 30.0
NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
PROCESSES = 4


T = TypeVar("T")


async def at_once(url: str, *actions: Callable[[], Awaitable[T]]) -> list[T | BaseException]:
    """Run each action on a connection of its own, all begun together."""
    ready = asyncio.Barrier(len(actions))

    async def run(action: Callable[[], Awaitable[T]]) -> T:
        await ready.wait()
        return await action()

    async def wrap(action: Callable[[], Awaitable[T]]) -> T:
        return await on_own_connection(url, lambda: run(action))

    async with asyncio.timeout(60):
        return await asyncio.gather(*(wrap(action) for action in actions), return_exceptions=True)


def admit(show: Created, session_id: str, silence: float | None) -> Callable[[], Awaitable[Admission]]:
    return lambda: admit_publisher(digest_key(show.stream_key), session_id, silence=lambda _: silence)


def kinds(lines: list[Transition]) -> list[str]:
    return [line.type.removeprefix("livestream.") for line in lines]


async def test_of_two_takeovers_at_once_one_is_let_in(database: str, artist: Account) -> None:
    show = await create_livestream(artist)
    key = show.stream_key
    long_ago = datetime.now(UTC) - timedelta(minutes=1)
    await note_stream_started(digest_key(key), "first", node="n1", grace=GRACE, now=long_ago)

    async def silence_of(session_id: str) -> Admission:
        # The publisher is silent; whoever has just been let in is not yet known to any node.
        return await admit_publisher(
            digest_key(key), session_id, silence=lambda name: 3.0 if name == "first" else None
        )

    results = await at_once(database, lambda: silence_of("second"), lambda: silence_of("third"))
    admitted = [result for result in results if isinstance(result, Admission)]
    refused = [result for result in results if isinstance(result, ConflictError)]
    assert (len(admitted), len(refused)) == (1, 1), results


async def test_two_newcomers_at_once_get_one_place(database: str, artist: Account) -> None:
    show = await create_livestream(artist)
    results = await at_once(database, *(admit(show, f"s{number}", None) for number in range(PROCESSES)))
    assert sum(isinstance(result, Admission) for result in results) == 1, results
    assert sum(isinstance(result, ConflictError) for result in results) == PROCESSES - 1, results


async def test_same_callback_in_several_processes_counts_once(database: str, artist: Account) -> None:
    show = await create_livestream(artist)
    key = show.stream_key

    def start() -> Awaitable[PublisherChange]:
        return note_stream_started(digest_key(key), "s1", node="n1", grace=GRACE)

    def end() -> Awaitable[PublisherChange]:
        return note_stream_ended(digest_key(key), "s1", clean=False, grace=GRACE)

    for action in (start, end):
        results = await at_once(database, *[action] * PROCESSES)
        changes = [result for result in results if isinstance(result, PublisherChange)]
        assert len(changes) == PROCESSES, results
        assert sum(bool(change.transitions) for change in changes) == 1
    assert kinds(await select_transitions_after(0)) == ["scheduled", "live", "interrupted"]


async def test_of_several_processes_that_expire_a_livestream_one_gets_the_transition(
    database: str, artist: Account
) -> None:
    show = await create_livestream(artist)
    key, livestream_id = show.stream_key, show.entry.livestream_id
    await note_stream_started(digest_key(key), "s1", node="n1", grace=GRACE, now=NOW)
    await note_stream_ended(digest_key(key), "s1", clean=False, grace=GRACE, now=NOW)
    due = NOW + timedelta(seconds=GRACE)
    until = to_rfc3339(due)
    results = await at_once(database, *[lambda: expire_interrupted(livestream_id, until, now=due)] * PROCESSES)
    assert sorted(map(str, (kinds(result) if isinstance(result, list) else result for result in results))) == [
        "['ended']",
        *["[]"] * (PROCESSES - 1),
    ]


async def test_publisher_that_returns_as_its_time_runs_out_resumes_or_goes_on_after_the_end(
    database: str, artist: Account
) -> None:
    show = await create_livestream(artist)
    key, livestream_id = show.stream_key, show.entry.livestream_id
    await note_stream_started(digest_key(key), "s1", node="n1", grace=GRACE, now=NOW)
    await note_stream_ended(digest_key(key), "s1", clean=False, grace=GRACE, now=NOW)
    due = NOW + timedelta(seconds=GRACE)

    async def give_up() -> list[Transition]:
        return await expire_interrupted(livestream_id, to_rfc3339(due), now=due)

    async def come_back() -> list[Transition]:
        return (await note_stream_started(digest_key(key), "s2", node="n1", grace=GRACE, now=due)).transitions

    results = await at_once(database, give_up, come_back)
    heard = [kinds(result) for result in results if isinstance(result, list)]
    assert heard in ([["ended"], ["live"]], [[], ["resumed"]]), results
    assert kinds(await select_transitions_after(3)) in (["ended", "live"], ["resumed"])


async def test_artist_who_presses_twice_is_told_so_once(database: str, artist: Account) -> None:
    show = await create_livestream(artist)
    await note_stream_started(digest_key(show.stream_key), "s1", node="n1", grace=GRACE)
    livestream_id = show.entry.livestream_id
    results = await at_once(database, *[lambda: move_livestream(livestream_id, artist.id, "stop")] * 2)
    assert sum(isinstance(result, MoveRefusedError) for result in results) == 1, results


async def test_writers_wait_for_each_other_and_the_log_has_no_gap(database: str, artist: Account) -> None:
    shows = [await create_livestream(artist) for _ in range(PROCESSES)]
    rounds = 10

    async def write(show: Created) -> list[int]:
        seen: list[int] = []
        for number in range(rounds):
            changed = await update_livestream(show.entry.livestream_id, artist.id, {"title": f"Take {number}"})
            await write_viewer_counts({one.entry.livestream_id: (number, number) for one in shows})
            seen += [line.seq for line in changed.transitions]
            read = await select_board()
            assert read.seq >= seen[-1]
        return seen

    results = await at_once(database, *((lambda show=show: write(show)) for show in shows))
    assert not [result for result in results if isinstance(result, BaseException)], results
    lines = await select_transitions_after(0)
    assert [line.seq for line in lines] == list(range(1, PROCESSES * (rounds + 1) + 1))
    assert (await read_clock())[1] == lines[-1].seq


async def test_board_shows_what_its_number_says(database: str, artist: Account) -> None:
    """Whoever reads while others write sees the transitions up to `seq`, and nothing of those after it."""
    show = await create_livestream(artist)

    async def write() -> None:
        for number in range(20):
            await update_livestream(show.entry.livestream_id, artist.id, {"title": f"Take {number}"})

    async def read() -> None:
        for _ in range(20):
            board = await select_board()
            (line,) = await select_transitions_after(board.seq - 1, limit=1)
            assert board.entries[0].livestream["title"] == line.livestream["title"]

    results = await at_once(database, write, read, read)
    assert results == [None, None, None], results


async def test_cancelled_changes_leave_the_database_usable(database: str, artist: Account) -> None:
    """Each task is cancelled at another turn of the loop: before, in and after its transaction's every step."""
    show = await create_livestream(artist)

    async def change(number: int) -> None:
        await update_livestream(show.entry.livestream_id, artist.id, {"title": f"Take {number}"})

    async with asyncio.timeout(60):
        for turns in range(60):
            task = asyncio.create_task(change(turns))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            await asyncio.wait([task])
        await change(-1)
    pool = getattr(get_connections().all()[0], "_pool", None)
    assert pool is None or pool.get_idle_size() == pool.get_size(), "a connection was not given back"
    lines = await select_transitions_after(0)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    assert (await read_clock())[1] == len(lines)
    assert lines[-1].livestream["title"] == "Take -1"
