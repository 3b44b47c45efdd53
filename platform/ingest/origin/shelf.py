"""Everything HTTP may ask about one stream: its playlist in each form, rendered once per change however many ask for
it, its files ready to be sent, and those who wait for what does not exist yet. No sockets and no clock."""

from collections.abc import Callable, Sequence
from typing import Protocol
from urllib.parse import parse_qsl

from ingest.origin.http.responses import (
    FOREVER,
    GONE,
    LATE,
    NO_REFERRER,
    NOT_FOUND,
    NOT_YET,
    NOTHING,
    PRIVATE,
    SHORTLY,
    STARTING,
    Response,
    say,
)
from ingest.origin.stream import joining
from ingest.origin.stream.playlist import CONTENT_TYPE, render_playlist
from ingest.origin.stream.segments import Change, Init, Segment
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Ask, Wait, Waiting, wake

FIRST_WAIT = 15.0
"""Seconds a playlist is waited for while its stream starts."""

AHEAD = 2
"""Segments after the last complete one that may be asked for."""

KNOWN_QUERY = 128
"""Characters of a query whose answer is remembered until the next change: all who play ask the same one."""

KNOWN_QUERIES = 256
"""Of those at a time; there are two or three, but for who makes them up."""

MAX_FIELDS = 64
"""Of a query: a player sends three, a page's own link may add a few."""


STILL = "still.jpg"
"""A picture of a moment ago."""
STILL_FOR = "public, max-age=5"


class Offered(Protocol):
    """Who gets each change, and never keeps anybody waiting."""

    def offer(self, change: Change, init: Init | None, open_: Segment | None, /) -> None:
        """A change, the init section in use and the open segment."""


