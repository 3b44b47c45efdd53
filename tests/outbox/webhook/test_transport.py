"""Where a request goes, where it never goes, and how long it may take."""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from pathlib import Path

import pytest

from outbox.webhook.transport import DRAIN, Resolve, Transport
from support.certificates import make_contexts
from support.ports import find_free_port
from support.receiver import Receiver

NOT_SENT = "The address is not on the public internet, so nothing was sent."
HEADERS = {"Webhook-Id": "e-1"}


def answering(*answers: Sequence[str]) -> tuple[Resolve, list[str]]:
    """A resolver that gives each answer once, then the last for ever; and the names it was asked for."""
    left, asked = list(answers), []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve, asked


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "0.0.0.0", "2130706433", "127.1", "[::1]", "[::ffff:7f00:1]"]
)
async def test_private_addresses_are_refused_however_they_are_written(receiver: Receiver, host: str) -> None:
    transport = Transport()
    assert await transport.is_refused(receiver.url(host))
    answer = await transport.post(receiver.url(host), HEADERS, b"{}")
    assert (answer.delivered, answer.status, answer.words) == (False, None, NOT_SENT)
    assert receiver.connections == 0
    await transport.stop()


async def test_name_with_one_private_address_among_public_ones_is_refused(receiver: Receiver) -> None:
    resolve, _ = answering(["93.184.216.34", "127.0.0.1"])
    transport = Transport(resolve=resolve)
    assert (await transport.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).words == NOT_SENT
    assert receiver.connections == 0


async def test_connection_goes_to_the_checked_address_and_keeps_the_name(receiver: Receiver) -> None:
    """The name is nobody's: were it looked up again, nothing would arrive."""
    resolve, asked = answering(["127.0.0.1"])
    transport = Transport(private_allowed=True, resolve=resolve)
    answer = await transport.post(receiver.url("hooks.example.org"), HEADERS, b"{}")
    assert answer.delivered
    assert asked == ["hooks.example.org"]
    (arrival,) = receiver.arrivals
    assert arrival.headers["host"] == f"hooks.example.org:{receiver.port}"
    await transport.stop()


