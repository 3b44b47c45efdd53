"""Reading back the FLV that a packager was given."""

from typing import NamedTuple


class Tag(NamedTuple):
    kind: int
    timestamp: int
    body: bytes


def read_flv(data: bytes | bytearray) -> tuple[int, list[Tag]]:
    """The header's flags (4 sound, 1 video) and the tags, every length and back pointer checked."""
    data = bytes(data)
    assert data[:4] == b"FLV\x01"
    assert data[5:13] == b"\x00\x00\x00\x09\x00\x00\x00\x00"
    tags = []
    place = 13
    while place < len(data):
        size = int.from_bytes(data[place + 1 : place + 4], "big")
        timestamp = int.from_bytes(data[place + 4 : place + 7], "big") | data[place + 7] << 24
        body = data[place + 11 : place + 11 + size]
        assert len(body) == size
        assert int.from_bytes(data[place + 11 + size : place + 15 + size], "big") == size + 11
        tags.append(Tag(data[place], timestamp, body))
        place += size + 15
    return data[4], tags
