"""What a stream's address answers and what it waits for (RFC 8216bis, 6.2.5 and 6.2.6), with no sockets."""

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from ingest.origin.http.responses import ALIVE, Response
from ingest.origin.library import Answer, Library
from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.playlist import render_playlist
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from support.hls_playlist import Playlist, read_playlist

INIT = InitSection(b"init", (Track(1, "vide", 1000, 0, 0),))


class Show:
    """A shelf in a library, fed part by part; a keyframe every ten parts."""

    def __init__(self, shape: Shape | None = None) -> None:
        self.shelf = Shelf(Stream(shape or Shape(), "abc", sequence=98))
        self.library = Library(lambda: ALIVE)
        self.library.add("show", "the-key", self.shelf)
        self.parts = 0

    def begin(self) -> None:
        self.shelf.put(self.shelf.stream.begin_run(INIT, 1_700_000_000.0))

    def add(self, count: int = 1) -> None:
        for _ in range(count):
            start = 0.2 * self.parts
            span = Span(start, start + 0.2, 6)
            data = b"part %d" % self.parts
            fragment = Fragment(data, span, None, self.parts % 10 == 0)
            self.shelf.put(self.shelf.stream.append(fragment, 1_700_000_000.0 + span.end))
            self.parts += 1

    def ask(self, target: str, name: str = "index.m3u8", *, who: str = "show") -> Answer:
        return self.library.respond("GET", f"/live/{who}/{name}", target)

    def get(self, target: str = "", name: str = "index.m3u8", *, who: str = "show") -> Response:
        answer = self.ask(target, name, who=who)
        assert isinstance(answer, Response), "this was to be answered at once"
        return answer

    def wait(self, target: str, name: str = "index.m3u8") -> "Waiter":
        answer = self.ask(target, name)
        assert isinstance(answer, Wait), "this was to wait"
        return Waiter(answer, lambda: self.ask(target, name))

    @property
    def playlist(self) -> Playlist:
        return read_playlist(text(self.get()))


class Waiter:
    """A client in a wait; `answer` is what it is told at last."""

    def __init__(self, wait: Wait, again: Callable[[], Answer]) -> None:
        self.wait = wait
        self.again = again
        self.answer: Response | None = None
        wait.subscribe(self.wake)

    def is_told(self) -> bool:
        return self.answer is not None

    def wake(self) -> None:
        answer = self.again()
        assert isinstance(answer, Response)
        self.answer = answer


def text(response: Response) -> str:
    return b"".join(response.body).decode()


@pytest.fixture
def show() -> Show:
    """The first group of pictures in segments 98 to 101, the last with two parts; 102 under way with three."""
    show = Show()
    show.begin()
    show.add(13)
    return show


def test_a_playlist_is_waited_for_while_its_stream_starts() -> None:
    show = Show()
    waiter = show.wait("")
    show.begin()
    show.add()
    assert not waiter.is_told()
    show.add()
    assert waiter.answer is not None
    assert "#EXTINF" in text(waiter.answer)


def test_who_waits_for_a_stream_that_never_starts_is_asked_to_come_again() -> None:
    waiter = Show().wait("")
    assert waiter.wait.seconds <= 30
    expired = waiter.wait.late
    assert expired.status == 503
    assert b"Retry-After" in expired.head


def test_a_blocking_reload_waits_for_exactly_its_part(show: Show) -> None:
    now, coming = show.get("_HLS_msn=102&_HLS_part=2"), show.wait("_HLS_msn=102&_HLS_part=3")
    later = show.wait("_HLS_msn=102&_HLS_part=4")
    assert now.status == 200
    show.add()
    assert coming.answer is not None
    assert read_playlist(text(coming.answer)).last_part == (102, 3)
    assert not later.is_told()
    show.add()
    assert later.answer is not None


def test_a_blocking_reload_without_a_part_waits_for_the_whole_segment(show: Show) -> None:
    waiter = show.wait("_HLS_msn=102")
    show.add(7)
    assert not waiter.is_told()
    show.add()  # the next segment's first part closes it
    assert waiter.answer is not None


def test_a_part_past_its_segments_end_means_the_first_of_the_next(show: Show) -> None:
    show.add(7)
    waiter = show.wait("_HLS_msn=102&_HLS_part=10")
    show.add()
    assert waiter.answer is not None
    assert read_playlist(text(waiter.answer)).last_part == (103, 0)
    assert show.get("_HLS_msn=101&_HLS_part=44").status == 200


def test_what_is_there_or_was_there_is_answered_at_once_with_the_whole_playlist(show: Show) -> None:
    for query in ("_HLS_msn=3", "_HLS_msn=100&_HLS_part=0", "_HLS_msn=101", "_HLS_msn=102&_HLS_part=0"):
        assert read_playlist(text(show.get(query))).last_part == (102, 2)


