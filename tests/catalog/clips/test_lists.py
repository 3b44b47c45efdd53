"""Clips by pages, over all of an artist's shows."""

import pytest

from catalog.clips.changes import Draft, insert_clip
from catalog.clips.lists import select_clips_of
from catalog.errors import CursorError
from catalog.shapes import Account
from support.callbacks import after
from support.databases import create_artist
from support.recordings import HOUR, finish


async def test_clips_made_in_one_moment_come_once_each_over_pages(artist: Account) -> None:
    shows = [(await finish(artist))[0].entry for _ in range(2)]
    made = [
        await insert_clip(show.livestream_id, artist.id, Draft(10, 40, "A song"), now=after(HOUR))
        for show in (*shows, *shows)
    ]
    other = await create_artist("grace@example.org")
    elsewhere = (await finish(other))[0].entry.livestream_id
    await insert_clip(elsewhere, other.id, Draft(10, 40, "Of another"), now=after(HOUR))
    seen: list[tuple[str, str]] = []
    cursor = None
    for left in (3, 2, 1, 0):
        page = await select_clips_of(artist.id, None, limit=1, cursor=cursor)
        seen += [(clip.id, entry.livestream_id) for clip, entry in page.clips]
        cursor = page.next_cursor
        assert (cursor is None) == (left == 0)
    assert sorted(seen) == sorted((one.clip.id, one.clip.livestream_id) for one in made)
    with pytest.raises(CursorError):
        await select_clips_of(artist.id, None, limit=1, cursor="x")
