"""A stream that is fed as FFmpeg cuts a show, and whose every playlist is shown to the rules."""

from ingest.origin.packaging.fragments import Fragment, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.stream.playlist import render_playlist
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from support.hls_playlist import Playlist
from support.hls_rules import PlaylistHistory

VIDEO = Track(1, "vide", 16_000, 0, 0)
AUDIO = Track(2, "soun", 48_000, 0, 0)
FRAME = 1 / 30


class Feed:
    """Makes fragments as FFmpeg cuts them, hands them to a stream, and shows every playlist to the rules."""

    def __init__(self, shape: Shape | None = None, *, video: bool = True, keyint: int | None = None) -> None:
        self.stream = Stream(shape or Shape(), "abc", sequence=100, discontinuity_sequence=7)
        self.history = PlaylistHistory()
        self.video = video
        self.keyint = keyint
        self.wall = 1_700_000_000.0
        self.begin()

    def begin(self, init: bytes = b"init") -> None:
        tracks = (VIDEO, AUDIO) if self.video else (AUDIO,)
        self.clock = 0.0
        self.stream.begin_run(InitSection(init, tracks), self.wall, keyint=self.keyint)
        self.look()

    def add(self, seconds: float = 0.2, *, keyframe: bool = False, frames: int | None = None) -> None:
        span = Span(self.clock, self.clock + seconds, frames or max(1, round(seconds / FRAME)))
        self.clock += seconds
        self.wall += seconds
        data = b"x" * 100
        if self.video:
            self.stream.append(Fragment(data, span, span, keyframe), self.wall)
        else:
            self.stream.append(Fragment(data, None, span, True), self.wall)
        self.look()

    def add_last(self, video: Span | None, audio: Span | None) -> None:
        """What FFmpeg flushes at a run's end; spans from the end of what was added."""
        fragment = Fragment(b"tail", video, audio, False).moved(self.clock)
        self.stream.append(fragment, self.wall, last=True)
        self.stream.interrupt()
        self.look()

    def add_sound(self, seconds: float = 0.2) -> None:
        """A fragment with no picture, as when an encoder drops frames; `clock` is the picture's and stands still."""
        self.stream.append(Fragment(b"x", None, Span(self.clock, self.clock + seconds, 9), False), self.wall)
        self.look()

    def add_gop(self, seconds: float = 2.0, part: float = 0.2) -> None:
        left = seconds
        while left > 1e-9:
            self.add(min(part, left), keyframe=left == seconds)
            left -= part

    def lose(self, seconds: float = 1.0) -> None:
        self.stream.interrupt()
        self.look()
        self.wall += seconds

    def end(self) -> None:
        self.stream.end()
        self.look()

    def look(self) -> None:
        if self.stream.published:
            self.history.add(render_playlist(self.stream))

    @property
    def playlist(self) -> Playlist:
        assert self.history.last is not None
        return self.history.last


def durations(playlist: Playlist) -> list[float]:
    return [round(segment.known_duration, 2) for segment in playlist.segments]
