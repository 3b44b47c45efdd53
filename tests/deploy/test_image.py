"""`deploy/Dockerfile` and what goes with the image, as far as it can be told without building it."""

import re
import subprocess
from fnmatch import fnmatch

import imageio_ffmpeg
import pytest

from support.processes import ROOT

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text().replace("\\\n", " ")
COPIED = [
    path
    for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    for path in line.split()[:-1]
]  # fmt: skip
LET_THROUGH = [
    line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")
]
FFMPEG = (ROOT / "deploy" / "FFMPEG.md").read_text()


@pytest.mark.parametrize("path", COPIED)
def test_what_is_copied_is_there_and_reaches_the_builder(path: str) -> None:
    assert (ROOT / path).exists()
    assert any(path == allowed or path.startswith(f"{allowed}/") for allowed in LET_THROUGH)


def test_data_secrets_and_what_was_built_here_stay_out_of_it() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*", "nothing goes in but what is named"
    for kept in (".env", "var/streaming_secret", ".git/config"):
        assert not any(fnmatch(kept, allowed) or kept.startswith(f"{allowed}/") for allowed in LET_THROUGH)
    assert {"frontend/dist", "frontend/node_modules"} <= set(lines)


def test_it_does_not_run_as_root_and_says_whether_it_is_well() -> None:
    last = DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.findall(r"^USER (.+)$", last, re.MULTILINE) == ["live"]
    assert re.search(r"^HEALTHCHECK .*CMD \[\"healthy\", \"3000\"\]$", last, re.MULTILINE)
    assert "ARG BASE=" in DOCKERFILE


def test_the_page_about_ffmpeg_is_about_the_one_that_comes_along() -> None:
    locked = re.search(r"^imageio-ffmpeg==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert locked
    assert f") {locked[1]} (" in FFMPEG
    program = imageio_ffmpeg.get_ffmpeg_exe()
    said = subprocess.run([program, "-version"], check=True, capture_output=True, text=True, timeout=30).stdout
    named = re.search(r"`ffmpeg (\S+)`", FFMPEG)
    assert named
    assert said.startswith(f"ffmpeg version {named[1]} ")
    assert "--enable-gpl --enable-version3" in said
