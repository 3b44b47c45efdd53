"""A database that is away is a sentence in the log; anything else keeps its traceback."""

import asyncio
import gc
import logging
import sqlite3
import sys

import asyncpg
import pytest
from tortoise.exceptions import OperationalError

from api.http.outages import Outages
from chaos.link import Link
from support.postgres import PostgresServer
from support.waiting import until


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


async def test_a_connection_that_is_lost_while_it_is_given_back_is_no_fault(
    postgres: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(Outages())
    link = Link([postgres.port])
    await link.start()
    url = await asyncio.to_thread(postgres.url, "given_back")
    pool = await asyncpg.create_pool(url.replace(f":{postgres.port}/", f":{link.port}/"), min_size=1, max_size=1)
    connection = await pool.acquire()
    link.cut()
    giving_back = asyncio.create_task(pool.release(connection))
    await asyncio.sleep(0.05)  # it asks the server to forget what the connection was about
    giving_back.cancel()
    await asyncio.wait([giving_back])
    await link.mend()

    def look() -> list[logging.LogRecord]:
        gc.collect()
        return caplog.records

    (record,) = await until(look)
    assert record.levelname == "WARNING"
    assert record.getMessage().startswith("A connection to the database was lost while it was given back.")
    pool.terminate()
    await link.stop()
