"""What may be asked of a recording that is a picture: one that stands for all of it, and its storyboard.

The one that stands for it is a frame of a tenth of the show, or of later where there is nothing to see; while it is
live, the newest. It lies in the folder of its run as `poster-{milliseconds since 1970}.jpg`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from contract.livestreams import STILL
from ingest.origin.http.responses import Response
from ingest.origin.wait import Wait
from ingest.recording.showing.listing import Listing
from ingest.stills.cues import CONTENT_TYPE, read_public_name
from ingest.stills.sheet import poster_name, read_poster_name, read_sheet_name
from ingest.stills.sketches import BUSY, Moment, Sketches, Sketching
from ingest.stills.storyboard import Storyboard

BOARD: Final = "storyboard.vtt"
POSTER: Final = "poster"
PLACES: Final = (0.1, 0.2, 0.35, 0.5)
"""Parts of a show after which it is looked for something to see."""
NEAR: Final = 0.5
"""A poster from the first half of a show still stands for it when it has gone on."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """It is a file of a run."""

    run: str
    name: str


@dataclass(frozen=True, slots=True)
class Picture:
    """It is made of what is in memory; `grows`: it changes in a moment."""

    kind: str
    data: bytes
    grows: bool = False


class Pictures:
    """One recording's."""

    def __init__(self, recording: str, sketches: Sketches | None, keep: Callable[[str, str, bytes], None]) -> None:
        """`keep(run, name, data)` has a poster written to where the recording is."""
        self.storyboard = Storyboard()
        self.newest: dict[str, Callable[[], bytes]] = {}
        """Of each run that is made, the newest picture of its stream."""
        self.over = False
        """The recording is to go: no more of them is written beside it."""
        self._recording = recording
        self._sketches = sketches
        self._keep = keep
        self._posters: dict[int, str] = {}

    def add(self, found: Sequence[tuple[str, str]]) -> None:
        """Runs and names of files that are there; what is no picture is left out."""
        for run, name in found:
            if (sheet := read_sheet_name(name)) is not None:
                self.storyboard.add(run, sheet)
            elif (at_ms := read_poster_name(name)) is not None:
                self._posters[at_ms] = run

    def find(self, name: str, listing: Listing, *, over: bool) -> PictureFile | Picture | Response | Wait | None:
        """What is under this name; None: nothing."""
        if name == STILL:
            return (None if over else self._find_newest()) or self._find_poster_picture(listing)
        begins_ms = listing.begins_ms
        if begins_ms is None:
            return None
        if name == BOARD:
            text = self.storyboard.render(begins_ms, listing.ends_at * 1000).encode()
            return Picture(CONTENT_TYPE, text, grows=True)
        if (at_ms := read_public_name(name)) is not None:
            found = self.storyboard.find(at_ms)
            if isinstance(found, bytes):
                return Picture("image/jpeg", found)
            return None if found is None else PictureFile(found.run, found.sheet.name)
        return None

    def prepare(self, listing: Listing) -> None:
        """The show is over: have a poster drawn, unless there is one."""
        if listing.begins_ms is not None and self._find_poster(listing, listing.begins_ms) is None:
            self._begin(listing, lambda: None)

    def find_moment(self, listing: Listing, at_ms: int) -> Picture | Response | Wait | None:
        """A picture of a moment of it, in milliseconds since 1970; None: there is none."""
        moment = listing.find_moment(at_ms)
        if moment is None or self._sketches is None:
            return None
        key = str(at_ms)
        return self._sketch(key, [moment], lambda done: self._draw(key, [moment], done))

    def _find_newest(self) -> Picture | None:
        pictures = (newest() for newest in self.newest.values())
        return next((Picture("image/jpeg", each) for each in pictures if each), None)

    def _find_poster_picture(self, listing: Listing) -> PictureFile | Picture | Response | Wait | None:
        if listing.begins_ms is None:
            return None
        moments = self._find_moments(listing)
        return self._find_poster(listing, listing.begins_ms) or self._sketch(
            POSTER, moments, lambda done: self._begin(listing, done)
        )

    def _find_poster(self, listing: Listing, begins_ms: int) -> PictureFile | None:
        middle = begins_ms + (listing.ends_at * 1000 - begins_ms) * NEAR
        good = [at for at in self._posters if begins_ms <= at <= middle]
        return PictureFile(self._posters[good[0]], poster_name(good[0])) if good else None

    def _find_moments(self, listing: Listing) -> list[Moment]:
        begins_ms, ends_ms = listing.begins_ms or 0, listing.ends_at * 1000
        wanted = [listing.find_moment(round(begins_ms + (ends_ms - begins_ms) * part)) for part in PLACES]
        return [moment for moment in wanted if moment is not None]

    def _begin(self, listing: Listing, done: Callable[[], None]) -> None:
        self._draw(POSTER, self._find_moments(listing), done, self._take_poster)

    def _take_poster(self, moment: Moment, picture: bytes) -> None:
        run, _, at_ms = moment
        self._keep(run, poster_name(at_ms), picture)

    def _draw(
        self,
        key: str,
        moments: Sequence[Moment],
        done: Callable[[], None],
        keep: Callable[[Moment, bytes], None] = lambda _, __: None,
    ) -> None:
        if self._sketches is not None and not self._sketches.is_full:
            self._sketches.draw(self._recording, key, moments, done, keep)

    def _sketch(
        self, key: str, moments: Sequence[Moment], begin: Callable[[Callable[[], None]], None]
    ) -> Picture | Response | Wait | None:
        sketches = self._sketches
        if sketches is None or not moments:
            return None
        found = sketches.find(self._recording, key)
        if found is not None:
            return Picture("image/jpeg", found) if found else None
        if sketches.is_full:
            return BUSY
        return Sketching(begin, lambda done: sketches.forget(self._recording, key, done))
