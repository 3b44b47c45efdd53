"""A database that is away, as the log has it: a sentence for the operator, whoever it was that noticed."""

import logging

from catalog.db.orm import OUTAGES

GIVING_BACK = "PoolConnectionHolder.release"
"""asyncpg's pool takes connections back in a task of its own, which nobody waits for where the caller was cancelled:
what it meets is then told by asyncio as a fault, and is none."""


class Outages(logging.Filter):
    """Puts the words of a failure in the place of its traceback, where only the database can be at fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true."""
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if isinstance(error, OUTAGES):
            said = record.getMessage()
            if record.name == "asyncio" and GIVING_BACK in said:
                said = "A connection to the database was lost while it was given back."
                record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.msg, record.args = f"{said} {type(error).__name__}: {error}", ()
            record.exc_info = record.exc_text = None
        return True
