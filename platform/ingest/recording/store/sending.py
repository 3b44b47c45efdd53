"""What of a run is to be sent to the bucket next, and what is there. Pure.

A run is sent in the order in which it was recorded, each init section before the first segment that needs it: so
whatever happens, what is in the bucket can be played from the run's begin on. That needs no notes on the disk: what
was sent before is seen from the bucket's own listing, which is right even where the bucket is a new one."""

from collections.abc import Iterable, Mapping

from ingest.recording.disk.segment import RecordedSegment, init_name


class Sending:
    """One run's. `see` what is there before the first `find_next`."""

    def __init__(self, recording: str, run: str) -> None:
        self.recording, self.run = recording, run
        self.seen = False
        """What the bucket has of it is known."""
        self.copies: dict[str, RecordedSegment] = {}
        """Segments that are in the bucket and, as far as is known, on the disk, too; by their files."""
        self.more: dict[str, None] = {}
        """Files besides, which nothing needs and so come last: pictures."""
        self._known: set[int] = set()
        self._waiting: dict[str, RecordedSegment] = {}
        self._inits: set[str] = set()
        self._there: Mapping[str, int] = {}

    def add(self, segments: Iterable[RecordedSegment]) -> None:
        """Sealed segments, on the disk; again: nothing. What had to be mended comes after what follows it."""
        for one in segments:
            if one.number not in self._known:
                self._known.add(one.number)
                self._waiting[one.name] = one

    def add_files(self, names: Iterable[str]) -> None:
        """Files besides, on the disk, which never change."""
        self.more |= dict.fromkeys(names)

    def see(self, there: Mapping[str, int]) -> None:
        """These files are in the bucket, with their sizes."""
        self._there = there
        self._inits |= there.keys()
        self.seen = True

    def find_next(self) -> str | None:
        """The file that is to be sent now; None: all is there."""
        while self._waiting:
            one = min(self._waiting.values(), key=lambda one: one.number)
            if self._there.get(one.name) != one.size:  # one of another size is none of ours
                init = init_name(one.init)
                return one.name if init in self._inits else init
            self.confirm(one.name)
        for name in [*self.more]:
            if name not in self._there:
                return name
            del self.more[name]
        return None

    @property
    def held(self) -> int:
        """Segments that it has in mind."""
        return len(self._waiting) + len(self.copies) + len(self.more)

    def confirm(self, name: str) -> None:
        """The bucket has said that it has it."""
        one = self._waiting.pop(name, None)
        if name in self.more:
            del self.more[name]
        elif one is None:
            self._inits.add(name)
        else:
            self.copies[name] = one

    def leave(self, name: str) -> None:
        """This file cannot be read; go on without it."""
        if name in self.more:
            del self.more[name]
        elif self._waiting.pop(name, None) is None:
            self._inits.add(name)
