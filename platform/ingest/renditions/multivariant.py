"""A stream's multivariant playlist (RFC 8216bis, 4.4.6): what it may be had as. The rest of what is asked for at its
address is its source's."""

from typing import Final

from ingest.origin.http.responses import NO_REFERRER, NOT_FOUND, PRIVATE, Response
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.shelf import Shelf
from ingest.origin.stream.playlist import CONTENT_TYPE
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from ingest.renditions import sound
from ingest.renditions.codecs import Named, name_tracks
from ingest.renditions.cutting import cut_init, cut_media

SOURCE: Final = "source"
CHANGING: Final = "public, max-age=0, s-maxage=1"
MEASURED: Final = 3
"""Newest segments whose sound is cut out to see how much it is: players choose by what is said, and encoders send 64
to 320 kbit/s."""


class Offer:
    """Answers at a stream's own address, in front of its shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._private = False
        self._made: tuple[tuple[int, str], Response] | None = None
        self._peak = 0  # bits per second of sound, the most there were

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
            text = render(stream, tracks, self._peak).encode()
            if self._private:
                self._made = key, Response(200, CONTENT_TYPE, PRIVATE, [text], NO_REFERRER)
            else:
                self._made = key, Response(200, CONTENT_TYPE, CHANGING, [text])
        return self._made[1]

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """The source's."""
        return self._shelf.answer_file(name, query)

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


def render(stream: Stream, tracks: list[Named], sound_rate: int) -> str:
    """The playlist; `stream` has complete segments, and sound of at most `sound_rate` bits per second."""
    rates = [segment.size * 8 / segment.duration for segment in stream.listed if segment.duration > 0]
    seconds = sum(segment.duration for segment in stream.listed)
    whole = sum(segment.size for segment in stream.listed) * 8 / seconds if seconds else 0
    picture = next((track for track in tracks if track.kind == b"vide"), None)
    heard = next((track for track in tracks if track.kind == b"soun"), None)
    source = [f"BANDWIDTH={max(1, round(max(rates, default=1)))}", f"AVERAGE-BANDWIDTH={max(1, round(whole))}"]
    if all(track.codec for track in tracks):
        source.append(f'CODECS="{",".join(track.codec for track in tracks)}"')
    if picture is not None and picture.width and picture.height:
        source.append(f"RESOLUTION={picture.width}x{picture.height}")
    lines = ["#EXTM3U", "#EXT-X-VERSION:6", f"#EXT-X-STREAM-INF:{','.join(source)}", f"{SOURCE}/index.m3u8"]
    if picture is not None and heard is not None and sound_rate:
        codec = f',CODECS="{heard.codec}"' if heard.codec else ""
        lines += [f"#EXT-X-STREAM-INF:BANDWIDTH={sound_rate}{codec}", f"{sound.NAME}/index.m3u8"]
    return "\n".join([*lines, ""])
