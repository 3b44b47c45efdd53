"""What search engines may list."""

from datetime import UTC, datetime, timedelta

from catalog import models
from catalog.livestreams.changes import Draft, insert_livestream
from catalog.livestreams.known import Known, count_shows, select_artists, select_shows
from catalog.livestreams.lifecycle import Status
from catalog.shapes import Account
from support.databases import create_artist

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)


async def test_shows_in_the_order_of_their_making_and_their_artists_by_the_last_change(artist: Account) -> None:
    other = await create_artist("bea@example.org")
    await create_artist("cleo@example.org")  # has none
    made = [
        (await insert_livestream(whose.id, Draft("A show"), now=NOW + timedelta(seconds=at))).entry.livestream_id
        for at, whose in enumerate([artist, other, other, artist])
    ]
    await models.Livestream.filter(id=made[3]).update(status=Status.CANCELLED)
    moments = [NOW + timedelta(seconds=at) for at in range(3)]
    assert await count_shows() == 3
    assert await select_shows(2) == [Known(made[0], moments[0]), Known(made[1], moments[1])]
    assert await select_shows(2, 2) == [Known(made[2], moments[2])]
    assert await select_artists(5) == [Known(other.id, moments[2]), Known(artist.id, moments[0])]
    assert await select_artists(1) == [Known(other.id, moments[2])]
