"""All streams of this node, and the origin's answer to any request: a function of method, path and query.

Nothing here knows a socket: whoever speaks HTTP asks `respond`, and where the answer is a `Wait`, asks again when it
is told to.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Final, Protocol

from contract.passes import looks_like_pass
from ingest.origin.gate import FORBIDDEN, Gate
from ingest.origin.http.download import Download
from ingest.origin.http.responses import (
    ADMITTED,
    ALIVE,
    FOR_EVERYBODY,
    HELLO,
    NOT_FOUND,
    NOTHING_TO_GUARD,
    PREFLIGHT,
    WRONG_METHOD,
    Response,
)
from ingest.origin.shelf import Shelf
from ingest.origin.wait import Wait

Answer = Response | Wait | Download

PLAYLIST = "index.m3u8"
SOURCE = "source"
"""The rendition that the publisher sends. It is a stream's own address, and has this name beside others."""


NONE: Final[Mapping[str, "Answering"]] = MappingProxyType({})


class Answering(Protocol):
    """What may stand under a name: a live stream's shelf, or a recording."""

    def answer_playlist(self, query: str, /) -> Response | Wait:
        """Its playlist."""

    def answer_file(self, name: str, query: str, /) -> Answer:
        """What its playlist names, and what else there is of it."""

    def keep_private(self, private: bool, /) -> None:
        """Whether what it answers is for who asks alone, and no cache's to keep."""

    def wake(self) -> None:
        """Whoever waits asks again."""

    def remove(self) -> None:
        """It is gone for good."""


