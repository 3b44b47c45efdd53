"""Peers whose bytes cost more than others': without a key they are cut, with one they are slowed, and their messages
are bounded in what they become."""

import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest
from bench.attack import payloads

from ingest.errors import AmfError, ChunkError
from ingest.limits.restarts import AT_ONCE
from ingest.media.codecs import read_avc
from ingest.media.flv import inspect_video
from ingest.node import IngestNode
from ingest.publishing.publisher import CHANGES_AT_ONCE
from ingest.rtmp.wire import amf
from ingest.rtmp.wire.amf import EcmaArray
from ingest.rtmp.wire.chunks import MAX_STEPS, ChunkReader
from ingest.rtmp.wire.commands import read_metadata
from ingest.rtmp.wire.messages import DATA, split_aggregate
from support.callback_web import Answer, CallbackWeb
from support.chunking import ChunkSender
from support.ingest_node import SHORT_GOODBYES, StartNode, port_of
from support.packagers import RecordingOrigin
from support.rtmp import AUDIO, AVC_CONFIG, KEYFRAME, SOUND, VIDEO, RtmpClient
from support.waiting import until

KEY = "00112233445566778899aabbccddeeff"


def body_of(message: bytes) -> bytes:
    """Of a message in one chunk with a full header."""
    return message[12:]


@pytest.mark.parametrize("nest", [payloads.nest_references, payloads.nest_amf3_references])
@pytest.mark.parametrize("levels", [14, 20, 26])
def test_references_count_as_what_they_refer_to(nest: Any, levels: int) -> None:
    data = nest(levels)
    assert len(data) < 400
    with pytest.raises(AmfError, match="too many values"):
        amf.decode(data)


@pytest.mark.parametrize("data", [b"\x0a\x00\x00\x00\x01\x07\x00\x00", b"\x11\x09\x03\x01\x09\x00"])
def test_what_refers_to_itself_is_refused(data: bytes) -> None:
    with pytest.raises(AmfError, match="itself"):
        amf.decode(data)


@pytest.mark.parametrize("nest", [payloads.nest_references, payloads.nest_amf3_references])
def test_metadata_with_references_gets_no_longer_on_its_way(nest: Any) -> None:
    data = nest(9)
    found = read_metadata((DATA, 0, 1, data))
    assert found is not None
    assert len(found.payload) <= len(data)


def test_metadata_goes_on_as_the_sender_wrote_it() -> None:
    body = amf.encode("@setDataFrame", "onMetaData", EcmaArray({"width": 64, "deep": [{"a": 1}]}), "more")
    found = read_metadata((DATA, 0, 1, body))
    assert found is not None
    assert found.payload == amf.encode("onMetaData", EcmaArray({"width": 64, "deep": [{"a": 1}]}))
    assert found.meta["width"] == 64


def test_metadata_in_amf3_goes_on_as_plain_values() -> None:
    body = amf.encode("onMetaData") + b"\x11\x0a\x0b\x01\x0bwidth\x04\x40\x03l\x09\x01\x01\x01"
    found = read_metadata((DATA, 0, 1, body))
    assert found is not None
    assert found.payload == amf.encode("onMetaData", EcmaArray({"width": 64}))


def test_one_feed_takes_so_many_steps_and_keeps_the_rest() -> None:
    data = payloads.interleave(3_000)
    reader = ChunkReader()
    messages = reader.feed(data)
    feeds = 1
    while reader.behind:
        assert reader.steps <= MAX_STEPS
        messages += reader.feed(b"")
        feeds += 1
    assert [len(body) for _, _, _, body in messages] == [3_000, 3_000]
    assert feeds >= 2 * 3_000 // MAX_STEPS


def test_an_aggregates_parts_count_as_steps() -> None:
    reader = ChunkReader()
    big_chunks = ChunkSender().set_chunk_size(1 << 20)
    messages = reader.feed(big_chunks + payloads.crowd_aggregate(250) * 20)
    assert reader.behind
    assert reader.steps == len(messages) < MAX_STEPS + 250


def test_an_aggregate_of_countless_parts_is_refused() -> None:
    with pytest.raises(ChunkError, match="more than 256 parts"):
        split_aggregate(0, 1, body_of(payloads.crowd_aggregate(40_000)))


def test_a_parameter_set_is_looked_at_as_far_as_it_says_something() -> None:
    begin = time.thread_time()
    assert read_avc(body_of(payloads.long_sequence_header(1))[5:]) is None
    # It took 270 ms. A hundredth of that is a bound that says how it is done, and not how fast the machine is.
    assert time.thread_time() - begin < 0.1


def test_a_frame_of_nothing_but_modifiers_is_not_followed_to_its_end() -> None:
    head = inspect_video(b"\x97" + b"\x00\x00\x07" * 1_000_000)
    assert head.payload < 100


async def test_interleaved_bytes_without_a_key_are_cut_off(node: IngestNode, web: CallbackWeb) -> None:
    client = await RtmpClient.start(port_of(node))
    client.send_bytes(payloads.interleave(30_000))
    await client.wait_closed()
    assert node.refusals.counts["greedy"] == 1


@pytest.mark.parametrize("flood", [payloads.check_bandwidth(5_000), payloads.ping(5_000)])
async def test_a_flood_of_questions_without_a_key_is_cut_off(node: IngestNode, flood: bytes) -> None:
    client = await RtmpClient.start(port_of(node))
    client.send_bytes(flood)
    await client.wait_closed()
    assert node.refusals.counts["greedy"] == 1


