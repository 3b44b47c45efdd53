"""A stream's sound, listened to by a real FFmpeg."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from contract.feeds import FeedKind
from ingest.ffmpeg.process import FFmpegProcess
from ingest.loudness import meter
from ingest.origin.server import OriginServer, Timing
from support.flv_clips import feed, make_clip
from support.origin_shows import playing
from support.origins import admit, run_origin
from support.waiting import until


@pytest_asyncio.fixture
async def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[OriginServer]:
    monkeypatch.setattr(meter, "SILENCE", 60.0)  # what was heard last is to be found, however slow the machine
    async with run_origin(tmp_path, Timing(end_pause=0.05, listen_after=0.0)) as server:
        yield server


def listen(findings: Mapping[str, Any]) -> dict[str, Any]:
    return dict(findings.get("sound") or {})


CLIPPED = r"aevalsrc=clip(2*sin(2*PI*440*t)+sin(2*PI*1230*t)\,-1\,1)|clip(2*sin(2*PI*440*t)\,-1\,1)"


def tone(*volumes: float) -> str:
    return "aevalsrc=" + "|".join(f"{volume}*sin(2*PI*1000*t)" for volume in volumes)


@pytest.mark.parametrize(
    ("made", "problems"),
    [
        (CLIPPED, ["clipping"]),
        (tone(0.0, 0.1), ["left_dead"]),
        (tone(0.1, 0.0), ["right_dead"]),
        (tone(0.1, -0.1), ["out_of_phase"]),
        (tone(0.004, 0.004), ["quiet"]),
    ],
)
async def test_what_is_wrong_with_the_sound_is_found(origin: OriginServer, made: str, problems: list[str]) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=14, sound=made))
    await until(lambda: listen(packager.findings).get("problems") == problems)


@pytest.mark.parametrize("kind", [FeedKind.SHOW, FeedKind.REHEARSAL])
async def test_a_tone_is_as_loud_as_the_standard_says(origin: OriginServer, kind: FeedKind) -> None:
    packager = await origin.open(admit(kind=kind))
    # 1 kHz in both channels with peaks of -18 dBFS is -18 LUFS (EBU Tech 3341, 2.9: so are -23).
    feed(packager, make_clip(seconds=14, sound=tone(0.1259, 0.1259)))
    heard = await until(
        lambda: listen(packager.findings), is_it=lambda sound: sound.get("short_term_lufs", -120) > -19
    )
    assert heard["short_term_lufs"] == pytest.approx(-18, abs=0.5)
    assert heard["integrated_lufs"] == pytest.approx(-18, abs=1)
    assert heard["peak_dbfs"] == pytest.approx(-18, abs=1)
    assert heard["phase"] == pytest.approx(1, abs=0.05)
    assert heard["problems"] == []


async def test_one_channel_has_no_phase_and_a_picture_alone_no_sound(origin: OriginServer) -> None:
    packager = await origin.open(admit())
    feed(packager, make_clip(seconds=6, sound=tone(0.1259)))
    heard = await until(lambda: listen(packager.findings))
    assert heard["phase"] is None
    await packager.close(ended=False)
    mute = await origin.open(admit())
    async with playing(mute, make_clip(seconds=2, audio=False)):
        pass
    assert mute.findings == {}


@pytest.mark.parametrize("stops", [FFmpegProcess.kill, FFmpegProcess.finish_input])
async def test_another_decoder_takes_the_place_of_one_that_has_ended(
    origin: OriginServer, monkeypatch: pytest.MonkeyPatch, stops: Any
) -> None:
    monkeypatch.setattr(meter, "RETRY", 0.0)
    begun: list[FFmpegProcess] = []
    spawn = origin._children.spawn

    async def note(command: list[str], *more: Any) -> FFmpegProcess:
        process = await spawn(command, *more)
        if "ebur128" in " ".join(command):
            begun.append(process)
        return process

    monkeypatch.setattr(origin._children, "spawn", note)
    packager = await origin.open(admit())
    async with playing(packager, make_clip(seconds=20, sound=tone(0.1, 0.1))):
        await until(lambda: listen(packager.findings))
        stops(begun[0])
        await until(lambda: len(begun) > 1)
        heard = packager.findings
        await until(lambda: listen(packager.findings) != listen(heard))
    await packager.close(ended=True)
    await until(lambda: begun[-1].status is not None)
