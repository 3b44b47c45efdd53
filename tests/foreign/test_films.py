"""Downloads, as four parsers and a browser read them that other people wrote: over a return and a change of size."""

import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import av
import pytest

from contract.recordings import FilmKnown
from ingest.downloads.films import Films
from ingest.origin.http.requests import HttpServer
from ingest.origin.http.responses import ALIVE
from ingest.origin.library import Library
from ingest.recording.showing.reading import Reader
from ingest.recording.showing.replay import Replay
from support.browser import open_browser
from support.encoded_runs import cut, film_of, lay_down, make_run
from support.foreign_scripts import run_script
from support.needs import find_program

RECORDING = "r0123456789abcdefghijklmno"
FRAMES = 120 + 150 + 120
SECONDS = 13
SEEN = """async () => {
  const seen = document.createElement("video");
  seen.muted = true;
  seen.src = "FILM";
  const happens = (name) => new Promise((done, fail) => {
    seen.addEventListener(name, done, { once: true });
    seen.addEventListener("error", () => fail(new Error(seen.error.message)), { once: true });
  });
  await happens("loadedmetadata");
  const found = [];
  for (const at of [2, 6, 11, 1]) {
    const sought = happens("seeked");
    seen.currentTime = at;
    await sought;
    found.push([seen.currentTime, seen.videoWidth]);
  }
  const ended = happens("ended");
  seen.currentTime = seen.duration - 1;
  await seen.play();
  await ended;
  return { seconds: seen.duration, found };
}"""

LASTS = """() => new Promise((done, fail) => {
  const seen = document.createElement("video");
  seen.addEventListener("loadedmetadata", () => done(seen.duration));
  seen.addEventListener("error", () => fail(new Error(seen.error.message)));
  seen.src = "FILM";
})"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of three times on air."""
    made, segments = film_of(make_run(seconds=4), make_run(seconds=5), make_run(seconds=4, size="640x360"))
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    path.write_bytes(cut(made, segments, 0, made.size))
    return path


@pytest.fixture(scope="module")
def sounds(film: Path) -> int:
    """How many packets of sound FFmpeg counts."""
    return count(film, "a")


def count(path: Path, kind: str) -> int:
    command = [find_program("ffprobe"), "-v", "error", "-count_packets", "-select_streams", kind]
    command += ["-show_entries", "stream=nb_read_packets", "-of", "csv=p=0", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60, text=True)
    assert not done.stderr
    return int(done.stdout.strip().strip(","))


def test_ffprobe_counts_what_was_sent(film: Path) -> None:
    assert count(film, "v") == FRAMES


def test_mp4box_and_mediainfo_count_the_same(film: Path, sounds: int) -> None:
    said: dict[str, Any] = json.loads(run_script("films", film))
    box = said["box"]
    assert (box["info"]["fragmented"], box["info"]["progressive"]) == (False, True), "its index is first"
    assert box["info"]["seconds"] == pytest.approx(SECONDS, abs=0.2)
    assert box["samples"] == {"1": FRAMES, "2": sounds}
    assert box["keys"]["2"] == sounds
    general, *tracks = said["tracks"]
    assert general["IsStreamable"] == "Yes"
    assert float(general["Duration"]) == pytest.approx(SECONDS, abs=0.2)
    assert {one["@type"]: int(one["FrameCount"]) for one in tracks} == {"Video": FRAMES, "Audio": sounds}


def test_pyav_decodes_every_picture_in_its_size(film: Path, sounds: int) -> None:
    with av.open(str(film)) as opened:
        sizes = [(frame.width, frame.height) for frame in opened.decode(video=0)]
    assert sizes == [(320, 180)] * 270 + [(640, 360)] * 120
    with av.open(str(film)) as opened:
        assert sum(1 for packet in opened.demux(audio=0) if packet.size) == sounds


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """Where an origin serves it, the times on air twenty seconds apart."""

    async def tell(recording: str) -> FilmKnown:
        return FilmKnown(title="A show")

    runs = [make_run(seconds=4), make_run(seconds=5), make_run(seconds=4, size="640x360")]
    listing = lay_down(tmp_path, RECORDING, runs)
    library = Library(lambda: ALIVE)
    server, films = HttpServer(library), Films(tmp_path, tell)
    replay = Replay(tmp_path / RECORDING, Reader(1 << 20), listing, films=films)
    replay.set_over(True)
    library.add_replay(RECORDING, replay, b"")
    await server.start("127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.port}/live/{RECORDING}/film.mp4"
    await films.stop()
    await server.stop(patience=1.0)


async def test_chromium_plays_it_to_its_end_and_seeks_in_it(address: str) -> None:
    async with open_browser() as browser:
        page = await browser.new_page()
        await page.goto(address.partition("/live/")[0] + "/health")
        seen = await page.evaluate(SEEN.replace("FILM", address))
    assert seen["seconds"] == pytest.approx(SECONDS, abs=0.2)
    assert [at for at, _ in seen["found"]] == pytest.approx([2, 6, 11, 1], abs=0.1)
    assert [width for _, width in seen["found"]] == [320, 320, 640, 320]


async def test_chromium_begins_a_range_at_its_first_picture_and_not_at_the_key_frame_before(address: str) -> None:
    async with open_browser() as browser:
        page = await browser.new_page()
        await page.goto(address.partition("/live/")[0] + "/health")
        lasts = await page.evaluate(LASTS.replace("FILM", f"{address}?from=1.5&to=3"))
    assert lasts == pytest.approx(1.5, abs=0.1)
