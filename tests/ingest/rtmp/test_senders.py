"""Odd senders: whatever a real ffmpeg or a raw client sends, FFmpeg gets FLV it can package."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from ingest.node import IngestNode
from ingest.rtmp.wire import amf
from support.callback_web import CallbackWeb
from support.flv import Tag, read_flv
from support.ingest_node import port_of
from support.needs import find_program
from support.packagers import RecordingOrigin, RecordingPackager
from support.publisher import Publisher
from support.rtmp import AAC_CONFIG, AUDIO, AVC_CONFIG, DATA, FRAME, KEYFRAME, SOUND, VIDEO, RtmpClient
from support.waiting import PATIENCE

KEY = "00112233445566778899aabbccddeeff"
OTHER_AVC_CONFIG = AVC_CONFIG[:12] + b"\x0d" + AVC_CONFIG[13:]
OTHER_AAC_CONFIG = b"\xaf\x00\x12\x10"


async def probe(packager: RecordingPackager, folder: Path) -> dict[str, dict[str, Any]]:
    """What ffprobe finds in a packager's FLV: the streams by their kind. Any complaint of it is a failure."""
    path = folder / "recorded.flv"
    path.write_bytes(packager.flv)
    process = await asyncio.create_subprocess_exec(
        find_program("ffprobe"), "-v", "warning", "-count_packets", "-show_streams", "-of", "json", str(path),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    output, complaints = await process.communicate()
    assert complaints == b""
    return {stream["codec_type"]: stream for stream in json.loads(output)["streams"]}


async def publish_with_ffmpeg(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, folder: Path, seconds: float = 2.5, **options: Any
) -> RecordingPackager:
    """A real ffmpeg publishes until that much is packaged, then stops cleanly."""
    web.admit(KEY)
    async with Publisher.start(f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}", folder, **options) as publisher:
        (packager,) = await origin.wait_for_packagers(1)
        async with asyncio.timeout(PATIENCE):
            while not packager.flv or read_flv(packager.flv)[1][-1].timestamp < seconds * 1_000:
                packager.wrote.clear()
                await packager.wrote.wait()
        await publisher.stop()
        await asyncio.wait_for(packager.closed.wait(), 30)
    assert packager.ended is True
    return packager


async def test_ffmpeg_with_picture_and_sound(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    packager = await publish_with_ffmpeg(node, web, origin, tmp_path)
    streams = await probe(packager, tmp_path)
    assert (streams["video"]["codec_name"], streams["video"]["width"]) == ("h264", 320)
    assert streams["audio"]["codec_name"] == "aac"
    assert int(streams["video"]["nb_read_packets"]) > 70
    (started,) = await web.wait_for("stream_started")
    assert started["video"] is started["audio"] is True


async def test_ffmpeg_with_b_frames_and_a_variable_frame_rate(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    drop_frames = "select='not(mod(n,3))+gt(mod(n,7),4)'"
    options = ("-tune", "film", "-preset", "veryfast", "-bf", "3", "-vf", drop_frames, "-vsync", "vfr")
    packager = await publish_with_ffmpeg(node, web, origin, tmp_path, encoder_options=options)
    streams = await probe(packager, tmp_path)
    assert streams["video"]["has_b_frames"] > 0


async def test_ffmpeg_with_sound_alone(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    packager = await publish_with_ffmpeg(node, web, origin, tmp_path, video=False)
    assert list(await probe(packager, tmp_path)) == ["audio"]
    assert read_flv(packager.flv)[0] == 4


async def test_ffmpeg_with_a_picture_alone(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    packager = await publish_with_ffmpeg(node, web, origin, tmp_path, audio=False)
    assert list(await probe(packager, tmp_path)) == ["video"]
    assert read_flv(packager.flv)[0] == 1


async def test_ffmpeg_with_intra_refresh_has_one_keyframe_and_the_artist_is_told(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    options = ("-x264-params", "intra-refresh=1")
    packager = await publish_with_ffmpeg(node, web, origin, tmp_path, gop=0.5, encoder_options=options)
    pictures = [tag.body for tag in read_flv(packager.flv)[1] if tag.kind == VIDEO and tag.body[1] == 1]
    assert [body[0] == 0x17 for body in pictures] == [True] + [False] * (len(pictures) - 1)
    figures = [each["health"] for body in web.named("report") for each in body["sessions"] if "health" in each]
    assert any("intra-refresh" in words for each in figures for words in each["advice"])


@pytest.mark.parametrize("codec", ["libmp3lame", "ac3", "eac3"])
async def test_sound_that_no_browser_plays_is_refused_before_anybody_hears_of_it(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path, codec: str
) -> None:
    web.admit(KEY)
    url = f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}"
    sound = ("-ar", "44100", "-c:a", codec)
    async with Publisher.start(url, tmp_path, sound_options=sound, program=get_ffmpeg_exe()) as publisher:
        assert await publisher.wait(20) != 0
    (packager,) = origin.packagers
    await asyncio.wait_for(packager.closed.wait(), 30)
    assert packager.flv == b""
    assert web.named("stream_started") == []  # `stream_ended` gives back the place that web gave, and is no show's


async def test_hevc_that_this_server_cannot_read_is_refused_before_anybody_hears_of_it(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    web.admit(KEY)
    origin.ffmpeg_release = (5, 1)
    url = f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}"
    # It looks two seconds and more ahead: sound comes long before the first picture.
    hevc = ("-c:v", "libx265", "-preset", "medium", "-tune", "psnr", "-x265-params", "rc-lookahead=80:log-level=none")
    async with Publisher.start(url, tmp_path, encoder_options=hevc, program=get_ffmpeg_exe()) as publisher:
        assert await publisher.wait(30) != 0
    assert [packager.flv for packager in origin.packagers] == [b""]
    assert web.named("stream_started") == []  # `stream_ended` gives back the place that web gave, and is no show's


async def test_a_killed_ffmpeg_is_a_lost_publisher(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path
) -> None:
    web.admit(KEY)
    async with Publisher.start(f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}", tmp_path) as publisher:
        await web.wait_for("stream_started", timeout=20)
        await publisher.kill()
        (ended,) = await web.wait_for("stream_ended")
    assert (ended["reason"], ended["clean"]) == ("connection_lost", False)


async def test_ffmpeg_prints_the_words_of_a_refusal(node: IngestNode, web: CallbackWeb, tmp_path: Path) -> None:
    async with Publisher.start(f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}", tmp_path) as publisher:
        assert await publisher.wait(20) != 0
        assert "No livestream has this stream key." in publisher.output


async def test_ffmpegs_player_accepts_the_signed_handshake(node: IngestNode) -> None:
    """A player asks for, and checks, the digests that old encoders use as well."""
    url = f"rtmp://127.0.0.1:{port_of(node)}/live/{KEY}"
    process = await asyncio.create_subprocess_exec(
        find_program("ffmpeg"), "-v", "debug", "-i", url, "-f", "null", "-",
        stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, output = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert b"Server version 4.5.0.1" in output
    assert b"validating failed" not in output
    assert b"open the HLS address" in output


# -- a raw client ----------------------------------------------------------------------------------------------


async def record(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, messages: list[tuple[int, int, bytes]]
) -> list[list[Tag]]:
    """Send exactly these messages and stop; what each packager got, headers checked."""
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    for message in messages:
        client.send(*message)
    client.command("deleteStream", None, 1)
    await client.hear(lambda said: said[0] == "onStatus")
    async with asyncio.timeout(30):
        for packager in origin.packagers:
            await packager.closed.wait()
    return [read_flv(packager.flv)[1] for packager in origin.packagers if packager.flv]


def show(start: int, count: int = 5) -> list[tuple[int, int, bytes]]:
    return [(VIDEO, start + 40 * index, FRAME if index else KEYFRAME) for index in range(count)]


async def test_no_metadata_and_no_sound_begins_after_a_little_patience(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    (tags,) = await record(node, web, origin, [(VIDEO, 0, AVC_CONFIG), *show(0, 20)])
    assert [tag.body for tag in tags] == [AVC_CONFIG, KEYFRAME] + [FRAME] * 19
    assert [tag.timestamp for tag in tags[1:]] == [40 * index for index in range(20)]


async def test_frames_before_the_first_keyframe_are_left_out(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    early = [(VIDEO, 0, AVC_CONFIG), (AUDIO, 0, AAC_CONFIG)] + [(VIDEO, 40 * index, FRAME) for index in range(5)]
    (tags,) = await record(node, web, origin, [*early, *show(200)])
    assert [tag.body for tag in tags[:3]] == [AVC_CONFIG, AAC_CONFIG, KEYFRAME]
    assert tags[2].timestamp == 0


async def test_sound_that_comes_late_gets_a_new_packager_at_a_keyframe(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    late = [(AUDIO, 900, AAC_CONFIG), *((AUDIO, 900 + 20 * index, SOUND) for index in range(5))]
    first, second = await record(
        node, web, origin, [(VIDEO, 0, AVC_CONFIG), *show(0, 20), *late, *show(1_000), (AUDIO, 1_000, SOUND)]
    )
    assert {tag.kind for tag in first} == {VIDEO}
    assert [tag.body for tag in second[:3]] == [AVC_CONFIG, AAC_CONFIG, KEYFRAME]
    assert second[2].timestamp == 1_000
    assert second[-1].body == SOUND
    assert [packager.ended for packager in origin.packagers] == [False, True]
    await web.wait_for("stream_ended")
    assert len(web.named("stream_started")) == 1


async def test_a_picture_that_comes_late_gets_a_new_packager(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    sound = [(AUDIO, 0, AAC_CONFIG), *((AUDIO, 20 * index, SOUND) for index in range(100))]
    first, second = await record(node, web, origin, [*sound, (VIDEO, 2_000, AVC_CONFIG), *show(2_000)])
    assert {tag.kind for tag in first} == {AUDIO}
    assert [tag.body for tag in second[:3]] == [AVC_CONFIG, AAC_CONFIG, KEYFRAME]


async def test_another_picture_size_in_the_middle_gets_a_new_packager(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    begin = [(VIDEO, 0, AVC_CONFIG), (AUDIO, 0, AAC_CONFIG), *show(0)]
    first, second = await record(node, web, origin, [*begin, (VIDEO, 200, OTHER_AVC_CONFIG), *show(200)])
    assert [tag.body for tag in second[:3]] == [OTHER_AVC_CONFIG, AAC_CONFIG, KEYFRAME]
    assert first[-1].timestamp == 160
    assert second[2].timestamp == 200


async def test_repeated_sequence_headers_change_nothing(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    begin = [(VIDEO, 0, AVC_CONFIG), (AUDIO, 0, AAC_CONFIG)]
    (tags,) = await record(node, web, origin, [*begin, *show(0), *begin, *show(200)])
    assert [tag.body for tag in tags].count(AVC_CONFIG) == 1


async def test_another_sampling_in_the_middle_of_sound_alone(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    def sounds(start: int) -> list[tuple[int, int, bytes]]:
        return [(AUDIO, start + 20 * index, SOUND) for index in range(100)]

    first, second = await record(
        node, web, origin, [(AUDIO, 0, AAC_CONFIG), *sounds(0), (AUDIO, 2_000, OTHER_AAC_CONFIG), *sounds(2_000)]
    )
    assert first[-1].timestamp == 1_980
    assert [tag.body for tag in second[:2]] == [OTHER_AAC_CONFIG, SOUND]


@pytest.mark.parametrize("start", [5 * 3_600_000, 2**32 - 100, 12_345])
async def test_shows_that_begin_anywhere_on_the_clock(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin, start: int
) -> None:
    begin = [(VIDEO, start, AVC_CONFIG), (AUDIO, start, AAC_CONFIG)]
    (tags,) = await record(node, web, origin, [*begin, *show(start, 10)])
    assert [tag.timestamp for tag in tags[2:]] == [40 * index for index in range(10)]


async def test_a_clock_that_starts_anew(node: IngestNode, web: CallbackWeb, origin: RecordingOrigin) -> None:
    begin = [(VIDEO, 0, AVC_CONFIG), (AUDIO, 0, AAC_CONFIG)]
    (tags,) = await record(node, web, origin, [*begin, *show(50_000), *show(0)])
    assert [tag.timestamp for tag in tags[2:]] == [40 * index for index in range(10)]


async def test_several_tracks_are_refused_with_words(node: IngestNode, web: CallbackWeb) -> None:
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send(VIDEO, 0, b"\x96\x00avc1\x00")
    assert "multitrack" in (await client.hear_status())["description"]
    await client.wait_closed()


async def test_enhanced_rtmp_is_passed_through_as_it_is(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    config, key, frame = b"\x90hvc1config", b"\x91hvc1\0\0\0key", b"\xa1hvc1\0\0\0frame"
    opus, sound = b"\x90OpusOpusHead", b"\x91Opussound"
    (tags,) = await record(
        node,
        web,
        origin,
        [(VIDEO, 0, config), (AUDIO, 0, opus), (VIDEO, 0, key), (AUDIO, 0, sound), (VIDEO, 40, frame)],
    )
    assert [tag.body for tag in tags] == [config, opus, key, sound, frame]


async def test_metadata_of_any_shape(node: IngestNode, web: CallbackWeb, origin: RecordingOrigin) -> None:
    meta = b"\x02\x00\x0aonMetaData\x08\x00\x00\x00\x00\x00\x05width\x00@P\x00\x00\x00\x00\x00\x00\x00\x00\x09"
    (tags,) = await record(
        node, web, origin, [(DATA, 0, meta), (VIDEO, 0, AVC_CONFIG), (AUDIO, 0, AAC_CONFIG), *show(0)]
    )
    assert amf.decode(tags[0].body) == ["onMetaData", {"width": 64.0}]


async def test_a_publisher_that_vanishes_while_its_packager_is_replaced_is_ended_in_order(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    origin.hold = asyncio.Event()
    client = await RtmpClient.publishing(port_of(node), KEY)
    for message in [
        (VIDEO, 0, AVC_CONFIG),
        (AUDIO, 0, AAC_CONFIG),
        *show(0),
        (VIDEO, 200, OTHER_AVC_CONFIG),
        *show(200),
    ]:
        client.send(*message)
    await asyncio.wait_for(origin.packagers[0].closed.wait(), 30)
    session = web.named("validate")[0]["session_id"]
    web.stops.append({"session_id": session, "reason": "ended", "message": "Over."})
    assert (await client.hear_status())["description"] == "Over."
    origin.hold.set()
    await web.wait_for("stream_ended")
    await origin.wait_for_packagers(2)
    await asyncio.wait_for(origin.packagers[1].closed.wait(), 30)
    assert [packager.ended for packager in origin.packagers] == [False, True]


async def test_a_codec_is_looked_at_before_its_first_picture(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    origin.ffmpeg_release = (5, 1)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send(VIDEO, 0, b"\x90hvc1config")
    client.send(AUDIO, 0, AAC_CONFIG)
    for time in range(0, 10_000, 20):
        client.send(AUDIO, time, SOUND)
    assert "too old for HEVC" in (await client.hear_status())["description"]
    await client.wait_closed()
    assert origin.packagers[0].flv == b""
    assert web.named("stream_started") == []  # `stream_ended` gives back the place that web gave, and is no show's


async def test_a_codec_the_servers_ffmpeg_is_too_old_for_is_refused_with_words(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> None:
    web.admit(KEY)
    origin.ffmpeg_release = (5, 1)
    client = await RtmpClient.publishing(port_of(node), KEY)
    for message in [(VIDEO, 0, b"\x90hvc1config"), (AUDIO, 0, AAC_CONFIG), (VIDEO, 0, b"\x91hvc1\0\0\0key")]:
        client.send(*message)
    status = await client.hear_status()
    assert (status["level"], status["code"]) == ("error", "NetStream.Publish.Denied")
    assert "too old for HEVC" in status["description"]
    await client.wait_closed()
    assert origin.packagers[0].flv == b""
    assert web.named("stream_started") == []
