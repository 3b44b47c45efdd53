"""Several short groups of pictures in one part. Pure.

FFmpeg begins a fragment with every keyframe, as parts must. An encoder that makes every frame a keyframe (screens,
cameras, `-g 1`) would so have a part for each frame, and each fan ask for each.
"""

from ingest.origin.packaging.fragments import DecodeTime, Fragment, Span

LEAST = 0.975
"""Of a part's length: what FFmpeg itself calls long enough (`ffmpeg_process.remux_command`)."""
MOST = 1.05
"""Of a part's length: what still fits the part target (`Shape.part_target`)."""
LARGEST = 8 << 20
"""Bytes that may wait, whatever the clock of what they hold says."""


class Gathering:
    """`add` fragments as they come; it gives back those that are to be parts. `part` is a part's length in seconds.

    A fragment waits only where the one before it was as short: a keyframe out of turn (a cut of the scene) delays
    nobody, and groups as long as a part or longer never wait here.
    """

    __slots__ = ("_held", "_least", "_most", "_short")

    def __init__(self, part: float) -> None:
        self._least = LEAST * part
        self._most = MOST * part
        self._held: Fragment | None = None
        self._short = True  # the last fragment held a whole group of pictures; a run's first may wait as well

    def add(self, fragment: Fragment) -> list[Fragment]:
        """What is to be put into the stream now, oldest first."""
        whole = fragment
        out: list[Fragment] = []
        if self._held is not None:
            fits = _seconds(self._held) + _seconds(fragment) <= self._most
            if fits and len(self._held.data) < LARGEST:
                whole = _join(self._held, fragment)
            else:
                out.append(self._held)
            self._held = None
        seconds = _seconds(fragment)
        short = fragment.video is None or (fragment.independent and seconds < self._least)
        waits = short and self._short and whole.video is not None and _seconds(whole) < self._least
        self._short = short
        if waits and _seconds(whole) + seconds <= self._most:
            self._held = whole
        else:
            out.append(whole)
        return out

    def flush(self) -> list[Fragment]:
        """What still waits: nothing follows it."""
        held, self._held = self._held, None
        return [] if held is None else [held]


def _seconds(fragment: Fragment) -> float:
    return 0.0 if fragment.video is None else fragment.video.end - fragment.video.start


def _join(first: Fragment, second: Fragment) -> Fragment:
    return Fragment(
        first.data + second.data,
        _join_spans(first.video, second.video),
        _join_spans(first.audio, second.audio),
        first.independent,
        first.times + tuple(DecodeTime(len(first.data) + place, size, scale) for place, size, scale in second.times),
    )


def _join_spans(first: Span | None, second: Span | None) -> Span | None:
    if first is None or second is None:
        return first or second
    return Span(first.start, second.end, first.samples + second.samples)
