"""What is kept is its owner's to read."""

import stat
from pathlib import Path

from catalog import models
from catalog.db.migrate import migrate
from catalog.db.orm import close_database, open_database
from support.databases import KEYS


def read_modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_database_and_all_beside_it_are_for_the_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "var" / "catalog.sqlite3"
    await migrate(f"sqlite://{file}", KEYS)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    file.chmod(0o644)  # of a version that did not look
    database = await open_database(f"sqlite://{file}", KEYS)
    try:
        await models.Clock.filter(id=1).update(seq=1)
        modes = read_modes(file.parent)
        modes.pop("catalog.sqlite3.release")  # the lock: empty
        assert {"catalog.sqlite3", "catalog.sqlite3-wal", "catalog.sqlite3-shm"} <= set(modes)
        assert set(modes.values()) == {0o600}
    finally:
        await close_database(database)
