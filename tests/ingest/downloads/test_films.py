"""A recording as one file over HTTP: whole, in ranges, resumed, and no longer than one may."""

import asyncio
import contextlib
import os
import subprocess
from collections.abc import AsyncIterator, Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract.orders import Revocation
from contract.passes import Pass, write_pass
from contract.recordings import FilmChapter, FilmKnown
from ingest.downloads.films import MAKE_WITHIN, Films
from ingest.errors import WebUnreachableError
from ingest.origin.http.requests import HttpServer
from ingest.origin.http.responses import ALIVE
from ingest.origin.library import Library
from ingest.recording.showing.clip import Clip
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.reading import Reader
from ingest.recording.showing.replay import Replay
from support.encoded_runs import lay_down, make_run
from support.needs import find_program
from support.waiting import until

RECORDING, CLIP = "r0123456789abcdefghijklmno", "c0123456789abcdefghijklmno"
FILM = f"/live/{RECORDING}/film.mp4"
KEY = bytes(range(32))
TITLE = 'An évening: "live" at 20/30'
FILM_PATIENCE = MAKE_WITHIN + 30
"""Seconds. Its index is made at the lowest priority, and this machine does other things."""


class House:
    """An origin with one recording: of two times on air, of four and of five seconds, twenty apart."""

    def __init__(self, store: Path, **bounds: Any) -> None:
        self.store = store
        self.known: FilmKnown | None = FilmKnown(title=TITLE)
        self.away = False
        self.asked = 0
        self.answers = asyncio.Event()
        self.answers.set()
        runs = [make_run(seconds=4), make_run(seconds=5, size="640x360")]
        self.listing = lay_down(store, RECORDING, runs)
        self.library = Library(lambda: ALIVE)
        self.server = HttpServer(self.library, **bounds)
        self.films = Films(store, self._ask)
        self._reader = Reader(1 << 20)
        self.replay = self.show(self.listing)

    def show(self, listing: Listing, pass_key: bytes = b"") -> Replay:
        self.replay = Replay(self.store / RECORDING, self._reader, listing, films=self.films)
        self.replay.set_over(True)
        self.library.add_replay(RECORDING, self.replay, pass_key)
        return self.replay

    async def _ask(self, name: str) -> FilmKnown | None:
        self.asked += 1
        if name == CLIP:
            return FilmKnown(title="The drop")
        assert name == RECORDING
        await self.answers.wait()
        if self.away:
            raise WebUnreachableError("away")
        return self.known

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    async def get(self, path: str = FILM, method: str = "GET", **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with httpx.AsyncClient(trust_env=False, timeout=FILM_PATIENCE) as client:
            return await client.request(method, self.url + path, headers=named)

    async def begin(self, path: str = FILM) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A client that has asked, and has read the answer's head."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1 << 14)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        async with asyncio.timeout(FILM_PATIENCE):
            await reader.readuntil(b"\r\n\r\n")
        return reader, writer


@pytest.fixture
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[House]:
    house = House(tmp_path / "store", **getattr(request, "param", {}))
    await house.server.start("127.0.0.1", 0)
    yield house
    await house.films.stop()
    await house.server.stop(patience=1.0)


def probe(path: Path, *options: str) -> str:
    command = [find_program("ffprobe"), "-v", "error", *options, str(path)]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()


def packets(path: Path, kind: str) -> list[str]:
    command = [find_program("ffmpeg"), "-v", "error", "-i", str(path), "-map", f"0:{kind}", "-c", "copy"]
    if kind == "v":  # where the size changes, each key frame carries its description
        command += ["-bsf:v", "filter_units=remove_types=7-8"]
    command += ["-f", "framehash", "-hash", "md5", "-"]
    out = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    return [line.split(",")[5].strip() for line in out.splitlines() if line and not line.startswith("#")]


async def test_a_clip_is_called_as_its_creator_has_called_it(house: House) -> None:
    begins = house.listing.begins_ms or 0
    clip = Clip(CLIP, house.replay, begins + 500, begins + 2_500, lambda: None)
    house.library.add_clip(CLIP, RECORDING, clip)
    answer = await house.get(f"/live/{CLIP}/film.mp4")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="The drop.mp4"')


async def test_the_whole_is_what_was_sent_and_says_what_it_is(house: House, tmp_path: Path) -> None:
    answer = await house.get()
    assert answer.status_code == 200
    assert len(answer.content) == int(answer.headers["content-length"])
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-cache", "no cache in front is filled with it"
    plain, full = 'filename="An _vening live at 20 30.mp4"', "An%20%C3%A9vening%20live%20at%2020%2030.mp4"
    assert answer.headers["content-disposition"] == f"attachment; {plain}; filename*=UTF-8''{full}"
    ended = house.listing.ends_at
    assert parsedate_to_datetime(answer.headers["last-modified"]).timestamp() == pytest.approx(ended, abs=1.1)
    film = tmp_path / "film.mp4"
    film.write_bytes(answer.content)
    for kind in ("v", "a"):
        sent = []
        for run in (make_run(seconds=4), make_run(seconds=5, size="640x360")):
            (tmp_path / "clip.flv").write_bytes(run.clip)
            sent += packets(tmp_path / "clip.flv", kind)
        assert packets(film, kind) == sent


async def test_a_download_goes_on_where_it_broke_off_also_at_another_process(house: House, tmp_path: Path) -> None:
    whole = await house.get()
    size, tag = len(whole.content), whole.headers["etag"]
    assert tag.startswith('"')
    other = House(tmp_path / "other", downloads=4)
    await other.server.start("127.0.0.1", 0)
    for node in (house, other):
        rest = await node.get(Range=f"bytes={size // 2}-", If_Range=tag)
        assert rest.status_code == 206
        assert rest.headers["etag"] == tag
        assert rest.headers["last-modified"] == whole.headers["last-modified"]
        assert rest.headers["content-range"] == f"bytes {size // 2}-{size - 1}/{size}"
        assert rest.content == whole.content[size // 2 :]
    await other.films.stop()
    await other.server.stop(patience=1.0)


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-0", 206, slice(0, 1)),
        ("bytes=-500", 206, slice(-500, None)),
        ("bytes=100-70000", 206, slice(100, 70_001)),
        ("bytes=0-99999999", 206, slice(0, None)),
        ("bytes=-99999999", 206, slice(0, None)),
        ("bytes=5-3", 200, slice(0, None)),
        ("bytes=0-1,4-5", 200, slice(0, None)),
        ("seconds=1-2", 200, slice(0, None)),
    ],
)
async def test_ranges_are_of_the_same_bytes(house: House, asked: str, status: int, part: slice) -> None:
    whole = await house.get()
    answer = await house.get(Range=asked)
    assert (answer.status_code, answer.content) == (status, whole.content[part])
    assert house.asked == 1, "its index is made once"


