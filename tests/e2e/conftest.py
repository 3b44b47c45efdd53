"""One pair of processes and one browser for all of these tests, which share a single event loop for them."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from support.browser import open_browser
from support.platform_pair import PlatformPair
from support.rest import Artist

GRACE = 10.0
"""RECONNECT_GRACE of the shared pair: long enough for an encoder that starts on a busy machine, short enough to
wait for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser lives on the session's loop, so every test here does."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and item.get_closest_marker("asyncio"):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformPair]:
    """web and ingest as `make run` starts them, on SQLite. A test that ends one of them starts it again."""
    pair = PlatformPair.start(tmp_path_factory.mktemp("pair"), RECONNECT_GRACE=str(GRACE))
    yield pair
    pair.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def artist(pair: PlatformPair) -> AsyncIterator[Artist]:
    """A new artist on the shared pair."""
    artist = await Artist.register(pair.url)
    yield artist
    await artist.close()