class Shelf:
    """Call `put` with each change of the stream; it makes the files, and calls those whose wait is over.

    Waited for is ("start", 0, 0), ("part", sequence, index), ("file", part number, 0) or ("segment", sequence, 0).
    """

    def __init__(
        self, stream: Stream, note_number: Callable[[int], None] = lambda _: None, media_type: str = "video/mp4"
    ) -> None:
        """`note_number` hears below what media sequence numbers are used, with each segment."""
        self.stream = stream
        self._media_type = media_type
        self._note_number = note_number
        self.files: dict[str, Response] = {}
        self.waiting: Waiting = {}
        self.removed = False
        self._private = False
        self.taps: list[Offered] = []
        """Who else gets each change; the last to get it."""
        self.still_ms = 0
        """When `still.jpg` was drawn, in milliseconds since 1970; 0: there is none."""
        self._still = b""
        self._playlists: dict[tuple[bool, bool], Response] = {}
        self._answers: dict[str, Response] = {}  # by query, until the next change
        self._joining: Response | None = None  # until then, too

    @property
    def patience(self) -> float:
        """Seconds anything asked for ahead of time is waited for (6.2.5.2)."""
        return 3.0 * self.stream.shape.target_duration

    def put(self, change: Change) -> None:
        """Take over what the stream added, forget what it dropped, and wake who waited."""
        files = self.files
        for init in change.inits:
            files[init.uri] = self._file([init.data])
        for part in change.parts:
            files[part.uri] = self._file([part.data])
        for segment in change.segments:
            files[segment.uri] = self._file([part.data for part in segment.parts])
        if change.segments:
            self._note_number(self.stream.next_sequence)
        for segment in change.dropped:
            files.pop(segment.uri, None)
            for part in segment.parts:
                files.pop(part.uri, None)
        if change.dropped:
            self._drop_inits()
        self._forget_answers()
        wake(self.waiting, self._is_due)
        for tap in self.taps:
            tap.offer(change, self.stream.current_init, self.stream.open)

    def begin_anew(self, stream: Stream) -> None:
        """Another stream in its place; whoever waits asks again."""
        self.stream.drop_media()
        self.stream = stream
        self.files.clear()
        self._forget_answers()
        self.wake()

    def remove(self) -> None:
        """The stream is gone for good; whoever waits is told so."""
        self.removed = True
        self.stream.drop_media()
        self.files.clear()
        self._forget_answers()
        self.wake()

    def wake(self) -> None:
        """Its address, or who may ask for it, is another: whoever waits asks again."""
        wake(self.waiting)

    def keep_private(self, private: bool) -> None:
        """Whether what it answers is for who asks alone, and no cache's to keep."""
        if private is not self._private:
            self._private = private
            self.files.pop(STILL, None)
            self.files = {name: self._file(each.body) for name, each in self.files.items()}
            if self._still:
                self.put_still(self._still, self.still_ms)
            self._forget_answers()

    @property
    def still(self) -> bytes:
        """The newest picture, a JPEG; empty: there is none."""
        return self._still

    def put_still(self, picture: bytes, at_ms: int) -> None:
        """A picture of now, a JPEG."""
        self._still, self.still_ms = picture, at_ms
        cache, more = (PRIVATE, NO_REFERRER) if self._private else (STILL_FOR, "")
        self.files[STILL] = Response(200, "image/jpeg", cache, [picture], more)

    def answer_playlist(self, query: str) -> Response | Wait:
        """The playlist, with the delivery directives of RFC 8216bis 6.2.5 in `query`."""
        known = self._answers.get(query)
        if known is not None:
            return known
        answer = self._find_answer(query)
        if isinstance(answer, Response) and len(query) <= KNOWN_QUERY and len(self._answers) < KNOWN_QUERIES:
            self._answers[query] = answer
        return answer

    def _find_answer(self, query: str) -> Response | Wait:
        if self.removed:
            return NOT_FOUND
        stream = self.stream
        if not stream.published:
            if stream.ended:
                return NOT_FOUND
            return Wait(self.waiting, ("start", 0, 0), FIRST_WAIT, STARTING)
        if not query or stream.ended:
            return self._playlist(blocking=False, skip=False)
        directives = _read_directives(query)
        if isinstance(directives, Response):
            return directives
        sequence, index, skip = directives
        if sequence is None:
            return self._playlist(blocking=False, skip=skip)
        if self._has(sequence, index):
            return self._playlist(blocking=True, skip=skip)
        refusal = self._too_far(sequence, index)
        if refusal is not None:
            return refusal
        return Wait(self.waiting, ("part", sequence, -1 if index is None else index), self.patience, LATE)

    def answer_file(self, name: str, query: str = "") -> Response | Wait:
        """A part, segment or init section; the part named by the preload hint is waited for, as the next ones are.
        `joining.NAME` is what a player begins with."""
        found = self.files.get(name)
        if found is not None:
            return found
        if name == joining.NAME:
            return self._answer_joining()
        stream = self.stream
        if stream.ended and name == stream.next_part_uri and stream.published:
            return NOTHING  # it was hinted at and will not come: to Shaka a 404 for that is the end of playing
        if self.removed or stream.ended:
            return NOT_FOUND
        part, segment = _number_of(name, "part", stream.token), _number_of(name, "segment", stream.token)
        ask = self._find_coming(part, segment)
        if ask is not None:
            return Wait(self.waiting, ask, self.patience, NOT_FOUND)
        if name.startswith(f"init-{stream.token}-"):
            return NOT_YET
        kept_once = part < stream.next_part or (stream.published and segment <= stream.last_sequence)
        return GONE if kept_once else NOT_FOUND

    def _find_coming(self, part: float, segment: float) -> Ask | None:
        """What to wait for, where a file is one of those to come within our patience. Not only of the hinted part:
        names can be guessed, and that a file does not exist is remembered by caches, so whoever asked for it shortly
        before it does would take it from all who ask shortly after."""
        stream = self.stream
        if not stream.published:
            return None
        if 0 <= part - stream.next_part < self.patience / (stream.part_target or stream.shape.part_seconds):
            return "file", int(part), 0
        return ("segment", int(segment), 0) if 0 < segment - stream.last_sequence <= AHEAD else None

    def _file(self, body: Sequence[bytes]) -> Response:
        if self._private:
            return Response(200, self._media_type, PRIVATE, body, NO_REFERRER)
        return Response(200, self._media_type, FOREVER, body)

    def _answer_joining(self) -> Response | Wait:
        if self._joining is None:
            playlist = self.answer_playlist("")
            if isinstance(playlist, Wait) or playlist.status != 200:
                return playlist
            body = joining.gather(self.stream, b"".join(playlist.body))
            more = NO_REFERRER if self._private else ""
            self._joining = Response(200, joining.CONTENT_TYPE, self._caching(blocking=False), body, more)
        return self._joining

    # -- playlists ----------------------------------------------------------------------------------------------

    def _playlist(self, *, blocking: bool, skip: bool) -> Response:
        skip = skip and self.stream.shape.skip_boundary is not None
        response = self._playlists.get((blocking, skip))
        if response is None:
            text = render_playlist(self.stream, skip=skip).encode()
            more = NO_REFERRER if self._private else ""
            response = Response(200, CONTENT_TYPE, self._caching(blocking), [text], more)
            self._playlists[blocking, skip] = response
        return response

    def _caching(self, blocking: bool) -> str:
        """A blocking query names the version it wants, so its answer may be kept; the plain address always changes,
        but a shared cache may put together those who ask within the same second. While nothing comes the version is
        the last one: video.js goes on asking for it, and has to hear of a return, or of the end."""
        if self._private:
            return PRIVATE
        if self.stream.ended:
            return SHORTLY
        if blocking and self.stream.open is not None:
            return f"public, max-age={6 * self.stream.shape.target_duration}"
        return "public, max-age=0, s-maxage=1"

    def _has(self, sequence: int, index: int | None) -> bool:
        stream = self.stream
        if sequence <= stream.last_sequence:
            # Past the end of a complete segment means the first part of the next one (6.2.5.2).
            if index is None or sequence < stream.last_sequence:
                return True
            last = stream.listed[-1]
            return (last.lists_parts and index < len(last.parts)) or stream.open is not None
        opened = stream.open
        if index is None or opened is None or sequence > opened.sequence or not opened.lists_parts:
            return False
        return index < len(opened.parts)

    def _too_far(self, sequence: int, index: int | None) -> Response | None:
        stream = self.stream
        part_target = stream.part_target or stream.shape.part_seconds
        ahead = 3.0 / part_target if part_target < 1 else 3.0
        there = len(stream.open.parts) if stream.open is not None else 0
        if sequence > stream.last_sequence + AHEAD:
            return say(400, "_HLS_msn is more than two segments ahead.")
        if index is not None and sequence > stream.last_sequence and index >= there + ahead:
            return say(400, "_HLS_part is too far ahead.")
        return None

    # -- waiting ------------------------------------------------------------------------------------------------

    def _is_due(self, ask: Ask) -> bool:
        kind, number, index = ask
        stream = self.stream
        if self.removed or stream.ended:
            return True
        if kind == "start":
            return stream.published
        if kind == "file":
            return number < stream.next_part
        if kind == "segment":
            return stream.published and number <= stream.last_sequence
        return self._has(number, None if index < 0 else index)

    def _forget_answers(self) -> None:
        self._playlists.clear()
        self._answers.clear()
        self._joining = None

    def _drop_inits(self) -> None:
        stream = self.stream
        used = {segment.init.uri for segment in (*stream.retention.retired, *stream.listed)}
        if stream.open is not None:
            used.add(stream.open.init.uri)
        if stream.current_init is not None:
            used.add(stream.current_init.uri)
        for name in [name for name in self.files if name.startswith("init-") and name not in used]:
            del self.files[name]


