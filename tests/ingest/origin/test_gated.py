"""A gated stream's addresses: what opens them, and that nothing else does."""

import asyncio
from collections.abc import Callable
from typing import cast
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.orders import Revocation
from contract.passes import Pass, write_pass
from ingest.limits.seats import Seats
from ingest.origin.gate import FORBIDDEN
from ingest.origin.http.connection import Connection
from ingest.origin.http.responses import ADMITTED, ALIVE, NOT_FOUND, Response, http_date
from ingest.origin.library import Answer, Library
from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait

STREAM_KEY = "0123456789abcdef"
KEY, OTHER_KEY = bytes(range(32)), bytes(32)
NOW = 1_700_000_000
SECRET = b"what holders see"


def name(number: int) -> str:
    return f"{number:024x}"


def make_pass(number: int = 1, *, lives: int = 3_600, key: bytes = KEY) -> str:
    return write_pass(key, Pass(name(number), NOW + lives))


PASS = make_pass()


class House:
    """A gated stream `show` and a public one `open`, with a rendition each, and a clock that stands."""

    def __init__(self) -> None:
        self.library = Library(lambda: ALIVE, lambda: NOW)
        self.parts = 0
        self.show, self.low = self.make_shelf("abc"), self.make_shelf("low")
        self.library.add("show", STREAM_KEY, self.show, KEY)
        self.library.add_rendition("show", "480p", self.low)
        self.library.add("open", "fedcba9876543210", Shelf(Stream(Shape(), "pub")))
        self.hear()

    @staticmethod
    def make_shelf(token: str) -> Shelf:
        shelf = Shelf(Stream(Shape(), token))
        shelf.put(shelf.stream.begin_run(InitSection(SECRET, (Track(1, "vide", 1000, 0, 0),)), float(NOW)))
        for number in range(3):
            House.add_part(shelf, number)
        return shelf

    @staticmethod
    def add_part(shelf: Shelf, number: int) -> None:
        start = 0.2 * number
        shelf.put(shelf.stream.append(Fragment(SECRET, Span(start, start + 0.2, 6), None, number == 0), NOW + start))

    def hear(self, *taken_back: int) -> None:
        gate = self.library.find_gate("show")
        assert gate is not None
        known = [Revocation(id=name(number), expires_at=NOW + 3_600) for number in taken_back]
        gate.revoke(gate.number, (gate.number or 0) + len(known), known)

    def ask(self, path: str, query: str = "", method: str = "GET") -> Answer:
        return self.library.respond(method, path, query)

    def get(self, path: str, query: str = "") -> Response:
        answer = self.ask(path, query)
        assert isinstance(answer, Response), "this was to be answered at once"
        return answer

    def wait(self, path: str, query: str = "") -> list[Response]:
        """Who waits there; what they are told comes into the list."""
        answer = self.ask(path, query)
        assert isinstance(answer, Wait), "this was to wait"
        told: list[Response] = []

        def wake() -> None:
            again = self.ask(path, query)
            if isinstance(again, Wait):
                again.subscribe(wake)
            else:
                assert isinstance(again, Response)
                told.append(again)

        answer.subscribe(wake)
        return told


@pytest.fixture
def house() -> House:
    return House()


FILES = ("index.m3u8", "part-abc-0.m4s", "init-abc-1.mp4")
COMING = (("part-abc-3.m4s", ""), ("index.m3u8", "_HLS_msn=1"))


def test_a_pass_opens_its_stream_and_renditions(house: House) -> None:
    assert house.get(f"/live/show/{PASS}/index.m3u8").status == 200
    assert house.get(f"/live/show/{PASS}/source/index.m3u8").status == 200
    assert house.get(f"/live/show/{PASS}/part-abc-0.m4s").body == (SECRET,)
    assert house.get(f"/live/show/{PASS}/480p/index.m3u8").status == 200
    assert house.get(f"/live/show/{PASS}/480p/part-low-0.m4s").body == (SECRET,)
    assert house.get(f"/live/show/{PASS}/720p/part-low-0.m4s").status == 404
    assert house.get(f"/live/show/{PASS}/{PASS}/part-abc-0.m4s").status == 404


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "folder",
    [
        "show", "show/480p", "show/source", STREAM_KEY, f"{STREAM_KEY}/480p", f"{STREAM_KEY}/{PASS}",
        f"{STREAM_KEY}/{PASS}/source", f"show/{make_pass(key=OTHER_KEY)}", f"show/{make_pass(lives=0)}",
        f"show/480p/{PASS}", f"show/source/{PASS}", f"show/{PASS.upper()}", "show/p1.",
    ],
)  # fmt: skip
def test_without_a_good_pass_nothing_of_it_is_there(house: House, folder: str, file: str, method: str) -> None:
    assert house.ask(f"/live/{folder}/{file}", method=method) is FORBIDDEN
    assert b"no-store" in FORBIDDEN.head
    assert FORBIDDEN.status == 403


