"""Where an artist's tokens are to be had: said by the artist, read by everybody."""

import pytest

from support.app_world import Visitor, World


def path_of(artist: Visitor) -> str:
    return f"/artists/{artist.id}/tokens/offer"


async def test_everybody_reads_what_the_artist_says(world: World, artist: Visitor) -> None:
    stranger = world.nobody
    assert await stranger.expect(200, "GET", path_of(artist)) == {"words": ""}
    words = {"words": "At every concert.\nAnd at https://shop.example.org/tokens"}
    assert await artist.expect(200, "PUT", path_of(artist), words) == words
    assert await stranger.expect(200, "GET", path_of(artist)) == words
    await artist.expect(200, "PUT", path_of(artist), {"words": ""})
    assert await stranger.expect(200, "GET", path_of(artist)) == {"words": ""}


async def test_nobody_else_says_it(world: World, artist: Visitor) -> None:
    for other in (await world.register("artist"), await world.register("fan")):
        await other.refused(403, "not_yours", "PUT", path_of(artist), {"words": "Here!"})
    await world.nobody.refused(401, "not_signed_in", "PUT", path_of(artist), {"words": "Here!"})


@pytest.mark.parametrize("words", ["x" * 401, "a\0b", 5, None])
async def test_what_cannot_be_shown_is_refused(artist: Visitor, words: object) -> None:
    await artist.refused(400, "invalid_fields", "PUT", path_of(artist), {"words": words})


async def test_fans_and_nobody_have_none(world: World, artist: Visitor) -> None:
    fan = await world.register("fan")
    await artist.refused(404, "artist_not_found", "GET", path_of(fan))
