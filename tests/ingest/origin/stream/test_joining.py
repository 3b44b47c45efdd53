"""What a player begins with, in one answer: the playlist, and from the last keyframe on all that it will ask for."""

import pytest

from ingest.origin.http.responses import ALIVE, PRIVATE, Response
from ingest.origin.library import Library
from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.joining import NAME
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from support.hls_playlist import read_playlist

TRACK = Track(1, "vide", 1000, 0, 0)
BEGIN = 1_700_000_000.0


class Show:
    """A stream of parts of 0.2 s."""

    def __init__(self) -> None:
        self.shelf = Shelf(Stream(Shape(), "abc", sequence=98))
        self.library = Library(lambda: ALIVE)
        self.library.add("show", "the-key", self.shelf)
        self.parts = 0

    def begin(self, init: bytes = b"init") -> None:
        self.shelf.put(self.shelf.stream.begin_run(InitSection(init, (TRACK,)), BEGIN + 0.2 * self.parts))

    def add(self, count: int, keyframe_every: int = 10) -> None:
        for _ in range(count):
            start = 0.2 * self.parts
            fragment = Fragment(
                b"part %d" % self.parts, Span(start, start + 0.2, 6), None, self.parts % keyframe_every == 0
            )
            self.shelf.put(self.shelf.stream.append(fragment, BEGIN + start + 0.2))
            self.parts += 1

    def join(self) -> dict[str, bytes]:
        answer = self.library.respond("GET", f"/live/show/{NAME}", "")
        assert isinstance(answer, Response)
        assert answer.status == 200
        return read_files(b"".join(answer.body))


def read_files(body: bytes) -> dict[str, bytes]:
    """As a player reads it, to the last byte."""
    head, _, rest = body.partition(b"\n\n")
    files = {}
    for line in head.decode().splitlines():
        name, size = line.split(" ")
        files[name], rest = rest[: int(size)], rest[int(size) :]
        assert len(files[name]) == int(size)
    assert rest == b""
    return files


@pytest.fixture
def show() -> Show:
    show = Show()
    show.begin()
    return show


@pytest.mark.parametrize("count", range(12, 34))
def test_it_holds_all_from_the_last_keyframe_to_the_end(show: Show, count: int) -> None:
    show.add(count)
    files = show.join()
    names = list(files)
    playlist = read_playlist(files["index.m3u8"].decode())
    segments = [*playlist.segments, *([playlist.open] if playlist.open is not None else [])]
    listed = [part for segment in segments for part in segment.parts]
    assert names[:2] == ["index.m3u8", playlist.segments[-1].map_uri]
    parts = listed[-(len(names) - 2) :]
    assert names[2:] == [part.uri for part in parts]
    assert parts[0].independent
    # The player begins 0.4 s before the end, and needs the keyframe before it, and none before that.
    assert sum(part.duration for part in parts) >= 0.4 - 1e-6
    later = [at for at, part in enumerate(parts) if part.independent and at > 0]
    assert all(sum(part.duration for part in parts[at:]) < 0.4 - 1e-6 for at in later)
    for name in names[1:]:
        answer = show.library.respond("GET", f"/live/show/{name}", "")
        assert isinstance(answer, Response)
        assert files[name] == b"".join(answer.body)


def test_after_other_tracks_it_begins_with_the_new_run(show: Show) -> None:
    show.add(20)
    show.begin(b"other")
    show.add(1)
    *_, init, part = show.join().values()
    assert (init, part) == (b"other", b"part 20")


def test_without_a_keyframe_in_the_listed_parts_it_is_the_playlist_alone(show: Show) -> None:
    show.add(200, keyframe_every=1000)
    assert list(show.join()) == ["index.m3u8"]


def test_after_the_end_it_is_the_playlist_alone(show: Show) -> None:
    show.add(20)
    show.shelf.put(show.shelf.stream.end())
    (playlist,) = show.join().values()
    assert b"#EXT-X-ENDLIST" in playlist


def test_it_is_made_once_for_all_and_anew_with_each_part(show: Show) -> None:
    show.add(20)
    first = show.library.respond("GET", f"/live/show/{NAME}", "")
    assert show.library.respond("GET", f"/live/show/{NAME}", "") is first
    show.add(1)
    assert show.library.respond("GET", f"/live/show/{NAME}", "") is not first


def test_who_comes_before_the_first_part_waits_for_it() -> None:
    show = Show()
    wait = show.library.respond("GET", f"/live/show/{NAME}", "")
    assert isinstance(wait, Wait)
    woken: list[bool] = []
    wait.subscribe(lambda: woken.append(True))
    show.begin()
    show.add(4)
    assert woken
    assert "index.m3u8" in show.join()


def test_behind_a_gate_no_cache_keeps_it(show: Show) -> None:
    show.add(20)
    show.join()
    show.shelf.keep_private(True)
    answer = show.library.respond("GET", f"/live/show/{NAME}", "")
    assert isinstance(answer, Response)
    assert PRIVATE.encode() in answer.head