@pytest.mark.parametrize(("file", "query"), COMING)
def test_who_has_no_pass_does_not_even_wait(house: House, file: str, query: str) -> None:
    assert house.ask(f"/live/show/{file}", query) is FORBIDDEN
    assert house.ask(f"/live/show/{make_pass(lives=0)}/{file}", query) is FORBIDDEN


@pytest.mark.parametrize(("file", "query"), COMING)
def test_who_waits_with_a_pass_that_is_taken_back_gets_no_media(house: House, file: str, query: str) -> None:
    lost = house.wait(f"/live/show/{PASS}/{file}", query)
    kept = house.wait(f"/live/show/{make_pass(2)}/{file}", query)
    house.hear(1)
    for number in range(3, 13):
        house.add_part(house.show, number)
    assert lost == [FORBIDDEN]
    assert [answer.status for answer in kept] == [200]


@pytest.mark.parametrize(("file", "query"), COMING)
def test_a_gate_that_is_raised_turns_those_away_who_wait_and_hold_no_pass(
    house: House, file: str, query: str
) -> None:
    house.library.set_gate("show", b"")
    told = house.wait(f"/live/show/{file}", query)
    house.library.set_gate("show", KEY)
    assert told == [FORBIDDEN]
    assert house.ask(f"/live/show/{FILES[1]}") is FORBIDDEN


@pytest.mark.parametrize("private", [True, False])
def test_what_a_cache_may_keep_changes_with_the_gate(house: House, private: bool) -> None:
    if not private:
        house.library.set_gate("show", b"")
    for answer in [
        *(house.get(f"/live/show/{PASS}/{file}") for file in FILES[:2]),
        house.get(f"/live/show/{PASS}/index.m3u8", "_HLS_msn=0&_HLS_part=1"),
        house.get(f"/live/show/{PASS}/480p/part-low-0.m4s"),
    ]:
        assert answer.status == 200
        assert (b"Cache-Control: private, no-store" in answer.head) is private
        assert (b"Referrer-Policy: no-referrer" in answer.head) is private
        assert b"Access-Control-Allow-Origin: *" in answer.head


def test_who_came_with_a_pass_stays_when_the_stream_becomes_public_and_others_come(house: House) -> None:
    told = house.wait(f"/live/show/{PASS}/part-abc-3.m4s")
    house.library.set_gate("show", b"")
    assert house.get("/live/show/part-abc-0.m4s").status == 200
    assert house.get(f"/live/{STREAM_KEY}/part-abc-0.m4s").status == 200
    assert house.get(f"/live/show/{PASS}/480p/part-low-0.m4s").status == 200
    house.add_part(house.show, 3)
    assert [answer.status for answer in told] == [200]


def test_a_pass_goes_where_its_stream_goes_and_opens_nothing_where_it_was(house: House) -> None:
    told = house.wait(f"/live/show/{PASS}/part-abc-3.m4s")
    assert house.library.move("show", "renamed")
    assert told == [NOT_FOUND], "under the old name there is nothing more"
    assert house.get(f"/live/renamed/{PASS}/part-abc-0.m4s").status == 200
    assert house.ask("/live/renamed/part-abc-0.m4s") is FORBIDDEN
    assert house.ask(f"/live/{STREAM_KEY}/part-abc-0.m4s") is FORBIDDEN


def test_a_new_stream_of_the_same_name_knows_what_was_taken_back(house: House) -> None:
    house.hear(1)
    house.library.add("show", STREAM_KEY, house.make_shelf("new"), KEY)
    assert house.ask(f"/live/show/{PASS}/part-new-0.m4s") is FORBIDDEN
    assert house.get(f"/live/show/{make_pass(2)}/part-new-0.m4s").status == 200


def test_who_was_let_in_before_the_gate_rose_does_not_bring_it_down(house: House) -> None:
    house.library.add("show", STREAM_KEY, house.show)
    assert house.ask("/live/show/part-abc-0.m4s") is FORBIDDEN
    house.library.add("show", STREAM_KEY, house.make_shelf("new"))
    assert house.ask("/live/show/part-new-0.m4s") is FORBIDDEN
    assert house.get(f"/live/show/{PASS}/part-new-0.m4s").status == 200


def test_a_stream_that_is_put_up_anew_opens_when_it_is_known_what_was_taken_back(house: House) -> None:
    house.library.remove("show")
    house.library.add("show", STREAM_KEY, house.make_shelf("new"), KEY)
    told = house.wait(f"/live/show/{make_pass(2)}/part-new-0.m4s")
    lost = house.wait(f"/live/show/{PASS}/part-new-0.m4s")
    house.hear(1)
    assert [answer.status for answer in told] == [200]
    assert lost == [FORBIDDEN]


def test_a_cache_in_front_may_ask_about_a_pass(house: House) -> None:
    assert house.ask(f"/pass/show/{PASS}") is ADMITTED
    assert house.get("/pass/open/p1.anything").status == 200, "it asks nobody"
    assert house.ask(f"/pass/show/{make_pass(key=OTHER_KEY)}") is FORBIDDEN
    assert house.ask("/pass/show/480p") is FORBIDDEN
    assert house.get(f"/pass/none/{PASS}").status == 202, "there is nothing to guard, nor to be remembered"
    house.hear(1)
    assert house.ask(f"/pass/show/{PASS}") is FORBIDDEN


