"""Small pictures become one, and not a bit of what was coded changes."""

import subprocess

import pytest

from ingest.stills.jpeg import Coded, JpegError, read_jpeg, split_jpegs, stack
from support.needs import find_program

COLOURS = ["red", "lime", "blue", "white", "black", "yellow", "cyan", "magenta", "gray", "orange", "navy"]
"""More than there are restart marks."""


def draw(colour: str, size: str = "160x96", quality: str = "7") -> bytes:
    command = [find_program("ffmpeg"), "-v", "error", "-f", "lavfi", "-i", f"color={colour}:s={size}"]
    command += ["-frames:v", "1", "-c:v", "mjpeg", "-huffman", "default", "-pix_fmt", "yuvj420p", "-q:v", quality]
    return subprocess.run(
        [*command, "-threads", "1", "-f", "mjpeg", "pipe:1"], capture_output=True, check=True, timeout=60
    ).stdout


def decode(picture: bytes) -> bytes:
    """Its pixels, RGB."""
    command = [find_program("ffmpeg"), "-v", "error", "-f", "jpeg_pipe", "-i", "pipe:0"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]
    return subprocess.run(command, input=picture, capture_output=True, check=True, timeout=60).stdout


def test_pictures_are_put_one_below_the_other_as_they_are() -> None:
    pictures = [draw(colour) for colour in COLOURS]
    stacked = stack([read_jpeg(each) for each in pictures])
    assert read_jpeg(stacked).height == 96 * len(COLOURS)
    assert decode(stacked) == b"".join(decode(each) for each in pictures)
    assert stack([read_jpeg(pictures[0])]) != pictures[0], "there is a restart interval, too"
    assert decode(stack([read_jpeg(pictures[0])])) == decode(pictures[0])


@pytest.mark.parametrize("other", [("176x96", "7"), ("160x96", "20")], ids=["size", "tables"])
def test_what_is_not_of_a_kind_is_not_put_together(other: tuple[str, str]) -> None:
    with pytest.raises(JpegError):
        stack([read_jpeg(draw("red")), read_jpeg(draw("red", *other))])
    with pytest.raises(JpegError):
        stack([read_jpeg(draw("red", "160x90"))])


def test_what_is_no_picture_is_refused() -> None:
    whole = draw("red")
    for broken in (b"", b"GIF", b"\xff\xd8\xff\xd9", whole[:-2], whole[:100] + b"\xff\xd9"):
        with pytest.raises(JpegError):
            read_jpeg(broken)


def test_pictures_that_stand_in_a_row_are_told_apart() -> None:
    one, two = draw("red"), draw("blue", "320x180")
    assert split_jpegs(one + two) == [one, two]
    assert split_jpegs(one) == [one]
    assert split_jpegs(b"") == []


def test_a_half_says_how_large_it_is() -> None:
    coded = read_jpeg(draw("red", "320x180"))
    assert isinstance(coded, Coded)
    assert (coded.width, coded.height) == (320, 180)
