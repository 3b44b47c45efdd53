"""`python -m api.release`: makes the database ready for this version. Again does no harm."""

import asyncio
import logging
import sys

from catalog.accounts import prune_sign_ins
from catalog.errors import DatabaseError
from catalog.log import prune_transitions
from catalog.migrate import migrate
from catalog.orm import close_database, open_database
from catalog.publisher_sessions import prune_sessions
from catalog.rehearsals import prune_rehearsals
from settings import Settings, SettingsError, configure_logging, load_settings

logger = logging.getLogger(__name__)


async def release(settings: Settings) -> None:
    """Migrate; forget what nobody needs any more.

    Raises:
        DatabaseError
    """
    applied = await migrate(settings.database_url)
    logger.info("Migrations applied: %s.", ", ".join(applied) or "none were missing")
    database = await open_database(settings.database_url)
    try:
        lines, sign_ins, publishers = await prune_transitions(), await prune_sign_ins(), await prune_sessions()
        publishers += await prune_rehearsals()
        logger.info("Removed: %d old transitions, %d sign-ins, %d publishers' sessions.", lines, sign_ins, publishers)
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
