"""docs/webhooks.md, held to its word: the receiver it shows takes what the platform sends, and nothing else."""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from catalog.outbox.rules import ATTEMPTS
from catalog.outbox.subscriptions import insert_webhook, rotate_secret
from catalog.shapes import Account
from contract.events.event import TRANSITION_TYPES
from outbox.dispatcher import Dispatcher
from outbox.webhook.kind import WebhookKind
from support.databases import create_livestream
from support.dispatch import list_deliveries, run
from support.moments import Clock
from support.ports import find_free_port
from support.receiver import Receiver
from support.waiting import PATIENCE, until

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return False
    writer.close()
    return True


@asynccontextmanager
async def start_receiver(port: int, secret: str) -> AsyncIterator[asyncio.StreamReader]:
    """The documented program; what it prints."""
    (program,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        env={**os.environ, "PORT": str(port), "WEBHOOK_SECRET": secret},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await until(lambda: listens(port))
        assert process.stdout is not None
        yield process.stdout
    finally:
        process.kill()
        await process.wait()


async def test_documented_receiver_takes_what_is_ours_and_nothing_else(
    dispatcher: Dispatcher, webhooks: WebhookKind, artist: Account, clock: Clock
) -> None:
    clock.now = clock.now.now(clock.now.tzinfo)  # the receiver compares with its own
    port = find_free_port()
    url = f"http://127.0.0.1:{port}/"
    made = await insert_webhook(artist.id, "own", url)
    async with start_receiver(port, made.secrets[0]) as printed, asyncio.timeout(PATIENCE):
        show = await create_livestream(artist)
        await run(dispatcher)
        expected = f"live.encryptedmedia.livestream.scheduled {show.entry.livestream_id}\n"
        assert (await printed.readline()).decode() == expected

        rotated = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(hours=1), now=clock())
        assert (await webhooks.ping(rotated)).status == 204, "the old secret still signs"
        at_once = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(0), now=clock())
        assert (await webhooks.ping(at_once)).status == 401

        async with Receiver() as witness, httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            other = await insert_webhook(artist.id, "own", witness.url())
            await webhooks.ping(other)
            heard = witness.arrivals[0]
            forged = await client.post(url, content=heard.body, headers=dict(heard.headers))
            assert forged.status_code == 401, "somebody else's secret"
        clock.move(minutes=-6)
        assert (await webhooks.ping(made)).status == 401, "an old event"
    (delivery,) = await list_deliveries(made.webhook.id)
    assert delivery.state == "delivered"


async def test_shown_event_has_the_fields_of_a_real_one(
    dispatcher: Dispatcher, artist: Account, receiver: Receiver
) -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    shown = json.loads(block)
    await insert_webhook(artist.id, "own", receiver.url())
    await create_livestream(artist)
    await run(dispatcher)
    event = receiver.arrivals[0].event
    assert list(shown) == list(event)
    assert set(shown["data"]) <= set(event["data"])
    assert shown["id"] == f"{shown['epoch']}-{shown['seq']}"


def test_page_tells_of_every_type_and_of_the_number_of_attempts() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `type`"))
    named = re.findall(r"`(livestream|clip)?(\.\w+)`", row)
    assert {f"{noun or 'livestream'}{word}" for noun, word in named} == set(TRANSITION_TYPES)
    assert f"There are {ATTEMPTS} attempts." in PAGE


async def test_documented_recipe_posts_once_for_a_show_in_the_shapes_that_discord_and_mastodon_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (program,) = re.findall(r"```py\n(.*?)```", PAGE, re.DOTALL)
    show = {"id": "x", "title": "@everyone " + "x" * 3000, "artist": {"id": "n", "display_name": "Nova"}}
    event = {"id": "e-1", "type": "live.encryptedmedia.livestream.live", "data": show}
    async with Receiver() as receiver:
        monkeypatch.setenv("PAGE", "https://live.example.org")
        monkeypatch.setenv("DISCORD_WEBHOOK", receiver.url(path="/api/webhooks/1/token"))
        monkeypatch.setenv("MASTODON", receiver.url(path=""))
        monkeypatch.setenv("MASTODON_TOKEN", "a-token")
        recipe: dict[str, Any] = {}
        exec(program, recipe)  # noqa: S102 - it is what the page says
        for each in (event, {**event, "id": "e-2"}, {**event, "type": "live.encryptedmedia.livestream.ended"}):
            await asyncio.to_thread(recipe["announce"], each)
        discord, mastodon = receiver.arrivals
    assert discord.path == "/api/webhooks/1/token"
    assert set(discord.event) == {"content", "allowed_mentions"}
    assert discord.event["allowed_mentions"] == {"parse": []}, "@everyone is nobody"
    assert len(discord.event["content"]) <= 2000
    assert discord.event["content"].endswith("\nhttps://live.example.org/livestreams/x")
    assert mastodon.path == "/api/v1/statuses"
    assert mastodon.headers["authorization"] == "Bearer a-token"
    assert mastodon.headers["idempotency-key"] == "e-1"
    assert set(mastodon.event) == {"status", "visibility"}
    words, _, link = mastodon.event["status"].rpartition("\n")
    assert len(words) + 1 + 23 <= 500
    assert link == "https://live.example.org/livestreams/x"
