"""A stream's multivariant playlist (RFC 8216bis, 4.4.6): what it may be had as. The rest of what is asked for at its
address is its source's."""

import contextlib
from collections.abc import Sequence
from typing import Final

from ingest.origin.http.responses import NO_REFERRER, NOT_FOUND, PRIVATE, Response
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.shelf import Shelf
from ingest.origin.stream.playlist import CONTENT_TYPE
from ingest.origin.stream.segments import Init
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from ingest.renditions.codecs import Named, name_tracks
from ingest.renditions.cutting import cut_init, cut_media
from ingest.renditions.frame_rate import FrameRate, Rates
from ingest.renditions.ladder.ladder import Ladder
from ingest.renditions.ladder.making import Making
from ingest.renditions.ladder.rungs import Goal
from ingest.renditions.sound.making import NAME as SOUND
from ingest.renditions.sound.shelf import SoundShelf
from ingest.renditions.streams import SOURCE, SmallerPicture, write_streams

CHANGING: Final = "public, max-age=0, s-maxage=1"
MEASURED: Final = 3
"""Newest segments that are looked at: their sound is cut out to see how much it is, since players choose by what is
said, and encoders send 64 to 320 kbit/s."""
CAPTIONS: Final = b"\xb5\x00\x31GA94"
"""What closed captions within a picture begin with (ANSI/SCTE 128, 8.2; no byte of it is ever escaped)."""


class Offer:
    """Answers at a stream's own address, in front of its shelf."""

    def __init__(self, shelf: Shelf, *, alone: SoundShelf | None = None, ladder: Ladder | None = None) -> None:
        """`alone`: its sound; None: that may not be had alone."""
        self._shelf = shelf
        self._alone = alone
        self._ladder = ladder
        shelf.stream.beside = lambda: self.list_beside(SOURCE)
        if ladder is not None:
            ladder.beside = self.list_beside
        self._private = False
        self._made: tuple[tuple[int, str], Response] | None = None
        self._frame_rate = FrameRate(shelf.stream)
        self._peak = 0  # bits per second of sound, the most there were
        self._captioned = False  # whether there ever were captions

    def answer_playlist(self, query: str) -> Response | Wait:
        """What there is, once there is something to play. The query is the source's own business."""
        source = self._shelf.answer_playlist("")
        if not isinstance(source, Response) or source.status != 200:
            return source
        stream = self._shelf.stream
        init = stream.current_init or stream.listed[-1].init
        key = stream.last_sequence, init.uri
        if self._made is None or self._made[0] != key:
            try:
                tracks = name_tracks(init.data)
            except FragmentError:
                return NOT_FOUND
            self._peak = max(self._peak, measure_sound(stream))
            self._captioned = self._captioned or has_captions(stream)
            offered = [] if self._ladder is None else self._ladder.list_offered()
            rates = self._measure_rates(init)
            text = render(stream, tracks, self._peak, rates, offered, self._alone, captioned=self._captioned).encode()
            if self._private:
                self._made = key, Response(200, CONTENT_TYPE, PRIVATE, [text], NO_REFERRER)
            else:
                self._made = key, Response(200, CONTENT_TYPE, CHANGING, [text])
        return self._made[1]

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """The source's."""
        return self._shelf.answer_file(name, query)

    def _measure_rates(self, init: Init) -> Rates | None:
        with contextlib.suppress(FragmentError):
            return self._frame_rate.measure(init)
        return None

    def list_beside(self, name: str) -> list[tuple[str, Stream]]:
        """All renditions but this one: where they are from its playlist on, and how far they have come. One that is
        not made just now will have come as far as the source when it is."""
        source = self._shelf.stream
        found = [] if name == SOURCE else [(SOURCE, source)]
        for making, _ in () if self._ladder is None else self._ladder.list_offered():
            if making.rung.name != name:
                mirror = making.mirror
                found.append((making.rung.name, source if mirror is None or not mirror.published else mirror))
        if self._alone is not None and name != SOUND and source.has_sound:
            found.append((SOUND, self._alone.stream))
        return [(f"../{other}/index.m3u8", stream) for other, stream in found]

    def keep_private(self, private: bool) -> None:
        """Whether what it answers is for who asks alone."""
        self._private, self._made = private, None
        self._shelf.keep_private(private)

    def wake(self) -> None:
        """Whoever waits asks again."""
        self._shelf.wake()

    def remove(self) -> None:
        """The stream is gone."""
        self._shelf.remove()


def measure_sound(stream: Stream) -> int:
    """Bits per second that the sound alone has in the newest segments, at most; 0 where none can be cut out."""
    peak = 0.0
    for segment in [*stream.listed][-MEASURED:]:
        try:
            cut = cut_init(segment.init.data)
            size = 0 if cut is None else sum(len(cut_media(cut, part.data)) for part in segment.parts)
        except FragmentError:
            return 0
        peak = max(peak, size * 8 / segment.duration)
    return round(peak)


def has_captions(stream: Stream) -> bool:
    """Whether there are closed captions in the newest segments."""
    return any(CAPTIONS in part.data for segment in [*stream.listed][-MEASURED:] for part in segment.parts)


def render(
    stream: Stream,
    tracks: list[Named],
    sound_rate: int,
    rates: Rates | None = None,
    offered: Sequence[tuple[Making, Goal]] = (),
    alone: SoundShelf | None = None,
    *,
    captioned: bool = True,
) -> str:
    """The playlist; `stream` has complete segments, and sound of at most `sound_rate` bits per second."""
    peaks = [segment.size * 8 / segment.duration for segment in stream.listed if segment.duration > 0]
    seconds = sum(segment.duration for segment in stream.listed)
    whole = sum(segment.size for segment in stream.listed) * 8 / seconds if seconds else 0
    picture = next((track for track in tracks if track.kind == b"vide"), None)
    heard = next((track for track in tracks if track.kind == b"soun"), None)
    smaller = [
        SmallerPicture(
            making.rung.name,
            goal.size,
            making.peak or making.rung.peak + sound_rate,
            making.average or making.rung.rate + sound_rate,
            0.0 if rates is None else rates.thinned if goal.apart else rates.source,
        )
        for making, goal in offered
    ]
    told = None if alone is None or picture is None or heard is None else alone.describe(heard, sound_rate)
    rate = 0.0 if rates is None else rates.source
    return write_streams(tracks, max(peaks, default=1), whole, smaller, told, rate, captioned=captioned)
