"""What real FFmpeg makes of a source's parts."""

import os
import subprocess
from pathlib import Path

from ingest.ffmpeg.process import remux_command
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.renditions.ladder.encoder import Encoding, encode_command
from ingest.renditions.ladder.parts.tags import Config, Picture, PictureReader
from ingest.renditions.ladder.rungs import Goal, Rung, Size
from support.flv_clips import make_clip
from support.needs import find_program

DROPS = "select='gt(mod(n,7),1)+eq(mod(n,30),0)'"
"""Now and then two pictures are missing."""


def make_parts() -> tuple[InitSection, list[Fragment]]:
    clip = make_clip(seconds=4, rate=60, gop=11, encoder=("-tune", "zerolatency", "-vf", DROPS, "-fps_mode", "vfr"))
    command = remux_command(Path(find_program("ffmpeg")), 0.2)
    done = subprocess.run(command, input=clip, capture_output=True, check=True, timeout=60)
    init, *fragments = FragmentReader().feed(done.stdout)
    assert isinstance(init, InitSection)
    return init, [each for each in fragments if isinstance(each, Fragment)]


def encode(media: bytes, goal: Goal) -> list[Config | Picture]:
    end, begin = os.pipe()
    command = encode_command(Encoding(Path(find_program("ffmpeg"))), [(Rung("120p", 120, 90_000), goal, begin)])
    with subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[begin]) as process, os.fdopen(end, "rb") as out:
        os.close(begin)
        assert process.stdin is not None
        process.stdin.write(media)
        process.stdin.close()
        return PictureReader().feed(out.read())


def test_all_encoders_of_a_rung_have_the_same_parameters() -> None:
    """Whatever the times of the pictures that they begin with."""
    init, parts = make_parts()
    goal = Goal(Size(214, 120), rate=42.857)
    begins = [index for index, part in enumerate(parts) if part.independent and part.video is not None]
    made = [encode(init.data + b"".join(part.data for part in parts[at : at + 4]), goal) for at in begins]
    found = {each.data for pictures in made for each in pictures if isinstance(each, Config)}
    assert len(begins) > 3
    assert len(found) == 1
