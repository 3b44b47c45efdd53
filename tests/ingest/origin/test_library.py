"""Where a stream and its renditions are."""

import pytest

from ingest.origin.http.responses import ALIVE, Response
from ingest.origin.library import SOURCE, Library
from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream

KEY = "0123456789abcdef"


def make_shelf(token: str) -> Shelf:
    """A stream of three parts."""
    shelf = Shelf(Stream(Shape(), token))
    shelf.put(shelf.stream.begin_run(InitSection(b"init", (Track(1, "vide", 1000, 0, 0),)), 1_700_000_000.0))
    for number in range(3):
        start = 0.2 * number
        fragment = Fragment(token.encode(), Span(start, start + 0.2, 6), None, number == 0)
        shelf.put(shelf.stream.append(fragment, 1_700_000_000.0 + start))
    return shelf


@pytest.fixture
def library() -> Library:
    library = Library(lambda: ALIVE)
    library.add("show", KEY, make_shelf("abc"))
    return library


def status(library: Library, path: str) -> int:
    answer = library.respond("GET", path, "")
    assert isinstance(answer, Response), "this was to be answered at once"
    return answer.status


def media(library: Library, path: str) -> bytes:
    answer = library.respond("GET", path, "")
    assert isinstance(answer, Response)
    return b"".join(answer.body) if answer.status == 200 else b""


def test_a_stream_without_renditions_is_its_source() -> None:
    library = Library(lambda: ALIVE)
    library.add("show", KEY, make_shelf("abc"))
    plain = library.respond("GET", "/live/show/index.m3u8", "")
    assert library.respond("GET", f"/live/show/{SOURCE}/index.m3u8", "") is plain
    assert media(library, "/live/show/source/part-abc-0.m4s") == media(library, "/live/show/part-abc-0.m4s") == b"abc"
    for unknown in ("/live/show/480p/index.m3u8", "/live/show/480p/part-abc-0.m4s", "/live/other/source/index.m3u8"):
        assert status(library, unknown) == 404


def test_each_rendition_has_an_address_below_its_stream(library: Library) -> None:
    library.add_rendition("show", "480p", make_shelf("low"))
    assert media(library, "/live/show/480p/part-low-0.m4s") == b"low"
    assert media(library, f"/live/{KEY}/480p/part-low-0.m4s") == b"low"
    assert status(library, "/live/show/480p/index.m3u8") == 200
    assert media(library, "/live/show/part-abc-0.m4s") == b"abc"
    for elsewhere in ("/live/show/part-low-0.m4s", "/live/show/480p/part-abc-0.m4s", "/live/show/480p/deeper/x.m4s"):
        assert status(library, elsewhere) == 404


def test_renditions_go_where_their_stream_goes(library: Library) -> None:
    library.add_rendition("show", "480p", make_shelf("low"))
    assert library.move("show", "renamed")
    assert status(library, "/live/renamed/480p/index.m3u8") == 200
    assert status(library, "/live/show/480p/index.m3u8") == 404
    library.remove("renamed")
    assert status(library, "/live/renamed/480p/index.m3u8") == 404


def test_a_new_stream_of_the_same_id_has_none_of_the_last_ones_renditions(library: Library) -> None:
    low = make_shelf("low")
    library.add_rendition("show", "480p", low)
    library.add("show", KEY, make_shelf("new"))
    assert status(library, "/live/show/480p/index.m3u8") == 404
    assert low.removed


def test_one_that_is_taken_down_or_replaced_is_gone(library: Library) -> None:
    first, second = make_shelf("one"), make_shelf("two")
    library.add_rendition("show", "480p", first)
    library.add_rendition("show", "480p", second)
    assert first.removed
    assert media(library, "/live/show/480p/part-two-0.m4s") == b"two"
    library.remove_rendition("show", "480p")
    library.remove_rendition("show", "480p")
    assert second.removed
    assert status(library, "/live/show/480p/index.m3u8") == 404


def test_there_is_no_rendition_without_a_stream_and_no_second_source(library: Library) -> None:
    with pytest.raises(KeyError):
        library.add_rendition("other", "480p", make_shelf("low"))
    with pytest.raises(ValueError, match="source"):
        library.add_rendition("show", SOURCE, make_shelf("low"))
