"""Whole conversations over a real socket: how publishers are lost, return, take over and are ended."""

import asyncio
from dataclasses import replace

import pytest

from ingest.node import IngestNode
from ingest.rtmp.bounds import USUAL
from ingest.web.callbacks import REPORT_WAIT
from support.callback_web import CallbackWeb
from support.flv import read_flv
from support.ingest_node import KEY, PLAYBACK, SHORT_GOODBYES, StartNode, port_of, start_show
from support.packagers import RecordingOrigin
from support.rtmp import FRAME, KEYFRAME, VIDEO, RtmpClient
from support.waiting import PATIENCE, until


@pytest.mark.parametrize("way", ["close", "abort"])
async def test_a_lost_connection_leaves_the_playlist_open(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, way: str
) -> None:
    client, packager = await start_show(node, web, origin)
    await client.drain()
    getattr(client, way)()
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["clean"], ended["reason"]) == (False, "connection_lost")
    await packager.closed.wait()
    assert packager.ended is False
    report = await until(
        lambda: [s for body in web.named("report")[-1:] for s in body["sessions"] if s["state"] == "interrupted"]
    )
    assert report[0]["playback_id"] == PLAYBACK


async def test_a_stream_goes_on_under_the_name_that_web_gives_it(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    web.moves[f"livestream-of-{PLAYBACK}"] = "elsewhere"

    def reported(state: str) -> list[str]:
        last = web.named("report")[-1:]
        return [each["playback_id"] for body in last for each in body["sessions"] if each["state"] == state]

    await until(lambda: reported("publishing") == ["elsewhere"])
    assert origin.moved == [(PLAYBACK, "elsewhere")]
    assert not packager.closed.is_set()
    client.abort()
    await until(lambda: reported("interrupted") == ["elsewhere"])
    web.moves[f"livestream-of-{PLAYBACK}"] = "once-more"
    await until(lambda: reported("interrupted") == ["once-more"])
    assert origin.moved[1:] == [("elsewhere", "once-more")]


async def test_a_returning_publisher_gets_a_new_packager_and_the_interruption_is_over(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, _ = await start_show(node, web, origin)
    client.abort()
    await web.wait_for("stream_ended")
    again, packager = await start_show(node, web, origin)
    await web.wait_for("stream_started", 2)
    assert len(origin.packagers) == 2
    assert read_flv(packager.flv)[1][3].body == KEYFRAME
    sessions = await until(
        lambda: [
            each for body in web.named("report") if (each := body["sessions"]) and each[0]["state"] == "publishing"
        ][2:]
    )
    assert [each["state"] for each in sessions[-1]] == ["publishing"]
    again.close()


async def test_no_return_within_the_grace_ends_the_playlist(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY, grace=0.3)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")
    client.abort()
    await origin.wait_for_end(PLAYBACK)
    assert origin.packagers[0].ended is False


async def test_without_grace_a_lost_connection_ends_the_playlist_at_once(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY, grace=0)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    await web.wait_for("stream_started")
    client.abort()
    await origin.packagers[0].closed.wait()
    assert origin.packagers[0].ended is True


async def test_a_returning_publisher_that_never_sends_a_frame_does_not_end_the_playlist(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, _ = await start_show(node, web, origin)
    client.abort()
    await web.wait_for("stream_ended")
    again = await RtmpClient.publishing(port_of(node), KEY)
    again.abort()
    await asyncio.wait_for(origin.packagers[1].closed.wait(), 30)
    assert origin.packagers[1].ended is False
    assert len(web.named("stream_started")) == len(web.named("stream_ended")) == 1


async def test_a_silent_publisher_is_lost_after_the_timeout(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    node = await start_node(publisher_timeout=1.0)
    client, _ = await start_show(node, web, origin)
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["clean"], ended["reason"]) == (False, "silent")
    assert "Nothing has arrived" in (await client.hear_status())["description"]
    await client.wait_closed()


async def test_nothing_breaks_off_the_end_of_a_publisher(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    node = await start_node()
    client, packager = await start_show(node, web, origin)
    packager.may_close.clear()
    client.command("deleteStream", None, 1)
    await asyncio.wait_for(packager.closing.wait(), 30)
    stopping = asyncio.create_task(node.stop())  # it cancels what its connections are about
    await client.hear_status()
    assert not packager.closed.is_set()
    packager.may_close.set()
    await stopping
    assert packager.ended is True
    (ended,) = web.named("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("stopped", True)


async def test_a_second_publisher_is_refused_while_the_first_is_alive(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    first, _ = await start_show(node, web, origin)
    second = await RtmpClient.start(port_of(node))
    status = await second.publish(KEY)
    assert status["code"] == "NetStream.Publish.BadName"
    assert "Another encoder" in status["description"]
    assert len(origin.packagers) == 1
    assert web.named("validate")[1]["replaces"] is None
    first.close()


async def test_a_second_publisher_takes_over_from_one_that_fell_silent(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    assert USUAL.takeover == 2.0
    node = await start_node(replace(SHORT_GOODBYES, takeover=0.0))
    first, packager = await start_show(node, web, origin)
    await web.wait_for("stream_started")
    second, _ = await start_show(node, web, origin)
    assert web.named("validate")[1]["replaces"] == web.named("validate")[0]["session_id"]
    assert "taken over" in (await first.hear_status())["description"]
    await first.wait_closed()
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("taken_over", False)
    assert ended["session_id"] == web.named("validate")[0]["session_id"]
    assert packager.ended is False
    await web.wait_for("stream_started", 2)
    assert origin.ended == []
    second.close()


async def test_the_first_keeps_its_place_while_two_connect_at_once(node: IngestNode, web: CallbackWeb) -> None:
    asked = asyncio.Event()

    def slowly(name: str, body: dict[str, object]) -> None:
        asked.set()

    web.answer = slowly
    web.admit(KEY)
    clients = [await RtmpClient.start(port_of(node)) for _ in range(2)]
    codes = [status["code"] for status in await asyncio.gather(*(client.publish(KEY) for client in clients))]
    assert sorted(codes) == ["NetStream.Publish.BadName", "NetStream.Publish.Start"]


@pytest.mark.parametrize("reason", ["ended", "cancelled", "deleted", "unknown"])
async def test_webs_stop_reaches_the_publisher_at_once(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, reason: str
) -> None:
    client, packager = await start_show(node, web, origin)
    await web.wait_for("stream_started")
    session = web.named("validate")[0]["session_id"]
    (asked, *_) = await until(lambda: [each for each in web.named("report") if each["sessions"]])
    assert asked["wait_ms"] == REPORT_WAIT * 1000, "held until there is something to say"
    reports = len(web.named("report"))
    web.stops.append({"session_id": session, "reason": reason, "message": "The show was ended on its page."})
    status = await client.hear_status()
    # By the answer to the one that was waiting, or was on its way; and the node has gone on with another.
    assert len(web.named("report")) <= reports + 2
    assert status["description"] == "The show was ended on its page."
    await client.wait_closed()
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["reason"], ended["clean"]) == (reason, True)
    assert packager.ended is True


async def test_webs_stop_closes_an_interrupted_playlist(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, _ = await start_show(node, web, origin)
    client.abort()
    (ended,) = await web.wait_for("stream_ended")
    web.stops.append({"session_id": ended["session_id"], "reason": "ended", "message": ""})
    await origin.wait_for_end(PLAYBACK)


async def test_a_packager_that_gave_up_ends_the_publisher_with_its_words(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    packager.failed.set_result("FFmpeg cannot read this stream.")
    assert (await client.hear_status())["description"] == "FFmpeg cannot read this stream."
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("packaging_failed", False)


async def test_an_ffmpeg_that_falls_behind_slows_the_socket_and_loses_nothing(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    client, packager = await start_show(node, web, origin)
    packager.stalled = True
    big = FRAME + bytes(100_000)
    for index in range(400):
        client.send(VIDEO, 400 + 40 * index, big)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.drain(), 1.0)
    assert packager.queued < 4 << 20
    packager.go_on()
    await client.drain()
    client.command("deleteStream", None, 1)
    await asyncio.wait_for(packager.closed.wait(), PATIENCE)
    assert sum(tag.body == big for tag in read_flv(packager.flv)[1]) == 400


async def test_an_ffmpeg_that_stands_still_ends_the_publisher_with_words(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    node = await start_node(publisher_timeout=1.0)
    client, packager = await start_show(node, web, origin)
    packager.stalled = True
    for index in range(40):
        client.send(VIDEO, 400 + 40 * index, FRAME + bytes(100_000))
    assert "stands still" in (await client.hear_status())["description"]
    (ended,) = await web.wait_for("stream_ended")
    assert ended["reason"] == "packaging_failed"


async def test_publishers_are_ended_in_order_when_the_node_stops(
    start_node: StartNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    node = await start_node()
    port = port_of(node)
    client, packager = await start_show(node, web, origin)
    await web.wait_for("stream_started")
    idle = await RtmpClient.start(port)
    stopping = asyncio.create_task(node.stop())
    assert "restarting" in (await client.hear_status())["description"]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(stopping, client.wait_closed(), idle.wait_closed())
    (ended,) = web.named("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("node_stopping", False)
    assert packager.ended is False
    with pytest.raises(OSError, match="Connect call failed"):
        await RtmpClient.open(port)
