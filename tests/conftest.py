"""Servers that the tests share. Each is started when the first test asks for it, once a run."""

from collections.abc import Iterator

import pytest

from support.postgres import PostgresServer
from support.redis import RedisServer


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own; `postgres.url(name)` makes an empty database in it."""
    server = PostgresServer.start(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    """A Redis of the tests' own, shared: a test that stops it starts one of its own instead."""
    server = RedisServer.start(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()
