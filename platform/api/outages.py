"""A database that is away, as the log has it: a sentence for the operator, whoever it was that noticed."""

import logging

from catalog.orm import OUTAGES


class Outages(logging.Filter):
    """Puts the words of a failure in the place of its traceback, where only the database can be at fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true."""
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        if isinstance(error, OUTAGES):
            record.msg, record.args = f"{record.getMessage()} {type(error).__name__}: {error}", ()
            record.exc_info = record.exc_text = None
        return True
