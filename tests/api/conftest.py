"""The application with a fresh SQLite database, for the tests of REST."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from api.app import create_app
from api.compose import attach_live
from api.outbox.attach import attach_outbox
from live.catalog_store import CatalogStore
from live.live import Live, new_process_name
from realtime.bus.bus import MemoryBus
from settings import Settings
from support.app_world import SECRET, Visitor, World
from support.applications import running
from support.databases import create_database
from support.documents import hold_to_documents
from support.fake_live import FakeLive
from support.postbox import Postbox


@pytest.fixture
def options() -> dict[str, Any]:
    """Settings that a test wants different; parametrize it."""
    return {}


@pytest.fixture
async def world(tmp_path: Path, options: dict[str, Any]) -> AsyncIterator[World]:
    """A serving application, with all that a web process brings; what its routes announce is kept.

    Time stands still for its limits: on a busy machine one more would be allowed meanwhile.
    """
    settings = Settings(database_url=await create_database(tmp_path), streaming_secret=SECRET, **options)
    live = FakeLive()
    channels = attach_live(
        Live(settings, CatalogStore(settings.reconnect_grace), MemoryBus(), new_process_name()), settings
    )
    postbox = Postbox()
    outbox = attach_outbox(settings, mail_sender=postbox)
    app = create_app(settings, live, extensions=[channels, outbox], dist=tmp_path / "dist", clock=lambda: 0.0)
    app.before_serving(live.chat.start)
    app.after_serving(live.chat.stop)
    hold_to_documents(app)
    async with running(app):
        yield World(app, live, settings, postbox)


@pytest.fixture
async def artist(world: World) -> Visitor:
    """An artist who is signed in."""
    return await world.register()


@pytest.fixture
async def show(world: World, artist: Visitor) -> dict[str, Any]:
    """A livestream of theirs, as its making was answered."""
    made: dict[str, Any] = await artist.expect(201, "POST", "/livestreams", {"title": "A show"})
    world.live.take_announced()
    return made
