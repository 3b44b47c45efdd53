"""Artists, as everybody sees them."""

import pytest

from catalog.artists.profiles import select_artists, select_profile, update_profile
from catalog.db.cursors import write_cursor
from catalog.errors import CursorError
from catalog.ledger.errors import ArtistNotFoundError
from catalog.livestreams.changes import move_livestream
from catalog.models import Account as Row
from catalog.shapes import Account
from support.databases import create_artist, create_livestream


async def name(account: Account, display_name: str) -> None:
    await Row.filter(id=account.id).update(display_name=display_name)


async def test_artists_come_by_name_in_pages_that_miss_none(artist: Account) -> None:
    named = ["ada", "Ada", "Bea", "cleo"]
    for at, each in enumerate(named):
        one = artist if at == 0 else await create_artist(f"{at}@example.org")
        await name(one, each)
        await create_livestream(one)
        await create_livestream(one)
    await create_artist("nothing-to-show@example.org")
    put_away = await create_artist("put-away@example.org")
    show = await create_livestream(put_away)
    await move_livestream(show.entry.livestream_id, put_away.id, "cancel")
    seen: list[str] = []
    cursor = None
    while True:
        page = await select_artists(limit=1, cursor=cursor)
        seen += [one.display_name for one in page.artists]
        if (cursor := page.next_cursor) is None:
            break
    assert sorted(seen[:2]) == ["Ada", "ada"]
    assert seen[2:] == ["Bea", "cleo"]


@pytest.mark.parametrize("cursor", ["x", write_cursor("artists", 1, "a"), write_cursor("artists", "a\0", "a")])
async def test_a_cursor_that_is_not_ours_is_refused(database: str, cursor: str) -> None:
    with pytest.raises(CursorError):
        await select_artists(cursor=cursor)


async def test_a_profile_is_what_its_artist_says(artist: Account) -> None:
    links = [{"label": "Shop", "url": "https://shop.example.org"}]
    account = await update_profile(artist.id, {"about": "Songs", "links": links, "language": "de", "role": "fan"})
    assert (account.about, list(account.links), account.language, account.role) == ("Songs", links, "de", "artist")
    profile = await select_profile(artist.id)
    assert (profile.about, profile.links, profile.followers, profile.picture) == ("Songs", links, 0, None)
    assert (await update_profile(artist.id, {"links": []})).links == ()


async def test_fans_and_those_who_left_have_no_page(artist: Account) -> None:
    fan = await create_artist("fan@example.org", role="fan")
    await Row.filter(id=artist.id).delete()
    for nobody in (fan.id, artist.id, "nobody", "x" * 100):
        with pytest.raises(ArtistNotFoundError):
            await select_profile(nobody)
