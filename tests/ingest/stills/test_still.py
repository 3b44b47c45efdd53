"""Both pictures of a keyframe come from one FFmpeg, which decodes it once."""

import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ingest.ffmpeg.children import FFmpegChildren
from ingest.ffmpeg.discovery import find_drawing_ffmpeg
from ingest.stills.jpeg import read_jpeg
from ingest.stills.still import draw_still, read_drawn, still_command
from support.needs import find_program


def make_media(size: str, colour: str = "red") -> bytes:
    command = [find_program("ffmpeg"), "-v", "error", "-f", "lavfi", "-i", f"color={colour}:s={size}:r=30"]
    command += ["-frames:v", "3", "-c:v", "libx264", "-preset", "ultrafast", "-f", "mp4"]
    return subprocess.run(
        [*command, "-movflags", "+frag_keyframe+empty_moov+default_base_moof", "pipe:1"],
        capture_output=True, check=True, timeout=60,
    ).stdout  # fmt: skip


def pixels(picture: bytes, *places: tuple[int, int]) -> list[str]:
    command = [find_program("ffmpeg"), "-v", "error", "-f", "jpeg_pipe", "-i", "pipe:0"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    data = subprocess.run(command, input=picture, capture_output=True, check=True, timeout=60).stdout
    width = read_jpeg(picture).width
    at = [3 * (y * width + x) for x, y in places]
    return ["red" if data[each] > 200 else "black" for each in at]


@pytest.fixture
async def children() -> AsyncIterator[FFmpegChildren]:
    started = FFmpegChildren()
    yield started
    started.stop()


@pytest.mark.parametrize("bundled", [True, False], ids=["the wheel's", "the distribution's"])
@pytest.mark.parametrize(
    ("size", "still", "corner", "side"),
    [
        ("1280x720", (640, 360), "red", "red"),
        ("360x640", (360, 640), "black", "black"),
        ("1024x256", (640, 160), "black", "red"),
    ],
    ids=["as usual", "portrait", "wide"],
)
async def test_the_small_one_is_of_one_size_with_black_around_another_shape(
    children: FFmpegChildren, *, bundled: bool, size: str, still: tuple[int, int], corner: str, side: str
) -> None:
    usual = Path(find_program("ffmpeg"))
    ffmpeg = find_drawing_ffmpeg(None, usual) if bundled else usual
    drawn = await draw_still(ffmpeg, children, make_media(size), tile=True)
    assert drawn is not None
    assert drawn.tile is not None
    whole, small = read_jpeg(drawn.still), read_jpeg(drawn.tile)
    assert (whole.width, whole.height) == still
    assert (small.width, small.height) == (160, 96)
    assert pixels(drawn.tile, (80, 48), (4, 8), (4, 48), (80, 0)) == ["red", corner, side, "black"]


async def test_the_small_one_is_drawn_for_who_asks_alone(children: FFmpegChildren) -> None:
    drawn = await draw_still(Path(find_program("ffmpeg")), children, make_media("640x360"))
    assert drawn is not None
    assert drawn.tile is None


async def test_where_there_is_no_picture_none_comes(children: FFmpegChildren) -> None:
    for media in (b"", b"no film", make_media("320x180")[:600]):
        assert await draw_still(Path(find_program("ffmpeg")), children, media, tile=True) is None


@pytest.mark.parametrize("data", [b"", b"\0\0\0\x08mdat", b"\0\0\0\x0cmdat\xff\xd8\xff\xd9", b"\0\0\0\x04mdat"])
def test_what_is_no_answer_is_taken_for_none(data: bytes) -> None:
    assert read_drawn(data) is None


def test_nothing_is_decoded_to_see_what_it_is() -> None:
    command = still_command(Path("ffmpeg"), tile=True)
    assert command[command.index("-probesize") + 1] == "32"
    assert command.count("-i") == 1
