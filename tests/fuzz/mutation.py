"""Wrong inputs out of right ones, at random but for a seed. Pure."""

import random

NUMBERS = [bytes([byte] * size) for byte in (0x00, 0x7F, 0x80, 0xFF) for size in (1, 2, 4, 8)]
NUMBERS += [b"\x00\x01", b"\x00\x00\x00\x01", b"\xff\xff\xff\xfe", b"9" * 20, b"-1", b"%00", b"\r\n", b"../"]
LONGEST = 8_192
"""Bytes of an input: what is wrong with longer ones is found in their first."""


def mutate(draw: random.Random, data: bytes, other: bytes) -> bytes:
    """One to eight changes; `other` is another input, for what is put in."""
    changed = bytearray(data)
    for _ in range(1 << draw.randrange(4)):
        place = draw.randrange(len(changed) + 1)
        size = min(1 << draw.randrange(8), len(changed) - place)
        match draw.randrange(9):
            case 0 if place < len(changed):
                changed[place] ^= 1 << draw.randrange(8)
            case 1 if place < len(changed):
                changed[place] = draw.randrange(256)
            case 2:
                del changed[place : place + size]
            case 3:
                changed[place:place] = changed[place : place + size] * draw.randrange(1, 5)
            case 4:
                number = draw.choice(NUMBERS)
                changed[place : place + len(number)] = number
            case 5:
                changed[place:place] = draw.choice(NUMBERS)
            case 6 if other:
                begin = draw.randrange(len(other))
                changed[place:place] = other[begin : begin + 64]
            case 7:
                changed[place:place] = draw.randbytes(draw.randrange(1, 16))
            case _:
                changed = changed[: place or 1]
    return bytes(changed[:LONGEST])
