"""Servers that the tests share. Each is started when the first test asks for it, once a run."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from catalog.accounts import passwords
from support.postgres import PostgresServer
from support.redis import RedisServer

# How long an example takes is the machine's affair: Hypothesis allows 200 ms otherwise. The same code gets the same
# examples, so that a change is blamed for its own faults; `--hypothesis-profile "new ones"` hunts for others.
settings.register_profile("new ones", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any pace", settings.get_profile("new ones"), derandomize=True)
settings.load_profile("any pace")

REAL_HASHER = passwords.HASHER
CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Passwords are hashed with almost no work, in this process: it was half of what the tests of REST took. What
    runs as a process of its own does the real work."""
    passwords.HASHER = CHEAP_HASHER
    yield
    passwords.HASHER = REAL_HASHER


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that are about hashing: the work is what it is for an operator."""
    monkeypatch.setattr(passwords, "HASHER", REAL_HASHER)


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
