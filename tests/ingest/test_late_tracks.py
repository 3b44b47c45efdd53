"""A track that joins a running show: what players get then, from RTMP to playlist, with a real FFmpeg between."""

from pathlib import Path

import pytest

from ingest.node import IngestNode
from ingest.origin.packaging.fragments import FragmentReader, InitSection
from settings import Settings
from support.callback_web import SECRET, CallbackWeb
from support.flv_clips import make_clip
from support.hls_playlist import SegmentLines, read_playlist
from support.ingest_node import SHORT_GOODBYES, port_of
from support.late_track import play_late
from support.origins import fetch, run_origin
from support.rtmp import AUDIO, VIDEO, RtmpClient
from support.waiting import until

KEY = "00112233445566778899aabbccddeeff"
LATE = 3.0
"""Seconds after which the second track begins."""


async def read_kinds(port: int, folder: str, uri: str | None) -> list[str]:
    """The tracks in an init section."""
    (init,) = FragmentReader().feed((await fetch(port, f"{folder}/{uri}")).body)
    assert isinstance(init, InitSection)
    return sorted(track.kind for track in init.tracks)


@pytest.mark.parametrize(("late", "first"), [(AUDIO, ["vide"]), (VIDEO, ["soun"])])
async def test_a_track_that_joins_late_is_in_a_new_init_section_behind_a_discontinuity(
    web: CallbackWeb, tmp_path: Path, late: int, first: list[str]
) -> None:
    web.admit(KEY)
    async with run_origin(tmp_path, dvr_window=60.0) as origin:
        settings = Settings(
            host="127.0.0.1", rtmp_port=0, backend_api_url=web.url, streaming_secret=SECRET, data_dir=tmp_path,
            node="node-1",
        )  # fmt: skip
        node = IngestNode(settings, origin, SHORT_GOODBYES)
        await node.start()
        try:
            client = await RtmpClient.publishing(port_of(node), KEY)
            await play_late(client, make_clip(seconds=8, gop=30), late, LATE)
            folder = "/live/playback0000abcd"

            async def ask() -> list[SegmentLines]:
                return read_playlist((await fetch(origin.port, f"{folder}/index.m3u8")).text).all_segments

            segments = await until(ask, is_it=lambda segments: any(segment.discontinuity for segment in segments))
            joined = next(index for index, segment in enumerate(segments) if segment.discontinuity)
            before, after = segments[joined - 1], segments[joined]
            assert await read_kinds(origin.port, folder, before.map_uri) == first
            assert await read_kinds(origin.port, folder, after.map_uri) == ["soun", "vide"]
            assert after.discontinuity_sequence == before.discontinuity_sequence + 1
            assert after.parts[0].independent
            assert sum(segment.known_duration for segment in segments[:joined]) == pytest.approx(LATE, abs=1.2)
            assert len(web.named("stream_started")) == 1
            client.close()
        finally:
            await node.stop()