async def test_what_is_not_there_is_said_so(house: House) -> None:
    size = len((await house.get()).content)
    for beyond in (f"bytes={size}-", "bytes=-0"):
        answer = await house.get(Range=beyond)
        assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")
    another = await house.get(Range="bytes=5-", If_Range='"another"')
    assert (another.status_code, len(another.content)) == (200, size), "what was begun is another: all of this one"


async def test_a_head_and_a_copy_that_is_still_good_cost_no_media(house: House) -> None:
    head = await house.get(method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    whole = await house.get()
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.headers["etag"] == whole.headers["etag"]
    for known in ({"If_None_Match": head.headers["etag"]}, {"If_Modified_Since": head.headers["last-modified"]}):
        again = await house.get(**known)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("query", "seconds"),
    [("from=1&to=3", 2), ("from=0.5", 8.5), ("to=2.25", 2.25), ("from=3&to=25.5", 2.5), ("from=10&to=26", 2)],
)
async def test_a_range_in_show_time_is_as_long_as_what_was_sent_in_it(
    house: House, query: str, seconds: float, tmp_path: Path
) -> None:
    answer = await house.get(f"{FILM}?{query}")
    film = tmp_path / "film.mp4"
    film.write_bytes(answer.content)
    told = probe(film, "-show_entries", "format=duration", "-of", "csv=p=0")
    assert float(told) == pytest.approx(seconds, abs=0.2)


