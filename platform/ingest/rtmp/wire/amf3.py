"""AMF3 (Adobe's "Action Message Format -- AMF 3", 2013), read only: a few encoders switch to it inside a command."""

import struct
from typing import Any

from ingest.errors import AmfError

MAX_DEPTH = 16
MAX_VALUES = 4_096
"""A reference counts as many as what it refers to, as in `amf`."""

_double = struct.Struct(">d")


def decode(data: bytes, start: int) -> tuple[Any, int]:
    """One value at `start`, and where the next begins. Dates and XML come as a float (milliseconds) and a str.

    Raises:
        AmfError: no AMF3, cut short, too deep or too many values, or of a kind that needs Flash's own classes.
    """
    reader = Reader(data, start)
    try:
        value = reader.read(0)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise AmfError(f"AMF3 is cut short or no AMF3: {error}") from error
    return value, reader.position


class Reader:
    """`read(0)` gives the value at `position` and moves it on; `values` counts what was read, at most `most`."""

    def __init__(self, data: bytes, position: int, most: int = MAX_VALUES) -> None:
        self.data = data
        self.position = position
        self.most = most
        self.strings: list[str] = []
        self.objects: list[tuple[Any, int]] = []  # what may be referred to, and its values; 0: not known yet
        self.traits: list[tuple[bool, list[str]]] = []
        self.values = 0

    def take(self, size: int) -> bytes:
        begin = self.position
        self.position = begin + size
        if self.position > len(self.data):
            raise AmfError("AMF3 is cut short")
        return self.data[begin : self.position]

    def number(self) -> int:
        """An unsigned integer of 29 bits in one to four bytes (section 1.3.1)."""
        value = 0
        for _ in range(3):
            byte = self.take(1)[0]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value
        return value << 8 | self.take(1)[0]

    def text(self) -> str:
        head = self.number()
        if not head & 1:
            return self.strings[head >> 1]
        value = self.take(head >> 1).decode("utf-8", "replace")
        if value:
            self.strings.append(value)
        return value

    def read(self, depth: int) -> Any:
        """One value.

        Raises:
            AmfError, IndexError, struct.error: as `decode`.
        """
        self.values += 1
        if depth > MAX_DEPTH or self.values > self.most:
            raise AmfError("AMF3 is nested too deep or has too many values")
        marker = self.take(1)[0]
        match marker:
            case 0x00 | 0x01:
                return None
            case 0x02 | 0x03:
                return marker == 0x03
            case 0x04:
                value = self.number()
                return value - (1 << 29) if value >= 1 << 28 else value
            case 0x05:
                return _double.unpack(self.take(8))[0]
            case 0x06:
                return self.text()
        head = self.number()
        if not head & 1:
            return self.refer(head >> 1)
        match marker:
            case 0x08:
                return self._note(_double.unpack(self.take(8))[0])
            case 0x07 | 0x0B:
                return self._note(self.take(head >> 1).decode("utf-8", "replace"))
            case 0x0C:
                return self._note(self.take(head >> 1))
            case 0x09:
                return self.array(head >> 1, depth)
            case 0x0A:
                return self.object(head, depth)
        raise AmfError(f"AMF3's type {marker:#04x} is not read here")

    def refer(self, number: int) -> Any:
        target, values = self.objects[number]
        self.values += values
        if not values or self.values > self.most:
            raise AmfError("AMF3 refers to itself or becomes too many values")
        return target

    def _note(self, value: Any) -> Any:
        self.objects.append((value, 1))
        return value

    def array(self, dense: int, depth: int) -> list[Any] | dict[str, Any]:
        place, before = len(self.objects), self.values - 1
        self.objects.append((None, 0))
        named: dict[str, Any] = {}
        while name := self.text():
            named[name] = self.read(depth + 1)
        items = [self.read(depth + 1) for _ in range(dense)]
        value: list[Any] | dict[str, Any] = items
        if named:
            value = {**named, **{str(index): item for index, item in enumerate(items)}}
        self.objects[place] = (value, self.values - before)
        return value

    def object(self, head: int, depth: int) -> dict[str, Any]:
        if not head & 2:
            dynamic, names = self.traits[head >> 2]
        elif head & 4:
            raise AmfError("AMF3's externalizable objects are not read here")
        else:
            self.text()  # the class's name
            dynamic = bool(head & 8)
            if head >> 4 > MAX_VALUES:
                raise AmfError("an AMF3 object with too many members")
            names = [self.text() for _ in range(head >> 4)]
            self.traits.append((dynamic, names))
        target: dict[str, Any] = {}
        place, before = len(self.objects), self.values - 1
        self.objects.append((target, 0))
        for name in names:
            target[name] = self.read(depth + 1)
        while dynamic and (name := self.text()):
            target[name] = self.read(depth + 1)
        self.objects[place] = (target, self.values - before)
        return target
