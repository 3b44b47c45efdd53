"""What the operator has set about recordings; it comes with the database, as its keys do."""

from tortoise.context import require_context

from catalog.db.keys import Database
from catalog.recordings.rules import USUAL, Policy


def get_policy() -> Policy:
    """That of the database that is open here, or the usual one."""
    database = require_context()
    return database.recording if isinstance(database, Database) else USUAL
