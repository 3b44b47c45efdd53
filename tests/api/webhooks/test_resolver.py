"""Looking up names that strangers chose."""

import asyncio
import socket
import threading
from typing import Any

import pytest

from api.webhooks.resolver import Resolver


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


async def test_lookup_that_nobody_waits_for_keeps_its_place_until_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    answered, asked = threading.Event(), []

    def wait(host: str, *_: Any, **__: Any) -> Any:
        asked.append(host)
        assert answered.wait(20)
        return [(None, None, None, None, ("192.0.2.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", wait)
    resolve = Resolver(1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await resolve("slow.example", 80)
    second = asyncio.create_task(resolve("second.example", 80))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.shield(second)
    assert asked == ["slow.example"], "there is one place, and it is taken"
    answered.set()
    async with asyncio.timeout(20):
        assert await second == ["192.0.2.1"]
