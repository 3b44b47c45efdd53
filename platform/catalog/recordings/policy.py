"""What the operator has set about recordings; it comes with the database, as its keys do."""

from tortoise.context import require_context

from catalog.db.keys import Database
from catalog.recordings.rules import USUAL, Policy
from settings import Settings


def read_policy(settings: Settings) -> Policy:
    """What the settings say."""
    return Policy(
        settings.recording,
        settings.recording_days,
        settings.recording_quota,
        settings.recording_notice_days,
        settings.page_url,
    )


def get_policy() -> Policy:
    """That of the database that is open here, or the usual one."""
    database = require_context()
    return database.recording if isinstance(database, Database) else USUAL
