"""The database's own clock."""

from datetime import datetime

from catalog import models
from catalog.db.orm import FAILURES, describe
from catalog.errors import DatabaseError


async def read_clock() -> datetime | None:
    """What it says; None: it is this machine's, for the database is a file here.

    Raises:
        DatabaseError: it does not answer.
    """
    connection = models.Clock._meta.db
    if connection.capabilities.dialect == "sqlite":
        return None
    try:
        rows = await connection.execute_query_dict("SELECT clock_timestamp() AS now")
    except FAILURES as error:
        raise DatabaseError(f"The database does not answer: {describe(error)}.") from error
    now: datetime = rows[0]["now"]
    return now
