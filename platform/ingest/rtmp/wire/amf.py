"""AMF0 (Adobe's "Action Message Format -- AMF 0", 2007): the values inside RTMP's commands and metadata.

| AMF0 | Python |
|---|---|
| number, boolean, string and long string, null | float, bool, str, None |
| object; ECMA array; typed object | dict; EcmaArray; TypedObject |
| strict array; date; XML document | list; Date; Xml |
| undefined and unsupported | UNDEFINED |
| reference | the very object referred to |
| AVM+ (a switch to AMF3) | what `amf3` reads |
"""

import struct
from typing import Any, Final, NamedTuple

from ingest.errors import AmfError
from ingest.rtmp.wire import amf3

MAX_DEPTH = 16
MAX_VALUES = 4_096
"""Of all values of a message together, a reference counting as many as what it refers to: a few references to
references would otherwise stand for more than any machine can walk through."""

_double = struct.Struct(">d")
_date = struct.Struct(">dh")
_OBJECT_END = b"\x00\x00\x09"


class EcmaArray(dict[str, Any]):
    """A map that Flash called an array; its count on the wire is a hint, and often wrong."""


class TypedObject(dict[str, Any]):
    """An object with its class's name."""

    def __init__(self, class_name: str, members: dict[str, Any] | None = None) -> None:
        super().__init__(members or {})
        self.class_name = class_name


class Date(NamedTuple):
    """`milliseconds` since 1970 in UTC; the zone is reserved and should be 0."""

    milliseconds: float
    zone: int = 0


class Xml(str):
    """An XML document's text."""

    __slots__ = ()


class Undefined:
    """The type of `UNDEFINED`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNDEFINED"


UNDEFINED: Final = Undefined()


def decode(data: bytes | bytearray | memoryview, start: int = 0) -> list[Any]:
    """All values from `start` to the end.

    Raises:
        AmfError: no AMF0, cut short, nested more than `MAX_DEPTH` deep, of more than `MAX_VALUES` values, or with a
            reference to something that is still being read.
    """
    return [value for value, _, _ in decode_places(data, start)]


def decode_places(data: bytes | bytearray | memoryview, start: int = 0) -> list[tuple[Any, int, int]]:
    """The same, each value with the places in `data` where its bytes begin and end.

    Raises:
        AmfError: as above.
    """
    reader = _Reader(bytes(data), start)
    values = []
    try:
        while reader.position < len(reader.data):
            begin = reader.position
            values.append((reader.read(0), begin, reader.position))
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise AmfError(f"AMF is cut short or no AMF: {error}") from error
    return values


class _Reader:
    def __init__(self, data: bytes, position: int) -> None:
        self.data = data
        self.position = position
        self.known: list[tuple[Any, int]] = []  # what a reference may refer to, and its values; 0: not known yet
        self.values = 0

    def take(self, size: int) -> bytes:
        begin = self.position
        self.position = begin + size
        if self.position > len(self.data):
            raise AmfError(f"AMF is cut short: {size} bytes expected, {len(self.data) - begin} left")
        return self.data[begin : self.position]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def text(self, size: int) -> str:
        # Names and titles typed on old systems come in whatever encoding they were typed in.
        return self.take(self.number(size)).decode("utf-8", "replace")

    def read(self, depth: int) -> Any:
        self.values += 1
        if depth > MAX_DEPTH or self.values > MAX_VALUES:
            raise AmfError("AMF is nested too deep or has too many values")
        marker = self.data[self.position]
        self.position += 1
        match marker:
            case 0x00:
                return _double.unpack(self.take(8))[0]
            case 0x01:
                return self.take(1) != b"\x00"
            case 0x02:
                return self.text(2)
            case 0x03:
                return self.members({}, depth)
            case 0x05:
                return None
            case 0x06 | 0x0D:
                return UNDEFINED
            case 0x07:
                return self.refer(self.number(2))
            case 0x08:
                self.take(4)
                return self.members(EcmaArray(), depth)
            case 0x0A:
                return self.items(depth)
            case 0x0B:
                return Date(*_date.unpack(self.take(10)))
            case 0x0C:
                return self.text(4)
            case 0x0F:
                return Xml(self.text(4))
            case 0x10:
                return self.members(TypedObject(self.text(2)), depth)
            case 0x11:
                reader = amf3.Reader(self.data, self.position, MAX_VALUES - self.values)
                value = reader.read(0)
                self.position = reader.position
                self.values += reader.values
                return value
        raise AmfError(f"no AMF0 type has the marker {marker:#04x}")

    def refer(self, number: int) -> Any:
        target, values = self.known[number]
        self.values += values
        if not values or self.values > MAX_VALUES:
            raise AmfError("AMF refers to itself or becomes too many values")
        return target

    def members(self, target: dict[str, Any], depth: int) -> dict[str, Any]:
        place, before = len(self.known), self.values - 1
        self.known.append((target, 0))
        while self.position < len(self.data):
            if self.data.startswith(_OBJECT_END, self.position):
                self.position += 3
                self.known[place] = (target, self.values - before)
                return target
            name = self.text(2)
            target[name] = self.read(depth + 1)
        # Some encoders leave the end marker off the last array of their metadata: its values are there all the same.
        if isinstance(target, EcmaArray) and depth == 0:
            return target
        raise AmfError("AMF is cut short: an object has no end")

    def items(self, depth: int) -> list[Any]:
        place, before = len(self.known), self.values - 1
        self.known.append((None, 0))
        target = [self.read(depth + 1) for _ in range(self.number(4))]
        self.known[place] = (target, self.values - before)
        return target


def encode(*values: Any) -> bytes:
    """The values one behind the other.

    Raises:
        AmfError: a value of a type that is not in the table above.
    """
    return b"".join(_encode(value) for value in values)


def _encode(value: Any) -> bytes:
    match value:
        case bool():
            return b"\x01\x01" if value else b"\x01\x00"
        case int() | float():
            return b"\x00" + _double.pack(value)
        case Xml():
            raw = value.encode()
            return b"\x0f" + len(raw).to_bytes(4, "big") + raw
        case str():
            raw = value.encode()
            if len(raw) > 0xFFFF:
                return b"\x0c" + len(raw).to_bytes(4, "big") + raw
            return b"\x02" + len(raw).to_bytes(2, "big") + raw
        case None:
            return b"\x05"
        case Undefined():
            return b"\x06"
        case EcmaArray():
            return b"\x08" + len(value).to_bytes(4, "big") + _encode_members(value)
        case TypedObject():
            return b"\x10" + _encode_name(value.class_name) + _encode_members(value)
        case dict():
            return b"\x03" + _encode_members(value)
        case Date():
            return b"\x0b" + _date.pack(*value)
        case list():
            return b"\x0a" + len(value).to_bytes(4, "big") + encode(*value)
    raise AmfError(f"AMF0 has no type for {type(value).__name__}")


def _encode_members(members: dict[str, Any]) -> bytes:
    return b"".join(_encode_name(name) + _encode(value) for name, value in members.items()) + _OBJECT_END


def _encode_name(name: str) -> bytes:
    raw = name.encode()
    if len(raw) > 0xFFFF:
        raise AmfError("a name of more than 65,535 bytes")
    return len(raw).to_bytes(2, "big") + raw
