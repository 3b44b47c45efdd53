"""What a peer's bytes may cost, before a publisher was accepted and after."""

import asyncio

import pytest
from bench.attack import payloads

from ingest.errors import GreedError
from ingest.rtmp.bounds import Bounds
from ingest.rtmp.reading import ALLOWANCE, COMMAND_STEPS, Reading
from ingest.rtmp.wire.messages import COMMAND, Message
from runtime.refusals import Refusals
from support.waiting import PATIENCE


@pytest.fixture
def reading() -> Reading:
    return Reading("192.0.2.7", Refusals(), Bounds())


def test_a_stranger_has_so_many_commands_and_no_more(reading: Reading) -> None:
    command: Message = (COMMAND, 0, 0, b"")
    for _ in range(ALLOWANCE // COMMAND_STEPS):
        reading.charge(command, 0)
    with pytest.raises(GreedError):
        reading.charge(command, 1e6)


def test_a_publisher_may_ask_as_often_as_it_likes_and_owes_for_it(reading: Reading) -> None:
    reading.admit(publishes=True)
    reading.chunks.feed(payloads.interleave(3_000))
    assert not reading.is_in_debt(0, 0)
    for _ in range(Bounds().steps_at_once // COMMAND_STEPS + 1):
        reading.charge((COMMAND, 0, 0, b""), 0)
    assert reading.is_in_debt(0, 0)
    assert not reading.is_in_debt(0, 60)


async def test_what_is_left_is_read_on_until_there_is_nothing(reading: Reading) -> None:
    reading.admit(publishes=True)
    backlog = reading.chunks.feed(payloads.interleave(3_000))
    assert reading.chunks.behind
    async with asyncio.timeout(PATIENCE):
        while await reading.read_on(backlog):
            pass
    assert [len(body) for _, _, _, body in backlog] == [3_000, 3_000]
    assert not reading.chunks.behind


async def test_a_stranger_in_small_pieces_is_not_read_on(reading: Reading) -> None:
    reading.chunks.feed(payloads.interleave(3_000))
    reading.is_in_debt(0, asyncio.get_running_loop().time())
    with pytest.raises(GreedError):
        while await reading.read_on([]):
            pass
