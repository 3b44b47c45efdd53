"""`/me/overlays`, `/overlays/:address/shown`, and the overlays' page."""

from pathlib import Path

import pytest

from api.http.overlays import hide_address
from support.app_world import Visitor, World


async def test_an_artist_makes_overlays_sees_their_addresses_and_revokes_them(world: World, artist: Visitor) -> None:
    made = await artist.expect(201, "POST", "/me/overlays", {"name": "Main camera"})
    assert (made["name"], made["paused"], made["shown"], made["seen_at"]) == ("Main camera", False, 0, None)
    assert (await artist.expect(200, "GET", "/me/overlays"))["overlays"] == [made]
    place = f"/me/overlays/{made['id']}"
    changed = await artist.expect(200, "PATCH", place, {"paused": True})
    assert changed == {**made, "paused": True}
    renewed = await artist.expect(200, "POST", f"{place}/rotate")
    assert renewed["address"] != made["address"]
    assert world.live.rechecked == [artist.id]
    await artist.expect(204, "POST", f"{place}/skip")
    await artist.expect(204, "POST", f"{place}/test", {"kind": "thanks"})
    await artist.expect(204, "DELETE", place)
    assert world.live.rechecked == [artist.id, artist.id]
    assert (await artist.expect(200, "GET", "/me/overlays"))["overlays"] == []
    await artist.refused(404, "overlay_not_found", "POST", f"{place}/skip")


async def test_whoever_has_the_address_says_how_far_it_has_come_and_nobody_else(
    world: World, artist: Visitor
) -> None:
    made = await artist.expect(201, "POST", "/me/overlays", {})
    address = made["address"]
    answer = await world.nobody.expect(200, "POST", f"/overlays/{address}/shown", {"number": 7})
    assert answer == {"number": 0}  # there are no alerts
    await world.nobody.refused(404, "overlay_not_found", "POST", f"/overlays/{address}x/shown", {"number": 7})
    await world.nobody.refused(404, "overlay_not_found", "POST", f"/overlays/{made['id']}/shown", {"number": 7})


async def test_fans_have_none_and_nobody_has_anothers(world: World, artist: Visitor) -> None:
    made = await artist.expect(201, "POST", "/me/overlays", {})
    fan, other = await world.register("fan"), await world.register()
    await fan.refused(403, "not_an_artist", "GET", "/me/overlays")
    await other.refused(404, "overlay_not_found", "DELETE", f"/me/overlays/{made['id']}")


async def test_the_page_tells_nobody_where_it_is(world: World, tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "overlay.html").write_text("<!doctype html><title>Overlay</title>")
    for path in ("/overlay/3f6c1f5e.0123abcd", "/overlay/whatever/"):
        response = await world.app.test_client().get(path)
        assert response.status_code == 200
        headers = response.headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in headers["X-Robots-Tag"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert (await world.app.test_client().get("/overlay/a/b.c")).status_code == 404


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/ws/overlay/id.mac", "/ws/overlay/..."),
        ("/api/v1/overlays/id.mac/shown", "/api/v1/overlays/.../shown"),
        ("/overlay/id.mac", "/overlay/..."),
        ("/api/v1/livestreams/id/chat", "/api/v1/livestreams/id/chat"),
    ],
)
def test_no_log_has_an_address(path: str, logged: str) -> None:
    assert hide_address(f"POST {path}") == f"POST {logged}"
