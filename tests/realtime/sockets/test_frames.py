"""RFC 6455 frames: what an endpoint that only sends owes its peers."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as PeerFrame
from websockets.frames import Opcode
from websockets.protocol import CLIENT, Protocol

from realtime.errors import ProtocolError
from realtime.sockets.frames import CLOSE, PING, PONG, frame_close, frame_pong, frame_text, read_close, read_frames


def masked(opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0, mask: bytes = b"\1\2\3\4") -> bytes:
    first = (0x80 if fin else 0) | rsv | opcode
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 65536:
        head = struct.pack("!BBH", first, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", first, 0x80 | 127, size)
    return head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))


def read_by_peer(data: bytes) -> list[PeerFrame]:
    peer = Protocol(CLIENT, max_size=None)
    peer.receive_data(data)
    return [event for event in peer.events_received() if isinstance(event, PeerFrame)]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65535, 65536, 70000])
def test_text_frames_of_every_length_class_are_read_by_another_implementation(size: int) -> None:
    payload = b"x" * size
    [frame] = read_by_peer(frame_text(payload))
    assert (frame.opcode, bytes(frame.data), frame.fin) == (Opcode.TEXT, payload, True)


def test_close_frame_cuts_a_long_reason_at_a_character() -> None:
    [frame] = read_by_peer(frame_close(4408, "ü" * 100))
    assert len(frame.data) <= 125
    assert bytes(frame.data[2:]).decode() == "ü" * 61


@given(st.binary(max_size=125), st.binary(min_size=4, max_size=4), st.integers(0, 300))
def test_control_frames_survive_any_split(payload: bytes, mask: bytes, cut: int) -> None:
    data = masked(PING, payload, mask=mask) + masked(PONG, b"", mask=mask) + masked(CLOSE, b"\x03\xe8", mask=mask)
    cut = min(cut, len(data))
    first, rest = read_frames(data[:cut], 9)
    second, rest = read_frames(rest + data[cut:], 9)
    assert [(frame.opcode, frame.payload) for frame in first + second] == [
        (PING, payload),
        (PONG, b""),
        (CLOSE, b"\x03\xe8"),
    ]
    assert rest == b""


def test_pong_carries_the_pings_payload() -> None:
    [frame] = read_by_peer(frame_pong(b"abc"))
    assert (frame.opcode, bytes(frame.data)) == (Opcode.PONG, b"abc")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(masked(0x1, b"hello"), 1003, id="text nobody asked for"),
        pytest.param(masked(0x2, b"\0\1"), 1003, id="binary nobody asked for"),
        pytest.param(masked(0x1, b"hel", fin=False), 1003, id="first fragment of a text"),
        pytest.param(masked(0x1, b"x" * 4096), 1003, id="as long as a message may be"),
        pytest.param(masked(0x1, b"x" * 4097), 1009, id="one byte too long"),
        pytest.param(masked(0x2, b"x" * 70000)[:10], 1009, id="too long by its header alone"),
        pytest.param(masked(0x0, b"x"), 1002, id="continuation of nothing"),
        pytest.param(masked(0x3), 1002, id="reserved data opcode"),
        pytest.param(masked(0xB), 1002, id="reserved control opcode"),
        pytest.param(masked(PING, b"x", rsv=0x40), 1002, id="reserved bit"),
        pytest.param(masked(PING, b"x", fin=False), 1002, id="fragmented ping"),
        pytest.param(masked(PING, b"x" * 126), 1002, id="ping over 125 bytes"),
        pytest.param(b"\x89\x00", 1002, id="unmasked ping"),
        pytest.param(b"\x81\x05hello", 1002, id="unmasked text"),
    ],
)
def test_what_a_client_must_not_send_ends_with_the_right_code(data: bytes, code: int) -> None:
    with pytest.raises(ProtocolError) as refused:
        read_frames(data, 1)
    assert refused.value.code == code
    assert len(str(refused.value).encode()) <= 123


@pytest.mark.parametrize("code", [1000, 1001, 1002, 1003, 1007, 1011, 1014, 3000, 4999])
def test_a_proper_close_is_answered_with_its_code(code: int) -> None:
    assert read_close(struct.pack("!H", code) + b"bye") == code


def test_a_close_without_a_code_is_a_normal_one() -> None:
    assert read_close(b"") == 1000


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        (b"\x03", 1002),
        *((struct.pack("!H", forbidden), 1002) for forbidden in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000)),
        (b"\x03\xe8\xff\xfe", 1007),
    ],
)
def test_a_broken_close_is_refused(payload: bytes, code: int) -> None:
    with pytest.raises(ProtocolError) as refused:
        read_close(payload)
    assert refused.value.code == code


def test_nothing_is_read_after_a_close_frame() -> None:
    close, text = masked(CLOSE, b"\x03\xe8"), masked(1, b"hello?")
    frames, rest = read_frames(close + text, 1)
    assert [frame.opcode for frame in frames] == [CLOSE]
    assert rest == b""


def test_no_more_control_frames_are_read_than_asked_for() -> None:
    ping = masked(PING, b"")
    assert len(read_frames(ping * 3, 3)[0]) == 3
    with pytest.raises(ProtocolError) as refused:
        read_frames(ping * 4, 3)
    assert refused.value.code == 1008
    assert len(read_frames(ping * 3 + masked(CLOSE, b""), 3)[0]) == 4, "whoever leaves may leave"