@pytest.mark.parametrize(
    ("query", "status"),
    [("from=-1", 400), ("from=1&from=2", 400), ("to=1e3", 400), ("from=nan", 400), ("from=5&to=5", 404),
     ("from=3&to=1", 404), ("from=99999", 404), ("from=6&to=20", 404)],
)  # fmt: skip
async def test_no_time_and_what_is_none_are_refused_in_words(house: House, query: str, status: int) -> None:
    answer = await house.get(f"{FILM}?{query}")
    assert answer.status_code == status
    assert len(answer.text.split()) > 3


async def test_while_it_grows_one_is_sent_to_what_there_is_and_resumes_the_same(house: House) -> None:
    house.replay.set_over(False)
    sent = await house.get()
    assert sent.status_code == 302
    assert sent.headers["cache-control"] == "no-store"
    there = f"/live/{RECORDING}/{sent.headers['location']}"
    lasts = house.listing.ends_at - (house.listing.begins_ms or 0) / 1000
    assert float(there.partition("to=")[2]) == pytest.approx(lasts, abs=0.002)
    before = await house.get(there)
    assert before.status_code == 200
    run = house.listing.runs[-1]
    last = house.listing.segments[-1]
    path = house.store / RECORDING / run / last.name
    more = type(last)(
        last.number + 1, last.begins_ms + round(last.seconds * 1000), last.duration, 0, last.seam, True, last.size
    )
    path.with_name(more.name).write_bytes(path.read_bytes())
    house.replay.add(run, [more])
    house.replay.set_over(True)
    house.films._entries.clear()
    after = await house.get(there)
    assert (after.headers["etag"], after.content) == (before.headers["etag"], before.content)


async def test_chapters_are_those_that_web_knows(house: House, tmp_path: Path) -> None:
    begin = house.listing.begins_ms or 0
    house.known = FilmKnown(title="", chapters=[FilmChapter(at_ms=begin + 25_000, title="Encore")])
    answer = await house.get()
    assert f'filename="{RECORDING}.mp4"' in answer.headers["content-disposition"]
    film = tmp_path / "film.mp4"
    film.write_bytes(answer.content)
    told = probe(film, "-show_chapters", "-of", "compact")
    at = float(told.partition("|start_time=")[2].partition("|")[0])
    assert at == pytest.approx(5, abs=0.05), "an interruption is not in the film"
    assert "title=Encore" in told


async def test_web_away_means_later_and_a_recording_that_is_gone_never(house: House) -> None:
    house.away = True
    answer = await house.get()
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    house.away, house.known = False, None
    house.films._entries.clear()
    assert (await house.get()).status_code == 404


async def test_media_that_is_gone_is_an_answer_and_ends_no_process(house: House) -> None:
    for path in (house.store / RECORDING).glob("*/*"):
        path.unlink()
    answer = await house.get()
    assert (answer.status_code, "retry-after" in answer.headers) == (503, True)


@contextlib.asynccontextmanager
async def large(house: House) -> AsyncIterator[None]:
    """Its media does not fit into any socket, and is not sent before somebody looks at passes and gates again."""

    async def read(start: int, size: int) -> bytes:
        return bytes(size)

    (entry,) = house.films._entries.values()
    assert entry.film is not None
    entry.film.size = 1 << 40
    entry.film.read = read  # type: ignore[method-assign]
    yield


def write(number: int) -> str:
    return write_pass(KEY, Pass(f"{number:024x}", 1 << 31))


async def test_a_pass_that_is_taken_back_ends_what_it_began(house: House) -> None:
    house.show(house.listing, KEY)
    gate = house.library.find_gate(RECORDING)
    assert gate is not None
    gate.revoke(None, 0, [])
    assert (await house.get()).status_code == 403
    paths = [f"/live/{RECORDING}/{write(number)}/film.mp4" for number in (1, 2)]
    head = await house.get(paths[0], "HEAD")
    assert head.headers["cache-control"] == "private, no-store"
    async with large(house):
        (one, first), (two, second) = [await house.begin(path) for path in paths]
        gate.revoke(0, 1, [Revocation(id=f"{1:024x}", expires_at=1 << 31)])
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(30):
                while await one.read(1 << 16):
                    pass
        assert await two.readexactly(1 << 20), "others go on"
        first.close()
        second.close()
    assert (await house.get(paths[0])).status_code == 403


