"""Where a show plays: an address of its own for each, and a new one when somebody is shut out."""

import pytest

from catalog.livestreams.board import select_livestream
from catalog.livestreams.changes import Created, move_livestream, update_livestream
from catalog.shapes import Account
from support.callbacks import begin, end, enter
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
