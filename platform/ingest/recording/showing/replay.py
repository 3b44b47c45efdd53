"""What HTTP may ask about one recording: its playlist, and its files. Beside the shelves of live streams in the
library, behind the same gates."""

import math
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qs

from ingest.origin.http.download import Body, Download
from ingest.origin.http.responses import NEVER, NO_REFERRER, NOT_FOUND, PRIVATE, Response, say
from ingest.origin.library import Answer
from ingest.origin.stream.playlist import CONTENT_TYPE
from ingest.origin.wait import Wait, Waiting, wake
from ingest.recording.disk.segment import RecordedSegment
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.reading import Reader
from ingest.stills.pictures import Picture, PictureFile, Pictures

FILM: Final = "film.mp4"
"""What downloads are called; `?from=&to=` in seconds since the begin, by the media's dates."""
FIRST_WAIT: Final = 15.0
"""Seconds a playlist is waited for while its recording begins."""
PATIENCE: Final = 15.0
"""Seconds that the disk has."""
FOLLOWED: Final = 150.0
"""Seconds since it was last asked for after which nobody follows a growing playlist any more: players ask again
within twelve, and those in hidden tabs within a minute."""
STILL_GROWING: Final = "public, max-age=1, s-maxage=2"
COMPLETE: Final = "public, max-age=60"
KEPT: Final = "public, max-age=3600, immutable"
"""For media: not for a day, as what is deleted is to be gone."""

BUSY = say(503, "Too many are asking for recordings at this moment; ask again.", headers="Retry-After: 1\r\n")
SLOW = say(503, "The recording could not be read in time; ask again.", headers="Retry-After: 2\r\n")
UNREADABLE = say(503, "This part of the recording cannot be read.", headers="Retry-After: 10\r\n")
EMPTY = say(503, "The recording has only just begun; ask again.", headers="Retry-After: 1\r\n")


UNREADABLE_SPAN = say(400, "from and to are seconds since the begin, such as 12.5.")
NOTHING_THERE = say(404, "There is nothing of that time.")
_SECONDS: Final = re.compile(r"\d{1,7}(\.\d{1,6})?", re.ASCII)


class Elsewhere(Protocol):
    """The bucket that has a recording's files, too, or alone."""

    def find_address(self, recording: str, run: str, name: str, /, *, private: bool) -> str:
        """Where to fetch one; `private`: it is for who asks alone."""

    def is_better(self, recording: str, run: str, name: str, /) -> bool:
        """Whether what everybody may have is to be fetched there, although it is here."""


class Films(Protocol):
    """Who makes films of recordings."""

    def find(
        self, recording: str, listing: Listing, begin_ms: int, end_ms: int, /, *, clip: str = ""
    ) -> Body | Wait | Response:
        """The film of what was recorded from one moment up to another (milliseconds since 1970); `clip`: it is this
        one's, and is called so."""


