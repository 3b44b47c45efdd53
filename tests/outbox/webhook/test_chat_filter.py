"""Another system is asked of a message: signed, for a short while, and by few at once."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import pytest

from catalog.outbox.rules import Answer
from outbox.webhook.chat_filter import MOST, MOST_OF_ONE, ChatFilter
from outbox.webhook.signer import sign
from outbox.webhook.transport import Transport
from support.receiver import Receiver
from support.waiting import PATIENCE, until

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = {"livestream_id": "l1", "account": {"id": "a1", "display_name": "Ada", "badges": []}, "text": "Hi"}


def make(timeout: float = PATIENCE, *, private: bool = True) -> ChatFilter:
    transport = Transport(private_allowed=private, timeout=PATIENCE, connect_timeout=PATIENCE)
    return wait_for(transport, timeout, PATIENCE)


def wait_for(transport: Transport, timeout: float, connect_timeout: float) -> ChatFilter:
    return ChatFilter(
        transport, source="https://live.example.org", version="1", timeout=timeout, connect_timeout=connect_timeout
    )


class FarTransport(Transport):
    """Takes its time to connect, and then has an answer at once."""

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes, connected: Callable[[], None] | None = None
    ) -> Answer:
        await asyncio.sleep(0.1)
        assert connected is not None
        connected()
        return Answer(204, "")


async def test_it_is_asked_with_a_signed_event_and_says_yes_or_no(receiver: Receiver) -> None:
    asking = make()
    receiver.answers = [204, 403, 422, 200]
    said = [await asking.ask(receiver.url(), SECRET, MESSAGE) for _ in range(4)]
    assert said == [True, False, False, True]
    arrival = receiver.arrivals[0]
    assert (arrival.event["type"], arrival.event["subject"]) == ("live.encryptedmedia.chat.filter", "l1")
    assert arrival.event["data"] == MESSAGE
    stamp = int(arrival.headers["webhook-timestamp"])
    assert f"v1={sign(SECRET, stamp, arrival.body)}" in arrival.headers["webhook-signature"]
    assert len({one.headers["webhook-id"] for one in receiver.arrivals}) == 4
    await asking.stop()


@pytest.mark.parametrize("status", [302, 401, 404, 500])
async def test_whatever_else_it_says_is_no_answer(receiver: Receiver, status: int) -> None:
    asking = make()
    receiver.answer = status
    assert await asking.ask(receiver.url(), SECRET, MESSAGE) is None
    await asking.stop()


async def test_one_that_is_slow_has_not_answered(receiver: Receiver) -> None:
    asking = make(timeout=0.05)
    receiver.hold = asyncio.Event()  # never set: however slow the machine is, it does not answer
    assert await asking.ask(receiver.url(), SECRET, MESSAGE) is None
    receiver.hold.set()
    await asking.stop()


async def test_the_time_for_its_answer_begins_when_it_is_connected() -> None:
    asking = wait_for(FarTransport(), 0.01, PATIENCE)
    assert await asking.ask("http://far.example/", SECRET, MESSAGE) is True
    await asking.stop()


async def test_a_connection_is_not_waited_for_without_end() -> None:
    async def wait(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    transport = Transport(resolve=wait, timeout=10 * PATIENCE, connect_timeout=10 * PATIENCE)
    asking = wait_for(transport, 10 * PATIENCE, 0.05)
    async with asyncio.timeout(PATIENCE):
        assert await asking.ask("http://slow.example/", SECRET, MESSAGE) is None
    await asking.stop()


async def test_nothing_is_sent_to_private_addresses(receiver: Receiver) -> None:
    asking = make(private=False)
    assert await asking.ask(receiver.url(), SECRET, MESSAGE) is None
    assert receiver.connections == 0
    await asking.stop()


async def test_one_address_is_asked_by_few_at_once_and_takes_nobody_elses_places(receiver: Receiver) -> None:
    asking = make()
    receiver.hold = asyncio.Event()
    waiting = [asyncio.create_task(asking.ask(receiver.url(), SECRET, MESSAGE)) for _ in range(MOST_OF_ONE)]
    await until(lambda: len(receiver.arrivals) == MOST_OF_ONE)
    assert await asking.ask(receiver.url(), SECRET, MESSAGE) is None
    others = [
        asyncio.create_task(asking.ask(f"{receiver.url()}?{number // MOST_OF_ONE}", SECRET, MESSAGE))
        for number in range(MOST - MOST_OF_ONE)
    ]
    await until(lambda: len(receiver.arrivals) == MOST)
    assert await asking.ask(f"{receiver.url()}?another", SECRET, MESSAGE) is None, "that many in all"
    receiver.hold.set()
    assert await asyncio.gather(*waiting, *others) == [True] * MOST
    assert await asking.ask(receiver.url(), SECRET, MESSAGE) is True
    await asking.stop()
