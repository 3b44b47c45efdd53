"""What an init section says of its tracks, as playlists name it (RFC 6381, RFC 8216bis 4.4.6.2). Pure."""

from dataclasses import dataclass

from ingest.origin.packaging.boxes import walk_boxes

_PICTURES = {b"avc1": b"avcC", b"avc3": b"avcC"}
_SOUNDS = {b"Opus": "opus", b"fLaC": "fLaC", b"ac-3": "ac-3", b"ec-3": "ec-3", b".mp3": "mp4a.40.34"}


@dataclass(frozen=True, slots=True)
class Named:
    """A track. `codec` is empty where it cannot be named here."""

    kind: bytes
    codec: str
    width: int = 0
    height: int = 0
    channels: int = 2
    """Of sound, as far as that is known."""


def name_tracks(init: bytes) -> list[Named]:
    """The tracks in their order.

    Raises:
        FragmentError: this is no init section.
    """
    found: list[Named] = []
    for name, start, end in walk_boxes(init, 0, len(init)):
        if name == b"moov":
            for child, first, last in walk_boxes(init, start, end):
                if child == b"trak" and (named := _name_track(init, first, last)) is not None:
                    found.append(named)
    return found


def _name_track(init: bytes, start: int, end: int) -> Named | None:
    kind, codec, width, height, channels = b"", "", 0, 0, 2
    stack = [(start, end)]
    while stack:
        for name, first, last in walk_boxes(init, *stack.pop()):
            if name == b"tkhd":
                width, height = (int.from_bytes(init[at : at + 2], "big") for at in (last - 8, last - 4))
            elif name in (b"mdia", b"minf", b"stbl"):
                stack.append((first, last))
            elif name == b"hdlr":
                kind = init[first + 8 : first + 12]
            elif name == b"stsd":
                for entry in walk_boxes(init, first + 8, last):
                    codec, channels = _name_entry(init, *entry)
                    break
    return Named(kind, codec, width, height, channels) if kind in (b"vide", b"soun") else None


def _name_entry(init: bytes, entry: bytes, start: int, end: int) -> tuple[str, int]:
    """The codec, and how many channels there are if it is sound."""
    if entry in _PICTURES:
        for name, at, _ in walk_boxes(init, start + 78, end):
            if name == _PICTURES[entry]:
                return f"{entry.decode()}.{init[at + 1 : at + 4].hex()}", 2
        return "", 2
    if entry == b"mp4a":
        for name, at, last in walk_boxes(init, start + 28, end):
            if name == b"esds":
                return _name_aac(init[at + 4 : last])
        return "", 2
    return _SOUNDS.get(entry, ""), int.from_bytes(init[start + 16 : start + 18], "big") or 2


def _name_aac(descriptors: bytes) -> tuple[str, int]:
    """By the object types of its descriptors (ISO/IEC 14496-1, 7.2.6.6; 14496-3, 1.6.2.1), and how many channels: the
    entry itself says two of any."""
    at = descriptors.find(b"\x04")  # DecoderConfigDescriptor, behind the head of ES_Descriptor
    while 0 <= at < len(descriptors) - 2:
        place = _skip_size(descriptors, at + 1)
        if place < len(descriptors) and descriptors[place] in (0x40, 0x66, 0x67, 0x68, 0x69, 0x6B):
            object_type = descriptors[place]
            if object_type != 0x40:
                return f"mp4a.{object_type:x}", 2
            info = place + 13
            if info < len(descriptors) and descriptors[info] == 5:
                config = _skip_size(descriptors, info + 1)
                if config + 1 < len(descriptors):
                    return f"mp4a.40.{descriptors[config] >> 3}", descriptors[config + 1] >> 3 & 15 or 2
            return "mp4a.40.2", 2
        at = descriptors.find(b"\x04", at + 1)
    return "", 2


def _skip_size(data: bytes, at: int) -> int:
    """Where a descriptor's content begins: its size has one to four bytes (14496-1, 8.3.3)."""
    for _ in range(4):
        if at >= len(data) or not data[at] & 0x80:
            break
        at += 1
    return at + 1
