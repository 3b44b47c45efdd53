"""`python -m api.release`: makes the database ready for this version. Again does no harm."""

import asyncio
import logging
import sys

from catalog.db.migrate import migrate
from catalog.db.orm import close_database, open_database
from catalog.db.pruning import prune
from catalog.errors import DatabaseError
from runtime.keys import Keys
from runtime.logs import configure_logging
from settings import Settings, SettingsError, load_settings

logger = logging.getLogger(__name__)


async def release(settings: Settings) -> None:
    """Migrate; forget what nobody needs any more.

    Raises:
        DatabaseError
    """
    keys = Keys(settings.secret_key)
    applied = await migrate(settings.database_url, keys)
    logger.info("Migrations applied: %s.", ", ".join(applied) or "none were missing")
    database = await open_database(settings.database_url, keys)
    try:
        done = await prune()
        words = "Removed: %d old transitions, %d sign-ins, %d publishers' sessions."
        logger.info(words, done.transitions, done.sign_ins, done.publishers)
    finally:
        await close_database(database)


def main() -> int:
    """The process's exit code."""
    try:
        settings = load_settings()
        configure_logging(settings, "release")
        asyncio.run(release(settings))
    except (SettingsError, DatabaseError) as error:
        print(f"release failed: {error}", file=sys.stderr)  # noqa: T201 - the last words of a process for people
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
