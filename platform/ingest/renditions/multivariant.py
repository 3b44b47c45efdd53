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

SOURCE: Final = "source"
CHANGING: Final = "public, max-age=0, s-maxage=1"
SOUND_RATE: Final = 200_000
"""Bits per second that are said of sound: what it has is not counted apart."""


class Offer:
    """Answers at a stream's own address, in front of its shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._private = False
        self._made: tuple[tuple[int, str], Response] | None = None

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
            text = render(stream, tracks).encode()
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


def render(stream: Stream, tracks: list[Named]) -> str:
    """The playlist; `stream` has complete segments."""
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
    if picture is not None and heard is not None:
        codec = f',CODECS="{heard.codec}"' if heard.codec else ""
        rate = min(SOUND_RATE, max(1, round(max(rates, default=1))))
        lines += [f"#EXT-X-STREAM-INF:BANDWIDTH={rate}{codec}", f"{sound.NAME}/index.m3u8"]
    return "\n".join([*lines, ""])
