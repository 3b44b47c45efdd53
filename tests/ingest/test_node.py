"""RTMP in, HLS out: a whole node with the origin and a real FFmpeg behind it."""

import asyncio
from pathlib import Path

import pytest

from ingest.node import IngestNode
from settings import Settings
from support.callback_web import SECRET, CallbackWeb
from support.flv_clips import make_clip, split_tags
from support.hls_playlist import Playlist, read_playlist
from support.ingest_node import SHORT_GOODBYES, port_of
from support.origins import fetch, run_origin
from support.rtmp import DATA, RtmpClient
from support.waiting import PATIENCE

KEY = "00112233445566778899aabbccddeeff"


async def read_to_the_end(port: int) -> Playlist:
    """The playlist once it has ended."""
    target = "/live/playback0000abcd/index.m3u8"
    query = ""
    async with asyncio.timeout(PATIENCE):
        while True:
            playlist = read_playlist((await fetch(port, target + query)).text)
            if playlist.ended:
                return playlist
            sequence, index = playlist.last_part
            query = f"?_HLS_msn={sequence}&_HLS_part={index + 1}"


async def test_a_silence_of_four_seconds_does_not_make_the_show_four_seconds_longer(
    web: CallbackWeb, tmp_path: Path
) -> None:
    web.admit(KEY)
    settings = Settings(host="127.0.0.1", rtmp_port=0, backend_api_url=web.url, streaming_secret=SECRET,
                        data_dir=tmp_path, node="node-1")  # fmt: skip
    async with run_origin(tmp_path) as origin:
        node = IngestNode(settings, origin, SHORT_GOODBYES)
        await node.start()
        try:
            client = await RtmpClient.publishing(port_of(node), KEY)
            tags = [each for each in split_tags(make_clip(seconds=4)) if each[0] != DATA]
            for kind, timestamp, tag in tags:
                if timestamp < 2_000:
                    client.send(kind, timestamp, tag[11:-4])
            await asyncio.sleep(4.0)  # the silence itself is what is tried here
            for kind, timestamp, tag in tags:
                if timestamp >= 2_000:
                    client.send(kind, timestamp + 4_000, tag[11:-4])
            client.command("deleteStream", None, 1)
            playlist = await read_to_the_end(origin.port)
        finally:
            await node.stop()
    assert sum(segment.known_duration for segment in playlist.segments) == pytest.approx(4.0, abs=0.15)
    assert not any(segment.discontinuity for segment in playlist.segments)
