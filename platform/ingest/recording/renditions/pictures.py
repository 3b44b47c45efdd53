"""A replay's or a clip's smaller pictures, below it at `480p/` and the like: its playlist, and each segment made when
somebody asks for it. Live encoders come first."""

import os
from typing import Final

from ingest.origin.http.responses import NOT_FOUND, Response
from ingest.origin.library import Answer
from ingest.origin.wait import Wait
from ingest.recording.disk.segment import RecordedSegment, Seam, read_name
from ingest.recording.renditions.cache import Cache
from ingest.recording.renditions.encoding import Wanted, make_config, make_segment
from ingest.recording.renditions.files import Files
from ingest.recording.renditions.shown import Section, Sections, Shown, find_init
from ingest.recording.renditions.workshop import Workshop
from ingest.recording.showing.listing import Listing, Place
from ingest.recording.tasks import Tasks
from ingest.renditions.ladder.means import Means
from ingest.renditions.ladder.parts.heading import write_init
from ingest.renditions.ladder.rungs import Rung, Size

AT_ONCE: Final = max(1, (os.cpu_count() or 2) // 2)
"""Segments that are made at a time."""
PATIENCE: Final = 10.0
"""Seconds that who asks for one waits."""
MOST_LEAD: Final = 5
"""Segments before one that cannot be begun with."""


class RungMaker:
    """Makes segments of all that is shown. `memory`: bytes of them that are kept beside the disk."""

    def __init__(self, files: Files, cache: Cache, means: Means, tasks: Tasks, memory: int) -> None:
        self._files = files
        self._cache = cache
        self._means = means
        self._workshop = Workshop(tasks, AT_ONCE, memory, PATIENCE)

    def get(
        self, recording: str, place: Place, wanted: Wanted, first: Place, lead: list[Place]
    ) -> bytes | Response | Wait:
        """A segment, or the init section of its run. `first`: the first with that init section; `lead`: what must be
        decoded before it."""
        is_init = read_name(place.name) is None

        async def make() -> bytes:
            if is_init:
                return write_init(wanted.init, await self._find_config(recording, wanted, first), wanted.size)
            name = self._name(wanted, place)
            found = await self._files.run(lambda: self._cache.read(recording, name))
            if found is not None:
                return found
            config = await self._find_config(recording, wanted, first)
            before = [await self._files.read(recording, each) for each in lead]
            data = await self._files.read(recording, place)
            made = await make_segment(self._means, wanted, config, before, data)
            await self._files.run(lambda: self._cache.write(recording, name, made))
            return made

        return self._workshop.get((recording, place.run, place.name, self._spell(wanted)), make)

    async def _find_config(self, recording: str, wanted: Wanted, first: Place) -> bytes:
        name = self._name(wanted, first) + ".config"
        found = await self._files.run(lambda: self._cache.read(recording, name))
        if found is not None:
            return found
        data = await self._files.read(recording, first)
        made = await make_config(self._means, wanted, data)
        await self._files.run(lambda: self._cache.write(recording, name, made))
        return made

    def _name(self, wanted: Wanted, place: Place) -> str:
        return f"{self._spell(wanted)}-{place.run}-{place.name}"

    def _spell(self, wanted: Wanted) -> str:
        """What is the same for pictures that are made in the same way."""
        encoding = self._means.find_encoding()
        by = "" if encoding is None else f"{encoding.encoder}-{encoding.preset}"
        return f"{wanted.rung.name}-{wanted.rung.rate}-{by}"


class RecordedRung:
    """Stands beside a replay or a clip in the library."""

    def __init__(self, recording: str, shown: Shown, sections: Sections, rung: Rung, maker: RungMaker) -> None:
        self._recording = recording
        self._shown = shown
        self._sections = sections
        self._rung = rung
        self._maker = maker

    def answer_playlist(self, query: str) -> Response | Wait:
        """The source's, where some of it is larger."""
        answer = self._shown.answer_playlist(query)
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        sections = self._sections.find_all()
        if isinstance(sections, Response | Wait):
            return sections
        return answer if any(fit(self._rung, section) for section in sections.values()) else NOT_FOUND

    def answer_file(self, name: str, query: str) -> Answer:
        """A segment or an init section. What is no larger in the source is the source's."""
        found = self._sections.find_file(name)
        if not isinstance(found, tuple):
            return found
        place, section = found
        size = fit(self._rung, section)
        if size is None:
            return self._shown.answer_file(name, query)
        segment = read_name(place.name)
        lead = [] if segment is None else _find_lead(self._shown.listing, place, segment)
        first = _find_first(self._shown.listing, place)
        if first is None or lead is None:
            return NOT_FOUND
        data = self._maker.get(self._recording, place, Wanted(self._rung, size, section.data), first, lead)
        return self._shown.respond("video/mp4", data) if isinstance(data, bytes) else data

    def keep_private(self, private: bool) -> None:
        """As the source, whose answers these are."""

    def wake(self) -> None:
        """Whoever waits, waits for a file."""

    def remove(self) -> None:
        """The source is gone, and with it this."""


def fit(rung: Rung, section: Section) -> Size | None:
    """How large a rung is beside what has this init section; None: it would be no smaller."""
    picture = next((track for track in section.tracks if track.kind == b"vide"), None)
    return None if picture is None else rung.fit(picture.width, picture.height)


def _find_first(listing: Listing, place: Place) -> Place | None:
    """The first segment that can be begun with and has this init section, or that of this segment; None: none has."""
    segment = read_name(place.name)
    wanted = place if segment is None else find_init(place.run, segment.init)
    for run, one in zip(listing.runs, listing.segments, strict=True):
        if one.independent and find_init(run, one.init) == wanted:
            return Place(run, one.name)
    return None


def _find_lead(listing: Listing, place: Place, segment: RecordedSegment) -> list[Place] | None:
    """From where decoding begins up to this segment; None: it cannot be decoded."""
    lead: list[Place] = []
    before = [one for run, one in zip(listing.runs, listing.segments, strict=True) if run == place.run]
    while not segment.independent:
        number = segment.number - 1
        found = next((one for one in before if one.number == number), None)
        if found is None or segment.seam is not Seam.CONTINUED or len(lead) == MOST_LEAD:
            return None
        segment = found
        lead.insert(0, Place(place.run, segment.name))
    return lead
