"""One web process for the client's tests against the real thing."""

from collections.abc import AsyncIterator, Iterator

import pytest

from support.rest import Artist
from support.web import Web


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    web = Web.start(tmp_path_factory.mktemp("web"), RECONNECT_GRACE="20")
    yield web
    web.stop()


@pytest.fixture
async def artist(web: Web) -> AsyncIterator[Artist]:
    artist = await Artist.register(web.url)
    yield artist
    await artist.close()
