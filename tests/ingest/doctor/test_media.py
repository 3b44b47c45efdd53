"""What FFmpeg must be able to do, and what is said of one that cannot."""

from pathlib import Path

import pytest

from ingest.doctor.media import check_ffmpeg, find_lacking, read_needs
from ingest.ffmpeg.discovery import find_ffmpeg
from ingest.loudness.meter import listen_command
from ingest.renditions.ladder.encoder import Encoding, encode_command
from ingest.renditions.ladder.rungs import Goal, Rung, Size
from ingest.stills.still import still_command
from settings import Settings

RUNGS = ("source", "480p", "240p")


def test_what_is_needed_is_read_from_the_commands() -> None:
    ffmpeg = Path("ffmpeg")
    assert read_needs(still_command(ffmpeg, tile=True)) == ({"mjpeg"}, {"scale", "split", "pad"})
    filters = {"ebur128", "astats", "aformat", "aphasemeter", "ametadata"}
    assert read_needs(listen_command(ffmpeg)) == (set(), filters)
    command = encode_command(Encoding(ffmpeg), [(Rung("240p", 240, 400_000), Goal(Size(426, 240), 1), 3)])
    assert read_needs(command) == ({"libx264"}, {"split", "select", "scale", "setsar", "format"})


async def test_the_one_that_is_there_has_all_of_it() -> None:
    finding = await check_ffmpeg(Settings(renditions=RUNGS))
    assert finding.state == "ok", finding
    assert "libx264" in finding.words


async def test_what_is_missing_is_named() -> None:
    found = await find_ffmpeg(None)
    command = ["ffmpeg", "-af", "astats,nosuchfilter=1", "-c:v", "nosuchencoder"]
    assert await find_lacking(found.path, [command]) == {"the filter nosuchfilter", "the encoder nosuchencoder"}


@pytest.mark.parametrize(("encoder", "preset"), [("libx264", "nosuchpreset"), ("h264_nvenc", "p4")])
async def test_an_encoder_that_is_listed_and_does_not_work_is_said(encoder: str, preset: str) -> None:
    # No machine that these tests run on has NVIDIA's card.
    finding = await check_ffmpeg(Settings(renditions=RUNGS, rendition_encoder=encoder, rendition_preset=preset))
    assert finding.state == "broken", finding
    assert encoder in finding.words


async def test_one_that_is_not_there_is_said(tmp_path: Path) -> None:
    finding = await check_ffmpeg(Settings(ffmpeg_path=tmp_path / "none"))
    assert (finding.state, "FFMPEG_PATH" in finding.words) == ("broken", True)
