"""The bytes of each attack. Pure; `tests/ingest` feeds the same ones to the parsers themselves."""

from bench.ingest.rtmp import build_message, encode

AUDIO, VIDEO, DATA, COMMAND = 8, 9, 18, 20
_METADATA = encode("onMetaData")


def nest_references(levels: int) -> bytes:
    """AMF0 metadata of 14 bytes a level: lists of two references to the list before. As a tree, 2**levels values."""
    out = bytearray(_METADATA + b"\x08" + bytes(4))  # the array is what a reference 0 would mean
    out += b"\x00\x01a\x0a\x00\x00\x00\x01\x05"
    for level in range(1, levels):
        refer = b"\x07" + level.to_bytes(2, "big")
        out += b"\x00\x01" + bytes([97 + level]) + b"\x0a\x00\x00\x00\x02" + refer + refer
    return bytes(out + b"\x00\x00\x09")


def nest_amf3_references(levels: int) -> bytes:
    """The same in AMF3, 7 bytes a level, behind AMF0's switch to it."""
    out = bytearray(_METADATA + b"\x11\x0a\x0b\x01")  # an object without a class, its members by name
    out += b"\x03a\x09\x03\x01\x01"
    for level in range(1, levels):
        refer = b"\x09" + bytes([level << 1])
        out += b"\x03" + bytes([97 + level]) + b"\x09\x05\x01" + refer + refer
    return bytes(out + b"\x01")


def interleave(size: int) -> bytes:
    """Set Chunk Size 1, and two messages of `size` bytes whose bytes take turns: two sent for each of theirs."""
    first = build_message(2, 1, (1).to_bytes(4, "big"))
    return first + interleave_again(size)


def interleave_again(size: int) -> bytes:
    """Another pair for a peer that knows the chunk size."""
    header = bytes(3) + size.to_bytes(3, "big") + bytes([AUDIO]) + bytes(4)
    return b"\x04" + header + b"x" + b"\x05" + header + b"x" + b"\xc4x\xc5x" * (size - 1)


def abort_often(size: int, count: int) -> bytes:
    """Messages that begin, look as if they were whole, and are taken back: `count` times, behind chunk size 1."""
    header = b"\x04" + bytes(3) + size.to_bytes(3, "big") + bytes([AUDIO]) + bytes(4) + b"x"
    abort = b"\x02" + bytes(3) + (4).to_bytes(3, "big") + b"\x02" + bytes(4) + b"\0\xc2\0\xc2\0\xc2\x04"
    return (header + abort) * count


def check_bandwidth(count: int) -> bytes:
    """`_checkbw`, each to be answered."""
    return build_message(3, COMMAND, encode("_checkbw", 1.0)) * count


def ping(count: int) -> bytes:
    """User control: ping requests, each to be answered."""
    return build_message(2, 4, b"\x00\x06" + bytes(4)) * count


def tiny_sounds(count: int) -> bytes:
    """Sounds of one byte."""
    return build_message(4, AUDIO, b"\xaf", 1) * count


def crowd_aggregate(parts: int) -> bytes:
    """One aggregate of `parts` empty sounds."""
    return build_message(4, 22, (b"\x08" + bytes(10) + bytes(4)) * parts, 1)


def fill_metadata(number: int, values: int = 4_000) -> bytes:
    """Metadata of many small values, another one for each `number`."""
    body = b"\x0a" + values.to_bytes(4, "big") + b"\x05" * values
    array = b"\x08" + bytes(4) + b"\x00\x01n" + encode(float(number)) + b"\x00\x01l" + body + b"\x00\x00\x09"
    return build_message(5, DATA, _METADATA + array, 1)


def long_sequence_header(number: int, size: int = 65_000) -> bytes:
    """An AVC sequence header whose parameter set goes on for `size` bytes; another one for each `number`."""
    # Picture order count type 1, with a cycle of 2**19 offsets; each is one bit of what follows.
    sps = b"\x67\x42\x00" + bytes([number & 255]) + b"\xd3\x00\x00\x3f" + b"\xff" * (size - 8)
    record = b"\x01\x42\x00\x0a\xff\xe1" + len(sps).to_bytes(2, "big") + sps + b"\x01\x00\x04\x68\xce\x3c\x80"
    return build_message(6, VIDEO, b"\x17\x00\x00\x00\x00" + record, 1)
