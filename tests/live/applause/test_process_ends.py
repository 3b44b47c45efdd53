"""Applause over a real process: as its document says, all of it kept when the process ends, and what was written kept
when it is killed."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema import Draft7Validator
from websockets.asyncio.client import connect

from api.docs.asyncapi.messages import write_message
from contract.events.applause import APPLAUSE
from support.rest import Artist, expect
from support.waiting import PATIENCE, until
from support.web import Publisher, Web


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), RECONNECT_GRACE="600")
    yield web
    web.stop()


async def clap(web: Web, livestream_id: str, count: int) -> dict[str, Any]:
    """Somebody claps; what they hear of it."""
    address = f"{web.ws_url}/ws/livestreams/{livestream_id}?with=applause"
    async with connect(address, proxy=None, open_timeout=PATIENCE) as socket:
        await socket.send(json.dumps({"type": "applaud", "count": count}))
        while (heard := json.loads(await socket.recv()))["type"] != "applause":
            pass
        event: dict[str, Any] = heard
        return event


async def read_kept(web: Web, livestream_id: str) -> int:
    async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
        answer = await expect(client.get(f"{web.url}/api/v1/livestreams/{livestream_id}/applause"))
    return sum(answer["counts"])


async def test_nothing_is_lost_when_a_process_is_stopped_nor_what_was_written_when_it_is_killed(web: Web) -> None:
    artist = await Artist.register(web.url)
    made = await artist.create_livestream()
    async with Publisher(web, made["stream_key"]):
        event = await clap(web, made["id"], 7)
        Draft7Validator(write_message(APPLAUSE)["payload"]).validate(event)
        assert event["count"] == 7
        await web.restart()
        assert await read_kept(web, made["id"]) == 7
        await clap(web, made["id"], 5)
        await until(lambda: read_kept(web, made["id"]), is_it=lambda kept: kept == 12)
        web.process.kill()
        web.process.start()
        web.process.wait_ready()
        assert await read_kept(web, made["id"]) == 12
    await artist.close()
