"""A real web process and a test in the place of an ingest node that falls silent, returns, and asks who must stop."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from support.rest import Artist
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import SECRET, Publisher, Web

FIGURES = {"bitrate_kbps": 2_600, "video_codec": "h264", "audio_codec": "aac", "audio": True}


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"))
    yield web
    web.stop()


async def test_rehearsal_ends_with_its_node_and_goes_on_with_it(web: Web) -> None:
    artist = await Artist.register(web.url)
    key = (await artist.client.get("/rehearsal")).json()["stream_key"]
    async with (
        httpx.AsyncClient(trust_env=False, headers={"Authorization": f"Bearer {SECRET}"}, timeout=PATIENCE) as node,
        listen(f"{web.ws_url}/ws/artist", artist.token) as dashboard,
        Publisher(web, key) as publisher,
    ):

        async def report(session_id: str) -> list[dict[str, Any]]:
            session = {
                "session_id": session_id,
                "livestream_id": artist.account["id"],
                "kind": "rehearsal",
                "idle_ms": 0,
                "health": FIGURES,
            }
            body = {"node": "test", "sessions": [session]}
            answer = await node.post(f"{web.url}/api/v1/streaming/report", json=body)
            stops: list[dict[str, Any]] = answer.json()["orders"]
            return stops

        await dashboard.expect("rehearsal.started")
        assert await report(publisher.session_id) == []
        ended = await dashboard.expect("rehearsal.ended")
        assert [check["ok"] for check in ended["verdict"]["checks"][:2]] == [True, True], "what was found stays"

        assert await report(publisher.session_id) == [], "a node that is back need not stop it"
        await dashboard.expect("rehearsal.started")
        assert await report(publisher.session_id) == []
        await dashboard.expect("rehearsal.health")
        assert [stop["reason"] for stop in await report("a session of before")] == ["unknown"]

        await web.restart()
        async with listen(f"{web.ws_url}/ws/artist", artist.token) as again:
            assert await report(publisher.session_id) == []
            await again.expect("rehearsal.health")
            await publisher.end()
            await again.expect("rehearsal.ended")
    await artist.close()
