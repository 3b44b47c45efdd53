"""A replay's or a clip's sound alone, below it at `audio/`: its playlist, and each file cut from the recorded one
when it is asked for. Nothing is decoded."""

from typing import Final

from ingest.origin.http.responses import NOT_FOUND, Response
from ingest.origin.wait import Wait
from ingest.recording.disk.segment import read_name
from ingest.recording.renditions.files import AT_ONCE, Files
from ingest.recording.renditions.shown import Sections, Shown
from ingest.recording.renditions.workshop import Workshop
from ingest.recording.showing.listing import Place
from ingest.recording.tasks import Tasks
from ingest.renditions.cutting import Cut, cut_media
from ingest.renditions.sound.making import CONTENT_TYPE

_MAP: Final = '#EXT-X-MAP:URI="'
_OF_ALL: Final = (
    "#EXT-X-VERSION", "#EXT-X-TARGETDURATION", "#EXT-X-PLAYLIST-TYPE", "#EXT-X-MEDIA-SEQUENCE", "#EXT-X-START",
)  # fmt: skip
"""What stands before the first segment, and not with it."""


class Cutter:
    """Cuts sound out of recorded segments, for all that are shown. `memory`: bytes of it that are kept."""

    def __init__(self, files: Files, tasks: Tasks, memory: int) -> None:
        self._files = files
        self._workshop = Workshop(tasks, AT_ONCE, memory)

    def get(self, recording: str, place: Place, cut: Cut) -> bytes | Response | Wait:
        """The sound of one segment."""

        async def make() -> bytes:
            data = await self._files.read(recording, place)
            return await self._files.run(lambda: cut_media(cut, data))

        return self._workshop.get((recording, place.run, place.name, "sound"), make)


class RecordedSound:
    """Stands beside a replay or a clip in the library."""

    def __init__(self, recording: str, shown: Shown, sections: Sections, cutter: Cutter) -> None:
        self._recording = recording
        self._shown = shown
        self._sections = sections
        self._cutter = cutter
        self._playlist: tuple[Response, Response | None] | None = None  # the source's; ours, where it is another

    def answer_playlist(self, query: str) -> Response | Wait:
        """The source's, without what has no sound."""
        answer = self._shown.answer_playlist("")
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        if self._playlist is None or self._playlist[0] is not answer:
            sections = self._sections.find_all()
            if isinstance(sections, Response | Wait):
                return sections
            places = self._shown.listing.places.items()
            silent = {name for name, place in places if place in sections and sections[place].cut is None}
            ours: Response | None = None
            if silent:
                text = leave_out(b"".join(answer.body).decode(), silent)
                ours = answer.with_body([text.encode()]) if "#EXTINF" in text else NOT_FOUND
            self._playlist = answer, ours
        return self._playlist[1] or self._shown.answer_playlist(query)

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """A segment or an init section of sound."""
        found = self._sections.find_file(name)
        if not isinstance(found, tuple):
            return found
        place, section = found
        if section.cut is None:
            return NOT_FOUND
        is_init = read_name(place.name) is None
        data = section.cut.init if is_init else self._cutter.get(self._recording, place, section.cut)
        return self._shown.respond(CONTENT_TYPE, data) if isinstance(data, bytes) else data

    def keep_private(self, private: bool) -> None:
        """As the source, whose answers these are."""

    def wake(self) -> None:
        """Whoever waits, waits for a file."""

    def remove(self) -> None:
        """The source is gone, and with it this."""


def leave_out(playlist: str, silent: set[str]) -> str:
    """A media playlist without the segments of these init sections. Where the next one follows, there is a
    discontinuity already."""
    head, *rest = playlist.split("\n")
    kept, block, out = [head], list[str](), False
    for line in rest:
        if line.startswith("#EXT-X-SERVER-CONTROL"):
            continue  # what can be skipped is counted in the source's lines
        if line.startswith(_MAP):
            out = line.removeprefix(_MAP).rstrip('"') in silent
        block.append(line)
        if line and not line.startswith("#"):
            kept += [] if out else block
            block = []
        elif line.startswith(_OF_ALL):
            kept += block
            block = []
    return "\n".join([*kept, *block])
