"""What HTTP may ask about a clip: a playlist of the segments in which it lies, and those, as they are in the
recording. Nothing else of that is to be had under its name."""

from collections.abc import Callable
from typing import Final

from contract.livestreams import STILL
from ingest.origin.http.responses import NO_REFERRER, NOT_FOUND, PRIVATE, Response, say
from ingest.origin.library import Answer
from ingest.origin.stream.playlist import CONTENT_TYPE
from ingest.origin.wait import Wait
from ingest.recording.showing.listing import Listing
from ingest.recording.showing.part import Part, cut
from ingest.recording.showing.replay import FILM, STILL_GROWING, Replay

BRIEFLY: Final = "public, max-age=60"
"""For its media: what was hidden or deleted is to be gone."""

NOT_WHOLE = say(503, "The last seconds of this clip are not recorded yet; ask again.", headers="Retry-After: 4\r\n")


class Clip:
    """One clip. `look` says before each answer whether it is still known to be there: what to wait for where it is
    not; None: it is."""

    def __init__(
        self, name: str, replay: Replay, begins_ms: int, ends_ms: int, look: Callable[[], Wait | None]
    ) -> None:
        self.name, self.replay = name, replay
        self.begins_ms, self.ends_ms = begins_ms, ends_ms
        self._look = look
        self._private = False
        self._removed = False
        self._part: Part | None = None
        self._of: tuple[object, int, bool] | None = None  # of what that was cut, and how much there was of it
        self._playlist: Response | None = None

    @property
    def listing(self) -> Listing:
        """The segments in which it lies."""
        return self._cut().listing

    def respond(self, kind: str, data: bytes) -> Response:
        """Media made of its own."""
        if self._private:
            return Response(200, kind, PRIVATE, [data], NO_REFERRER)
        return Response(200, kind, BRIEFLY, [data])

    def answer_playlist(self, query: str) -> Response | Wait:
        """All of it that is there; more follows where it does not end there."""
        if (wait := self._begin()) is not None:
            return wait
        part = self._cut()
        if not part.listing.segments:
            return NOT_FOUND if part.whole or self.replay.over else self.replay.wait()
        if self._playlist is None:
            text = part.render(over=self.replay.over).encode()
            more, cache = (NO_REFERRER, PRIVATE) if self._private else ("", STILL_GROWING)
            self._playlist = Response(200, CONTENT_TYPE, cache, [text], more)
        return self._playlist

    def answer_file(self, name: str, query: str = "") -> Answer:
        """A segment or an init section that its playlist names, all of it as one film, or a picture."""
        if (wait := self._begin()) is not None:
            return wait
        if name == FILM:
            if not (self._cut().whole or self.replay.over):
                return NOT_WHOLE
            return self.replay.answer_range(
                self.begins_ms, self.ends_ms, self._begin, private=self._private, clip=self.name
            )
        if name == STILL:
            return self._answer_still()
        if name not in self._cut().listing.places:
            return NOT_FOUND
        found = self.replay.answer_file(name)
        if self._private or not isinstance(found, Response) or found.status != 200:
            return found
        return Response(200, "video/mp4", BRIEFLY, found.body)

    def _answer_still(self) -> Answer:
        """Its first picture."""
        found = self.replay.answer_moment(self.begins_ms)
        if self._private or not isinstance(found, Response) or found.status != 200:
            return found
        return Response(200, "image/jpeg", BRIEFLY, found.body)

    def keep_private(self, private: bool) -> None:
        """Whether what it answers is for who asks alone, and no cache's to keep."""
        self._private = private
        self._playlist = None

    def wake(self) -> None:
        """Who waits, waits for the recording."""

    def remove(self) -> None:
        """It is gone, or nobody has asked for it for long."""
        self._removed = True

    def _begin(self) -> Response | Wait | None:
        self.replay.asked = True
        return NOT_FOUND if self._removed else self._look()

    def _cut(self) -> Part:
        listing = self.replay.listing
        of = listing, len(listing), self.replay.over
        if self._part is None or self._of != of:
            if self._part is None or not self._part.whole or self._of is None or self._of[0] is not listing:
                self._part = cut(listing, self.begins_ms, self.ends_ms)
            self._of, self._playlist = of, None
        return self._part