def _read_directives(query: str) -> tuple[int | None, int | None, bool] | Response:
    """(`_HLS_msn`, `_HLS_part`, whether `_HLS_skip` asks for a delta update), or what is wrong with them."""
    given: dict[str, str] = {}
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        return say(400, "The query has too many fields.")
    for name, value in fields:
        if name.startswith("_HLS_"):
            if name in given:
                return say(400, "A delivery directive is given twice.")
            given[name] = value
    numbers: list[int | None] = []
    for name in ("_HLS_msn", "_HLS_part"):
        text = given.get(name)
        if text is not None and not (text.isascii() and text.isdigit() and len(text) < 16):
            return say(400, f"{name} must be a whole number.")
        numbers.append(None if text is None else int(text))
    sequence, index = numbers
    if index is not None and sequence is None:
        return say(400, "_HLS_part needs _HLS_msn.")
    return sequence, index, given.get("_HLS_skip") in ("YES", "v2")


def _number_of(name: str, kind: str, token: str) -> float:
    prefix, suffix = f"{kind}-{token}-", ".m4s"
    number = name.removeprefix(prefix).removesuffix(suffix)
    if len(number) != len(name) - len(prefix) - len(suffix) or not (number.isascii() and number.isdigit()):
        return float("inf")
    if len(number) > 15 or (number[0] == "0" and number != "0"):
        return float("inf")  # not as we spell it, so it will never be there
    return int(number)
