"""Parts of several groups of pictures, where an encoder makes them shorter than a part."""

import pytest

from ingest.origin.packaging.fragments import DecodeTime, Fragment, Span
from ingest.origin.packaging.gathering import Gathering

PART = 0.2


def gather(lengths: list[tuple[float, bool]]) -> tuple[list[float], list[Fragment]]:
    """The lengths of the parts made of fragments (seconds, whether a keyframe begins it), and the parts."""
    gathering = Gathering(PART)
    parts: list[Fragment] = []
    clock = 0.0
    for number, (seconds, keyframe) in enumerate(lengths):
        span = Span(clock, clock + seconds, 1)
        clock += seconds
        parts += gathering.add(Fragment(b"%d," % number, span, span, keyframe))
    parts += gathering.flush()
    return [round(part.video.end - part.video.start, 3) for part in parts if part.video], parts


@pytest.mark.parametrize(
    ("rate", "group", "lengths"),
    [
        (30, 1, 0.2), (25, 1, 0.2), (60, 1, 0.2), (24, 1, 0.208), (50, 2, 0.2), (30, 2, 0.2), (30, 3, 0.2),
        (30, 4, 0.133), (30, 5, 0.167), (5, 1, 0.2), (120, 1, 0.2),
    ],
)  # fmt: skip
def test_short_groups_of_pictures_fill_a_part(rate: int, group: int, lengths: float) -> None:
    found, parts = gather([(group / rate, True)] * 120)
    assert set(found[:-1]) == {lengths}
    assert all(part.independent for part in parts)
    assert b"".join(part.data for part in parts) == b"".join(b"%d," % number for number in range(120))


def test_a_part_of_several_fragments_spans_them_all() -> None:
    _, (part, *_) = gather([(0.04, True)] * 5)
    assert part.video == part.audio
    assert part.video is not None
    assert (part.video.start, part.video.samples) == (0.0, 5)
    assert part.video.end == pytest.approx(0.2)


def test_each_fragment_of_a_part_can_still_be_moved() -> None:
    gathering = Gathering(PART)
    parts = []
    for number in range(5):
        span = Span(number / 25, (number + 1) / 25, 1)
        data = b"moof" + (number * 40).to_bytes(4, "big") + b"mdat"
        parts += gathering.add(Fragment(data, span, None, True, (DecodeTime(4, 4, 1_000),)))
    data = parts[0].moved(10.0).data
    assert [int.from_bytes(data[place : place + 4], "big") for place in range(4, 60, 12)] == [
        10_000 + number * 40 for number in range(5)
    ]


@pytest.mark.parametrize("cut", [0.033, 0.1, 0.167])
def test_a_cut_of_the_scene_makes_nothing_wait(cut: float) -> None:
    gathering = Gathering(PART)
    clock = 0.0
    for seconds, keyframe in [(0.2, True), (0.2, False), (cut, True), (0.2, True), (0.2, False), (cut, False)] * 3:
        fragment = Fragment(b"", Span(clock, clock + seconds, 6), None, keyframe)
        clock += seconds
        assert gathering.add(fragment) == [fragment]
    assert gathering.flush() == []


def test_groups_as_long_as_a_part_never_wait() -> None:
    found, _ = gather([(0.2, True), (0.2, False), (0.1, False)] * 20)
    assert found == [0.2, 0.2, 0.1] * 20


def test_sound_alone_never_waits() -> None:
    gathering = Gathering(PART)
    fragment = Fragment(b"", None, Span(0, 0.213, 10), True)
    assert gathering.add(fragment) == [fragment]
    assert gathering.add(fragment) == [fragment]


def test_sound_between_gathered_pictures_goes_with_them() -> None:
    gathering = Gathering(PART)
    picture, sound = Span(0, 0.04, 1), Span(0, 0.02, 1)
    assert gathering.add(Fragment(b"a", picture, None, True)) == []
    assert gathering.add(Fragment(b"b", None, sound, False)) == []
    assert gathering.flush() == [Fragment(b"ab", picture, sound, True)]
