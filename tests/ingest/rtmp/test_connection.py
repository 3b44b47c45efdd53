"""A connection's beginning and end, with a transport that does nothing."""

import asyncio
from typing import cast

from contract.publishing import Reason
from ingest.rtmp.bounds import USUAL
from ingest.rtmp.connection import Connection
from ingest.rtmp.controller import PublishController
from runtime.refusals import Refusals


class Silence(asyncio.Transport):
    """Nobody is at the other end."""

    aborted = False

    def abort(self) -> None:
        self.aborted = True

    def is_closing(self) -> bool:
        return self.aborted


class Door:
    """What a connection asks of the controller before any command."""

    def __init__(self) -> None:
        self.refusals = Refusals()
        self.bounds = USUAL


def make(done: list[Connection], *, welcome: bool = True) -> Connection:
    return Connection(cast("PublishController", Door()), 10, lambda _: welcome, done.append)


async def test_one_that_is_stopped_before_its_first_step_is_over_all_the_same() -> None:
    # Many connections taken at once make room for one another before any of them has begun.
    done: list[Connection] = []
    connection, transport = make(done), Silence()
    connection.connection_made(transport)
    connection.stop(Reason.SILENT, "")
    await connection.finish()
    assert done == [connection]
    assert transport.aborted


async def test_one_that_is_turned_away_is_cut_and_reads_nothing() -> None:
    done: list[Connection] = []
    connection, transport = make(done, welcome=False), Silence()
    connection.connection_made(transport)
    assert transport.aborted
    connection.get_buffer(-1)[:4] = b"GET "
    connection.buffer_updated(4)
    assert not connection.offended
    assert done == []