# -- every form of an address ----------------------------------------------------------------------------------


class Pipe:
    """A transport that keeps what is written."""

    def __init__(self) -> None:
        self.written = bytearray()

    def write(self, data: bytes) -> None:
        self.written += data

    def writelines(self, pieces: list[bytes]) -> None:
        self.written += b"".join(pieces)

    def get_extra_info(self, _: str) -> tuple[str, int]:
        return "127.0.0.1", 1

    def get_write_buffer_size(self) -> int:
        return 0

    def close(self) -> None:
        pass

    def pause_reading(self) -> None:
        pass


class Loop:
    def time(self) -> float:
        return 0.0

    def call_soon(self, *_: Callable[[], None]) -> None:
        pass


class Server:
    """A host for one connection."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.loop = cast("asyncio.AbstractEventLoop", Loop())
        self.date = http_date(NOW)
        self.stopping = False
        self.sent = 0
        self.downloads: Seats[Connection] = Seats(4, 4, lambda _: False)

    def welcome(self, _: Connection) -> bool:
        return True

    def forget(self, _: Connection) -> None:
        pass


def send(house: House, request: bytes) -> bytes:
    """What a connection answers to these bytes; a wait's end is waited for, with media."""
    pipe = Pipe()
    connection = Connection(Server(house.library))
    connection.connection_made(cast("asyncio.Transport", pipe))
    connection.data_received(request)
    for number in range(3, 13):
        house.add_part(house.show, number)
        house.add_part(house.low, number)
    return bytes(pipe.written)


WORDS = st.sampled_from(
    ["live", "LIVE", "pass", "show", "Show", "open", "480p", "source", STREAM_KEY, "", ".", "..", "*", "~", "p1.",
     ";", "show;x", "show?", "show#", "index.m3u8", "part-abc-0.m4s", "part-abc-3.m4s", "segment-abc-0.m4s",
     "init-abc-1.mp4", "part-low-0.m4s", make_pass(key=OTHER_KEY), make_pass(lives=0), PASS.upper(), PASS[:-1],
     PASS + "=", make_pass(9)]
)  # fmt: skip


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """A word, some of it percent-encoded or with a slash spelt otherwise."""
    word = draw(WORDS)
    for at in draw(st.lists(st.integers(0, max(0, len(word) - 1)), max_size=2)):
        if at < len(word):
            word = (
                word[:at]
                + draw(st.sampled_from([f"%{ord(word[at]):02x}", f"%25{ord(word[at]):02X}", word[at]]))
                + (word[at + 1 :])
            )
    return word


TARGETS = st.builds(
    lambda scheme, joint, words, file, query: scheme + joint.join(["", *words, file]) + query,
    st.sampled_from(["", "http://origin", "HTTP://show", "http://live/show", "https://a@b:1", "//x"]),
    st.sampled_from(["/", "//", "/./", "\\", "%2f", "/%2e%2e/"]),
    st.lists(spellings(), max_size=4).map(lambda words: ["live", "show", *words]) | st.lists(spellings(), max_size=6),
    st.sampled_from(FILES) | spellings(),
    st.sampled_from(["", "?", "?_HLS_msn=0", "?_HLS_msn=1", f"?pass={PASS}", f"?{quote(PASS)}", "#x"]),
)
HEADERS = st.sampled_from(
    ["", f"Authorization: Bearer {PASS}\r\n", f"Cookie: pass={PASS}\r\n", "X-Original-URL: /live/open/index.m3u8\r\n",
     f"Referer: http://origin/live/show/{PASS}/index.m3u8\r\n", f"X-Accel-Redirect: /live/show/{PASS}/\r\n"]
)  # fmt: skip


@given(st.sampled_from(["GET", "HEAD", "get", "POST", "OPTIONS"]), TARGETS, HEADERS, st.booleans())
def test_no_form_of_an_address_leads_to_gated_media_without_a_good_pass(
    method: str, target: str, headers: str, known_headers: bool
) -> None:
    house = House()
    house.hear(9)
    ahead = "GET /live/show/index.m3u8 HTTP/1.1\r\nHost: origin\r\n" + headers + "\r\n" if known_headers else ""
    said = send(house, f"{ahead}{method} {target} HTTP/1.1\r\nHost: origin\r\n{headers}\r\n".encode("latin-1"))
    for secret in (SECRET, b"part-abc", b"part-low"):
        assert secret not in said


@pytest.mark.parametrize("file", [*FILES, "part-abc-3.m4s", "480p/part-low-3.m4s", "source/index.m3u8?_HLS_msn=1"])
def test_with_one_the_usual_form_does(house: House, file: str) -> None:
    request = f"GET /live/show/{PASS}/{file} HTTP/1.1\r\nHost: origin\r\n\r\n".encode()
    said = send(house, request)
    assert SECRET in said or b"part-abc" in said