@pytest.mark.parametrize(
    "query",
    [
        "_HLS_msn=104", "_HLS_msn=102&_HLS_part=90", "_HLS_part=1", "_HLS_msn=-1", "_HLS_msn=x", "_HLS_msn=",
        "_HLS_msn=1e3", "_HLS_msn=%C2%B2", "_HLS_msn=102&_HLS_part=y", "_HLS_msn=101&_HLS_msn=102",
    ],
)  # fmt: skip
def test_directives_that_make_no_sense_are_bad_requests(show: Show, query: str) -> None:
    refused = show.get(query)
    assert refused.status == 400
    assert b"no-store" in refused.head


def test_a_query_of_somebody_else_does_no_harm(show: Show) -> None:
    assert show.get("token=abc&_=17").status == 200
    assert show.get("_HLS_skip=maybe").status == 200


def test_an_answer_is_remembered_until_the_next_change_and_no_longer(show: Show) -> None:
    before = show.get("_HLS_msn=101")
    assert show.get("_HLS_msn=101") is before
    show.add()
    assert read_playlist(text(show.get("_HLS_msn=101"))).last_part == (102, 3)


def test_made_up_queries_do_not_add_up_in_memory(show: Show) -> None:
    gc.collect()
    tracemalloc.start()
    try:
        for number in range(5_000):
            assert show.get(f"_HLS_msn=101&a={number:0>1000}").status == 200
            assert show.get(f"_HLS_msn=101&a={number}").status == 200
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 200_000


def test_who_waits_too_long_is_told_so_after_three_target_durations(show: Show) -> None:
    waiter = show.wait("_HLS_msn=102&_HLS_part=3")
    assert waiter.wait.seconds == 6.0
    assert waiter.wait.late.status == 503


def test_the_hinted_part_and_the_next_ones_are_waited_for_and_later_ones_are_not_found(show: Show) -> None:
    waiters = [show.wait("", f"part-abc-{number}.m4s") for number in (13, 14, 41)]
    assert waiters[0].wait.seconds == 6.0
    assert show.get("", "part-abc-44.m4s").status == 404
    show.add()
    assert [waiter.answer and waiter.answer.body for waiter in waiters] == [(b"part 13",), None, None]
    show.add()
    assert [waiter.answer and waiter.answer.body for waiter in waiters] == [(b"part 13",), (b"part 14",), None]
    assert waiters[2].wait.late.status == 404


def test_whoever_asks_for_a_segment_too_early_makes_no_cache_remember_that_it_is_not_there(show: Show) -> None:
    waiters = [show.wait("", f"segment-abc-{number}.m4s") for number in (102, 103)]
    assert show.get("", "segment-abc-104.m4s").status == 404
    show.add(8)
    assert waiters[0].answer is not None
    assert waiters[0].answer.status == 200
    assert b"".join(waiters[0].answer.body).startswith(b"part 10")
    show.shelf.put(show.shelf.stream.end())
    assert waiters[1].answer is not None


def test_an_init_section_that_may_be_there_at_any_moment_is_not_remembered_as_missing(show: Show) -> None:
    missing = show.get("", "init-abc-2.mp4")
    assert missing.status == 404
    assert b"no-store" in missing.head


@pytest.mark.parametrize("name", ["part-abc-013.m4s", "segment-abc-0102.m4s", f"part-abc-{'9' * 400}.m4s"])
def test_what_is_not_spelled_as_we_do_is_not_waited_for(show: Show, name: str) -> None:
    assert show.get("", name).status == 404


def test_segments_are_their_parts_in_one_piece(show: Show) -> None:
    assert b"".join(show.get("", "segment-abc-101.m4s").body) == b"".join(b"part %d" % n for n in range(8, 10))
    assert show.get("", "init-abc-1.mp4").body == (b"init",)


def test_what_is_no_longer_kept_is_gone_and_what_never_was_is_not_found(show: Show) -> None:
    show.add(200)
    assert show.get("", "part-abc-3.m4s").status == 410
    assert show.get("", "segment-abc-101.m4s").status == 410
    assert show.get("", "part-abd-3.m4s").status == 404
    assert show.get("", "part-abc-.m4s").status == 404
    assert show.get("", "index.html").status == 404
    assert show.get("", "index.m3u8", who="other").status == 404
    assert len(show.shelf.files) < 120


def test_files_may_be_kept_forever_and_playlists_by_their_query(show: Show) -> None:
    assert b"immutable" in show.get("", "part-abc-12.m4s").head
    assert b"max-age=12" in show.get("_HLS_msn=102&_HLS_part=2").head
    assert b"max-age=0, s-maxage=1" in show.get().head
    assert b"max-age=1\r" in show.get("", "nothing.m4s").head


