"""WebSocket frames as bytes (RFC 6455, section 5), for a server that mostly speaks.

`websockets` writes them. It does not read them: a `Protocol` of its own would cost each socket more memory than all
else that is kept of it, and clients of the channels have next to nothing to say, so that reading is only what a
correct endpoint owes its peer: control frames, masking, and a clear close code for everything else. All functions
are pure.
"""

from functools import lru_cache
from typing import NamedTuple

from websockets.exceptions import ProtocolError as PeerError
from websockets.frames import Close, CloseCode, Opcode
from websockets.frames import Frame as WireFrame
from websockets.speedups import apply_mask

from realtime.errors import ProtocolError

MAX_MESSAGE = 4096
"""Bytes; a client's message longer than this closes with 1009, a shorter one with 1003 (unasked for)."""

# Plain numbers, as they stand in a frame's first byte.
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = (int(opcode) for opcode in Opcode)

PING_FRAME = WireFrame(Opcode.PING, b"").serialize(mask=False)


class Frame(NamedTuple):
    """A frame from a client, unmasked. `last`: no fragment of its message follows."""

    opcode: int
    payload: bytes
    last: bool = True


def frame_text(payload: bytes) -> bytes:
    """One unfragmented, unmasked text frame around UTF-8 `payload`, made once for however many sockets."""
    return WireFrame(Opcode.TEXT, payload).serialize(mask=False)


@lru_cache(64)
def frame_close(code: int, reason: str = "") -> bytes:
    """A close frame (section 5.5.1). A reason over 123 bytes is cut at a character's edge."""
    words = reason.encode()[:123].decode(errors="ignore")
    return WireFrame(Opcode.CLOSE, Close(code, words).serialize()).serialize(mask=False)


def frame_pong(payload: bytes) -> bytes:
    """The answer to a ping (section 5.5.3): the same payload, at most 125 bytes. Each socket has its own."""
    return bytes((0x80 | PONG, len(payload))) + payload


def read_frames(data: bytes, most: int, *, texts: bool = False) -> tuple[list[Frame], bytes]:
    """Split what a client sent into its control frames, at most `most`, and the unfinished rest (at most 130 bytes).
    With `texts`, text frames of up to 125 bytes and their continuations are read as well, and count as well.

    Nothing is read after a close frame (section 5.5.1): whatever follows it, the peer's code is what counts.

    Raises:
        ProtocolError: 1002 for a broken frame, 1003 for a message nobody asked for, 1009 for one that is also
            too big, 1008 for more frames than `most`. Frames before the offence are lost with it: the connection is
            over.
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
        if opcode in (TEXT, BINARY, CONTINUATION):
            if opcode == CONTINUATION and not texts:
                raise ProtocolError(1002, "a continuation without a message to continue")
            if opcode == BINARY or length > 125 or not texts:
                _refuse_message(data, at, length)
                break  # its length is not there yet
        elif opcode not in (CLOSE, PING, PONG):
            raise ProtocolError(1002, "unknown opcode")
        elif not first & 0x80:
            raise ProtocolError(1002, "control frames must not be fragmented")
        elif length > 125:
            raise ProtocolError(1002, "control frames carry at most 125 bytes")
        if end - at < 6 + length:
            break
        if len(frames) >= most and opcode != CLOSE:
            raise ProtocolError(1008, "too many frames" if texts else "too many control frames")
        payload = apply_mask(data[at + 6 : at + 6 + length], data[at + 2 : at + 6])
        frames.append(Frame(opcode, payload, first >= 0x80))
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


def read_close(payload: bytes) -> int:
    """The code to answer a close frame with (section 7.4): the peer's own, or 1000 where it gave none.

    Raises:
        ProtocolError: 1002 for a code that must not be sent, 1007 for a reason that is not UTF-8.
    """
    try:
        code = Close.parse(payload).code
    except UnicodeDecodeError:
        raise ProtocolError(1007, "the close reason is not UTF-8") from None
    except PeerError as error:
        raise ProtocolError(1002, str(error)) from None
    return CloseCode.NORMAL_CLOSURE if code == CloseCode.NO_STATUS_RCVD else code