async def test_a_download_ends_with_its_recording_and_when_a_gate_rises(house: House) -> None:
    await house.get(method="HEAD")
    async with large(house):
        reader, writer = await house.begin()
        house.library.set_gate(RECORDING, KEY)
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(30):
                while await reader.read(1 << 16):
                    pass
        writer.close()


@pytest.mark.parametrize("house", [{"downloads": 2, "downloads_per_address": 2}], indirect=True)
async def test_so_many_are_sent_at_a_time_and_others_come_again(house: House) -> None:
    await house.get(method="HEAD")
    async with large(house):
        clients = [await house.begin() for _ in range(2)]
        refused = await house.get()
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
        assert (await house.get(method="HEAD")).status_code == 200
        for _, writer in clients:
            writer.transport.abort()
        await until(lambda: len(house.server.downloads), is_it=lambda count: count == 0)
        reader, writer = await house.begin()
        assert await reader.readexactly(1 << 16)
        writer.close()


@pytest.mark.parametrize("house", [{"downloads": 4, "downloads_per_address": 2}], indirect=True)
async def test_who_waits_for_a_film_counts_and_has_no_more_made_than_that(house: House) -> None:
    house.answers.clear()
    clients = []
    for number in range(2):
        reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(f"GET {FILM}?from=0&to={number + 1} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        clients.append((reader, writer))
    await until(lambda: len(house.server.downloads), is_it=lambda count: count == 2)
    for number in range(20):
        refused = await house.get(f"{FILM}?from=0&to=3.{number}", "HEAD")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
    house.answers.set()
    for reader, writer in clients:
        async with asyncio.timeout(FILM_PATIENCE):
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 200")
        writer.transport.abort()
    await until(lambda: len(house.server.downloads), is_it=lambda count: count == 0)
    assert (await house.get(f"{FILM}?from=0&to=3.5", "HEAD")).status_code == 200
    assert house.asked == 3
    assert len(house.server.downloads) == 0


async def test_who_reads_slowly_has_a_chunk_or_two_in_memory(house: House) -> None:
    await house.get(method="HEAD")
    async with large(house):
        _, writer = await house.begin()
        (connection,) = house.server.connections()
        await until(lambda: connection.is_behind, is_it=bool)
        assert connection.unsent <= 512 << 10
        writer.transport.abort()


async def test_requests_after_a_download_are_answered_after_it(house: House) -> None:
    whole = await house.get()
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    for path, more in ((FILM, ""), (FILM, "Range: bytes=0-9\r\n"), ("/health", "")):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n{more}\r\n".encode())
    sizes = (len(whole.content), 10, len(b'{"status": "ok"}\n'))
    async with asyncio.timeout(60):
        for size, status in zip(sizes, (b"200", b"206", b"200"), strict=True):
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.split()[1] == status
            assert f"Content-Length: {size}\r\n".encode() in head
            await reader.readexactly(size)
    writer.close()


def read_environment(pid: int) -> Mapping[str, str]:
    lines = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(line.split("=", 1) for line in lines if line)


async def test_the_child_has_the_lowest_priority_none_of_our_secrets_and_ends_with_us(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMING_SECRET", "not to be known")
    children: list[asyncio.subprocess.Process] = []
    spawn = asyncio.create_subprocess_exec

    async def stopped(*command: Any, **options: Any) -> asyncio.subprocess.Process:
        child = await spawn(*command, **options)
        children.append(child)
        return child

    monkeypatch.setattr(asyncio, "create_subprocess_exec", stopped)
    # What it is told never ends, so that it can be looked at.
    monkeypatch.setattr("ingest.downloads.films.write_job", lambda file, job: None)
    end, begin = os.pipe()
    monkeypatch.setattr("ingest.downloads.films.tempfile.TemporaryFile", lambda **_: os.fdopen(os.dup(end), "rb"))
    asking = asyncio.create_task(house.get())
    (child,) = await until(lambda: children, is_it=bool)
    await until(lambda: os.getpriority(os.PRIO_PROCESS, child.pid), is_it=lambda nice: nice == 19)
    assert "STREAMING_SECRET" not in read_environment(child.pid)
    await house.films.stop()
    assert child.returncode is not None
    assert (await asking).status_code == 503
    os.close(begin)
    os.close(end)
