"""Putting pictures in their places."""

import asyncio

import pytest

from catalog.accounts.closing import delete_account
from catalog.artists.profiles import select_profile
from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import delete_livestream
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.livestreams.log import select_transitions_after
from catalog.models import Picture
from catalog.pictures.changes import check_own, put_cover, put_portrait
from catalog.pictures.errors import PictureNotFoundError
from catalog.pictures.making import Made
from catalog.pictures.rules import describe
from catalog.pictures.shelf import Shelf
from catalog.shapes import Account
from support.databases import create_artist, create_livestream

MADE, OTHER = Made(b"large", b"small", "#0a0b0c"), Made(b"LARGE", b"SMALL", "#ffffff")


async def test_a_cover_is_told_and_the_one_before_is_gone(artist: Account) -> None:
    show = (await create_livestream(artist)).entry.livestream_id
    assert (await put_cover(show, artist.id, None)).transitions == [], "there was none"
    first = await put_cover(show, artist.id, MADE)
    cover = first.entry.livestream["cover"]
    assert cover["color"] == "#0a0b0c"
    assert first.transitions[0].livestream["cover"] == cover
    second = await put_cover(show, artist.id, OTHER)
    (row,) = await Picture.all()
    assert (bytes(row.large), row.kind, row.account_id) == (b"LARGE", "cover", artist.id)
    assert second.entry.livestream["cover"] == describe(row.id) != cover
    found = await select_livestream(show)
    assert found is not None
    assert found.entries[0].livestream["cover"] == describe(row.id)
    assert (await put_cover(show, artist.id, None)).entry.livestream["cover"] is None
    assert await Picture.all().count() == 0
    assert len(await select_transitions_after(1)) == 3


async def test_pictures_go_with_what_they_are_of(artist: Account) -> None:
    show = (await create_livestream(artist)).entry.livestream_id
    await put_cover(show, artist.id, MADE)
    await put_portrait(artist.id, OTHER)
    await delete_livestream(show, artist.id)
    (left,) = await Picture.all()
    assert left.kind == "portrait"
    assert (await delete_account(artist.id))[0]
    assert await Picture.all().count() == 0


async def test_a_portrait_is_shown_with_its_artists_shows(artist: Account) -> None:
    await put_portrait(artist.id, MADE)
    account = await put_portrait(artist.id, OTHER)
    (row,) = await Picture.all()
    assert account.picture_id == row.id
    entry = (await create_livestream(artist)).entry
    assert entry.livestream["artist"]["picture"] == describe(row.id) == (await select_profile(artist.id)).picture
    assert (await put_portrait(artist.id, None)).picture_id is None
    assert await Picture.all().count() == 0


async def test_only_its_artist_gives_a_show_a_cover(artist: Account) -> None:
    show = (await create_livestream(artist)).entry.livestream_id
    other = await create_artist("bea@example.org")
    await check_own(show, artist.id)
    with pytest.raises(NotAllowedError):
        await check_own(show, other.id)
    with pytest.raises(NotAllowedError):
        await put_cover(show, other.id, MADE)
    for nowhere in ("nowhere", "x" * 99):
        with pytest.raises(NotFoundError):
            await check_own(nowhere, artist.id)


async def test_the_shelf_holds_what_was_asked_for_last(artist: Account) -> None:
    show = (await create_livestream(artist)).entry.livestream_id
    change = await put_cover(show, artist.id, MADE)
    picture_id = change.entry.livestream["cover"]["url"].removeprefix("/pictures/").removesuffix("-large.jpg")
    small, large = Shelf(most=5), Shelf()
    for shelf in (small, large):
        assert await shelf.find(picture_id, "large") == b"large"
        assert await shelf.find(picture_id, "small") == b"small"
    # What a shelf has is not read again.
    await Picture.filter(id=picture_id).update(large=b"other", small=b"other")
    assert await large.find(picture_id, "large") == b"large"
    assert await small.find(picture_id, "small") == b"small"
    assert await small.find(picture_id, "large") == b"other"
    with pytest.raises(PictureNotFoundError):
        await large.find("0" * 31, "small")


async def test_what_is_taken_away_is_gone_from_every_shelf(artist: Account) -> None:
    show = (await create_livestream(artist)).entry.livestream_id
    change = await put_cover(show, artist.id, MADE)
    picture_id = change.entry.livestream["cover"]["url"].removeprefix("/pictures/").removesuffix("-large.jpg")
    shelves = [Shelf(), Shelf()]
    for shelf in shelves:
        assert await shelf.find(picture_id, "large") == b"large"
        assert await shelf.find(picture_id, "small") == b"small"
    await put_cover(show, artist.id, OTHER)
    for shelf in shelves:
        for size in ("large", "small"):
            with pytest.raises(PictureNotFoundError):
                await shelf.find(picture_id, size)
        assert (len(shelf._kept), shelf._bytes) == (0, 0)


async def test_many_who_ask_at_once_are_one_look(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account = await put_portrait(artist.id, MADE)
    assert account.picture_id is not None
    shelf, looks = Shelf(), 0
    read = Shelf._read

    async def count(self: Shelf, wanted: tuple[str, str]) -> bytes | None:
        nonlocal looks
        looks += 1
        return await read(self, wanted)

    monkeypatch.setattr(Shelf, "_read", count)
    asking = [asyncio.create_task(shelf.find(account.picture_id, "small")) for _ in range(50)]
    await asyncio.sleep(0)
    asking[0].cancel()
    found = await asyncio.gather(*asking, return_exceptions=True)
    assert (found[1:], looks) == ([b"small"] * 49, 1)
