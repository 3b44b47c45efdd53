"""What web and ingest say of themselves, and who has their ports."""

import asyncio
import json
import socket

import pytest

from api.doctor.ports import check_ports
from api.doctor.processes import Answer, ask_process, judge_process
from settings import Settings
from support.ports import find_free_port


@pytest.mark.parametrize(
    ("body", "state", "words"),
    [
        ({"ready": True, "parts": {"log": "ok"}}, "ok", "ready"),
        (
            {"ready": True, "parts": {"log": "ok"}, "problems": ["The bucket is away."]},
            "unsure",
            "The bucket is away.",
        ),
        ({"ready": False, "parts": {"log": "It lags."}}, "broken", "log: It lags."),
        (["another program"], "broken", "another program"),
    ],
)
async def test_a_process_says_itself_what_it_lacks(body: object, state: str, words: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        text = json.dumps(body).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(text), text))
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        settings = Settings(host="127.0.0.1")
        finding = judge_process("web", await ask_process(settings, server.sockets[0].getsockname()[1]))
    assert finding.state == state, finding
    assert words in finding.words


async def test_a_process_elsewhere_is_no_fault() -> None:
    assert judge_process("ingest", await ask_process(Settings(), find_free_port())).state == "unsure"


def test_ports_are_free_or_our_own_or_somebody_has_them() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        taken = held.getsockname()[1]
        settings = Settings(
            host="127.0.0.1", port=taken, http_port=find_free_port(), rtmp_port=taken, rtmps_port=find_free_port()
        )
        nobody, web = Answer("nobody"), Answer("ours", ready=True)
        assert [one.state for one in check_ports(settings, nobody, nobody)] == ["broken", "ok", "broken", "ok"]
        found = [*check_ports(settings, web, Answer("ours", ready=True, parts={"rtmp": "ok"}))]
        assert [one.state for one in found] == ["ok", "unsure", "ok", "unsure"]
        words = [one.words for one in check_ports(settings, Answer("stranger"), nobody)]
        assert "PORT" in words[0]
        assert "another program" in words[0]
        # It answers, and its publishers' door is somebody else's.
        astray = Answer("ours", ready=False, parts={"rtmp": "does not listen"})
        assert [one.state for one in check_ports(settings, web, astray)][2] == "broken"


def test_an_address_that_is_not_this_machines_is_said() -> None:
    settings = Settings(host="192.0.2.7", port=find_free_port())
    finding = next(check_ports(settings, Answer("nobody"), Answer("nobody")))
    assert (finding.state, "HOST" in finding.words) == ("broken", True)