async def test_a_publisher_in_small_pieces_is_slowed_and_goes_on(start_node: StartNode, web: CallbackWeb) -> None:
    node = await start_node(replace(SHORT_GOODBYES, steps_at_once=100, steps_a_second=20_000))
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_bytes(payloads.interleave(3_000))
    client.sender.chunk_size = 1
    client.send_bytes(client.sender.set_chunk_size(128))
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")
    assert node.refusals.counts["slowed"] >= 1


async def test_a_busy_peer_without_a_key_has_no_more_time_than_a_silent_one(
    start_node: StartNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keep_busy(*_: object) -> None:
        await asyncio.Event().wait()

    node = await start_node(replace(SHORT_GOODBYES, publish=0.5))
    monkeypatch.setattr(node.controller, "_answer", keep_busy)
    client = await RtmpClient.start(port_of(node))
    client.send_bytes(payloads.check_bandwidth(1))
    await client.wait_closed()


async def test_a_peer_whose_key_is_being_asked_about_is_given_the_time_it_takes(
    start_node: StartNode, web: CallbackWeb
) -> None:
    node = await start_node(replace(SHORT_GOODBYES, publish=0.5))
    web.admit(KEY)
    asked = 0

    def decide(name: str, body: dict[str, Any]) -> Answer | None:
        nonlocal asked
        asked += name == "validate"
        return (503, {}) if name == "validate" and asked < 4 else None  # each is tried again, later and later

    web.answer = decide
    client = await RtmpClient.start(port_of(node))
    assert (await client.publish(KEY))["code"] == "NetStream.Publish.Start"


async def test_publish_and_a_large_keyframe_in_one_burst_are_accepted(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    client = await RtmpClient.start(port_of(node))
    client.command("releaseStream", None, KEY)
    client.command("createStream", None)
    client.command("publish", None, KEY, "live")
    client.send_headers()
    client.send(VIDEO, 0, KEYFRAME + bytes(1_080_000))
    client.send_show(start=40)
    assert (await client.hear_status())["code"] == "NetStream.Publish.Start"
    await web.wait_for("stream_started")


async def test_metadata_that_is_too_long_is_passed_over(node: IngestNode, web: CallbackWeb) -> None:
    web.admit(KEY)
    client = await RtmpClient.start(port_of(node))
    client.command("createStream", None)
    client.command("publish", None, KEY, "live")
    client.send(DATA, 0, amf.encode("@setDataFrame", "onMetaData", EcmaArray({"comment": "x" * 70_000})))
    client.send_headers()
    client.send_show()
    assert (await client.hear_status())["code"] == "NetStream.Publish.Start"
    await web.wait_for("stream_started")


async def test_a_show_with_references_in_its_metadata_goes_on(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send(DATA, 0, payloads.nest_references(26))
    client.send(DATA, 0, payloads.nest_amf3_references(26))
    client.send_headers()
    client.send_show()
    client.send(AUDIO, 400, SOUND)
    await web.wait_for("stream_started")


async def test_a_publisher_whose_tracks_change_all_the_time_is_told_to_keep_to_one(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    other_size = AVC_CONFIG.replace(b"\x0a\x8c", b"\x0a\x8d")
    assert other_size != AVC_CONFIG
    for number in range(40):
        client.send(VIDEO, 400 + 40 * number, (other_size, AVC_CONFIG)[number % 2])
        client.send(VIDEO, 400 + 40 * number, KEYFRAME)
    status = await client.hear_status()
    assert "all the time" in status["description"]
    assert len(origin.packagers) == 1 + CHANGES_AT_ONCE


async def test_wrong_keys_of_one_address_are_slowed_and_good_ones_are_not(
    start_node: StartNode, web: CallbackWeb
) -> None:
    node = await start_node()
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.command("deleteStream", None, 1)
    await until(lambda: not node.publishers.all())
    for number in range(10):
        stranger = await RtmpClient.start(port_of(node))
        assert (await stranger.publish(f"guess{number}"))["code"] == "NetStream.Publish.BadName"
    stranger = await RtmpClient.start(port_of(node))
    refusal = await stranger.publish("guess11")
    assert "Too many wrong stream keys" in refusal["description"]
    assert len(web.named("validate")) == 11
    assert node.refusals.counts == {"wrong_keys": 1}
    await RtmpClient.publishing(port_of(node), KEY)


async def test_an_encoder_that_starts_and_stops_all_the_time_is_told_to_wait(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    other = "ffeeddccbbaa99887766554433221100"
    web.admit(KEY)
    web.admit(other, playback_id="playback1111abcd")
    client = await RtmpClient.publishing(port_of(node), KEY)
    for _ in range(AT_ONCE - 1):
        client.command("closeStream", None)
        assert (await client.hear_status())["code"] == "NetStream.Unpublish.Success"
        client.command("publish", None, KEY, "live")
        assert (await client.hear_status())["code"] == "NetStream.Publish.Start"
    client.command("closeStream", None)
    await client.hear_status()
    client.command("publish", None, KEY, "live")
    assert "starts and stops all the time" in (await client.hear_status())["description"]
    again = await RtmpClient.start(port_of(node))  # nor on another connection
    assert "starts and stops all the time" in (await again.publish(KEY))["description"]
    assert len(origin.packagers) == AT_ONCE
    assert node.refusals.counts["restarts"] == 2
    await RtmpClient.publishing(port_of(node), other)
