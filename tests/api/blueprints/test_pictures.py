"""Uploading pictures, and where they are."""

from typing import Any

import pytest

from api.blueprints.pictures import UPLOADS
from api.limits.rates import MAX_PICTURE
from support.app_world import Visitor, World
from support.pictures import read_picture, save_picture

UPLOAD = save_picture((1280, 720))


@pytest.fixture
def options() -> dict[str, Any]:
    return {"writes_per_minute": 1_000}


async def test_a_cover_is_everybodys_for_good_and_gone_when_it_is_replaced(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    path = f"/livestreams/{show['id']}"
    await artist.expect(200, "PATCH", path, {"token_gate_amount": 5})
    world.live.take_announced()
    given = await artist.expect(200, "PUT", f"{path}/cover", UPLOAD)
    assert world.live.take_announced() == ["updated"]
    told = await world.nobody.expect(200, "GET", path)
    assert told["cover"] == given["cover"]
    for name, size in (("url", (1280, 720)), ("small_url", (480, 270))):
        response = await world.nobody.client.get(told["cover"][name])
        assert (response.status_code, response.mimetype) == (200, "image/jpeg")
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert read_picture(await response.get_data(as_text=False)).size == size
        known = {"If-None-Match": response.headers["ETag"]}
        assert (await world.nobody.client.get(told["cover"][name], headers=known)).status_code == 304
    assert (await artist.expect(200, "DELETE", f"{path}/cover"))["cover"] is None
    assert (await world.nobody.expect(200, "GET", path))["cover"] is None
    for headers in ({}, known):
        assert (await world.nobody.client.get(told["cover"][name], headers=headers)).status_code == 404, "it is gone"


async def test_an_artists_picture_is_told_with_what_it_shows(
    world: World, artist: Visitor, show: dict[str, Any]
) -> None:
    world.live.take_announced()
    me = await artist.expect(200, "PUT", "/me/picture", UPLOAD)
    (line,) = world.live.announced
    assert (line.type, line.livestream["artist"]["picture"]) == ("livestream.updated", me["picture"])
    assert (await world.nobody.expect(200, "GET", f"/artists/{me['id']}"))["picture"] == me["picture"]
    assert (await artist.expect(200, "DELETE", "/me/picture"))["picture"] is None


@pytest.mark.parametrize(
    ("upload", "status", "code"),
    [
        (b"not a picture", 400, "picture_unreadable"),
        (save_picture((200, 100)), 400, "picture_too_small"),
        (bytes(MAX_PICTURE + 1), 413, "picture_too_large"),
    ],
)
async def test_what_is_no_cover_is_refused_in_words(
    artist: Visitor, show: dict[str, Any], upload: bytes, status: int, code: str
) -> None:
    await artist.refused(status, code, "PUT", f"/livestreams/{show['id']}/cover", upload)


async def test_others_give_it_none(world: World, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/cover"
    await (await world.register()).refused(403, "not_your_livestream", "PUT", path, UPLOAD)
    await (await world.register("fan")).refused(403, "not_an_artist", "PUT", path, UPLOAD)
    await world.nobody.refused(401, "not_signed_in", "PUT", path, UPLOAD)
    await world.nobody.refused(401, "not_signed_in", "PUT", "/me/picture", UPLOAD)


async def test_uploads_are_counted(artist: Visitor, show: dict[str, Any]) -> None:
    path = f"/livestreams/{show['id']}/cover"
    for _ in range(UPLOADS.tries):
        await artist.refused(400, "picture_unreadable", "PUT", path, b"")
    await artist.refused(429, "too_many_tries", "PUT", path, UPLOAD)


@pytest.mark.parametrize("name", ["x.jpg", f"000000-{'0' * 24}-large.jpg", f"000000-{'0' * 24}-huge.jpg"])
async def test_other_addresses_are_no_pictures(world: World, name: str) -> None:
    response = await world.nobody.client.get(f"/pictures/{name}")
    assert (response.status_code, (await response.get_json())["code"]) == (404, "picture_not_found")