class Replay:
    """One recording. `add` with each segment that is sealed."""

    def __init__(
        self,
        folder: Path,
        reader: Reader,
        listing: Listing,
        elsewhere: Elsewhere | None = None,
        films: Films | None = None,
        pictures: Pictures | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`elsewhere`: where to send those who ask for what is not on this disk. `films`: who makes one film of it;
        None: nobody."""
        self.listing = listing
        self.pictures = pictures or Pictures(folder.name, None, lambda *_: None)
        self.over = False
        """Nothing follows."""
        self.asked = False
        """Somebody has asked for some of it; whoever reads this makes it false again."""
        self._folder = folder
        self._reader = reader
        self._elsewhere = elsewhere
        self._films = films
        self._private = False
        self._removed = False
        self._waiting: Waiting = {}
        self._playlists: dict[bool, Response] = {}
        self._clock = clock
        self._followed_at = float("-inf")
        self._late: list[tuple[str, Sequence[RecordedSegment]]] = []

    def add(self, run: str, segments: Sequence[RecordedSegment]) -> None:
        """More of it is there."""
        self.listing.add(run, segments)
        self._change()

    def include(self, found: Sequence[tuple[str, Sequence[RecordedSegment]]]) -> None:
        """Of each run this was found elsewhere; what of it is new is shown as well, each in its place. But what would
        stand before others waits as long as somebody follows the playlist while it grows: players know its lines by
        their number, and such a list may change at its end alone (RFC 8216bis, 4.4.3.5)."""
        followed = self._clock() - self._followed_at < FOLLOWED
        found = [*self._late, *found]
        whole = self.listing.include(found, at_end=followed)
        self._late = [(run, [one]) for run, one in whole.find_new(found)]
        if whole is not self.listing:
            self.listing = whole
            self._change()

    def set_over(self, over: bool) -> None:
        """Whether nothing follows: a show that had ended may begin again."""
        if over is not self.over:
            self.over = over
            self._change()

    def keep_private(self, private: bool) -> None:
        """Whether what it answers is for who asks alone, and no cache's to keep."""
        if private is not self._private:
            self._private = private
            self._playlists.clear()

    def wake(self) -> None:
        """Who may ask for it is another matter now: whoever waits asks again."""
        wake(self._waiting)

    def remove(self) -> None:
        """It is gone for good."""
        self._removed = True
        self._change()

    def wait(self) -> Wait:
        """For the first, or the next, of it to be there."""
        return Wait(self._waiting, ("start", 0, 0), FIRST_WAIT, EMPTY)

    def answer_playlist(self, query: str) -> Response | Wait:
        """All of it; `_HLS_skip` asks for what is new (RFC 8216bis, 6.2.5.1)."""
        self.asked = True
        if self._removed:
            return NOT_FOUND
        if not self.listing.segments:
            return NOT_FOUND if self.over else self.wait()
        if self._late and self._clock() - self._followed_at >= FOLLOWED:
            self.include([])
        if not self.over:
            self._followed_at = self._clock()
        skip = "_HLS_skip=" in query and not self.over
        response = self._playlists.get(skip)
        if response is None:
            text = self.listing.render(over=self.over, skip=skip).encode()
            cache = COMPLETE if self.over else STILL_GROWING
            response = self._playlists[skip] = self._respond(CONTENT_TYPE, cache, text)
        return response

    def answer_file(self, name: str, query: str = "") -> Answer:
        """A segment, an init section or a picture, or all of it as one film."""
        self.asked = True
        if self._removed:
            return NOT_FOUND
        if name == FILM:
            return self._answer_film(query)
        place = self.listing.places.get(name)
        if place is None:
            return self._answer_picture(self.pictures.find(name, self.listing, over=self.over))
        return self._answer_place("video/mp4", place.run, place.name)

    def answer_moment(self, at_ms: int) -> Answer:
        """A picture of a moment of it, in milliseconds since 1970."""
        self.asked = True
        return NOT_FOUND if self._removed else self._answer_picture(self.pictures.find_moment(self.listing, at_ms))

    def _answer_picture(self, found: PictureFile | Picture | Response | Wait | None) -> Answer:
        match found:
            case None:
                return NOT_FOUND
            case PictureFile():
                return self._answer_place("image/jpeg", found.run, found.name)
            case Picture():
                growing = STILL_GROWING if not self.over else COMPLETE
                return self._respond(found.kind, growing if found.grows else KEPT, found.data)
            case _:
                return found

    def _answer_place(self, kind: str, run: str, name: str) -> Answer:
        at = self._folder.name, run, name
        if self._elsewhere is not None and not self._private and self._elsewhere.is_better(*at):
            return self._send_there(self._elsewhere, *at)
        path = self._folder / run / name
        found = self._reader.find(path)
        if found is None:
            return BUSY if self._reader.is_full else Reading(self._reader, path)
        if isinstance(found, FileNotFoundError) and self._elsewhere is not None:
            return self._send_there(self._elsewhere, *at)
        if isinstance(found, OSError):
            return UNREADABLE
        return self._respond(kind, KEPT, found)

    def _answer_film(self, query: str) -> Answer:
        """All of it, or a range, as one file. While it grows whoever asks is sent on to what is there by now: a
        download that is resumed is the same file."""
        listing = self.listing
        if listing.begins_ms is None:
            return NOT_FOUND if self.over else EMPTY
        lasts = listing.ends_at - listing.begins_ms / 1000
        span = read_span(query, lasts)
        if isinstance(span, Response):
            return span
        begin, end = span
        if end is None or (end > lasts and not self.over):
            if not self.over:
                ranged = f"?from={begin:.3f}&to={math.floor(lasts * 1000) / 1000:.3f}"
                more = NO_REFERRER if self._private else ""
                return Response(302, "", NEVER, headers=f"Location: {FILM}{ranged}\r\n{more}")
            end = lasts
        begin_ms = listing.begins_ms + round(begin * 1000)
        end_ms = listing.begins_ms + round(end * 1000)
        return self.answer_range(begin_ms, end_ms, self._note_asked, private=self._private)

    def answer_range(
        self, begin_ms: int, end_ms: int, touch: Callable[[], object], *, private: bool, clip: str = ""
    ) -> Answer:
        """The film of what was recorded from one moment up to another (milliseconds since 1970), of a `clip` where
        that has a name. `touch` is called now and then while it is sent."""
        if self._films is None:
            return NOT_FOUND
        found = self._films.find(self._folder.name, self.listing, begin_ms, end_ms, clip=clip)
        return found if isinstance(found, Response | Wait) else Download(found, touch, private=private)

    def _note_asked(self) -> None:
        self.asked = True

    def _send_there(self, elsewhere: Elsewhere, recording: str, run: str, name: str) -> Response:
        """To where the file is, each who asks anew: an address is good for minutes, and a holder's pass is asked for
        here each time."""
        address = elsewhere.find_address(recording, run, name, private=self._private)
        return Response(302, "", NEVER, headers=f"Location: {address}\r\n{NO_REFERRER}")

    def respond(self, kind: str, data: bytes) -> Response:
        """Media made of its own."""
        return self._respond(kind, KEPT, data)

    def _respond(self, kind: str, cache: str, data: bytes) -> Response:
        if self._private:
            return Response(200, kind, PRIVATE, [data], NO_REFERRER)
        return Response(200, kind, cache, [data])

    def _change(self) -> None:
        self._playlists.clear()
        wake(self._waiting)


class Withdrawn:
    """What is shown of a recording that was deleted, but for what clips need of it: nothing. Its clips answer with
    what is left, so who may have that is theirs to know."""

    def __init__(self, left: Replay) -> None:
        self.keep_private, self.wake, self.remove = left.keep_private, left.wake, left.remove

    def answer_playlist(self, query: str) -> Response:
        return NOT_FOUND

    def answer_file(self, name: str, query: str = "") -> Response:
        return NOT_FOUND


def read_span(query: str, lasts: float) -> tuple[float, float | None] | Response:
    """`from` and `to` of a query; else what is wrong with them. `lasts`: seconds that there are."""
    said = parse_qs(query, keep_blank_values=True, max_num_fields=8)
    try:
        begin, end = (_read_seconds(said.get(name)) for name in ("from", "to"))
    except ValueError:
        return UNREADABLE_SPAN
    begin = begin or 0.0
    return NOTHING_THERE if begin >= (lasts if end is None else min(end, lasts)) else (begin, end)


def _read_seconds(said: list[str] | None) -> float | None:
    """Raises ValueError."""
    if not said:
        return None
    if len(said) > 1 or _SECONDS.fullmatch(said[0]) is None:
        raise ValueError(said)
    return float(said[0])


class Reading(Wait):
    """For a file that is on the disk only."""

    __slots__ = ("_path", "_reader")

    def __init__(self, reader: Reader, path: Path) -> None:
        super().__init__({}, ("read", 0, 0), PATIENCE, SLOW)
        self._reader = reader
        self._path = path

    def subscribe(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        self._reader.read(self._path, callback)

    def cancel(self, callback: Callable[[], None]) -> None:
        """As `Wait`."""
        self._reader.forget(self._path, callback)
