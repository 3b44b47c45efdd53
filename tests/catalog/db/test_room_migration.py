"""Migration 20: room for recordings."""

from collections.abc import Awaitable, Callable

from catalog.models import Account, Clip, Recording
from contract.feeds import FeedKind
from support.databases import on_own_connection
from support.rows import AT, insert, insert_account


async def test_recordings_of_before_are_whole_and_nobody_was_told_of_them(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT, "revocations": 0}
    feed = {"artist_id": "ada", "livestream_id": "l", "key_hash": "k", "sealed_key": "k", "playback_id": "p"}
    fixed = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1}
    recording = {"visibility": "public", "keep": 1, "nodes": '["n1"]', "partial": 0, "bytes": 5_000, "created_at": AT}
    clip = {"title": "The drop", "begins_at": AT, "ends_at": AT, "hidden": 0, "keep": 1, "created_at": AT}
    await before(
        20,
        insert_account("ada", counts=False),
        insert("livestreams", id="l", artist_id="ada", **fixed, **counts),
        insert("feeds", id="l", kind=str(FeedKind.SHOW), **feed),
        insert("recordings", id="r" * 26, livestream_id="l", **recording),
        insert("clips", id="c", livestream_id="l", recording_id="r" * 26, creator_id="ada", **clip),
    )

    async def use() -> None:
        account = await Account.get(id="ada")
        assert (account.recording_quota, account.replays_told_at) == (None, None)
        kept = await Recording.get(id="r" * 26)
        assert (kept.keep, kept.nodes, kept.bytes) == (True, ["n1"], 5_000)
        assert (kept.bucket, kept.cut, kept.told_at) == (None, False, None)
        await Account.filter(id="ada").update(recording_quota=-1)
        await Recording.filter(id="r" * 26).update(bucket="b" * 16, cut=True)
        assert [clip.id for clip in await Clip.filter(recording_id=kept.id)] == ["c"]

    await on_own_connection(two_empty[0], use)
