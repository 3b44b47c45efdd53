"""A file's name says all there is to know of a segment."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.recording.disk.segment import (
    RecordedSegment,
    Seam,
    init_name,
    is_recording,
    is_run,
    read_init_name,
    read_name,
)

SEGMENTS = st.builds(
    RecordedSegment,
    number=st.integers(0, 999_999_999),
    begins_ms=st.integers(0, 9_999_999_999_999),
    duration=st.none() | st.integers(0, 99_999_999),
    init=st.integers(0, 9_999),
    seam=st.sampled_from(Seam),
    independent=st.booleans(),
)


@given(SEGMENTS)
def test_a_name_is_read_as_it_was_written(segment: RecordedSegment) -> None:
    assert read_name(segment.name) == segment


@given(st.lists(st.integers(0, 999_999), unique=True, max_size=20))
def test_names_are_in_the_order_of_their_numbers(numbers: list[int]) -> None:
    names = [RecordedSegment(number, 0, 1, 0, Seam.NEW, True).name for number in numbers]
    assert sorted(names) == [name for _, name in sorted(zip(numbers, names, strict=True))]


@given(st.text(max_size=60))
def test_whatever_else_lies_there_is_none(name: str) -> None:
    found = read_name(name)
    assert found is None or found.name == name


def test_init_sections_have_names_of_their_own() -> None:
    assert read_init_name(init_name(12)) == 12
    assert read_init_name("init-x.mp4") is None
    assert read_name(init_name(0)) is None


def test_nothing_else_is_a_path_of_ours() -> None:
    assert is_recording("r0123456789abcdefghijklmno")
    assert is_run("1769889600000-0123abcd")
    for name in (
        "",
        "..",
        "r../../../../../../etc/pass",
        "r0123456789ABCDEFGHIJKLMNO",
        "R" + 25 * "a",
        "r" + 26 * "a",
    ):
        assert not is_recording(name)
        assert not is_run(name)
