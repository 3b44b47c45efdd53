"""A bucket that does all that recordings ask of it, and each thing that it may not do."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.doctor.bucket import check_bucket, check_fetching
from settings import Settings
from support.buckets import KEY, Server, run_moto, stretch

DATA = b"what was put there"


@pytest.fixture(scope="module")
def moto(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with run_moto(tmp_path_factory.mktemp("moto")) as server:
        yield server


@asynccontextmanager
async def serve(head: str, body: bytes) -> AsyncIterator[str]:
    """Something that answers so, whoever asks."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {head}\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/tried.mp4?signature={KEY}"


async def test_none_is_needed(tmp_path: Path) -> None:
    assert [one.state for one in await check_bucket(Settings(recording_store=tmp_path))] == ["ok"]


async def test_a_bucket_is_written_to_read_listed_and_left_as_it_was(moto: Server, tmp_path: Path) -> None:
    made = moto.make()
    bucket, fetching = await check_bucket(made.settings(tmp_path))
    assert (bucket.what, bucket.state) == ("bucket", "ok"), bucket
    assert (fetching.what, fetching.state) == ("bucket-cors", "ok"), fetching
    assert await made.list_names() == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("away", "cannot be reached"),
        ((403, "AccessDenied"), "S3_ACCESS_KEY_ID"),
        ((403, "RequestTimeTooSkewed"), "clock"),
        ((404, "NoSuchBucket"), "RECORDING_STORE"),
    ],
)
async def test_one_that_fails_is_said_with_what_to_do(
    moto: Server, tmp_path: Path, fault: str | tuple[int, str], words: str
) -> None:
    async with stretch(moto) as wire:
        wire.fault = fault
        (finding,) = await check_bucket(moto.make(wire.port).settings(tmp_path))
    assert finding.state == "broken"
    assert "written to" in finding.words
    assert words in finding.words
    assert KEY not in finding.words


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("200 OK\r\nAccess-Control-Allow-Origin: *", DATA, ""),
        ("200 OK\r\nAccess-Control-Allow-Origin: null", DATA, ""),
        ("200 OK", DATA, "CORS"),
        ("200 OK\r\nAccess-Control-Allow-Origin: https://live.example.org", DATA, "CORS"),
        ("403 Forbidden\r\nAccess-Control-Allow-Origin: *", b"", "403"),
        ("200 OK\r\nAccess-Control-Allow-Origin: *", b"another thing", "RECORDING_BASE_URL"),
    ],
)
async def test_players_are_let_fetch_or_it_is_said_why_not(head: str, body: bytes, words: str) -> None:
    async with serve(head, body) as address:
        finding = await check_fetching(Settings(), [address], DATA)
    assert finding.state == ("broken" if words else "ok"), finding
    assert words in finding.words
    assert KEY not in finding.words


async def test_a_bucket_without_tls_is_of_no_use_to_pages_with_it() -> None:
    settings = replace(Settings(), public_url="https://live.example.org")
    finding = await check_fetching(settings, ["http://s3.example.org/tried.mp4"], DATA)
    assert (finding.state, "TLS" in finding.words) == ("broken", True)
