"""A database that is away is a sentence in the log; anything else keeps its traceback."""

import logging
import sqlite3
import sys

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from api.outages import Outages


def log(error: Exception) -> str:
    """What the log shows of a failure."""
    try:
        raise error
    except Exception:
        record = logging.getLogger("test").makeRecord(
            "test", logging.ERROR, __file__, 1, "%s failed.", ("Following",), sys.exc_info()
        )
    assert Outages().filter(record)
    return logging.Formatter().format(record)


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
        asyncpg.InterfaceError("the underlying connection is closed"),
        sqlite3.OperationalError("database or disk is full"),
        OperationalError("database is locked"),
        ConnectionError("unexpected connection_lost() call"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_outage_is_one_line(error: Exception) -> None:
    assert log(error) == f"Following failed. {type(error).__name__}: {error}"


def test_a_fault_of_ours_keeps_its_traceback() -> None:
    assert "Traceback" in log(ValueError("no"))
