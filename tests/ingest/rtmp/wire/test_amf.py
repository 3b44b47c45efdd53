"""AMF0 there and back, and what other implementations send."""

import contextlib
import math
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import AmfError
from ingest.rtmp.wire import amf, amf3
from ingest.rtmp.wire.amf import UNDEFINED, Date, EcmaArray, TypedObject, Xml

VALUES: list[Any] = [
    0.0, -1.5, math.inf, True, False, "", "live", "Grüße", "x" * 70_000, None, UNDEFINED, {}, {"app": "live"},
    EcmaArray(), EcmaArray({"width": 1920.0, "deep": EcmaArray({"more": [1.0, "two"]})}), [], [1.0, None, "three"],
    Date(1_700_000_000_000.0), Date(-1.0, 60), Xml("<show/>"), TypedObject("Track", {"id": 1.0}),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=lambda value: repr(value)[:20])
def test_every_type_there_and_back(value: Any) -> None:
    (back,) = amf.decode(amf.encode(value))
    assert back == value
    assert type(back) is type(value)
    assert getattr(back, "class_name", None) == getattr(value, "class_name", None)


def test_values_follow_each_other() -> None:
    assert amf.decode(amf.encode("connect", 1, {"app": "live"}, None)) == ["connect", 1.0, {"app": "live"}, None]


def test_references_lead_to_the_very_object() -> None:
    data = b"\x0a\x00\x00\x00\x02" + b"\x03\x00\x01a\x01\x01\x00\x00\x09" + b"\x07\x00\x01"
    (pair,) = amf.decode(data)
    assert pair == [{"a": True}, {"a": True}]
    assert pair[0] is pair[1]


@pytest.mark.parametrize("count", [0, 1, 7, 0xFFFFFFFF])
def test_the_count_of_an_ecma_array_is_only_a_hint(count: int) -> None:
    data = b"\x08" + count.to_bytes(4, "big") + b"\x00\x01a\x01\x01\x00\x00\x09"
    assert amf.decode(data) == [{"a": True}]


def test_an_ecma_array_at_the_end_may_lack_its_end() -> None:
    assert amf.decode(b"\x08\x00\x00\x00\x01\x00\x01a\x01\x01") == [{"a": True}]


def test_unsupported_reads_as_undefined() -> None:
    assert amf.decode(b"\x0d\x06") == [UNDEFINED, UNDEFINED]


def test_text_that_is_no_utf_8_is_read_all_the_same() -> None:
    assert amf.decode(b"\x02\x00\x03a\xffb") == ["a\ufffdb"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x00",
        b"\x01",
        b"\x02\x00\x05ab",
        b"\x03\x00\x01a",
        b"\x0a\x00\x00\x00\x05\x05",
        b"\x07\x00\x00",
        b"\x04",
        b"\x0e",
        b"\x12",
        b"\x0b\x00",
        b"\x0a\x00\x00\x00\x01" * 20,
        b"\x0a\xff\xff\xff\xff" + b"\x05" * 20_000,
        b"\x11\x0a",
        b"\x11\x0a\x07",
        b"\x11\x63\x01",
    ],
)
def test_refuses_what_is_cut_short_too_deep_or_no_amf(data: bytes) -> None:
    with pytest.raises(AmfError):
        amf.decode(data)


@pytest.mark.parametrize("value", [object(), b"bytes", {"a": b""}, {"x" * 70_000: 1}])
def test_refuses_to_write_what_amf0_lacks(value: Any) -> None:
    with pytest.raises(AmfError):
        amf.encode(value)


AMF3_VALUES: list[tuple[bytes, Any]] = [
    (b"\x00", None),
    (b"\x01", None),
    (b"\x02", False),
    (b"\x03", True),
    (b"\x04\x05", 5),
    (b"\x04\x81\x00", 128),
    (b"\x04\xff\xff\xff\xff", -1),
    (b"\x04\xc0\x80\x80\x00", -(1 << 28)),
    (b"\x05" + struct.pack(">d", 2.5), 2.5),
    (b"\x06\x09live", "live"),
    (b"\x0c\x07abc", b"abc"),
    (b"\x08\x01" + struct.pack(">d", 9.0), 9.0),
    (b"\x07\x07<a>", "<a>"),
    (b"\x0b\x07<b>", "<b>"),
    (b"\x09\x05\x01\x04\x01\x06\x03x", [1, "x"]),
    (b"\x09\x03\x03k\x03\x01\x04\x07", {"k": True, "0": 7}),
    (b"\x0a\x0b\x01\x07app\x06\x09live\x01", {"app": "live"}),
    (b"\x0a\x13\x03C\x03a\x04\x01", {"a": 1}),
    (b"\x09\x05\x01\x06\x07app\x06\x00", ["app", "app"]),
    (b"\x09\x05\x01\x0a\x13\x03C\x03a\x04\x01\x0a\x01\x04\x02", [{"a": 1}, {"a": 2}]),
    (b"\x09\x05\x01\x0a\x0b\x01\x01\x0a\x02", [{}, {}]),
]


@pytest.mark.parametrize(("data", "value"), AMF3_VALUES, ids=lambda value: repr(value)[:20])
def test_a_switch_to_amf3_inside_a_command(data: bytes, value: Any) -> None:
    assert amf.decode(b"\x11" + data + b"\x05") == [value, None]
    assert amf3.decode(data, 0) == (value, len(data))


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_noise_is_refused_with_an_amf_error_and_nothing_else(data: bytes) -> None:
    with contextlib.suppress(AmfError):
        amf.decode(data)


nested = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200)
@given(st.lists(nested, max_size=4))
def test_any_nesting_there_and_back(values: list[Any]) -> None:
    try:
        assert amf.decode(amf.encode(*values)) == values
    except AmfError as error:
        assert "deep" in str(error)  # noqa: PT017 - the depth limit is the one permitted reason
