"""`python -m api.release`, as an operator runs it."""

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from api.release import release
from catalog import models
from catalog.log import read_clock, select_transitions_after
from catalog.orm import close_database, open_database
from settings import Settings
from support.databases import create_artist, create_livestream
from support.postgres import PostgresServer

PLATFORM = Path(__file__).parents[2] / "platform"


async def run_release(folder: Path, **variables: str) -> tuple[int, str]:
    """Exit code and all it said, in an environment of its own."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PLATFORM), "DATA_DIR": str(folder / "var"), **variables}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "api.release",
        env=environ,
        cwd=folder,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(60):
        output, _ = await process.communicate()
    return process.returncode or 0, output.decode()


async def test_release_makes_a_database_and_again_does_nothing(tmp_path: Path) -> None:
    code, output = await run_release(tmp_path)
    assert (code, "_init.py" in output) == (0, True), output
    url = f"sqlite://{tmp_path}/var/encryptedmedia.sqlite3"
    database = await open_database(url)
    before = await read_clock()
    await close_database(database)
    code, output = await run_release(tmp_path)
    assert (code, "none were missing" in output) == (0, True), output
    database = await open_database(url)
    assert await read_clock() == before
    await close_database(database)


async def test_release_migrates_postgres(tmp_path: Path, postgres: PostgresServer) -> None:
    url = await asyncio.to_thread(postgres.url, "released")
    code, output = await run_release(tmp_path, DATABASE_URL=url)
    assert (code, "_init.py" in output) == (0, True), output


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DATABASE_URL": "postgres://ada:hunter2@127.0.0.1:1/x"}, "could not be migrated"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must begin with sqlite:// or postgres://"),
        ({"DATABASE_URL": "sqlite:///dev/null/x.sqlite3"}, "could not be migrated"),
    ],
)
async def test_release_that_fails_says_why_in_one_line(tmp_path: Path, variables: dict[str, str], words: str) -> None:
    code, output = await run_release(tmp_path, **variables)
    assert code == 1
    assert words in output
    assert "Traceback" not in output
    assert "hunter2" not in output


async def test_changed_addresses_write_to_no_livestream(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite://{tmp_path}/catalog.sqlite3")
    await release(settings)
    database = await open_database(settings.database_url)
    await create_livestream(await create_artist("ada@example.org"))
    before = await models.Livestream.all().values()
    await close_database(database)
    await release(replace(settings, rtmp_host="live.example.org", hls_base_url="https://cdn.example.org"))
    database = await open_database(settings.database_url)
    after = await models.Livestream.all().values()
    lines = await select_transitions_after(0)
    await close_database(database)
    assert after == before
    assert [line.seq for line in lines] == [1]
