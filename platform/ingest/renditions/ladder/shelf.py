"""A rung's address: whoever asks there has it made."""

from typing import Final

from ingest.origin.http.responses import NOT_FOUND, STARTING, Response
from ingest.origin.shelf import Shelf
from ingest.origin.wait import Wait
from ingest.renditions.ladder.ladder import Ladder

FIRST_WAIT: Final = 4.0
"""Seconds that it is waited for while it begins; our pages give up after five."""


class RungShelf:
    """Stands beside a stream's shelf in the library."""

    def __init__(self, ladder: Ladder, name: str) -> None:
        self._ladder = ladder
        self._name = name

    def answer_playlist(self, query: str) -> Response | Wait:
        """Its playlist, once there is a segment."""
        shelf = self._ladder.ask(self._name)
        if shelf is None:
            return NOT_FOUND
        return self._wait(shelf) if self._begins(shelf) else shelf.answer_playlist(query)

    def answer_file(self, name: str, query: str) -> Response | Wait:
        """A part, a segment or its init section; what the source has, it may have in a moment."""
        shelf = self._ladder.ask(self._name)
        if shelf is None:
            return NOT_FOUND
        if self._begins(shelf) and name not in shelf.files and self._ladder.is_made_of(name):
            return self._wait(shelf)
        return shelf.answer_file(name, query)

    def keep_private(self, private: bool) -> None:
        """As the source's."""
        self._ladder.keep_private(private)

    def wake(self) -> None:
        """Whoever waits asks again."""
        self._ladder.wake()

    def remove(self) -> None:
        """It is gone with its source."""
        self._ladder.close()

    @staticmethod
    def _begins(shelf: Shelf) -> bool:
        return not shelf.stream.published and not shelf.stream.ended

    @staticmethod
    def _wait(shelf: Shelf) -> Wait:
        return Wait(shelf.waiting, ("start", 0, 0), FIRST_WAIT, STARTING)
