"""One web process for the suites that other people wrote, and its two documents as files."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from support.web import Web


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """`python -m api` on SQLite."""
    web = Web.start(tmp_path_factory.mktemp("foreign"))
    yield web
    web.stop()


@pytest.fixture(scope="session")
def openapi(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`/openapi.json` as it is served."""
    return _fetch(web, "openapi.json", tmp_path_factory)


@pytest.fixture(scope="session")
def asyncapi(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`/asyncapi.json` as it is served."""
    return _fetch(web, "asyncapi.json", tmp_path_factory)


def _fetch(web: Web, name: str, folders: pytest.TempPathFactory) -> Path:
    answer = httpx.get(f"{web.url}/{name}", trust_env=False, timeout=10)
    assert answer.status_code == 200, answer.text
    file = folders.mktemp("documents") / name
    file.write_bytes(answer.content)
    return file
