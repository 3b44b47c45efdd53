"""Names, sizes and rates of rungs."""

import pytest

from ingest.renditions.ladder.rungs import Rung, Size, read_rung


@pytest.mark.parametrize(
    ("spelled", "rung"),
    [
        ("480p", Rung("480p", 480, 1_010_000)),
        ("240p", Rung("240p", 240, 300_000)),
        ("360p@700k", Rung("360p", 360, 700_000)),
        ("241p", Rung("241p", 240, 300_000)),
        ("source", None),
        ("audio", None),
    ],
)
def test_a_rung_is_read_from_its_name(spelled: str, rung: Rung | None) -> None:
    assert read_rung(spelled) == rung


@pytest.mark.parametrize(
    ("source", "size"),
    [
        ((1280, 720), Size(854, 480)),
        ((720, 1280), Size(480, 854)),
        ((1440, 1080), Size(640, 480)),
        ((1279, 719), Size(854, 480)),
        ((854, 480), None),
        ((480, 854), None),
        ((320, 180), None),
        ((0, 0), None),
    ],
)
def test_a_rung_keeps_the_shape_and_is_never_larger(source: tuple[int, int], size: Size | None) -> None:
    assert Rung("480p", 480, 1).fit(*source) == size


@pytest.mark.parametrize(
    ("size", "level"),
    [
        (Size(426, 240), 30),
        (Size(854, 480), 31),
        (Size(1280, 720), 32),
        (Size(1920, 1080), 42),
        (Size(3840, 2160), 52),
    ],
)
def test_a_level_is_enough_at_sixty_frames(size: Size, level: int) -> None:
    assert size.level == level
    assert size.codec == f"avc1.4d40{level:02x}"
