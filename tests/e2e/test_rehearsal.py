"""A rehearsal with a real encoder: judged once a second, previewed by its artist, and never seen by anybody else."""

from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, expect

from api.auth import COOKIE
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.sockets import Listener, listen
from support.waiting import PATIENCE, until
from support.watch_page import WatchPage

CBR = ("-minrate", "400k", "-maxrate", "400k", "-bufsize", "400k", "-x264-params", "nal-hrd=cbr")


async def read_rehearsal(artist: Artist) -> dict[str, Any]:
    answer = await artist.client.get("/rehearsal")
    body: dict[str, Any] = answer.json()
    return body


async def expect_check(dashboard: Listener, name: str, ok: bool) -> dict[str, Any]:
    """The first verdict that says so of one check."""
    while True:
        verdict: dict[str, Any] = (await dashboard.expect("rehearsal.health"))["verdict"]
        if next(check["ok"] for check in verdict["checks"] if check["name"] == name) is ok:
            return verdict


async def test_rehearsal_says_what_to_change_and_then_that_it_is_ready(
    pair: PlatformPair, artist: Artist, browser: Browser, tmp_path: Path
) -> None:
    rehearsal = await read_rehearsal(artist)
    address = publish_url(rehearsal)
    context = await browser.new_context()
    await context.add_cookies([{"name": COOKIE, "value": artist.token, "url": pair.url}])
    page = WatchPage(context, await context.new_page())
    await page.page.goto(f"{pair.url}/artist/rehearsal")
    verdict = page.page.get_by_role("status").filter(has_text="OBS")
    await expect(verdict).to_have_text("The checks begin when OBS connects with the rehearsal key.")

    async with (
        listen(f"{pair.ws_url}/ws/artist", artist.token) as dashboard,
        listen(f"{pair.ws_url}/ws/livestreams") as lobby,
        httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as origin,
    ):
        await lobby.expect("snapshot")
        async with Publisher.start(address, tmp_path, gop=10.0, encoder_options=CBR) as publisher:
            await dashboard.expect("rehearsal.started")
            first = await dashboard.expect("rehearsal.health")
            assert first["health"]["video_codec"] == "h264"
            bad = await expect_check(dashboard, "keyframes", ok=False)
            assert not bad["ready"]
            keyframes = next(check for check in bad["checks"] if check["name"] == "keyframes")
            assert "Keyframe Interval to 2 s" in keyframes["words"]
            await expect(page.page.locator("[data-check=keyframes][data-ok=false]")).to_be_visible()
            assert (await read_rehearsal(artist))["active"]
            assert (await artist.client.post("/rehearsal/rotate")).status_code == 409
            await publisher.kill()
        ended = await dashboard.expect("rehearsal.ended")
        assert not ended["verdict"]["ready"]

        async def read_playlist() -> str:
            return (await origin.get(rehearsal["hls_url"])).text

        # Nobody waits for a lost publisher's return.
        grace = float(pair.environ["RECONNECT_GRACE"])
        await until(read_playlist, grace - 1, is_it=lambda playlist: "#EXT-X-ENDLIST" in playlist)
        await expect(page.page.get_by_text("Your last rehearsal left")).to_be_visible()
        assert await read_rehearsal(artist) == {**rehearsal, "verdict": ended["verdict"]}

        async with Publisher.start(address, tmp_path, gop=2.0, encoder_options=CBR) as publisher:
            await dashboard.expect("rehearsal.started")
            while not (health := await dashboard.expect("rehearsal.health"))["verdict"]["ready"]:
                assert len(dashboard.frames) < 60, f"never ready: {health}"
            await expect(page.page.get_by_text("Ready. You can go live like this.")).to_be_visible()
            await page.wait_for_picture(seconds=0.5)
            await publisher.stop()
        assert (await dashboard.expect("rehearsal.ended"))["verdict"]["ready"]
        await expect(page.page.get_by_text("In your last rehearsal, all was ready.")).to_be_visible()
        await page.page.reload()
        await expect(page.page.get_by_text("In your last rehearsal, all was ready.")).to_be_visible()

        assert not [frame for frame in lobby.frames if artist.account["id"] in str(frame)], "nothing of it is public"
        assert dashboard.transitions == []
        told = f"{lobby.frames}{dashboard.frames}{pair.web.output}{pair.ingest.output}"
        assert rehearsal["stream_key"] not in told
    assert page.errors == []
    await page.close()
