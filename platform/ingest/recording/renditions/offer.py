"""A recording's multivariant playlist, as live has it: what a replay or a clip may be had as."""

from collections.abc import Mapping, Sequence

from ingest.origin.http.responses import Response
from ingest.origin.library import Answer
from ingest.origin.wait import Wait
from ingest.recording.renditions.shown import Section, Sections, Shown, find_init
from ingest.recording.renditions.sound import Cutter
from ingest.recording.showing.listing import Listing, Place
from ingest.renditions.codecs import Named
from ingest.renditions.ladder.rungs import Rung
from ingest.renditions.streams import SmallerPicture, write_streams


class RecordedOffer:
    """Answers at a replay's or a clip's own address, in front of it."""

    def __init__(
        self,
        recording: str,
        shown: Shown,
        sections: Sections,
        cutter: Cutter,
        rungs: Sequence[Rung],
        *,
        has_sound: bool,
    ) -> None:
        """`has_sound`: the sound may be had alone."""
        self._rungs = rungs
        self._has_sound = has_sound
        self._recording = recording
        self._shown = shown
        self._sections = sections
        self._cutter = cutter
        self._made: tuple[Response, Response] | None = None

    def answer_playlist(self, query: str) -> Response | Wait:
        """What there is. The query is the source's own business."""
        answer = self._shown.answer_playlist("")
        if not isinstance(answer, Response) or answer.status != 200:
            return answer
        if self._made is None or self._made[0] is not answer:
            sections = self._sections.find_all()
            if isinstance(sections, Response | Wait):
                return sections
            listing = self._shown.listing
            sound_rate = self._measure_sound(listing, sections)
            if isinstance(sound_rate, Wait):
                return sound_rate
            rates = [one.size * 8 / one.seconds for one in listing.segments if one.seconds > 0]
            average = listing.size * 8 / listing.seconds if listing.seconds else 0
            tracks = _choose_tracks(sections)
            kinds = {track.kind: track for track in tracks}
            # Of what has no picture the source is the sound alone.
            has_both = self._has_sound and sound_rate and b"vide" in kinds
            alone = (kinds[b"soun"].codec, sound_rate) if has_both else None
            smaller = _list_smaller(self._rungs, kinds.get(b"vide"), sound_rate)
            text = write_streams(tracks, max(rates, default=0), average, smaller, alone)
            self._made = answer, answer.with_body([text.encode()])
        return self._made[1]

    def answer_file(self, name: str, query: str) -> Answer:
        """The source's, and what else there is of it."""
        return self._shown.answer_file(name, query)

    def keep_private(self, private: bool) -> None:
        """As the source, whose answers these are."""

    def wake(self) -> None:
        """Whoever waits, waits for the source, or for a file."""

    def remove(self) -> None:
        """The source is gone, and with it this."""

    def _measure_sound(self, listing: Listing, sections: Mapping[Place, Section]) -> int | Wait:
        """Bits per second that the sound alone has, at most, in a segment at the begin, the middle and the end; 0: it
        is not to be had."""
        heard = [
            (Place(run, one.name), one.seconds, cut)
            for run, one in zip(listing.runs, listing.segments, strict=True)
            if (cut := sections[find_init(run, one.init)].cut) is not None and one.seconds > 0
        ]
        peak = 0.0
        for index in sorted({0, len(heard) // 2, len(heard) - 1}) if heard else ():
            place, seconds, cut = heard[index]
            data = self._cutter.get(self._recording, place, cut)
            if isinstance(data, Wait):
                return data
            if isinstance(data, bytes):
                peak = max(peak, len(data) * 8 / seconds)
        return round(peak)


def _choose_tracks(sections: Mapping[Place, Section]) -> list[Named]:
    """Of several encoders the largest picture, and a sound."""
    everything = [track for section in sections.values() for track in section.tracks]
    pictures = [track for track in everything if track.kind == b"vide"]
    largest = max(pictures, key=lambda track: track.width * track.height, default=None)
    heard = next((track for track in everything if track.kind == b"soun"), None)
    return [track for track in (largest, heard) if track is not None]


def _list_smaller(rungs: Sequence[Rung], picture: Named | None, sound_rate: int) -> list[SmallerPicture]:
    fitting = [] if picture is None else [(rung, rung.fit(picture.width, picture.height)) for rung in rungs]
    return [
        SmallerPicture(rung.name, size, rung.peak + sound_rate, rung.rate + sound_rate)
        for rung, size in fitting
        if size is not None
    ]
