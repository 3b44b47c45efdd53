"""A database, a clock, and a dispatcher over both that sends to a receiver of this machine."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from catalog.db.orm import close_database, open_database
from catalog.shapes import Account
from outbox.dispatcher import Dispatcher
from outbox.webhook.kind import WebhookKind
from outbox.webhook.transport import Transport
from support.databases import KEYS, create_artist, create_database
from support.dispatch import MakeDispatcher
from support.moments import Clock
from support.receiver import Receiver

SOURCE = "https://live.example.org"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[str]:
    url = await create_database(tmp_path)
    context = await open_database(url, KEYS)
    yield url
    await close_database(context)


@pytest.fixture
async def artist(database: str) -> Account:
    return await create_artist("ada@example.org")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as receiver:
        yield receiver


def make_webhooks(clock: Clock, transport: Transport | None = None, operators: tuple[str, ...] = ()) -> WebhookKind:
    """Retries come after the longest delay they may have."""
    return WebhookKind(
        transport or Transport(private_allowed=True),
        source=SOURCE,
        origin_url="http://localhost:8000",
        version="1",
        operators=operators,
        clock=clock,
        jitter=lambda: 1.0,
    )


@pytest.fixture
async def webhooks(database: str, clock: Clock) -> AsyncIterator[WebhookKind]:
    """The first kind."""
    kind = make_webhooks(clock)
    yield kind
    await kind.stop()


@pytest.fixture
async def make_dispatcher(database: str, clock: Clock) -> AsyncIterator[MakeDispatcher]:
    """Another process's dispatcher, over the same database."""
    made: list[Dispatcher] = []

    def make(transport: Transport | None = None, operators: tuple[str, ...] = ()) -> Dispatcher:
        made.append(
            Dispatcher([make_webhooks(clock, transport, operators)], clock=clock),
        )
        return made[-1]

    yield make
    for dispatcher in made:
        await dispatcher.stop()


@pytest.fixture
def dispatcher(make_dispatcher: MakeDispatcher) -> Dispatcher:
    return make_dispatcher()
