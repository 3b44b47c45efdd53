"""Whole conversations over a real socket: how publishers are accepted or refused, and what they may say."""

import asyncio
import logging
from dataclasses import replace

import pytest

from contract.feeds import FeedKind
from contract.publishing import digest_key
from ingest.node import IngestNode
from ingest.rtmp.bounds import Bounds
from ingest.rtmp.wire import amf
from support.callback_web import CallbackWeb
from support.flv import read_flv
from support.ingest_node import KEY, SHORT_GOODBYES, StartNode, port_of, start_show
from support.packagers import RecordingOrigin
from support.rtmp import AAC_CONFIG, AUDIO, AVC_CONFIG, COMMAND, DATA, FRAME, KEYFRAME, SOUND, VIDEO, RtmpClient
from support.waiting import until


async def test_a_show_from_connect_to_a_clean_stop(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    (started,) = await web.wait_for("stream_started")
    session = web.named("validate")[0]["session_id"]
    assert web.named("validate")[0] == {
        "stream_key": KEY, "session_id": session, "node": "node-1", "client_ip": "127.0.0.1",
        "media_url": None, "replaces": None,
    }  # fmt: skip
    assert (started["session_id"], started["key_digest"]) == (session, digest_key(KEY))
    assert started["video"] is started["audio"] is True

    client.command("FCUnpublish", None, KEY)
    client.command("deleteStream", None, 1)
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["session_id"], ended["clean"], ended["reason"]) == (session, True, "stopped")
    assert packager.ended is True

    flags, tags = read_flv(packager.flv)
    assert flags == 5
    assert [(tag.kind, tag.timestamp) for tag in tags[:5]] == [
        (DATA, 0),
        (VIDEO, 0),
        (AUDIO, 0),
        (VIDEO, 0),
        (AUDIO, 0),
    ]
    assert [tag.body for tag in tags[1:5]] == [AVC_CONFIG, AAC_CONFIG, KEYFRAME, SOUND]
    assert amf.decode(tags[0].body)[0] == "onMetaData"
    assert [tag.timestamp for tag in tags if tag.body == FRAME] == [40 * index for index in range(1, 10)]


@pytest.mark.parametrize(
    ("app", "name"),
    [
        ("live", KEY), ("live", f"{KEY}?user=me&x=1"), ("live/", f" {KEY}\n"), (f"live/{KEY}", ""),
        ("live", f"live/{KEY}"), (f"live/{KEY}?a=b", ""),
    ],
)  # fmt: skip
async def test_the_key_is_found_wherever_encoders_put_it(
    node: IngestNode, web: CallbackWeb, app: str, name: str
) -> None:
    web.admit(KEY)
    client = await RtmpClient.start(port_of(node), app)
    assert (await client.publish(name))["code"] == "NetStream.Publish.Start"
    assert web.named("validate")[0]["stream_key"] == KEY


async def test_a_publisher_that_stops_before_its_first_frame_leaves_its_place_to_the_next(
    node: IngestNode, web: CallbackWeb
) -> None:
    web.admit(KEY)
    first = await RtmpClient.publishing(port_of(node), KEY)
    first.command("deleteStream", None, 1)
    (ended,) = await web.wait_for("stream_ended")
    session = web.named("validate")[0]["session_id"]
    assert (ended["session_id"], ended["clean"]) == (session, True)
    await RtmpClient.publishing(port_of(node), KEY)
    assert web.named("validate")[1]["replaces"] == session, "web may not have heard of the end yet"


