"""All streams of this node, and the origin's answer to any request: a function of method, path and query.

Nothing here knows a socket: whoever speaks HTTP asks `respond`, and where the answer is a `Wait`, asks again when it
is told to.
"""

import secrets
from collections.abc import Callable
from hashlib import blake2b

from ingest.origin.http.responses import ALIVE, HELLO, NOT_FOUND, PREFLIGHT, WRONG_METHOD, Response
from ingest.origin.shelf import Shelf, Wait

PLAYLIST = "index.m3u8"
SOURCE = "source"
"""The rendition that the publisher sends. It is a stream's own address, and has this name beside others."""


class Library:
    """Shelves by `playback_id`, which anyone may know, and by stream key, which only its owner does.

    A stream is at `/live/{playback_id}/`, and each of its renditions at `/live/{playback_id}/{rendition}/`.
    """

    def __init__(self, readiness: Callable[[], Response]) -> None:
        self._readiness = readiness
        self._shelves: dict[str, Shelf] = {}  # of the source
        self._renditions: dict[str, dict[str, Shelf]] = {}  # the others, of streams that have any
        self._ids: dict[bytes, str] = {}
        # Keys are looked up by a digest under a secret of this process: how long a look-up takes says nothing about
        # a key, and none is kept here.
        self._pepper = secrets.token_bytes(32)

    def __getitem__(self, playback_id: str) -> Shelf:
        return self._shelves[playback_id]

    def get(self, playback_id: str) -> Shelf | None:
        """The stream's shelf, if it is open or ended not long ago."""
        return self._shelves.get(playback_id)

    def add(self, playback_id: str, stream_key: str, shelf: Shelf) -> None:
        """Put a stream up; one of the same id is replaced."""
        old = self._shelves.get(playback_id)
        if old is not None and old is not shelf:
            self.remove(playback_id)
        self._shelves[playback_id] = shelf
        # A key that was given up shows nothing any more, though the same stream goes on with the new one.
        self._ids = {digest: known for digest, known in self._ids.items() if known != playback_id}
        self._ids[self._digest(stream_key)] = playback_id

    def add_rendition(self, playback_id: str, rendition: str, shelf: Shelf) -> None:
        """Put another rendition of a stream beside its source; it goes where the stream goes, and with it.

        Raises:
            KeyError: there is no such stream.
        """
        if playback_id not in self._shelves:
            raise KeyError(playback_id)
        if rendition == SOURCE:
            raise ValueError("the source is what the publisher sends")
        self.remove_rendition(playback_id, rendition)
        self._renditions.setdefault(playback_id, {})[rendition] = shelf

    def remove_rendition(self, playback_id: str, rendition: str) -> None:
        """Take one down; unknown ones are left alone."""
        renditions = self._renditions.get(playback_id, {})
        shelf = renditions.pop(rendition, None)
        if shelf is not None:
            shelf.remove()
        if not renditions:
            self._renditions.pop(playback_id, None)

    def move(self, old: str, playback_id: str) -> bool:
        """Give a stream another id; whether there is one, and the other id was free."""
        if old not in self._shelves or playback_id in self._shelves:
            return False
        self._shelves[playback_id] = self._shelves.pop(old)
        if old in self._renditions:
            self._renditions[playback_id] = self._renditions.pop(old)
        self._ids = {digest: playback_id if known == old else known for digest, known in self._ids.items()}
        return True

    def remove(self, playback_id: str) -> None:
        """Take a stream down for good."""
        shelf = self._shelves.pop(playback_id, None)
        for each in [*([shelf] if shelf is not None else []), *self._renditions.pop(playback_id, {}).values()]:
            each.remove()
        for digest in [digest for digest, known in self._ids.items() if known == playback_id]:
            del self._ids[digest]

    def respond(self, method: str, path: str, query: str) -> Response | Wait:
        """The answer to one request. HEAD is answered like GET; leaving the body away is up to the caller."""
        if method not in ("GET", "HEAD"):
            return PREFLIGHT if method == "OPTIONS" else WRONG_METHOD
        parts = path.split("/")
        if len(parts) == 4 and parts[1] == "live":
            shelf = self._shelves.get(parts[2]) or self._find_by_key(parts[2])
        elif len(parts) == 5 and parts[1] == "live":
            shelf = self._find_rendition(parts[2], parts[3])
        else:
            return self._answer_node(path)
        if shelf is None:
            return NOT_FOUND
        if parts[-1] == PLAYLIST:
            return shelf.answer_playlist(query)
        return shelf.answer_file(parts[-1])

    def _answer_node(self, path: str) -> Response:
        if path == "/":
            return HELLO
        if path == "/health":
            return ALIVE
        if path == "/ready":
            return self._readiness()
        return NOT_FOUND

    def _find_by_key(self, key: str) -> Shelf | None:
        playback_id = self._ids.get(self._digest(key))
        return None if playback_id is None else self._shelves.get(playback_id)

    def _find_rendition(self, name: str, rendition: str) -> Shelf | None:
        if rendition == SOURCE:
            return self._shelves.get(name) or self._find_by_key(name)
        playback_id = name if name in self._shelves else self._ids.get(self._digest(name), "")
        return self._renditions.get(playback_id, {}).get(rendition)

    def _digest(self, key: str) -> bytes:
        return blake2b(key.encode(), key=self._pepper, digest_size=16).digest()
