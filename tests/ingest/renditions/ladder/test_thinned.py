"""Small rungs of a source with many pictures a second have half of them."""

import asyncio
import itertools
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from ingest.origin.server import OriginServer, Timing
from ingest.renditions.ladder.ladder import Pace
from ingest.renditions.ladder.parts.forms import Former, Slot
from support.flv_clips import feed, make_clip, play_tags
from support.needs import find_program
from support.origins import admit, fetch, run_origin
from support.renditions import decode, get_media, list_parts, probe
from support.waiting import until

TIMING = Timing(end_pause=0.05, pace=Pace(look=0.05, behind=60, late=60))
ALL, SMALL = "500p", "240p"
SHADES = "scale=2:2,geq=lum='16+mod(N*37,200)':cb=128:cr=128,scale=640:520:flags=neighbor"
"""Each picture has a shade of its own, by which it is known again."""
DROPS = "select='gt(mod(n,7),1)+eq(mod(n,30),0)'"
"""Now and then two pictures are missing."""


@pytest_asyncio.fixture
async def origin(tmp_path: Path) -> AsyncIterator[OriginServer]:
    async with run_origin(tmp_path, TIMING, renditions=("source", ALL, "240p@600k")) as server:
        yield server


async def play(origin: OriginServer, clip: bytes, *, ended: bool = True) -> None:
    packager = await origin.open(admit())
    async for tag in play_tags(clip, 2.0):
        feed(packager, tag)
    await packager.close(ended=ended)


def make_show(*encoder: str, rate: int, gop: int = 30, drops: str = "", seconds: float = 9) -> bytes:
    shades = f"{SHADES},{drops}" if drops else SHADES
    options = (
        *(encoder or ("-tune", "zerolatency")),
        "-b:v",
        "2M",
        "-vf",
        shades,
        "-fps_mode",
        "vfr" if drops else "cfr",
    )
    return make_clip(seconds=seconds, gop=gop, rate=rate, size="640x520", encoder=options)


async def find_rates(origin: OriginServer) -> dict[str, float]:
    """As the playlist of all has them."""
    text = (await fetch(origin.port, "/live/show/index.m3u8")).text
    return {name: float(rate) for rate, name in re.findall(r"FRAME-RATE=([\d.]+)[^\n]*\n(\w+)/", text)}


async def read_slots(origin: OriginServer, name: str, files: list[str]) -> tuple[list[Slot], int]:
    """Of all these files, and ticks per second."""
    former = Former(await get_media(origin, name, []))
    bodies = [(await fetch(origin.port, f"/live/show/{name}/{file}")).body for file in files]
    return [slot for body in bodies for slot in former.read(body).slots], former.timescale


