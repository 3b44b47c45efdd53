"""Where a show plays: an address of its own for each, and a new one when somebody is shut out."""

import pytest

from catalog.feeds.publishing import admit_publisher, mark_lost, note_stream_started, restore_lost
from catalog.feeds.rehearsals import select_rehearsal
from catalog.feeds.sessions import select_media_urls
from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import Created, move_livestream, update_livestream
from catalog.shapes import Account
from contract.publishing import digest_key
from support.callbacks import GRACE, after, begin, end, enter
from support.databases import create_livestream


async def path_of(show: Created) -> object:
    read = await select_livestream(show.entry.livestream_id)
    assert read is not None
    return read.entries[0].private["hls_url"]


async def test_a_show_opened_again_has_an_address_of_its_own(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    first = await path_of(show)
    assert first == show.hls_path
    await end(show, "s1", 60, clean=True)
    await move_livestream(show.entry.livestream_id, artist.id, "start")
    admission = await enter(show, "s2")
    await begin(show, "s2", 100)
    assert admission.playback_id in str(await path_of(show))
    assert await path_of(show) != first


@pytest.mark.parametrize(
    ("before", "after", "moves"), [(None, 5, True), (5, 10, True), (10, 5, False), (5, 0, False)]
)
async def test_a_show_moves_when_its_gate_is_raised(
    artist: Account, before: int | None, after: int, moves: bool
) -> None:
    show = await create_livestream(artist)
    livestream_id = show.entry.livestream_id
    await update_livestream(livestream_id, artist.id, {"token_gate_amount": before})
    await enter(show, "s1")
    await begin(show, "s1", 1)
    first = await path_of(show)
    change = await update_livestream(livestream_id, artist.id, {"token_gate_amount": after, "title": "Gated"})
    assert (await path_of(show) != first) is moves
    assert change.transitions[-1].livestream["hls_url"] == await path_of(show), "whoever may watch is told"
    admission = await enter(show, "s1")
    assert admission.playback_id in str(await path_of(show)), "an encoder that returns comes to the new one"


async def test_a_show_is_where_the_node_that_publishes_it_says(artist: Account) -> None:
    show = await create_livestream(artist)

    async def publish(session_id: str, at: float, media_url: str | None) -> str:
        await admit_publisher(
            digest_key(show.stream_key),
            session_id,
            node=session_id,
            media_url=media_url,
            silence=lambda _: None,
            now=after(at),
        )
        change = await note_stream_started(
            digest_key(show.stream_key), session_id, node=session_id, grace=GRACE, now=after(at + 1)
        )
        told = {str(line.livestream["hls_url"]) for line in change.transitions if line.livestream["hls_url"]}
        assert told == {await path_of(show)}
        return told.pop()

    one, two = "https://one.example.org:8443", "https://two.example.org/media"
    assert await publish("s1", 0, one) == one + show.hls_path
    assert await publish("s2", 10, two) == two + show.hls_path
    assert await select_media_urls() == {one, two}
    await mark_lost("s2", grace=GRACE, now=after(20))
    assert await path_of(show) is not None, "what there is of it is still at its node"
    assert await publish("s3", 25, None) == show.hls_path, "a node that says nothing is where the settings say"


async def test_a_publisher_heard_of_again_is_still_at_its_node(artist: Account) -> None:
    show = await create_livestream(artist)
    media_url = "https://one.example.org"
    await admit_publisher(
        digest_key(show.stream_key), "s1", media_url=media_url, silence=lambda _: None, now=after(0)
    )
    await note_stream_started(digest_key(show.stream_key), "s1", node="n1", grace=GRACE, now=after(1))
    await mark_lost("s1", grace=GRACE, now=after(9))
    await restore_lost("s1", node="n1", now=after(10))
    assert await path_of(show) == media_url + show.hls_path


async def test_a_rehearsal_is_where_its_node_says(artist: Account) -> None:
    before = await select_rehearsal(artist.id)
    media_url = "https://one.example.org"
    await admit_publisher(
        digest_key(before.stream_key), "s1", media_url=media_url, silence=lambda _: None, now=after(0)
    )
    await note_stream_started(digest_key(before.stream_key), "s1", node="n1", grace=GRACE, now=after(1))
    assert (await select_rehearsal(artist.id)).hls_path == media_url + before.hls_path
