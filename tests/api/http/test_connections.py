"""How many plain connections there may be, and whose end makes room."""

import asyncio
import contextlib
import resource
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.capacity import RESERVE, fit_to_descriptors
from api.http.connections import Connections
from runtime.refusals import Refusals
from settings import Settings
from support.sockets import listen
from support.waiting import PATIENCE
from support.web import Web


class Wire:
    """A connection that remembers that it was closed."""

    closed = cut = False
    unread = 0

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.cut = True

    def get_write_buffer_size(self) -> int:
        return self.unread

    def get_extra_info(self, name: str) -> None:
        return None


def open_many(pool: Connections, count: int, address: str) -> list[Wire]:
    wires = [Wire() for _ in range(count)]
    for wire in wires:
        assert pool.admit(wire, address)
    return wires


def test_the_longest_silent_of_an_address_at_its_limit_gives_way() -> None:
    pool = Connections(100, 3, Refusals())
    first, second, third = open_many(pool, 3, "a")
    (other,) = open_many(pool, 1, "b")
    pool.note_request(first)
    pool.note_silent(first)  # answered: it is the youngest now
    open_many(pool, 1, "a")
    assert [wire.closed for wire in (first, second, third, other)] == [False, True, False, False]
    assert len(pool) == 4


def test_who_is_being_answered_is_never_cut_and_a_new_one_is_refused() -> None:
    refusals = Refusals()
    pool = Connections(100, 2, refusals)
    busy = open_many(pool, 2, "192.0.2.9")
    for wire in busy:
        pool.note_request(wire)
    assert not pool.admit(Wire(), "192.0.2.9")
    assert pool.admit(Wire(), "b")
    assert not any(wire.closed for wire in busy)
    assert refusals.counts == {"connections_per_address": 1}
    said = refusals.problems()["connections_per_address"]
    assert "MAX_CONNECTIONS_PER_ADDRESS" in said
    assert "192.0.2.9" not in said, "anybody may read it"


def test_a_full_process_takes_room_from_the_address_that_has_most() -> None:
    pool = Connections(10, 9, Refusals())
    (quiet,) = open_many(pool, 1, "fan")
    crowd = open_many(pool, 9, "crowd")
    open_many(pool, 1, "another fan")
    assert crowd[0].closed
    assert not quiet.closed


def test_what_has_left_is_not_counted_and_may_leave_twice() -> None:
    pool = Connections(10, 1, Refusals())
    (wire,) = open_many(pool, 1, "a")
    pool.remove(wire)
    pool.remove(wire)
    pool.note_silent(wire)
    assert len(pool) == 0
    open_many(pool, 1, "a")


def test_those_who_leave_most_unread_are_cut_when_all_together_leave_too_much() -> None:
    refusals = Refusals()
    pool = Connections(100, 100, refusals, most_unread=1_000)
    small, big, reading, late = wires = open_many(pool, 4, "a")
    for wire, unread in ((small, 200), (big, 500), (reading, 300)):
        wire.unread = unread
        pool.note_unread(wire)
    assert not any(wire.cut for wire in wires), "all of it may wait"
    reading.unread = 100
    late.unread = 200
    pool.note_unread(late)
    assert not any(wire.cut for wire in wires), "one has taken some of its answer"
    pool.note_read(reading)
    late.unread = 400
    pool.note_unread(late)
    assert [wire.cut for wire in wires] == [False, True, False, False]
    assert refusals.counts == {"unread": 1}
    for wire in wires:
        pool.remove(wire)
    small.unread = 1_000
    pool.note_unread(small)
    assert not small.cut, "what was cut or has gone counts no longer"


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """The system's limit of files, soft and hard; what it was set to is added."""
    found = [(1_024, 4_096)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: found[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: found.append(both))
    return found


def test_the_limit_of_files_is_raised_to_what_is_promised(limits: list[tuple[int, int]]) -> None:
    settings = Settings(max_sockets=2_000, max_connections=500)
    assert fit_to_descriptors(settings) == settings
    assert limits[-1] == (2_500 + RESERVE, 4_096)


def test_no_more_is_promised_than_there_are_files(
    limits: list[tuple[int, int]], caplog: pytest.LogCaptureFixture
) -> None:
    fitted = fit_to_descriptors(Settings())
    assert limits[-1] == (4_096, 4_096)
    assert fitted.max_sockets + fitted.max_connections <= 4_096 - RESERVE
    assert fitted.max_sockets > 2_500
    assert fitted.max_sockets_per_address * 4 <= fitted.max_sockets + 3
    assert fitted.max_connections_per_address * 4 <= fitted.max_connections + 3
    (record,) = caplog.records
    assert "4096 files" in record.getMessage()


@pytest.mark.parametrize("files", [64, 256, 1_024])
def test_few_files_still_serve_some(limits: list[tuple[int, int]], files: int) -> None:
    limits[-1] = (files, files)
    fitted = fit_to_descriptors(Settings())
    assert fitted.max_sockets >= 1
    assert fitted.max_connections >= 10
    assert fitted.max_sockets + fitted.max_connections < files
    assert replace(fitted, max_sockets=1, max_connections=1) != Settings()


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    web = await asyncio.to_thread(
        Web.start, tmp_path, MAX_CONNECTIONS="40", MAX_CONNECTIONS_PER_ADDRESS="10", MAX_SOCKETS_PER_ADDRESS="3"
    )
    yield web
    await asyncio.to_thread(web.stop)


async def test_a_crowd_that_says_nothing_keeps_nobody_out(web: Web) -> None:
    silent: list[asyncio.StreamWriter] = []
    try:
        for number in range(200):
            _, writer = await asyncio.open_connection(
                "127.0.0.1", web.port, local_addr=(f"127.0.0.{2 + number % 8}", 0)
            )
            silent.append(writer)
        async with httpx.AsyncClient(base_url=web.url, trust_env=False, timeout=PATIENCE) as client:
            for _ in range(5):
                assert (await client.get("/api/v1/livestreams")).status_code == 200
        # Another of the very addresses that hold all they may.
        transport = httpx.AsyncHTTPTransport(local_address="127.0.0.2")
        async with httpx.AsyncClient(
            base_url=web.url, trust_env=False, transport=transport, timeout=PATIENCE
        ) as client:
            assert (await client.get("/api/v1/livestreams")).status_code == 200
    finally:
        for writer in silent:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()


async def test_a_proxy_that_nobody_trusts_is_noticed_once(web: Web) -> None:
    async with httpx.AsyncClient(base_url=web.url, trust_env=False, timeout=PATIENCE) as client:
        for _ in range(3):
            await client.get("/api/v1/livestreams", headers={"X-Forwarded-For": "203.0.113.7"})
    assert web.process.output.count("TRUSTED_PROXIES is 0") == 1


async def test_sockets_and_streams_leave_no_connection_behind_in_the_count(web: Web) -> None:
    async with httpx.AsyncClient(base_url=web.url, trust_env=False, timeout=PATIENCE) as client:
        for _ in range(15):  # more than one address may hold
            async with listen(f"{web.ws_url}/ws/livestreams"):
                pass  # upgraded on the spot
            with pytest.raises(AssertionError, match="4401"):
                async with listen(f"{web.ws_url}/ws/artist") as refused:
                    await refused.expect("snapshot")
            async with client.stream("GET", "/api/v1/livestreams/events") as events:
                assert events.status_code == 200
        assert (await client.get("/api/v1/livestreams")).status_code == 200
    assert "connections_per_address" not in web.process.output
    assert "so further ones are refused" not in web.process.output
