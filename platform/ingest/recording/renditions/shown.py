"""What of a recording is shown under one name, all of it or a clip, as those see it who make other renditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from ingest.origin.http.responses import NOT_FOUND, Response
from ingest.origin.library import Answering
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.wait import Wait
from ingest.recording.disk.segment import init_name, read_name
from ingest.recording.renditions.files import Files
from ingest.recording.showing.listing import Listing, Place
from ingest.renditions.codecs import Named, name_tracks
from ingest.renditions.cutting import Cut, cut_init


class Shown(Answering, Protocol):
    """A replay or a clip: the source."""

    @property
    def listing(self) -> Listing:
        """What its playlist lists."""

    def respond(self, kind: str, data: bytes, /) -> Response:
        """Media made of its own, which is whose and kept for as long as that."""


@dataclass(frozen=True, slots=True)
class Section:
    """An init section, and what it says; `cut` is None where it has no sound."""

    data: bytes
    tracks: list[Named]
    cut: Cut | None


class Sections:
    """The init sections of what is shown, each read once."""

    def __init__(self, recording: str, shown: Shown, files: Files) -> None:
        self._recording = recording
        self._shown = shown
        self._files = files
        self._known: dict[Place, Section] = {}

    def find_all(self) -> Mapping[Place, Section] | Response | Wait:
        """Those of all that is listed."""
        listing = self._shown.listing
        places = {find_init(run, one.init) for run, one in zip(listing.runs, listing.segments, strict=True)}
        found = {}
        for place in places:
            section = self.find(place)
            if not isinstance(section, Section):
                return section
            found[place] = section
        return found

    def find(self, place: Place) -> Section | Response | Wait:
        """One."""
        section = self._known.get(place)
        if section is None:
            data = self._files.get(self._recording, place)
            if not isinstance(data, bytes):
                return data
            section = self._known[place] = _read(data)
        return section

    def find_file(self, name: str) -> tuple[Place, Section] | Response | Wait:
        """Where a file that the playlist names is, and its init section, which it may be itself."""
        answer = self._shown.answer_playlist("")
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        place = self._shown.listing.places.get(name)
        if place is None:
            return NOT_FOUND
        segment = read_name(place.name)
        section = self.find(place if segment is None else find_init(place.run, segment.init))
        return (place, section) if isinstance(section, Section) else section


def find_init(run: str, number: int) -> Place:
    """Where a segment's init section is."""
    return Place(run, init_name(number))


def _read(data: bytes) -> Section:
    try:
        return Section(data, name_tracks(data), cut_init(data))
    except FragmentError:
        return Section(data, [], None)
