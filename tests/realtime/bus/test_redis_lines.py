"""Lines to Redis that are lost."""

import asyncio

import pytest
import uvloop

from realtime.bus.redis_lines import losing


def test_a_connection_that_uvloop_has_closed_is_lost_as_any_other() -> None:
    async def write_to_closed() -> None:
        server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
        _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.transport.abort()
        await asyncio.sleep(0)
        with losing():
            writer.writelines([b"PING"])
        raise AssertionError("it was written")

    with pytest.raises(ConnectionResetError, match="closed"):
        uvloop.run(write_to_closed())


def test_another_fault_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="something else") as raised, losing():
        raise RuntimeError("something else")
    assert not isinstance(raised.value, OSError)
