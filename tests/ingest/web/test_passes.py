"""What a node is told about passes, and what it tells of them: real reports from a real node."""

import asyncio
import logging
from typing import Any

import pytest

from contract.publishing import Reason
from ingest.errors import RefusedError, WebUnreachableError
from ingest.node import IngestNode
from ingest.web.callbacks import Web
from support.callback_web import SECRET, Answer, CallbackWeb
from support.ingest_node import port_of
from support.packagers import RecordingOrigin
from support.rtmp import AVC_CONFIG, FRAME, KEYFRAME, VIDEO, RtmpClient
from support.waiting import until

KEY = "00112233445566778899aabbccddeeff"
PLAYBACK = "playback0000abcd"
PASS_KEY = "ab" * 32


def order_with(web: CallbackWeb, make: Any) -> None:
    """Answer each report with the orders that `make` finds for its one session."""

    def answer(name: str, body: dict[str, Any]) -> Answer | None:
        if name != "report" or not body["sessions"]:
            return None
        session = body["sessions"][0]
        orders = [{"session_id": session["session_id"], **order} for order in make(session)]
        return (200, {"orders": orders}) if orders else None

    web.answer = answer


async def hear_of(web: CallbackWeb, is_it: Any) -> dict[str, Any]:
    """The first report that is so."""

    def find() -> dict[str, Any] | None:
        return next((each for each in web.named("report") if each["sessions"] and is_it(each["sessions"][0])), None)

    found = await until(find)
    assert found is not None
    return found


async def test_a_gated_show_is_opened_with_its_key_and_hears_what_was_taken_back_before_anything_waits(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    web.keys[KEY]["pass_key"] = PASS_KEY
    revoke = {"order": "revoke", "number": 3, "passes": [{"id": "0" * 24, "expires_at": 1_800_000_000}]}
    order_with(web, lambda session: [revoke] if session["revocations"] is None else [])
    client = await RtmpClient.publishing(port_of(node), KEY)
    assert origin.packagers[0].admission.pass_key == bytes.fromhex(PASS_KEY)
    first = await hear_of(web, lambda session: session["revocations"] is None)
    assert first["sessions"][0]["gated"] is True
    assert first["wait_ms"] == 0, "fans stand before the gate meanwhile"
    later = await hear_of(web, lambda session: session["revocations"] == 3)
    assert later["wait_ms"] > 0
    assert origin.revoked == ["0" * 24]
    client.close()


async def test_what_did_not_fit_into_an_answer_is_asked_for_at_once(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    web.keys[KEY]["pass_key"] = PASS_KEY

    def tell(session: dict[str, Any]) -> list[dict[str, Any]]:
        number = (session["revocations"] or 0) + 1
        gone = [{"id": f"{number:024x}", "expires_at": 1_800_000_000}]
        return [{"order": "revoke", "number": number, "passes": gone, "more": number < 4}] if number < 5 else []

    order_with(web, tell)
    client = await RtmpClient.publishing(port_of(node), KEY)
    await hear_of(web, lambda session: session["revocations"] == 4)
    assert origin.revoked == [f"{number:024x}" for number in (1, 2, 3, 4)]
    client.close()


async def test_the_gate_of_a_show_on_air_goes_up_and_down(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    order_with(web, lambda session: [] if session["gated"] else [{"order": "gate", "pass_key": PASS_KEY}])
    client = await RtmpClient.publishing(port_of(node), KEY)
    await hear_of(web, lambda session: session["gated"])
    assert origin.gates == {PLAYBACK: bytes.fromhex(PASS_KEY)}
    order_with(web, lambda session: [{"order": "gate", "pass_key": ""}] if session["gated"] else [])
    web.calls.clear()
    await hear_of(web, lambda session: not session["gated"])
    assert origin.gates == {PLAYBACK: b""}
    client.close()


async def test_a_stream_does_not_move_away_from_under_a_packager_that_is_about_to_open_it(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    origin.hold = asyncio.Event()
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    other = AVC_CONFIG[:12] + b"\x0d" + AVC_CONFIG[13:]
    for message in ((VIDEO, 900, other), (VIDEO, 900, KEYFRAME), (VIDEO, 940, FRAME)):
        client.send(*message)
    await asyncio.wait_for(origin.packagers[0].closed.wait(), 30)
    web.moves[f"livestream-of-{PLAYBACK}"] = "elsewhere"
    before = len(web.named("report"))
    await web.wait_for("report", before + 3)
    assert origin.moved == []
    origin.hold.set()
    await origin.wait_for_packagers(2)
    await until(lambda: origin.moved == [(PLAYBACK, "elsewhere")])
    client.close()


async def test_web_hears_how_a_stream_is_served_and_not_how_its_publisher_came_in(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    web.keys[KEY]["pass_key"] = PASS_KEY
    client = await RtmpClient.publishing(port_of(node), KEY)
    await hear_of(web, lambda session: session["gated"])
    origin.set_gate(PLAYBACK, b"")  # as when packaging begins anew while an order comes
    order_with(web, lambda session: [] if session["gated"] else [{"order": "gate", "pass_key": PASS_KEY}])
    await hear_of(web, lambda session: not session["gated"])
    await until(lambda: origin.gates[PLAYBACK])
    client.close()


async def test_a_show_that_waits_for_its_publisher_takes_orders_too(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")
    publisher = node.publishers.find(KEY)
    assert publisher is not None
    gate = {"order": "gate", "pass_key": PASS_KEY}
    revoke = {"order": "revoke", "number": 1, "passes": [{"id": "1" * 24, "expires_at": 1_800_000_000}]}
    order_with(
        web, lambda session: ([] if session["gated"] else [gate]) + ([] if session["revocations"] else [revoke])
    )
    await publisher.end(Reason.BROKEN)
    told = await hear_of(web, lambda session: session["state"] == "interrupted" and session["revocations"] == 1)
    assert told["sessions"][0]["gated"] is True
    assert origin.revoked[0] == "1" * 24


@pytest.mark.parametrize("pass_key", ["ab", "zz" * 32, 5, None])
async def test_a_key_that_cannot_be_read_is_not_taken_for_none(web: CallbackWeb, pass_key: Any) -> None:
    web.admit(KEY)
    web.keys[KEY]["pass_key"] = pass_key
    client = Web(web.url, SECRET, "n1")
    with pytest.raises(RefusedError):
        await client.validate(KEY, "s1", "192.0.2.1", patience=5.0)
    order = {"order": "gate", "session_id": "s1", "pass_key": pass_key}
    web.answer = lambda name, body: (200, {"orders": [order]})
    with pytest.raises(WebUnreachableError):
        await client.report([], wait=0)
    await client.close()


async def test_no_pass_key_is_logged(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    web.admit(KEY)
    web.keys[KEY]["pass_key"] = PASS_KEY
    client = await RtmpClient.publishing(port_of(node), KEY)
    await web.wait_for("report")
    logging.getLogger("test").info("%r", origin.packagers[0].admission)
    for form in (PASS_KEY, repr(bytes.fromhex(PASS_KEY))[2:-1]):
        assert form not in caplog.text
    client.close()
