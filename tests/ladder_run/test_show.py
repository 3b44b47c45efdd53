"""Every rendition of a show with a reconnect is its source's, part by part."""

import asyncio
from pathlib import Path

from ingest.origin.packaging.packager import StreamPackager
from ingest.origin.server import Timing
from ingest.renditions.ladder.ladder import Pace
from ladder_run.show import following
from support.flv_clips import feed, make_clip, play_tags
from support.origins import admit, run_origin
from support.waiting import until

NAMES = ("source", "240p", "120p", "audio")
PATIENT = Pace(behind=60.0, late=60.0)
"""No rung is too much, however busy the machine that tests."""


async def play(packager: StreamPackager, clip: bytes) -> None:
    async for tag in play_tags(clip):
        feed(packager, tag)


async def test_every_rendition_of_a_show_with_a_reconnect_is_its_sources(tmp_path: Path) -> None:
    clip = make_clip(seconds=8.1, gop=30, size="640x360")
    async with (
        run_origin(tmp_path, Timing(pace=PATIENT), renditions=NAMES) as origin,
        following(f"http://127.0.0.1:{origin.port}/live/show", NAMES, tmp_path) as followed,
    ):
        packager = await origin.open(admit(session="one"))
        await play(packager, clip)
        await packager.close(ended=False)
        await until(lambda: all(each.parts for each in followed.renditions))
        packager = await origin.open(admit(session="two"))
        await play(packager, clip)
        await packager.close(ended=True)
    findings = await asyncio.to_thread(followed.judge, tmp_path)
    assert [found.name for found in findings] == [*NAMES, "all"]
    assert [found.faults for found in findings] == [[]] * 5
    source, *others = findings[:-1]
    assert source.seconds > 16
    assert all(found.seconds > 8.5 and found.independent > 8 for found in others)  # of both halves
    assert all(found.playlists > 20 for found in findings[:-1])
