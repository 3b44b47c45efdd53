"""What FFmpeg prints of sound, and what is said of it."""

import pytest

from ingest.loudness.levels import FLOOR, Levels, Tick, TickReader

PRINTED = b"""frame:0    pts:0       pts_time:0
lavfi.r128.M=-27.753
lavfi.r128.S=-27.8
lavfi.r128.I=-27.760
lavfi.astats.1.Peak_level=-3.5
lavfi.astats.1.RMS_level=-30.1
lavfi.astats.2.Peak_level=-inf
lavfi.astats.2.RMS_level=nan
lavfi.aphasemeter.phase=0.250000
frame:1    pts:4410    pts_time:0.1
lavfi.r128.M=-20.0
lavfi.astats.1.Peak_level=-3.5
lavfi.astats.1.RMS_level=-30.1
lavfi.aphasemeter.phase=1.000000
frame:2    pts:8820    pts_time:0.2
"""


@pytest.mark.parametrize("step", [1, 7, 1_000])
def test_ticks_are_read_however_they_come(step: int) -> None:
    reader = TickReader()
    ticks = [tick for at in range(0, len(PRINTED), step) for tick in reader.feed(PRINTED[at : at + step])]
    assert ticks == [
        Tick(0.0, -27.753, -27.8, (-3.5, FLOOR), (-30.1, FLOOR), 0.25),
        Tick(0.1, -20.0, FLOOR, (-3.5,), (-30.1,), None),
    ]


def listen(
    seconds: float, *, loud: float = -18.0, peaks: tuple[float, ...] = (-6.0, -6.0),
    means: tuple[float, ...] = (-20.0, -20.0), phase: float | None = 0.8,
) -> Levels:  # fmt: skip
    levels = Levels()
    levels.add(Tick(n / 10, loud, loud, peaks, means, phase) for n in range(round(seconds * 10)))
    return levels


def problems(levels: Levels) -> list[str]:
    figures = levels.figures
    assert figures is not None
    return list(figures["problems"])


def test_good_sound_has_figures_and_no_problem() -> None:
    assert Levels().figures is None
    assert listen(12).figures == {
        "momentary_lufs": -18.0,
        "short_term_lufs": -18.0,
        "integrated_lufs": -18.0,
        "peak_dbfs": -6.0,
        "phase": 0.8,
        "problems": [],
    }


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        ({"peaks": (-6.0, 0.0)}, ["clipping"]),
        ({"loud": -45.0}, ["quiet"]),
        ({"loud": -75.0, "means": (-80.0, -80.0)}, []),  # before the show
        ({"means": (-120.0, -20.0)}, ["left_dead"]),
        ({"means": (-20.0, -90.0)}, ["right_dead"]),
        ({"means": (-60.0, -20.0)}, []),
        ({"means": (-20.0,), "peaks": (-6.0,), "phase": None}, []),
        ({"phase": -0.9}, ["out_of_phase"]),
        ({"phase": -0.9, "means": (-60.0, -60.0)}, []),
        ({"phase": -0.2}, []),
    ],
)
def test_what_is_wrong_is_said(sound: dict[str, object], words: list[str]) -> None:
    assert problems(listen(12, **sound)) == words  # type: ignore[arg-type]


def test_nothing_is_said_before_it_has_lasted() -> None:
    assert problems(listen(3, loud=-45.0, means=(-120.0, -20.0), phase=-1.0)) == []
    one = listen(2)
    one.add([Tick(2.0, -18, -18, (0.0, 0.0), (-20.0, -20.0), 1.0)])
    assert problems(one) == [], "one plop"
    one.add(Tick(2 + n / 10, -18, -18, (0.0, 0.0), (-20.0, -20.0), 1.0) for n in range(1, 3))
    assert problems(one) == ["clipping"]
    one.add(Tick(2.3 + n / 10, -18, -18, (-6.0, -6.0), (-20.0, -20.0), 1.0) for n in range(40))
    assert problems(one) == []


def test_another_decoder_goes_on_with_the_same_show() -> None:
    levels = listen(12, loud=-18.0, phase=-1.0)
    levels.begin()
    levels.add([Tick(0.0, -30.0, -30.0, (-6.0, -6.0), (-20.0, -20.0), 1.0)])
    figures = levels.figures
    assert figures is not None
    assert figures["integrated_lufs"] == -18.0
    assert problems(levels) == []
