"""Which clocks are compared, and what is said of one that is wrong."""

import asyncio
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest

from api.doctor.clock import Reading, ask_server, check_clock, judge
from settings import Settings
from support.databases import create_database, lend_database
from support.postgres import PostgresServer
from support.redis import RedisServer


@pytest.mark.parametrize(
    ("readings", "state", "words"),
    [
        ([], "ok", "no other clock"),
        ([Reading("Redis", 0.3, 0.1), Reading("the database", -1.5, 0.2)], "ok", "Redis, the database"),
        ([Reading("Redis", 0.3, 0.1), Reading("s3.example.org", 12.0, 0.5)], "unsure", "12 s behind that of s3"),
        ([Reading("the database", -4_000.0, 0.1)], "broken", "4000 s ahead of that of the database"),
        # The answer took long: nobody knows when its clock was read.
        ([Reading("s3.example.org", 4.0, 3.0)], "ok", "agrees"),
    ],
)
def test_a_clock_that_is_wrong_is_said(readings: list[Reading], state: str, words: str) -> None:
    finding = judge(readings)
    assert finding.state == state, finding
    assert words in finding.words


async def test_the_database_and_redis_are_asked(postgres: PostgresServer, redis: RedisServer) -> None:
    async with lend_database(postgres) as url:
        finding = await check_clock(Settings(database_url=url, redis_url=redis.url))
    assert finding.state == "ok", finding
    assert "the database" in finding.words
    assert "Redis" in finding.words


async def test_a_file_is_on_this_machine(tmp_path: Path) -> None:
    assert "no other clock" in (await check_clock(Settings(database_url=await create_database(tmp_path)))).words


@pytest.mark.parametrize("ahead", [0, 3_600])
async def test_a_server_is_asked_by_its_date(ahead: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        date = formatdate(time() + ahead, usegmt=True)
        writer.write(f"HTTP/1.1 404 Not Found\r\nDate: {date}\r\nConnection: close\r\n\r\n".encode())
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        reading = await ask_server(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    assert reading is not None
    assert abs(reading.ahead - ahead) <= reading.doubt + 1
