"""What an artist has of recordings: a page at a time, with how much room they take."""

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.recordings.nodes import note_sizes
from support.app_world import Visitor, World
from support.databases import create_artist
from support.recordings import finish, record, set_policy


async def test_an_artist_sees_all_recordings_and_how_much_room_they_take_of_how_much(
    world: World, artist: Visitor
) -> None:
    set_policy(quota=20_000, days=2, notice_days=3)
    empty = await artist.expect(200, "GET", "/me/recordings")
    assert empty == {
        "record": True,
        "days": 2.0,
        "notice_days": 1.0,
        "bytes": 0,
        "quota": 20_000,
        "recordings": [],
        "next_cursor": None,
    }
    ada = to_account(await models.Account.get(id=(await artist.expect(200, "GET", "/me"))["id"]))
    shows = [await finish(ada, title=title) for title in ("First", "Second")]
    live, name = await record(ada, title="Third")
    await note_sizes("n1", {name: 3_000})
    await finish(await create_artist("bea@example.org"))
    page = await artist.expect(200, "GET", "/me/recordings?limit=2")
    rest = await artist.expect(200, "GET", f"/me/recordings?limit=2&cursor={page['next_cursor']}")
    assert (page["bytes"], rest["next_cursor"]) == (13_000, None)
    found = [*page["recordings"], *rest["recordings"]]
    assert sorted(one["title"] for one in found) == ["First", "Second", "Third"]
    by_title = {one["title"]: one for one in found}
    assert (by_title["Third"]["status"], by_title["Third"]["livestream_id"]) == ("live", live.entry.livestream_id)
    assert by_title["Third"]["replay"]["bytes"] == 3_000
    shown = await artist.expect(200, "GET", f"/livestreams/{shows[0][0].entry.livestream_id}")
    assert by_title["First"]["replay"] == shown["replay"]


async def test_it_is_for_artists_who_manage_and_a_cursor_is_one_of_ours(world: World, artist: Visitor) -> None:
    fan = await world.register(role="fan")
    await fan.refused(403, "not_an_artist", "GET", "/me/recordings")
    await artist.refused(400, "bad_cursor", "GET", "/me/recordings?cursor=nonsense")