async def find_shades(media: bytes) -> dict[int, int]:
    """Of each picture from the first keyframe on, by when it is shown."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", "-", "-fps_mode", "passthrough"]
    command += ["-vf", "scale=1:1:flags=area,format=gray", "-f", "rawvideo", "-"]
    done = await asyncio.to_thread(subprocess.run, command, input=media, capture_output=True, check=True, timeout=60)
    packets = [*itertools.dropwhile(lambda packet: "K" not in packet["flags"], await probe(media, "v"))]
    times = sorted(int(packet["pts"]) for packet in packets)
    return dict(zip(times, done.stdout, strict=True))


@pytest.mark.parametrize(
    ("clip", "rates", "steps"),
    [
        (lambda: make_show(rate=60), (60, 30), (33, 34)),
        (lambda: make_show(rate=60, gop=31), (60, 31), (16, 34)),
        (lambda: make_show(rate=50), (50, 25), (40, 40)),
        (lambda: make_show("-bf", "3", "-b_strategy", "0", rate=60), (60, 30), (33, 34)),
        (lambda: make_show("-bf", "2", "-x264-params", "b-pyramid=normal", rate=50), (50, 25), (40, 40)),
        (lambda: make_show(rate=60, drops=DROPS), (43, 26), (16, 67)),
    ],
    ids=["sixty", "odd groups", "fifty", "reordered", "pyramid", "variable"],
)
async def test_a_small_rung_has_half_of_many_pictures(
    origin: OriginServer,
    clip: Any,
    rates: tuple[float, float],
    steps: tuple[int, int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    show = asyncio.create_task(play(origin, clip()))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    for name in (ALL, SMALL):
        assert await list_parts(origin, name)
    await show
    await until(lambda: origin.library["show"].stream.ended)
    assert await find_rates(origin) == pytest.approx({"source": rates[0], ALL: rates[0], SMALL: rates[1]}, abs=1)
    for name in (ALL, SMALL):
        target = f"/live/show/{name}/index.m3u8"
        ended = await until(
            lambda target=target: fetch(origin.port, target),  # type: ignore[misc]
            is_it=lambda answer: answer.text.endswith("#EXT-X-ENDLIST\n"),
        )
        source = (await fetch(origin.port, "/live/show/source/index.m3u8")).text
        assert {line for line in ended.text.splitlines() if "MEDIA-SEQUENCE" not in line} <= {*source.splitlines()}
        segments = re.findall(r"^segment-\S+", ended.text, re.MULTILINE)
        ours, theirs = await get_media(origin, name, segments), await get_media(origin, "source", segments)
        assert (await decode(ours))[1] == ""
        assert await probe(ours, "a") == await probe(theirs, "a")
        shades, known = await find_shades(ours), await find_shades(theirs)
        assert all(abs(shade - known[shown]) < 10 for shown, shade in shades.items())
        (slots, timescale), (whole, _) = [await read_slots(origin, one, segments) for one in (name, "source")]
        assert [slot.time for slot in slots if slot.sync] == [slot.time for slot in whole if slot.sync]
        if name == ALL:
            assert [(slot.time, slot.duration) for slot in slots] == [(slot.time, slot.duration) for slot in whole]
            assert shades.keys() == known.keys()
            continue
        between = [(b - a) * 1000 / timescale for a, b in itertools.pairwise(sorted(shades))]
        assert steps[0] <= min(between) <= max(between) <= steps[1]
        # What one lasts is a guess where the next is in the next part.
        late = [abs(b.time - a.time - a.duration) * 1000 / timescale for a, b in itertools.pairwise(slots)]
        assert "has a hole" not in caplog.text
        assert max(late) <= (17 if rates == (60, 31) else 1) or steps[1] > 60


async def test_thirty_six_a_second_and_less_stay(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=5, gop=36, rate=36, size="640x520"))
    await until(lambda: origin.library["show"].stream.published)
    await list_parts(origin, SMALL)
    assert await find_rates(origin) == pytest.approx(dict.fromkeys(("source", ALL, SMALL), 36), abs=0.2)
    await packager.close(ended=True)


async def test_a_publisher_who_comes_back_with_more_has_half(origin: OriginServer) -> None:
    """And one who comes back as before has what it had."""
    show = asyncio.create_task(play(origin, make_show(rate=30, seconds=5), ended=False))
    await until(lambda: origin.library.get("show") and origin.library["show"].stream.published)
    await list_parts(origin, SMALL)
    assert (await find_rates(origin))[SMALL] == pytest.approx(30, abs=0.5)
    await show
    for _ in range(2):
        await play(origin, make_show(rate=60, seconds=5), ended=False)
    await until(lambda: origin.library["show"].stream.listed[-1].init is origin.library["show"].stream.current_init)

    async def look() -> list[str]:
        parts = await list_parts(origin, SMALL)
        return parts if parts[-1:] == (await list_parts(origin, "source"))[-1:] else []

    parts = await until(look)
    rates = await find_rates(origin)
    assert (rates["source"], rates[SMALL]) == pytest.approx((60, 30), abs=0.5)
    media, source = await get_media(origin, SMALL, parts[-8:]), await get_media(origin, "source", parts[-8:])
    shades, known = await find_shades(media), await find_shades(source)
    assert all(abs(shade - known[shown]) < 10 for shown, shade in shades.items())
    assert len(shades) == pytest.approx(len(known) / 2, abs=1)
