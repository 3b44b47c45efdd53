"""Migration 19: clips and markers."""

from collections.abc import Awaitable, Callable

from catalog.models import Clip, Livestream, Marker
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_livestreams_of_before_may_have_clips_and_markers(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    recording = {"visibility": "public", "keep": 0, "nodes": "[]", "partial": 0, "created_at": AT}
    await before(
        19,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
        insert("recordings", id="r" * 26, livestream_id="l", **recording),
    )

    async def use() -> None:
        show = await Livestream.get(id="l")
        assert (show.title, show.fans_may_clip, show.fans_may_download) == ("A show", True, False)
        await Marker.create(id="m", livestream_id="l", at=AT, title="Encore", created_at=AT)
        await Clip.create(
            id="c", livestream_id="l", recording_id="r" * 26, creator_id="ada", title="The drop",
            begins_at=AT, ends_at=AT, created_at=AT,
        )  # fmt: skip
        clip = await Clip.get(id="c")
        assert (clip.creator_id, clip.hidden, clip.keep) == ("ada", False, False)

    await on_own_connection(two_empty[0], use)