async def test_a_place_that_web_gave_is_given_back_where_packaging_cannot_start(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    origin.broken = True
    client = await RtmpClient.start(port_of(node))
    assert (await client.publish(KEY))["level"] == "error"
    (ended,) = await web.wait_for("stream_ended")
    assert ended["session_id"] == web.named("validate")[0]["session_id"]


async def test_an_unknown_key_is_refused_with_webs_words_and_the_connection_closes(
    node: IngestNode, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client = await RtmpClient.start(port_of(node))
    status = await client.publish(KEY)
    assert status == {
        "level": "error",
        "code": "NetStream.Publish.BadName",
        "description": "No livestream has this stream key.",
    }
    await client.wait_closed()
    assert "unknown_key" in caplog.text
    assert KEY not in caplog.text


@pytest.mark.parametrize("code", ["livestream_ended", "livestream_cancelled"])
async def test_other_refusals_are_denials(node: IngestNode, web: CallbackWeb, code: str) -> None:
    web.answer = lambda name, body: (403, {"code": code, "detail": "It is over."}) if name == "validate" else None
    client = await RtmpClient.start(port_of(node))
    status = await client.publish(KEY)
    assert (status["code"], status["description"]) == ("NetStream.Publish.Denied", "It is over.")


async def test_another_application_is_refused(node: IngestNode) -> None:
    client = await RtmpClient.open(port_of(node))
    await client.shake_hands()
    name, _, _, status = await client.call("connect", {"app": "vod"})
    assert (name, status["code"]) == ("_error", "NetConnection.Connect.Rejected")
    assert '"/live"' in status["description"]
    await client.wait_closed()


async def test_an_empty_key_is_refused_without_asking_web(node: IngestNode, web: CallbackWeb) -> None:
    client = await RtmpClient.start(port_of(node))
    assert "empty" in (await client.publish(""))["description"]
    assert web.named("validate") == []


async def test_a_player_is_refused(node: IngestNode) -> None:
    client = await RtmpClient.start(port_of(node))
    client.command("play", None, KEY)
    assert (await client.hear_status())["code"] == "NetStream.Play.Failed"
    await client.wait_closed()


async def test_publishing_before_connecting_is_refused(node: IngestNode, web: CallbackWeb) -> None:
    web.admit(KEY)
    client = await RtmpClient.open(port_of(node))
    await client.shake_hands()
    client.command("publish", None, KEY, "live")
    await client.wait_closed()
    assert web.named("validate") == []


async def test_web_that_comes_back_while_an_encoder_waits(node: IngestNode, web: CallbackWeb) -> None:
    web.admit(KEY)
    await web.stop()
    client = await RtmpClient.start(port_of(node))
    publishing = asyncio.create_task(client.publish(KEY))
    await asyncio.wait([publishing], timeout=0.5)
    await web.start()
    assert (await publishing)["code"] == "NetStream.Publish.Start"


async def test_web_that_stays_away_is_told_in_words(start_node: StartNode, web: CallbackWeb) -> None:
    node = await start_node(Bounds(validate=0.5))
    await web.stop()
    client = await RtmpClient.start(port_of(node))
    status = await client.publish(KEY)
    assert status["code"] == "NetStream.Publish.Denied"
    assert "could not be checked" in status["description"]


async def test_a_wrong_secret_is_told_in_words(
    node: IngestNode, web: CallbackWeb, caplog: pytest.LogCaptureFixture
) -> None:
    web.secret = "another"
    client = await RtmpClient.start(port_of(node))
    assert "STREAMING_SECRET" in (await client.publish(KEY))["description"]


async def test_no_ffmpeg_is_told_in_words(node: IngestNode, web: CallbackWeb, origin: RecordingOrigin) -> None:
    web.admit(KEY)
    origin.broken = True
    client = await RtmpClient.start(port_of(node))
    assert "cannot package" in (await client.publish(KEY))["description"]


async def test_acknowledgements_and_pings_are_answered(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, _ = await start_show(node, web, origin)
    client.send_bytes(client.sender.message(2, 5, 0, 0, (20_000).to_bytes(4, "big")))
    client.send_bytes(client.sender.message(2, 4, 0, 0, b"\0\6" + (77).to_bytes(4, "big")))
    client.send(VIDEO, 400, FRAME + bytes(50_000))
    async with asyncio.timeout(30):
        while not client.acknowledged or not client.pongs:
            assert await client.listen()
    assert client.pongs == [77]
    assert client.acknowledged > 20_000


async def test_commands_in_an_amf3_wrapper(node: IngestNode, web: CallbackWeb) -> None:
    web.admit(KEY)
    client = await RtmpClient.start(port_of(node))
    body = amf.encode("createStream", 9) + b"\x11\x01"
    client.send_bytes(client.sender.message(3, 17, 0, 0, b"\0" + body))
    assert (await client.hear(lambda said: said[:2] == ["_result", 9.0]))[3] == 1.0
    client.send_bytes(client.sender.message(3, 17, 0, 1, b"\0" + amf.encode("publish", 10, None, KEY, "live")))
    assert (await client.hear_status())["code"] == "NetStream.Publish.Start"


async def test_one_connection_may_publish_again_after_a_stop(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, first = await start_show(node, web, origin)
    client.command("closeStream", None)
    await first.closed.wait()
    assert (await client.hear_status())["code"] == "NetStream.Unpublish.Success"
    assert (await client.publish(KEY))["code"] == "NetStream.Publish.Start"


async def test_unknown_commands_and_messages_are_ignored(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    client.command("receiveAudio", None, False)
    client.send(COMMAND, 0, amf.encode("_result", 4, None, None))
    client.send_bytes(client.sender.message(3, 19, 0, 0, b"shared object"))
    client.send(DATA, 400, amf.encode("onCuePoint", {"name": "x"}))
    client.send(DATA, 400, b"\xff\xff")
    client.send(VIDEO, 400, FRAME)
    client.command("deleteStream", None, 1)
    await asyncio.wait_for(packager.closed.wait(), 30)
    assert read_flv(packager.flv)[1][-1].timestamp == 400


async def test_bytes_that_are_no_rtmp_end_the_publisher_and_leave_the_playlist_open(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    client.send_bytes(b"\xff" * 64)
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("protocol_error", False)
    assert packager.ended is False


async def test_large_messages_are_refused_before_a_publisher_was_accepted(node: IngestNode) -> None:
    client = await RtmpClient.start(port_of(node))
    client.send(VIDEO, 0, bytes(100_000))
    await client.wait_closed()


async def test_a_handshake_that_does_not_come_times_out(start_node: StartNode) -> None:
    node = await start_node(Bounds(handshake=0.3))
    client = await RtmpClient.open(port_of(node))
    client.send_bytes(b"\x03")
    await client.wait_closed(5)


async def test_a_publish_that_does_not_come_times_out(start_node: StartNode) -> None:
    node = await start_node(replace(SHORT_GOODBYES, publish=0.3))
    client = await RtmpClient.start(port_of(node))
    await client.wait_closed(5)


async def test_a_place_that_web_gives_while_the_node_stops_is_given_back(
    start_node: StartNode, web: CallbackWeb
) -> None:
    web.admit(KEY)
    web.held["validate"] = asyncio.Event()
    node = await start_node()
    client = await RtmpClient.start(port_of(node))
    client.command("publish", None, KEY, "live")
    (asked,) = await web.wait_for("validate")
    await node.stop()
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["session_id"], ended["key_digest"]) == (asked["session_id"], digest_key(KEY))
    assert (ended["reason"], ended["clean"]) == ("node_stopping", False)


@pytest.mark.parametrize("kind", FeedKind)
async def test_what_was_found_in_a_rehearsal_is_reported(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, kind: FeedKind
) -> None:
    web.admit(KEY)
    web.keys[KEY]["kind"] = kind
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    health = await until(
        lambda: [each["health"] for body in web.named("report") for each in body["sessions"] if each.get("health")]
    )
    assert health[-1].get("picture_black") is (True if kind is FeedKind.REHEARSAL else None)
