"""The keys that secrets are kept under: they come with the database that they are kept in, and go with it."""

import hmac
from typing import Final

from tortoise.context import TortoiseContext, require_context

from catalog.errors import DatabaseError
from catalog.livestreams.log import CLOCK_ID
from catalog.models import Clock
from catalog.recordings.rules import USUAL, Policy
from runtime.keys import Keys

PURPOSE: Final = "database"


class Database(TortoiseContext):
    """A database's connections with the keys to what is sealed in it, and what the operator has set about
    recordings."""

    def __init__(self, keys: Keys, recording: Policy = USUAL) -> None:
        super().__init__()
        self.keys = keys
        self.recording = recording


def get_keys() -> Keys:
    """Those of the database that is open here.

    Raises:
        RuntimeError: none is, or it was opened without.
    """
    database = require_context()
    if not isinstance(database, Database):
        raise RuntimeError("The database was opened without its keys.")
    return database.keys


def hash_secret(epoch: str) -> str:
    """By what a database of this `epoch` knows its `SECRET_KEY` again, in 64 characters."""
    return get_keys().fingerprint(PURPOSE, epoch)


async def check_keys() -> None:
    """Whether they are those that this database's secrets were sealed with.

    Raises:
        DatabaseError: they are others: nothing that is sealed would open, and no stream key be found.
    """
    clock = await Clock.get(id=CLOCK_ID)
    if not hmac.compare_digest(clock.secret_hash, hash_secret(clock.epoch)):
        raise DatabaseError(
            "SECRET_KEY is not the one that this database's stream keys and webhook secrets are sealed with. Set "
            "that one again: where none was set, it is in the file secret_key of the DATA_DIR from before. How to "
            "change it, and what to do when it is lost, is in docs/settings.md."
        )
