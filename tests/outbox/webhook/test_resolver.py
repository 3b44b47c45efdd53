"""Looking up names that strangers chose."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from outbox.webhook.resolver import HANGING_PER_SITE, Resolver, SilentNameError
from support.waiting import until


async def test_names_and_numbers_are_resolved_as_the_system_does() -> None:
    resolve = Resolver()
    assert "127.0.0.1" in await resolve("localhost", 80)
    assert await resolve("127.1", 80) == ["127.0.0.1"]
    assert await resolve("::1", 80) == ["::1"]
    with pytest.raises(UnicodeError):
        await resolve("a" * 64 + ".example", 80)


async def test_name_that_does_not_exist_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    resolve = Resolver(1)
    for _ in range(3):
        with pytest.raises(OSError, match="not known"):
            await resolve("nowhere.example", 80)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Name servers under `silent.example` answer when this is set, all others at once."""
    event = threading.Event()

    def look(host: str, *_: Any, **__: Any) -> Any:
        assert not host.endswith("silent.example") or event.wait(20)
        return [(None, None, None, None, ("192.0.2.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    yield event
    event.set()


async def test_names_that_hang_take_nobodys_place(answered: threading.Event) -> None:
    resolve = Resolver(2, timeout=0.02)
    for number in range(HANGING_PER_SITE + 3):
        with pytest.raises(SilentNameError, match="do not answer"):
            await resolve(f"{number}.silent.example", 80)
    assert len([one for one in threading.enumerate() if one.name == "webhook-dns"]) == HANGING_PER_SITE
    resolve._timeout = 30.0  # from here on they answer
    for _ in range(3):
        assert await resolve("good.example.org", 80) == ["192.0.2.1"]
    answered.set()

    async def ask_again() -> list[str]:
        try:
            return list(await resolve("0.silent.example", 80))
        except SilentNameError:  # its threads are just ending
            return []

    assert await until(ask_again) == ["192.0.2.1"]


async def test_many_at_once_wait_for_their_turn(answered: threading.Event) -> None:
    resolve = Resolver(2)
    found = await asyncio.gather(*(resolve("good.example.org", 80) for _ in range(20)))
    assert found == [["192.0.2.1"]] * 20


async def test_threads_that_hang_are_bounded_over_all_names(answered: threading.Event) -> None:
    resolve = Resolver(timeout=0.02, hanging=3)
    for number in range(6):
        with pytest.raises(SilentNameError):
            await resolve(f"{number}-silent.example", 80)
    await asyncio.sleep(0)
    assert len([one for one in threading.enumerate() if one.name == "webhook-dns"]) == 3
