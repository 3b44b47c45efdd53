"""`python -m api.release`, as an operator runs it."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from api.release import release
from catalog import models
from catalog.db.orm import close_database, open_database
from catalog.livestreams.log import read_clock, select_transitions_after
from runtime.keys import Keys
from settings import Settings
from support.databases import KEYS, create_artist, create_livestream
from support.postgres import PostgresServer
from support.web import Web

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
    database = await open_database(url, Keys((tmp_path / "var" / "secret_key").read_text()))
    before = await read_clock()
    await close_database(database)
    code, output = await run_release(tmp_path)
    assert (code, "none were missing" in output) == (0, True), output
    database = await open_database(url, Keys((tmp_path / "var" / "secret_key").read_text()))
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
    database = await open_database(settings.database_url, KEYS)
    await create_livestream(await create_artist("ada@example.org"))
    before = await models.Livestream.all().values()
    await close_database(database)
    await release(replace(settings, rtmp_host="live.example.org", hls_base_url="https://cdn.example.org"))
    database = await open_database(settings.database_url, KEYS)
    after = await models.Livestream.all().values()
    lines = await select_transitions_after(0)
    await close_database(database)
    assert after == before
    assert [line.seq for line in lines] == [1]


@pytest.mark.parametrize("place", ["folder", "unreadable"])
async def test_a_file_that_cannot_be_opened_ends_with_a_sentence(tmp_path: Path, place: str) -> None:
    """A folder in its place; and what nobody may write, not even root."""
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" if place == "folder" else Path("/proc/version")
    code, output = await run_release(tmp_path, DATABASE_URL=f"sqlite://{path}")
    assert code == 1
    assert "release failed: The database could not be migrated" in output
    assert "Traceback" not in output


async def test_of_two_releases_at_once_one_waits(tmp_path: Path) -> None:
    results = await asyncio.gather(*(run_release(tmp_path) for _ in range(3)))
    assert [code for code, _ in results] == [0, 0, 0], results
    assert sum("none were missing" not in output for _, output in results) == 1


def write_version(path: Path, change: str) -> None:
    """Make a database look as another version left it."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()


OLDER = "DELETE FROM aerich WHERE id = (SELECT max(id) FROM aerich)"
NEWER = "INSERT INTO aerich (version, app, content) VALUES ('99_20990101_future.py', 'catalog', '{}')"


@pytest.mark.parametrize(("change", "words"), [(OLDER, "older version"), (NEWER, "newer version")])
async def test_web_does_not_start_on_another_versions_database_and_ends(
    tmp_path: Path, change: str, words: str
) -> None:
    web = Web(tmp_path)
    assert (await run_release(tmp_path))[0] == 0
    write_version(tmp_path / "var" / "encryptedmedia.sqlite3", change)
    web.process.start()
    assert await asyncio.to_thread(web.process.wait, 30) != 0
    assert words in web.process.output
    assert "Traceback" not in web.process.output


async def test_release_refuses_a_newer_database(tmp_path: Path) -> None:
    assert (await run_release(tmp_path))[0] == 0
    write_version(tmp_path / "var" / "encryptedmedia.sqlite3", NEWER)
    code, output = await run_release(tmp_path)
    assert code == 1
    assert "newer version" in output