class Library:
    """Shelves by `playback_id`, which anyone may know, and by stream key, which only its owner does.

    A stream is at `/live/{playback_id}/`, and each of its renditions at `/live/{playback_id}/{rendition}/`. One with
    a gate is at `/live/{playback_id}/{pass}/` and below, and nowhere else: not by its stream key either. In a public
    one's address a pass says nothing, so that who came with one stays when the gate goes. Recordings stand beside the
    streams, under names of their own.
    """

    def __init__(self, readiness: Callable[[], Response], clock: Callable[[], float] = time.time) -> None:
        """`clock` gives seconds since 1970."""
        self._readiness = readiness
        self._clock = clock
        self.seek: Callable[[str], Response | Wait] = lambda _: NOT_FOUND
        """What to answer, or wait for, where a name is not here."""
        self.doubt: Callable[[str], Wait | None] = lambda _: None
        """What to wait for before somebody is refused at this name's gate, which may be another by now; None:
        nothing."""
        self.answer_metrics: Callable[[str, bytes], Response] = lambda address, head: NOT_FOUND
        """What `/metrics` says to an address whose request has this head, once the node is put together."""
        self._shelves: dict[str, Shelf] = {}  # of the source
        self._names: dict[str, Answering] = {}  # those, and recordings
        self._renditions: dict[str, dict[str, Answering]] = {}  # the others, of what has any
        self._gates: dict[str, Gate] = {}  # of streams that have one
        self._public: dict[str, Answering] = {}  # those of `_names` that have none
        self._clips: dict[str, dict[str, Answering]] = {}  # by the recordings whose gates are theirs
        self._ids: dict[bytes, str] = {}
        # Keys are looked up by a digest under a secret of this process: how long a look-up takes says nothing about
        # a key, and none is kept here.
        self._pepper = secrets.token_bytes(32)

    def __len__(self) -> int:
        """Streams; ended ones are here for some moments more."""
        return len(self._shelves)

    def __getitem__(self, playback_id: str) -> Shelf:
        return self._shelves[playback_id]

    def get(self, playback_id: str) -> Shelf | None:
        """The stream's shelf, if it is open or ended not long ago."""
        return self._shelves.get(playback_id)

    def add(
        self, playback_id: str, stream_key: str, shelf: Shelf, pass_key: bytes = b"", front: Answering | None = None
    ) -> None:
        """Put a stream up, behind a gate where there is a key; one of the same id is replaced. `front` answers at its
        own address in place of the shelf, which is the source's.

        A gate that is up already stays: it comes down by `set_gate` alone, as who publishes now may have been let in
        before it rose.
        """
        old, gate = self._shelves.get(playback_id), self._gates.get(playback_id)
        if old is not None and old is not shelf:
            self.remove(playback_id)
            if gate is not None:
                self._gates[playback_id] = gate
        self._shelves[playback_id] = shelf
        if old is not shelf or front is not None:
            self._names[playback_id] = front or shelf
        self.set_gate(playback_id, pass_key or (b"" if gate is None else gate.key))
        # A key that was given up shows nothing any more, though the same stream goes on with the new one.
        self._ids = {digest: known for digest, known in self._ids.items() if known != playback_id}
        self._ids[self._digest(stream_key)] = playback_id

    def add_rendition(self, playback_id: str, rendition: str, shelf: Answering) -> None:
        """Put another rendition of a stream beside its source; it goes where the stream goes, and with it.

        Raises:
            KeyError: there is no such stream.
        """
        if playback_id not in self._shelves:
            raise KeyError(playback_id)
        if rendition == SOURCE:
            raise ValueError("the source is what the publisher sends")
        self.remove_rendition(playback_id, rendition)
        shelf.keep_private(playback_id in self._gates)
        self._renditions.setdefault(playback_id, {})[rendition] = shelf

    def add_replay(
        self, recording: str, replay: Answering, pass_key: bytes, renditions: Mapping[str, Answering] = NONE
    ) -> None:
        """Put a recording up, behind a gate where there is a key. `renditions`: what else is below it; its source,
        too, where `replay` is something in front of that."""
        self._names[recording] = replay
        self._renditions.pop(recording, None)
        if renditions:
            self._renditions[recording] = {**renditions}
        self.set_gate(recording, pass_key)

    def remove_replay(self, recording: str) -> None:
        """Take a recording down; unknown ones are left alone."""
        if recording not in self._shelves:
            self.remove(recording)

    def add_clip(
        self, clip: str, recording: str, shown: Answering, renditions: Mapping[str, Answering] = NONE
    ) -> None:
        """Put a clip up beside the recording that it is of, whose gate is the clip's, too. `renditions` as of a
        replay."""
        self._names[clip] = shown
        if renditions:
            self._renditions[clip] = {**renditions}
        self._clips.setdefault(recording, {})[clip] = shown
        self._follow(recording, clip, shown)

    def remove_clip(self, clip: str, recording: str) -> None:
        """Take one down; unknown ones are left alone."""
        clips = self._clips.get(recording, {})
        if clips.pop(clip, None) is not None:
            self._gates.pop(clip, None)  # the recording's, which stays
            self.remove(clip)
        if not clips:
            self._clips.pop(recording, None)

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
        self._names[playback_id] = self._names.pop(old)
        if old in self._renditions:
            self._renditions[playback_id] = self._renditions.pop(old)
        if (gate := self._gates.pop(old, None)) is not None:
            self._gates[playback_id] = gate
        if (public := self._public.pop(old, None)) is not None:
            self._public[playback_id] = public
        self._ids = {digest: playback_id if known == old else known for digest, known in self._ids.items()}
        self._wake(playback_id)
        return True

    def set_gate(self, playback_id: str, pass_key: bytes) -> None:
        """From now on ask for passes made with this key, or without one for nothing; unknown ids are left alone. Who
        waits is asked like everybody else."""
        shelf = self._names.get(playback_id)
        if shelf is None:
            return
        gate = self._gates.get(playback_id)
        if gate is not None and gate.key != pass_key:
            del self._gates[playback_id]
        if pass_key and playback_id not in self._gates:
            self._gates[playback_id] = Gate(pass_key, self._clock)
        if pass_key:
            self._public.pop(playback_id, None)
        else:
            self._public[playback_id] = shelf
        for each in (shelf, *self._renditions.get(playback_id, {}).values()):
            each.keep_private(bool(pass_key))
        for clip, shown in self._clips.get(playback_id, {}).items():
            self._follow(playback_id, clip, shown)
        if self._gates.get(playback_id) is not gate:
            self._wake(playback_id)
            if gate is not None:
                gate.wake()

    def _follow(self, recording: str, clip: str, shown: Answering) -> None:
        """A clip's gate is its recording's."""
        gate = self._gates.get(recording)
        if gate is None:
            self._gates.pop(clip, None)
            self._public[clip] = shown
        else:
            self._gates[clip] = gate
            self._public.pop(clip, None)
        for each in (shown, *self._renditions.get(clip, {}).values()):
            each.keep_private(gate is not None)

    def find_gate(self, playback_id: str) -> Gate | None:
        """The gate of a stream; None: it has none, or there is no such stream."""
        return self._gates.get(playback_id)

    def sweep(self) -> None:
        """Forget passes that have expired; every second or so."""
        for gate in self._gates.values():
            gate.sweep()

    def remove(self, playback_id: str) -> None:
        """Take a stream down for good."""
        self._shelves.pop(playback_id, None)
        shelf = self._names.pop(playback_id, None)
        self._public.pop(playback_id, None)
        gate = self._gates.pop(playback_id, None)
        for each in [*([shelf] if shelf is not None else []), *self._renditions.pop(playback_id, {}).values()]:
            each.remove()
        if gate is not None:
            gate.wake()
        for digest in [digest for digest, known in self._ids.items() if known == playback_id]:
            del self._ids[digest]

    def respond(self, method: str, path: str, query: str) -> Answer:
        """The answer to one request. HEAD is answered like GET; leaving the body away is up to the caller."""
        if method not in ("GET", "HEAD"):
            return PREFLIGHT if method == "OPTIONS" else WRONG_METHOD
        parts = path.split("/")
        count = len(parts)
        shelf: Answering | None = None
        # What most ask for is found without a call more.
        if count == 4 and parts[1] == "live":
            shelf = self._public.get(parts[2])
        elif 5 <= count <= 6 and parts[1] == "live":
            gate = self._gates.get(parts[2])
            if gate is None:
                shelf = self._shelves.get(parts[2]) if count == 5 and parts[3] == SOURCE else None
            elif parts[3] in gate.good and count == 5:
                shelf = self._names[parts[2]]
            elif parts[3] in gate.good and parts[4] == SOURCE:
                shelf = self._shelves.get(parts[2])
        if shelf is None:
            found = self._find(path, parts)
            if isinstance(found, Response | Wait):
                return found
            shelf = found
        if parts[-1] == PLAYLIST:
            return shelf.answer_playlist(query)
        return shelf.answer_file(parts[-1], query)

    def admits(self, path: str) -> bool:
        """Whether what has begun to be sent from there may go on: it is there, and the pass that it began with was
        not taken back. One that has expired meanwhile ends nothing, for as long as it would be told that it was."""
        parts = path.split("/")
        gate = self._gates.get(parts[2])
        if gate is not None and len(parts) > 4:
            return gate.goes_on(parts[3])
        return gate is None and not isinstance(self._find(path, parts), Response | Wait)

    def _find(self, path: str, parts: list[str]) -> Answering | Response | Wait:
        """Whose file it is, or the answer to who asks for another thing, or may not ask."""
        if len(parts) == 4 and parts[1] == "pass":
            return self._look_at_pass(parts[2], parts[3])
        if not 4 <= len(parts) <= 6 or parts[1] != "live":
            return self._answer_node(path)
        name, between = parts[2], parts[3:-1]
        gate = self._gates.get(name)
        if gate is None:
            playback_id = name if name in self._names else self._ids.get(self._digest(name), "")
            if not playback_id:
                return self.seek(name)
            if playback_id in self._gates:
                return FORBIDDEN  # by its stream key
            if between and looks_like_pass(between[0]):
                between = between[1:]
        else:
            if not between:
                return self.doubt(name) or FORBIDDEN
            if between[0] not in gate.good and (refusal := gate.ask(between[0])) is not None:
                return (self.doubt(name) if refusal is FORBIDDEN else None) or refusal
            playback_id, between = name, between[1:]
        if between == [SOURCE]:
            shelf = self._shelves.get(playback_id) or self._renditions.get(playback_id, {}).get(SOURCE)
            return self._names.get(playback_id, NOT_FOUND) if shelf is None else shelf
        if not between:
            return self._names.get(playback_id, NOT_FOUND)
        if len(between) > 1:
            return NOT_FOUND
        return self._renditions.get(playback_id, {}).get(between[0], NOT_FOUND)

    def _look_at_pass(self, playback_id: str, text: str) -> Response | Wait:
        """Whether this pass opens this stream now, for a cache in front that keeps its media for all who hold one."""
        gate = self._gates.get(playback_id)
        if gate is None:
            if playback_id in self._public:
                return FOR_EVERYBODY
            wait = self.seek(playback_id)
            return wait if isinstance(wait, Wait) else NOTHING_TO_GUARD
        if text in gate.good:
            return ADMITTED
        refusal = gate.ask(text)
        return (self.doubt(playback_id) if refusal is FORBIDDEN else None) or refusal or ADMITTED

    def _answer_node(self, path: str) -> Response:
        if path == "/":
            return HELLO
        if path == "/health":
            return ALIVE
        if path == "/ready":
            return self._readiness()
        return NOT_FOUND

    def _wake(self, playback_id: str) -> None:
        for shelf in (self._names[playback_id], *self._renditions.get(playback_id, {}).values()):
            shelf.wake()

    def _digest(self, key: str) -> bytes:
        return blake2b(key.encode(), key=self._pepper, digest_size=16).digest()
