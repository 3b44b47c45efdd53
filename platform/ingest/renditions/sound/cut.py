"""A stream's sound as it was sent: its source's playlist, and each file cut from the source's when it is asked for.
Nothing is decoded, and nothing is done while nobody asks."""

import itertools
import logging
from typing import Final

from ingest.origin.http.responses import FOREVER, NO_REFERRER, NOT_FOUND, PRIVATE, Response
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.shelf import STILL, Shelf
from ingest.origin.stream import joining
from ingest.origin.stream.segments import Init
from ingest.origin.wait import Wait
from ingest.renditions.cutting import Cut, cut_init, cut_media

log = logging.getLogger(__name__)

FROM_SOURCE: Final = "../audio/index.m3u8"
TO_SOURCE: Final = "../source/index.m3u8"
KEPT: Final = 64
"""Files that are kept as they were cut: those that all who listen ask for now."""
CONTENT_TYPE: Final = "audio/mp4"


class CutShelf:
    """Answers as a stream's shelf does."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._private = False
        self._files: dict[str, tuple[Response, Response]] = {}  # by name: the source's, and ours
        self._playlists: list[tuple[Response, Response]] = []
        self._cuts: dict[bytes, Cut | None] = {}

    def answer_playlist(self, query: str) -> Response | Wait:
        """The source's, at the same moment; every part of sound can be begun with."""
        answer = self._shelf.answer_playlist(query)
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        if self._find_cut() is None:
            return NOT_FOUND
        for known, ours in self._playlists:
            if known is answer:
                return ours
        ours = answer.with_body([write_playlist(b"".join(answer.body))])
        self._playlists = [*self._playlists[-3:], (answer, ours)]
        return ours

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """A part, a segment or an init section of sound, when there is the source's."""
        if name == STILL:
            return NOT_FOUND
        answer = self._shelf.answer_file(name, query)
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        known = self._files.get(name)
        if known is not None and known[0] is answer:
            return known[1]
        try:
            ours = self._cut(name, answer)
        except FragmentError as error:
            log.warning("sound cannot be cut from %s: %s", name, error)
            return NOT_FOUND
        if ours is not None:
            self._files[name] = answer, ours
            if len(self._files) > KEPT:
                del self._files[next(iter(self._files))]
        return ours or NOT_FOUND

    def keep_private(self, private: bool) -> None:
        """As the source's."""
        self._private = private
        self._forget()

    def wake(self) -> None:
        """Whoever waits, waits for the source."""

    def remove(self) -> None:
        """It is gone with its source."""
        self._forget()

    def _cut(self, name: str, answer: Response) -> Response | None:
        if name == joining.NAME:
            playlist = self.answer_playlist("")
            if not isinstance(playlist, Response) or playlist.status != 200:
                return None
            files = [(name, self._read(name, data)) for name, data in joining.pick(self._shelf.stream)]
            if any(data is None for _, data in files):
                return None
            whole = [(name, data) for name, data in files if data is not None]
            return answer.with_body(joining.pack(b"".join(playlist.body), whole))
        data = self._read(name, b"".join(answer.body))
        if data is None:
            return None
        if self._private:
            return Response(200, CONTENT_TYPE, PRIVATE, [data], NO_REFERRER)
        return Response(200, CONTENT_TYPE, FOREVER, [data])

    def _read(self, name: str, data: bytes) -> bytes | None:
        """The sound of a file; None: it has none."""
        if name.startswith("init-"):
            cut = self._cut_of(data)
            return None if cut is None else cut.init
        init = self._find_init(name)
        cut = None if init is None else self._cut_of(init.data)
        return None if cut is None else cut_media(cut, data)

    def _find_init(self, name: str) -> Init | None:
        """Of a part or a segment: a stream has others where its tracks have changed."""
        stream = self._shelf.stream
        newest = [stream.open] if stream.open is not None else []
        for segment in itertools.chain(newest, reversed(stream.listed), reversed(stream.retention.retired)):
            if segment.uri == name or any(part.uri == name for part in segment.parts):
                return segment.init
        return None

    def _find_cut(self) -> Cut | None:
        init = self._shelf.stream.current_init
        return None if init is None else self._cut_of(init.data)

    def _cut_of(self, init: bytes) -> Cut | None:
        if init not in self._cuts:
            if len(self._cuts) > 8:
                self._cuts.clear()
            self._cuts[init] = cut_init(init)
        return self._cuts[init]

    def _forget(self) -> None:
        self._files.clear()
        self._playlists.clear()


def write_playlist(source: bytes) -> bytes:
    """The source's playlist as that of its sound."""
    lines = source.decode().replace(f'"{FROM_SOURCE}"', f'"{TO_SOURCE}"').split("\n")
    return "\n".join(
        f"{line},INDEPENDENT=YES" if line.startswith("#EXT-X-PART:") and "INDEPENDENT" not in line else line
        for line in lines
    ).encode()
