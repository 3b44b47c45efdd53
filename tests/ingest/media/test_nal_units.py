"""Pictures that decoding can begin with, and those that are only called so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.media.nal_units import Syntax, begins_anew, read_length_size


def units(*heads: int, length_size: int = 4, size: int = 9) -> bytes:
    return b"".join(size.to_bytes(length_size, "big") + bytes([head]) + bytes(size - 1) for head in heads)


@pytest.mark.parametrize(
    ("syntax", "heads", "expected"),
    [
        ("h264", (0x65,), True),
        ("h264", (0x09, 0x67, 0x68, 0x06, 0x65, 0x65), True),
        ("h264", (0x06, 0x41, 0x41), False),  # intra refresh, open group: a recovery point and ordinary slices
        ("h264", (0x09, 0x06, 0x01), False),
        ("h264", (0x67, 0x68), None),
        ("hevc", (19 << 1,), True),
        ("hevc", (32 << 1, 33 << 1, 34 << 1, 39 << 1, 20 << 1), True),
        ("hevc", (21 << 1,), True),  # CRA
        ("hevc", (39 << 1, 1 << 1), False),
        ("hevc", (0,), False),
        ("hevc", (35 << 1,), None),
    ],
)
def test_the_first_slice_decides(syntax: Syntax, heads: tuple[int, ...], expected: bool | None) -> None:
    for length_size in (1, 2, 4):
        assert begins_anew(syntax, units(*heads, length_size=length_size), 0, length_size) is expected


def test_it_is_looked_at_from_where_the_picture_stands() -> None:
    assert begins_anew("h264", b"\x17\x01\0\0\0" + units(0x65), 5, 4) is True


@given(st.sampled_from(["h264", "hevc"]), st.binary(max_size=200), st.integers(1, 4))
def test_bytes_of_any_kind_are_borne(syntax: Syntax, data: bytes, length_size: int) -> None:
    assert begins_anew(syntax, data, 0, length_size) in (True, False, None)


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_length_of_lengths_is_in_the_decoders_configuration(size: int) -> None:
    assert read_length_size("h264", b"\x01\x42\xc0\x1e" + bytes([0xFC | size - 1])) == size
    assert read_length_size("hevc", bytes(21) + bytes([0xFC | size - 1]) + b"\x03") == size
    assert read_length_size("hevc", b"") == 4
