"""Finding shows and artists, on both databases."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from catalog.accounts.accounts import rename_account
from catalog.accounts.closing import delete_account, delete_livestreams
from catalog.artists.profiles import select_artists
from catalog.db.cursors import write_cursor
from catalog.errors import CursorError
from catalog.livestreams.board import select_livestreams
from catalog.livestreams.changes import delete_livestream, move_livestream, update_livestream
from catalog.livestreams.lifecycle import Status
from catalog.models import Livestream, Recording, SearchWords
from catalog.recordings.rules import Visibility
from catalog.search.finding import match_shows, search_livestreams
from catalog.search.folding import write_words
from catalog.shapes import Account
from support.databases import create_artist, create_livestream

NOW = datetime(2026, 11, 28, 20, tzinfo=UTC)


async def make(artist: Account, title: str, status: Status = Status.SCHEDULED, at: int = 0, **fields: Any) -> str:
    """A show of theirs in this state, its moment so many minutes from now."""
    show = (await create_livestream(artist, title=title, **fields)).entry.livestream_id
    moment = NOW + timedelta(minutes=at)
    column = {Status.LIVE: "started_at", Status.ENDED: "ended_at"}.get(status, "scheduled_start_at")
    await Livestream.filter(id=show).update(status=status, **{column: moment})
    return show


async def keep(show: str, visibility: Visibility) -> None:
    """There is a replay of it."""
    dates: dict[str, Any] = {"begins_at": NOW, "closed_at": NOW, "created_at": NOW}
    what: dict[str, Any] = {"visibility": visibility, "keep": False, "partial": False, "nodes": []}
    await Recording.create(id=f"r-{show}"[:26], livestream_id=show, **dates, **what)


async def find(question: str, **how: Any) -> list[str]:
    """The titles that are found."""
    return [entry.livestream["title"] for entry in (await search_livestreams(question, **how)).entries]


async def test_shows_are_found_by_what_is_said_of_them_and_by_whom(artist: Account) -> None:
    await rename_account(artist.id, "Søren Ångström")
    said: dict[str, Any] = {
        "tags": ["acoustic"],
        "series": "Kitchen sessions",
        "description": "Five songs, no drums.",
    }
    await make(artist, "Café unplugged", **said)
    await make(artist, "Another one")
    for question in (
        "cafe",
        "CAFÉ",
        "unplug",
        "acoustic",
        "kitchen",
        "drums",
        "soren cafe",
        "drums angstrom unplugged so",
        "no, drums!",
    ):
        assert await find(question) == ["Café unplugged"], question
    assert sorted(await find("soren")) == ["Another one", "Café unplugged"]
    for question in ("plugged", "caf unplugged", "cafe another", "tuba", "\U0001f3b8"):
        assert await find(question) == [], question


async def test_what_is_on_comes_first_then_what_is_to_come_then_replays(artist: Account) -> None:
    await make(artist, "set later", at=60)
    await make(artist, "set next", at=10)
    await make(artist, "set without a date")
    await Livestream.filter(title="set without a date").update(scheduled_start_at=None)
    await make(artist, "set on", Status.LIVE, -10, token_gate_amount=5)
    await make(artist, "set on longer", Status.LIVE, -20)
    for title, ago, visibility in (
        ("set of old", -500, Visibility.PUBLIC),
        ("set of yesterday", -300, Visibility.HOLDERS),
        ("set of nobody's business", -200, Visibility.PRIVATE),
    ):
        await keep(await make(artist, title, Status.ENDED, ago), visibility)
    await make(artist, "set that nobody kept", Status.ENDED, -100)
    await make(artist, "set put away", Status.ARCHIVED)
    await make(artist, "set cancelled", Status.CANCELLED)
    await make(artist, "something else", Status.LIVE)
    wanted = ["set on", "set on longer", "set next", "set later", "set without a date", "set of yesterday"]
    wanted.append("set of old")
    assert await find("set") == wanted
    for limit in (1, 2, 3, 5):
        found: list[str] = []
        cursor = None
        while True:
            page = await search_livestreams("set", limit=limit, cursor=cursor)
            assert page.entries, "no page is empty"
            found += [entry.livestream["title"] for entry in page.entries]
            if (cursor := page.next_cursor) is None:
                break
        assert found == wanted, limit
    upcoming = await select_livestreams("upcoming", among=match_shows("next"))
    assert [entry.livestream["title"] for entry in upcoming.entries] == ["set next"]


NASTY = (
    '"',
    "'",
    "''--",
    "*",
    "a*",
    '"a" OR "b"',
    "NEAR(a b)",
    "NOT",
    "a AND NOT b",
    "title:x",
    "^a",
    "-a",
    "(",
    "a:*&!b|c",
    "<->",
    "\\",
    "%",
    "_",
    "$1",
    "?",
    "{}",
    "\x00",
    "a\x00b",
    "\ud800",
    "\U0001f3b8",
    "x" * 500,
    "é" * 500,
    "\ufdfa" * 60,
    "東京",
    "한국",
    "का",
    "a " * 250,
    " ",
    ";DROP TABLE search_words",
)


@pytest.mark.parametrize("limit", [3])
async def test_no_question_is_an_error(artist: Account, limit: int) -> None:
    await make(artist, "A show")
    for question in NASTY:
        await search_livestreams(question, limit=limit)
        await select_livestreams("all", artist_id=artist.id, among=match_shows(question))
        await select_artists(question=question)
    for question in NASTY:  # and as what is found
        said = question.replace("\x00", "").replace("\ud800", "") or "x"
        show = await make(artist, said[:120], description=said)
        for word in write_words([said]).split(" ")[:3]:
            if word:
                assert said[:120] in await find(word, limit=100), question
        await delete_livestream(show, artist.id)


@pytest.mark.parametrize("cursor", ["x", write_cursor("search", "all"), write_cursor("artists", "a", "b")])
async def test_cursors_of_other_lists_are_refused(database: str, cursor: str) -> None:
    with pytest.raises(CursorError):
        await search_livestreams("a", cursor=cursor)


async def test_artists_are_found_by_name(artist: Account) -> None:
    for at, name in enumerate(["Zoë Keating", "Zoe Smith", "Nobody"]):
        one = await create_artist(f"{at}@example.org")
        await rename_account(one.id, name)
        if name != "Nobody":
            await create_livestream(one)
    await rename_account((await create_artist("f@example.org", role="fan")).id, "Zoe the fan")

    async def names(question: str) -> list[str]:
        return [one.display_name for one in (await select_artists(question=question)).artists]

    assert sorted(await names("zoe")) == ["Zoe Smith", "Zoë Keating"]
    assert await names("zoë kea") == ["Zoë Keating"]
    assert await names("keating smith") == await names("nobody") == await names("!") == []
    assert await SearchWords.filter(words__contains="fan").count() == 0


async def test_what_is_found_is_what_is_there_now(artist: Account) -> None:
    await rename_account(artist.id, "Ada")
    show = await make(artist, "First title", tags=["old"])
    await make(artist, "Second")
    await rename_account(artist.id, "Grace")
    assert (await find("ada"), sorted(await find("grace"))) == ([], ["First title", "Second"])
    await update_livestream(show, artist.id, {"title": "Other words", "tags": [], "description": "Said later"})
    assert (await find("first"), await find("old")) == ([], [])
    assert await find("other later grace") == ["Other words"]
    await move_livestream(show, artist.id, "cancel")
    assert await find("other") == []
    await delete_livestream(show, artist.id)
    assert await SearchWords.all().count() == 2
    while await delete_livestreams(artist.id):
        pass
    assert (await delete_account(artist.id))[0]
    assert await SearchWords.all().count() == 0
    assert await find("second") == await find("grace") == []
    other = await create_artist("bea@example.org")
    assert await make(other, "New at a number of before")
    assert await find("second") == await find("grace") == await find("other") == []
    assert await find("new") == ["New at a number of before"]


async def test_all_that_is_kept_is_what_would_be_written_today(artist: Account) -> None:
    await rename_account(artist.id, "Ada Lovelace")
    for number in range(3):
        show = await make(artist, f"Show {number}", tags=["x"], series="S")
        await update_livestream(show, artist.id, {"series": f"Series {number}", "tags": ["y"], "time_zone": "UTC"})
    for row in await SearchWords.all().select_related("livestream", "artist"):
        of: Any = row.livestream
        by: Any = row.artist
        texts = [by.display_name] if of is None else [of.title, of.series, *of.tags, of.description]
        assert row.words == write_words(texts)
