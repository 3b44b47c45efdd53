"""A sheet's name says when each of its pictures was live."""

import pytest

from ingest.stills.sheet import (
    LONGEST,
    MOST,
    Sheet,
    find_pause,
    fits,
    make_sheet,
    read_sheet_name,
    read_tile_name,
    tile_name,
)

BEGIN = 1_769_889_600_000


def test_a_name_says_all_there_is_to_know() -> None:
    sheet = make_sheet([BEGIN, BEGIN + 10_040, BEGIN + 20_040])
    assert sheet.name == f"sheet-{BEGIN}-002s2s.jpg"
    assert read_sheet_name(sheet.name) == sheet
    assert sheet.moments == [BEGIN, BEGIN + 10_000, BEGIN + 20_000]


def test_what_is_rounded_does_not_add_up() -> None:
    moments = [BEGIN + number * 10_049 for number in range(MOST)]
    assert max(abs(a - b) for a, b in zip(make_sheet(moments).moments, moments, strict=True)) <= 50


def test_as_many_fit_as_a_name_can_say() -> None:
    assert fits([], BEGIN)
    assert fits([BEGIN], BEGIN + LONGEST * 100)
    assert not fits([BEGIN], BEGIN + LONGEST * 100 + 100)
    assert not fits([BEGIN], BEGIN), "a clock that was set back begins anew"
    full = [BEGIN + number * 10_000 for number in range(MOST)]
    assert fits(full[:-1], full[-1])
    assert not fits(full, full[-1] + 10_000)
    assert len(make_sheet([BEGIN + number * LONGEST * 100 for number in range(MOST)]).name) < 255


@pytest.mark.parametrize("name", ["sheet-1-00.jpg", f"sheet-{BEGIN}-0.jpg", f"sheet-{BEGIN}-.jpg", "heads", "../x"])
def test_other_names_are_none(name: str) -> None:
    assert read_sheet_name(name) is None
    assert read_tile_name(name) is None


def test_a_picture_alone_says_when_it_was() -> None:
    assert read_tile_name(tile_name(BEGIN)) == BEGIN
    assert read_sheet_name(tile_name(BEGIN)) is None
    assert Sheet(BEGIN, (0,)).moments == [BEGIN]


def test_a_long_show_has_rarer_pictures() -> None:
    hours = [find_pause(hour * 3600.0) for hour in (0, 1, 2, 4, 24)]
    assert hours == [10.0, 10.0, 20.0, 30.0, 60.0]
    at, count = 0.0, 0
    while at < 4 * 3600:
        at, count = at + find_pause(at), count + 1
    assert count == 1080