async def test_name_that_changes_its_address_after_the_check_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is checked, private a moment later. Here 127.0.0.2 is the public internet."""
    monkeypatch.setattr("outbox.webhook.transport.is_public", lambda address: address == "127.0.0.2")
    async with Receiver(host="127.0.0.2") as public, Receiver(port=public.port) as private:
        resolve, asked = answering(["127.0.0.2"], ["127.0.0.1"])
        transport = Transport(resolve=resolve)
        url = public.url("rebind.example.org")
        assert (await transport.post(url, HEADERS, b"{}")).delivered
        assert asked == ["rebind.example.org"], "asked once: what it says later is not heard"
        assert (public.connections, private.connections) == (1, 0)
        assert (await transport.post(url, HEADERS, b"{}")).words == NOT_SENT
        assert (public.connections, private.connections) == (1, 0)


async def test_every_request_is_checked_anew(receiver: Receiver) -> None:
    resolve, asked = answering(["127.0.0.1"], ["10.0.0.1", "127.0.0.1"])
    allowed = Transport(private_allowed=True, resolve=resolve)
    assert (await allowed.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).delivered
    strict = Transport(resolve=resolve)
    assert (await strict.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).words == NOT_SENT
    assert len(asked) == 2
    assert receiver.connections == 1


async def test_next_address_is_tried_when_one_does_not_accept(receiver: Receiver) -> None:
    resolve, _ = answering(["127.0.0.2", "127.0.0.1"])  # the receiver listens on the second alone
    transport = Transport(private_allowed=True, resolve=resolve)
    assert (await transport.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).delivered
    assert receiver.connections == 1


async def test_redirects_are_not_followed(receiver: Receiver) -> None:
    async with Receiver() as other:
        location = other.url().encode()
        receiver.answer = b"HTTP/1.1 307 Elsewhere\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"
        answer = await Transport(private_allowed=True).post(receiver.url(), HEADERS, b"{}")
        assert (answer.delivered, answer.status) == (False, 307)
        assert "Redirects are not followed" in answer.words
        assert other.connections == 0


async def test_body_of_the_answer_is_neither_kept_nor_waited_for(receiver: Receiver) -> None:
    receiver.answer = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b"x" * (DRAIN + 1)
    assert (await Transport(private_allowed=True).post(receiver.url(), HEADERS, b"{}")).delivered


async def test_cookies_are_not_kept(receiver: Receiver) -> None:
    receiver.answer = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
    transport = Transport(private_allowed=True)
    for _ in range(2):
        await transport.post(receiver.url(), HEADERS, b"{}")
    assert "cookie" not in receiver.arrivals[1].headers
    assert receiver.connections == 2, "a connection serves one request"


async def test_certificate_is_checked_against_the_name_not_the_address(tmp_path: Path) -> None:
    server, client = make_contexts(tmp_path, "hooks.example.org")
    resolve, _ = answering(["127.0.0.1"])
    names: list[str | None] = []

    def remember(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
        names.append(name)

    server.sni_callback = remember
    async with Receiver(server) as receiver:
        transport = Transport(private_allowed=True, resolve=resolve, verify=client)
        assert (await transport.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).delivered
        assert names == ["hooks.example.org"]
        wrong = await transport.post(receiver.url("other.example.org"), HEADERS, b"{}")
        assert wrong.status is None
        assert wrong.words.startswith("The receiver's certificate is not valid: ")
        unknown = Transport(private_allowed=True, resolve=resolve)
        assert (
            "certificate is not valid"
            in (await unknown.post(receiver.url("hooks.example.org"), HEADERS, b"{}")).words
        )
        assert len(receiver.arrivals) == 1


async def test_whoever_asks_hears_when_it_is_connected(receiver: Receiver) -> None:
    transport = Transport(private_allowed=True)
    arrived: list[int] = []
    await transport.post(receiver.url(), HEADERS, b"{}", lambda: arrived.append(len(receiver.arrivals)))
    assert arrived == [0], "once, and before anything was sent"
    nobody = f"http://127.0.0.1:{find_free_port()}/"
    await transport.post(nobody, HEADERS, b"{}", lambda: arrived.append(0))
    assert arrived == [0]


async def test_what_went_wrong_is_said_in_words() -> None:
    transport = Transport(private_allowed=True)
    nobody = await transport.post(f"http://127.0.0.1:{find_free_port()}/", HEADERS, b"{}")
    assert nobody.words == "The connection was refused, or the host cannot be reached."
    async with Receiver() as receiver:
        receiver.answer = b""
        broke = await transport.post(receiver.url(), HEADERS, b"{}")
        assert broke.words == "The connection broke before there was an answer (RemoteProtocolError)."
        receiver.hold = asyncio.Event()
        hasty = Transport(private_allowed=True, timeout=0.3)
        assert (await hasty.post(receiver.url(), HEADERS, b"{}")).words == "There was no answer within 0.3 s."

    async def fail(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    lost = Transport(private_allowed=True, resolve=fail)
    assert (await lost.post("http://nowhere.example/", HEADERS, b"{}")).words == "The host's name was not found."
    assert not await Transport(resolve=fail).is_refused("http://nowhere.example/")


async def test_resolver_that_never_answers_is_not_waited_for() -> None:
    async def wait(host: str, port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return []

    transport = Transport(resolve=wait, timeout=0.1, connect_timeout=0.1)
    assert (await transport.post("http://slow.example/", HEADERS, b"{}")).words == "There was no answer within 0.1 s."
    assert not await transport.is_refused("http://slow.example/")


async def test_proxies_of_the_environment_are_not_used(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, and none of the checks would hold."""
    async with Receiver() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url(path=""))
        assert (await Transport(private_allowed=True).post(receiver.url(), HEADERS, b"{}")).delivered
        assert proxy.connections == 0
