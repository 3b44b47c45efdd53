"""A stream's sound alone, at `/live/{playback_id}/audio/`: as it was sent, or made of it in less where that is more
than `amount.MOST`."""

from ingest.origin.http.responses import NOT_FOUND, STARTING, Response
from ingest.origin.shelf import Shelf
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from ingest.renditions.codecs import Named
from ingest.renditions.ladder.shelf import FIRST_WAIT
from ingest.renditions.sound.amount import Amount
from ingest.renditions.sound.cut import CutShelf
from ingest.renditions.sound.encoding import CODEC, HEADROOM, MONO, STEREO
from ingest.renditions.sound.maker import SoundMaker


class SoundShelf:
    """Stands beside a stream's shelf in the library."""

    def __init__(self, source: Shelf, maker: SoundMaker | None = None) -> None:
        """`maker` of what is less; None: it cannot be made, and all is as it was sent."""
        self._source = source
        self._cut = CutShelf(source)
        self._maker = maker
        self._amount = Amount(source.stream)

    @property
    def stream(self) -> Stream:
        """How far it has come; where it is not made just now, it will have come as far as the source when it is."""
        made = None if self._maker is None else self._maker.making.mirror
        return self._source.stream if made is None or not made.published else made

    def describe(self, sent: Named, rate: int) -> tuple[str, int] | None:
        """Its codec and its bits per second, where it was sent like this; None: it cannot be had now."""
        maker = self._maker
        if maker is None or not self._amount.guess():
            return (sent.codec, rate) if rate else None
        if maker.barred:
            return None
        return CODEC, maker.making.peak or round((MONO if sent.channels == 1 else STEREO) * HEADROOM)

    def answer_playlist(self, query: str) -> Response | Wait:
        """Once it is known which of both it is."""
        shelf = self._find()
        if isinstance(shelf, Wait | Response):
            return shelf
        if isinstance(shelf, Shelf) and not shelf.stream.published and not shelf.stream.ended:
            return Wait(shelf.waiting, ("start", 0, 0), FIRST_WAIT, STARTING)
        return shelf.answer_playlist(query)

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """A part, a segment or an init section of sound."""
        shelf = self._find()
        return shelf if isinstance(shelf, Wait | Response) else shelf.answer_file(name, query)

    def keep_private(self, private: bool) -> None:
        """As the source's."""
        self._cut.keep_private(private)
        if self._maker is not None:
            self._maker.keep_private(private)

    def wake(self) -> None:
        """Whoever waits asks again."""
        if self._maker is not None:
            self._maker.wake()

    def remove(self) -> None:
        """It is gone with its source."""
        self._cut.remove()
        if self._maker is not None:
            self._maker.close()

    def _find(self) -> CutShelf | Shelf | Wait | Response:
        if self._maker is None or not self._source.stream.has_sound:
            return self._cut
        known = self._amount.look()
        if known:
            return self._maker.ask(self._amount.since) or NOT_FOUND
        if known is None and not self._source.removed:
            stream = self._source.stream
            if not stream.published:
                return Wait(self._source.waiting, ("start", 0, 0), FIRST_WAIT, STARTING)
            return Wait(self._source.waiting, ("segment", stream.last_sequence + 1, 0), FIRST_WAIT, STARTING)
        return self._cut
