"""Lists in a stable order, page by page, and what a livestream looks like from outside."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import models
from catalog.errors import CursorError
from catalog.feeds.publishing import note_stream_started
from catalog.livestreams.board import View, select_board, select_livestream, select_livestreams, write_viewer_counts
from catalog.livestreams.changes import (
    Created,
    Draft,
    delete_livestream,
    insert_livestream,
    move_livestream,
    select_stream_key,
    update_livestream,
)
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.log import prune_transitions, read_clock, select_transitions_after
from catalog.recordings.rules import Visibility
from catalog.shapes import Account
from contract.events.shapes import SCHEMAS
from contract.livestreams import RECORDING, Snapshot
from contract.publishing import digest_key
from support.databases import create_artist, create_livestream
from support.recordings import finish, record

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)


async def schedule(artist: Account, minutes: int | None, made: int = 0) -> Created:
    moment = None if minutes is None else NOW + timedelta(minutes=minutes)
    draft = Draft(f"{minutes}", scheduled_start_at=moment)
    return await insert_livestream(artist.id, draft, now=NOW + timedelta(seconds=made))


async def go_live(show: Created, at: int = 0) -> None:
    key = show.stream_key
    moment = NOW + timedelta(minutes=at)
    await note_stream_started(
        digest_key(key), f"session-{show.entry.livestream_id}"[:64], node="n", grace=30, now=moment
    )


async def read_pages(view: View, limit: int, artist_id: str | None = None) -> list[list[str]]:
    pages: list[list[str]] = []
    cursor: str | None = None
    while True:
        page = await select_livestreams(view, artist_id=artist_id, limit=limit, cursor=cursor)
        pages.append([entry.livestream["title"] for entry in page.entries])
        cursor = page.next_cursor
        if cursor is None:
            return pages


async def test_upcoming_are_soonest_first_and_without_a_date_last(artist: Account) -> None:
    for minutes, made in ((90, 0), (None, 1), (30, 2), (60, 3), (None, 4), (60, 5)):
        await schedule(artist, minutes, made)
    assert await read_pages("upcoming", 10) == [["30", "60", "60", "90", "None", "None"]]
    for limit in (1, 2, 4):
        pages = await read_pages("upcoming", limit)
        assert [title for page in pages for title in page] == ["30", "60", "60", "90", "None", "None"]


async def test_active_are_latest_first(artist: Account) -> None:
    for minutes in (10, 20, 30):
        await go_live(await schedule(artist, minutes), at=minutes)
    await schedule(artist, 40)
    assert await read_pages("active", 2) == [["30", "20"], ["10"]]


async def test_public_list_leaves_out_what_is_put_away_and_mine_does_not(artist: Account) -> None:
    other = await create_artist("grace@example.org")
    shows = [await schedule(artist, minutes, made=minutes) for minutes in (1, 2, 3)]
    await insert_livestream(other.id, Draft("hers"), now=NOW)
    await move_livestream(shows[0].entry.livestream_id, artist.id, "cancel")
    await go_live(shows[1])
    for move in ("stop", "archive"):
        await move_livestream(shows[1].entry.livestream_id, artist.id, move)
    assert await read_pages("public", 10) == [["3", "hers"]]
    assert await read_pages("all", 2, artist.id) == [["3", "2"], ["1"]]


async def test_what_can_be_watched_again_is_listed_from_what_ended_last(artist: Account) -> None:
    kept = [await finish(artist, title=title) for title in ("first", "second", "third", "gone", "hidden", "away")]
    ends = [NOW + timedelta(minutes=minutes) for minutes in (1, 3, 2, 4, 5, 6)]
    for (show, _), ended_at in zip(kept, ends, strict=True):
        await models.Livestream.filter(id=show.entry.livestream_id).update(ended_at=ended_at)
    await models.Recording.filter(id=kept[0][1]).update(visibility=Visibility.HOLDERS)
    await models.Recording.filter(id=kept[3][1]).update(deleted_at=NOW)
    await models.Recording.filter(id=kept[4][1]).update(visibility=Visibility.PRIVATE)
    await move_livestream(kept[5][0].entry.livestream_id, artist.id, "archive")
    await record(artist, title="on now")
    await schedule(artist, 1)
    assert await read_pages("replays", 10) == [["second", "third", "first"]]
    assert await read_pages("replays", 2) == [["second", "third"], ["first"]]
    other = await create_artist("grace@example.org")
    assert await read_pages("replays", 2, other.id) == [[]]


async def test_livestreams_made_in_the_same_instant_are_each_listed_once(artist: Account) -> None:
    made = {(await schedule(artist, None)).entry.livestream_id for _ in range(7)}
    found: list[str] = []
    cursor = None
    while True:
        page = await select_livestreams("public", limit=3, cursor=cursor)
        found += [entry.livestream_id for entry in page.entries]
        if (cursor := page.next_cursor) is None:
            break
    assert (len(found), set(found)) == (7, made)


@pytest.mark.parametrize("cursor", ["", "x", "bm9uc2Vuc2U", "W10", "WyJwdWJsaWMiLG51bGwsIngiXQ", "é"])
async def test_cursor_of_somebody_elses_making_is_refused(artist: Account, cursor: str) -> None:
    with pytest.raises(CursorError):
        await select_livestreams("public", cursor=cursor)


async def test_cursor_of_another_list_is_refused(artist: Account) -> None:
    for _ in range(2):
        await schedule(artist, 1)
    page = await select_livestreams("public", limit=1)
    with pytest.raises(CursorError):
        await select_livestreams("upcoming", cursor=page.next_cursor)


async def test_board_holds_what_is_scheduled_and_live_with_the_logs_number(artist: Account) -> None:
    epoch, _ = await read_clock()
    assert await select_board() == Snapshot(epoch, 0, [])
    shows = [await schedule(artist, minutes) for minutes in (1, 2, 3)]
    await go_live(shows[1])
    await move_livestream(shows[2].entry.livestream_id, artist.id, "cancel")
    board = await select_board()
    assert (board.epoch, board.seq) == (epoch, 5)
    assert {entry.livestream["title"]: entry.livestream["status"] for entry in board.entries} == {
        "1": "scheduled",
        "2": "live",
    }


async def test_livestream_is_the_same_in_the_log_and_in_the_table(artist: Account) -> None:
    show = await create_livestream(artist, description="Songs", token_gate_amount=5, scheduled_start_at=NOW)
    await go_live(show)
    read = await select_livestream(show.entry.livestream_id)
    *_, line = await select_transitions_after(0)
    assert read is not None
    (entry,) = read.entries
    assert (read.seq, entry.livestream, entry.private) == (line.seq, line.livestream, line.private)
    public, own = (set(SCHEMAS[name]["properties"]) for name in ("livestream", "ownLivestream"))
    # Where its newest picture is, only web knows.
    assert set(entry.livestream) == public - {"still_url"}
    assert set(entry.private) == {*(own - public), "hls_url", "replay", RECORDING}
    assert show.stream_key not in repr(line)
    assert show.stream_key not in repr(show)


async def test_times_in_other_zones_are_kept_in_utc(artist: Account) -> None:
    tokyo = datetime.fromisoformat("2026-02-01T05:00:00+09:00")
    show = await create_livestream(artist, scheduled_start_at=tokyo)
    assert show.entry.livestream["scheduled_start_at"] == "2026-01-31T20:00:00.000Z"
    changed = await update_livestream(
        show.entry.livestream_id, artist.id, {"scheduled_start_at": tokyo + timedelta(hours=1)}
    )
    assert changed.entry.livestream["scheduled_start_at"] == "2026-01-31T21:00:00.000Z"


async def test_update_that_changes_nothing_is_no_transition(artist: Account) -> None:
    show = await create_livestream(artist, description="Songs")
    same = {"title": "A show", "description": "Songs", "scheduled_start_at": None, "status": 4}
    assert (await update_livestream(show.entry.livestream_id, artist.id, same)).transitions == []


async def test_changes_are_for_its_artist_and_for_what_there_is(artist: Account) -> None:
    other = await create_artist("grace@example.org")
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    for refused, who, where in ((NotAllowedError, other.id, livestream_id), (NotFoundError, artist.id, "nowhere")):
        with pytest.raises(refused):
            await move_livestream(where, who, "cancel")
        with pytest.raises(refused):
            await update_livestream(where, who, {"title": "Mine now"})
        with pytest.raises(refused):
            await delete_livestream(where, who)
        with pytest.raises(refused):
            await select_stream_key(where, who)
    assert await select_stream_key(livestream_id, artist.id) == show.stream_key
    await delete_livestream(livestream_id, artist.id)
    assert await select_livestream(livestream_id) is None


async def test_peak_never_falls(artist: Account) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    for viewers, peak in ((3, 5), (1, 4), (0, 0)):
        await write_viewer_counts({livestream_id: (viewers, peak), "nowhere": (1, 1)})
    read = await select_livestream(livestream_id)
    assert read is not None
    (entry,) = read.entries
    assert (entry.livestream["viewer_count"], entry.livestream["peak_viewer_count"]) == (0, 5)


async def test_pruned_log_keeps_the_newest_lines(artist: Account) -> None:
    show = await create_livestream(artist)
    for number in range(9):
        await update_livestream(show.entry.livestream_id, artist.id, {"title": f"{number}"})
    assert await prune_transitions(kept=4) == 0, "webhooks have not been told of any"
    await models.Consumer.create(name="ahead", seq=10)
    await models.Consumer.filter(name="webhooks").update(seq=5)
    assert await prune_transitions(kept=4) == 5
    await models.Consumer.all().update(seq=10)
    assert (await prune_transitions(kept=4), await prune_transitions(kept=4)) == (1, 0)
    assert [line.seq for line in await select_transitions_after(8)] == [9, 10]
    assert [line.seq for line in await select_transitions_after(0, limit=2)] == [7, 8]
