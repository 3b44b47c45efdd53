"""WebSocket frames as bytes (RFC 6455, section 5), for a server that mostly speaks.

Clients of the channels have nothing to say, so reading is only what a correct endpoint owes its peer: control
frames, masking, and a clear close code for everything else. All functions are pure.
"""

import struct
from typing import NamedTuple

from realtime.errors import ProtocolError

MAX_MESSAGE = 4096
"""Bytes; a client's message longer than this closes with 1009, a shorter one with 1003 (unasked for)."""

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA

PING_FRAME = b"\x89\x00"


class Frame(NamedTuple):
    """A control frame from a client, unmasked."""

    opcode: int
    payload: bytes


def frame_text(payload: bytes) -> bytes:
    """One unfragmented, unmasked text frame (section 5.2) around UTF-8 `payload`."""
    return _header(0x80 | TEXT, len(payload)) + payload


def frame_close(code: int, reason: str = "") -> bytes:
    """A close frame (section 5.5.1). A reason over 123 bytes is cut at a character's edge."""
    words = reason.encode()[:123].decode(errors="ignore").encode()
    return _header(0x80 | CLOSE, 2 + len(words)) + struct.pack("!H", code) + words


def frame_pong(payload: bytes) -> bytes:
    """The answer to a ping (section 5.5.3): the same payload, at most 125 bytes."""
    return _header(0x80 | PONG, len(payload)) + payload


def _header(first: int, length: int) -> bytes:
    if length < 126:
        return bytes((first, length))
    if length < 65536:
        return struct.pack("!BBH", first, 126, length)
    return struct.pack("!BBQ", first, 127, length)


def read_frames(data: bytes, most: int) -> tuple[list[Frame], bytes]:
    """Split what a client sent into its control frames, at most `most`, and the unfinished rest (at most 130 bytes).

    Nothing is read after a close frame (section 5.5.1): whatever follows it, the peer's code is what counts.

    Raises:
        ProtocolError: 1002 for a broken frame, 1003 for a message nobody asked for, 1009 for one that is also
            too big, 1008 for more control frames than `most`. Control frames before the offence are lost with it:
            the connection is over.
    """
    frames: list[Frame] = []
    at, end = 0, len(data)
    while end - at >= 2:
        first, second = data[at], data[at + 1]
        opcode, length = first & 0x0F, second & 0x7F
        if first & 0x70:
            raise ProtocolError(1002, "reserved bits are set and no extension was agreed")
        if not second & 0x80:
            raise ProtocolError(1002, "frames from a client must be masked")
        if opcode in (TEXT, BINARY):
            _refuse_message(data, at, length)
            break  # its length is not there yet
        if opcode == CONTINUATION:
            raise ProtocolError(1002, "a continuation without a message to continue")
        if opcode not in (CLOSE, PING, PONG):
            raise ProtocolError(1002, "unknown opcode")
        if not first & 0x80:
            raise ProtocolError(1002, "control frames must not be fragmented")
        if length > 125:
            raise ProtocolError(1002, "control frames carry at most 125 bytes")
        if end - at < 6 + length:
            break
        if len(frames) >= most and opcode != CLOSE:
            raise ProtocolError(1008, "too many control frames")
        frames.append(Frame(opcode, _unmask(data[at + 6 : at + 6 + length], data[at + 2 : at + 6])))
        at += 6 + length
        if opcode == CLOSE:
            return frames, b""
    return frames, data[at:]


def _refuse_message(data: bytes, at: int, length: int) -> None:
    extended = {126: 2, 127: 8}.get(length, 0)
    if len(data) - at < 2 + extended:
        return
    size = int.from_bytes(data[at + 2 : at + 2 + extended], "big") if extended else length
    if size > MAX_MESSAGE:
        raise ProtocolError(1009, f"a message may have at most {MAX_MESSAGE} bytes")
    raise ProtocolError(1003, "this channel only sends; it takes no messages")


def _unmask(payload: bytes, mask: bytes) -> bytes:
    size = len(payload)
    if not size:
        return b""
    repeated = (mask * (size // 4 + 1))[:size]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(size, "big")


def read_close(payload: bytes) -> int:
    """The code to answer a close frame with (section 7.4): the peer's own, or 1000 where it gave none.

    Raises:
        ProtocolError: 1002 for a code that must not be sent, 1007 for a reason that is not UTF-8.
    """
    if not payload:
        return 1000
    if len(payload) == 1:
        raise ProtocolError(1002, "a close frame carries no code or two bytes of it")
    code = int.from_bytes(payload[:2], "big")
    if not (1000 <= code <= 1003 or 1007 <= code <= 1014 or 3000 <= code <= 4999):
        raise ProtocolError(1002, "this close code must not be sent")
    try:
        payload[2:].decode()
    except UnicodeDecodeError:
        raise ProtocolError(1007, "the close reason is not UTF-8") from None
    return code