def test_a_playlist_of_a_lost_publisher_is_not_kept_since_its_query_is_asked_again(show: Show) -> None:
    """video.js asks for the version that it has until there is another."""
    waiter = show.wait("_HLS_msn=102&_HLS_part=3")
    show.shelf.put(show.shelf.stream.interrupt())
    for answer in (show.get("_HLS_msn=102&_HLS_part=2"), show.get("_HLS_msn=101")):
        assert b"max-age=0, s-maxage=1" in answer.head
    show.begin()
    show.add()
    assert waiter.answer is not None
    assert b"max-age=12" in waiter.answer.head


def test_a_part_that_was_hinted_at_and_will_not_come_is_media_that_holds_nothing(show: Show) -> None:
    """Shaka loads what is hinted at as if it were listed, and gives up where it is told that it does not exist."""
    waiter = show.wait("", "part-abc-13.m4s")
    show.shelf.put(show.shelf.stream.end())
    for answer in (waiter.answer, show.get("", "part-abc-13.m4s")):
        assert answer is not None
        assert b"".join(answer.body) == b"\0\0\0\x08free"
        assert b"no-store" in answer.head
    assert show.get("", "part-abc-14.m4s").status == 404


def test_the_end_is_told_to_everybody_and_directives_mean_nothing_then(show: Show) -> None:
    waiters = [show.wait("_HLS_msn=102&_HLS_part=3"), show.wait("_HLS_msn=103"), show.wait("", "part-abc-13.m4s")]
    show.shelf.put(show.shelf.stream.end())
    assert [waiter.answer and waiter.answer.status for waiter in waiters] == [200, 200, 200]
    assert "#EXT-X-ENDLIST" in text(show.get("_HLS_msn=999&_HLS_part=7"))


def test_a_stream_that_is_taken_down_is_not_found_by_those_who_wait_either(show: Show) -> None:
    waiter = show.wait("_HLS_msn=102&_HLS_part=3")
    show.library.remove("show")
    assert waiter.answer is not None
    assert waiter.answer.status == 404
    assert show.get().status == 404
    assert show.get(who="the-key").status == 404


def test_a_stream_that_is_taken_down_holds_no_media_whoever_still_knows_it(show: Show) -> None:
    stream = show.shelf.stream
    assert stream.listed
    show.library.remove("show")
    assert not [*stream.listed, *stream.retention.retired]
    assert stream.open is None
    assert stream.current_init is None
    assert not show.shelf.files


def test_the_owner_finds_it_by_key_and_the_key_stands_nowhere(show: Show) -> None:
    assert text(show.get(who="the-key")) == text(show.get())
    assert "the-key" not in text(show.get())
    assert "the-key" not in repr(vars(show.library))


def test_a_cancelled_wait_leaves_nothing_behind(show: Show) -> None:
    waiter = show.wait("_HLS_msn=102&_HLS_part=3")
    waiter.wait.cancel(waiter.wake)
    assert show.shelf.waiting == {}


def test_a_thousand_viewers_cost_one_rendering(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[bool] = []

    def count(stream: Stream, *, skip: bool = False) -> str:
        rendered.append(skip)
        return render_playlist(stream, skip=skip)

    monkeypatch.setattr("ingest.origin.shelf.render_playlist", count)
    waiters = [show.wait("_HLS_msn=102&_HLS_part=3") for _ in range(1_000)]
    show.add()
    assert all(waiter.answer is waiters[0].answer for waiter in waiters)
    assert rendered == [False]


def test_delta_updates_are_given_where_they_are_offered() -> None:
    show = Show(Shape(dvr_window=60.0))
    show.begin()
    show.add(400)
    assert "#EXT-X-SKIP" in text(show.get("_HLS_skip=YES"))
    assert "#EXT-X-SKIP" not in text(show.get())
    show.shelf.put(show.shelf.stream.end())
    assert "#EXT-X-SKIP" not in text(show.get("_HLS_skip=YES"))


def test_other_addresses_and_methods() -> None:
    library = Library(lambda: ALIVE)
    answers = {
        (method, path): library.respond(method, path, "")
        for method, path in [
            ("GET", "/"), ("GET", "/health"), ("GET", "/ready"), ("GET", "/live"), ("GET", "/live/a/b/c"),
            ("OPTIONS", "/live/x/index.m3u8"), ("POST", "/"), ("GET", ""),
        ]
    }  # fmt: skip
    assert [answer.status for answer in answers.values() if isinstance(answer, Response)] == [
        200, 200, 200, 404, 404, 204, 405, 404,
    ]  # fmt: skip


def test_a_key_that_was_given_up_shows_nothing_any_more() -> None:
    show = Show()
    show.begin()
    show.add(20)
    assert show.get(who="the-key").status == 200
    show.library.add("show", "the-new-key", show.shelf)
    assert show.get(who="the-new-key").status == 200
    assert show.get(who="the-key").status == 404
    assert show.get().status == 200
