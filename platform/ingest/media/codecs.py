"""What the decoders' configurations in sequence headers say: picture size and profile (H.264), sampling (AAC)."""

from typing import NamedTuple


class VideoFormat(NamedTuple):
    """`codec` is the string of RFC 6381, such as `avc1.64001f`; sizes in pixels."""

    codec: str
    width: int
    height: int


class AudioFormat(NamedTuple):
    """`codec` as in RFC 6381; `sample_rate` in hertz."""

    codec: str
    sample_rate: int
    channels: int


_LONGEST_SPS = 512
"""Bytes of a sequence parameter set that are looked at. Ordinary ones have some thirty; what is asked for comes long
before the end, and each bit takes time."""
_LONGEST_CYCLE = 255  # of picture order counts (ISO 14496-10, 7.4.2.1.1)
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
_WITH_CHROMA = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})


def read_avc(config: bytes) -> VideoFormat | None:
    """From an `avcC` record (ISO 14496-15, 5.3.3.1); None where it makes no sense."""
    try:
        size = int.from_bytes(config[6:8], "big")
        sps = config[8 : 8 + min(size, _LONGEST_SPS)]
        if config[0] != 1 or not config[5] & 31 or len(sps) < 4:
            return None
        width, height = _read_sps(sps)
    except IndexError:
        return None
    return VideoFormat(f"avc1.{sps[1:4].hex()}", width, height)


def read_aac(config: bytes) -> AudioFormat | None:
    """From an AudioSpecificConfig (ISO 14496-3, 1.6.2.1); None where it makes no sense."""
    bits = _Bits(config)
    try:
        kind = bits.read(5)
        if kind == 31:
            kind = 32 + bits.read(6)
        index = bits.read(4)
        rate = bits.read(24) if index == 15 else _RATES[index]
        channels = bits.read(4)
    except IndexError:
        return None
    return AudioFormat(f"mp4a.40.{kind}", rate, 8 if channels == 7 else channels)


class _Bits:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def read(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | self.data[self.place >> 3] >> (7 - (self.place & 7)) & 1
            self.place += 1
        return value

    def golomb(self) -> int:
        """ue(v) of ISO 14496-10, 9.1."""
        zeros = 0
        while not self.read(1):
            zeros += 1
            if zeros > 32:
                raise IndexError("no exponential Golomb code")
        return (1 << zeros) - 1 + self.read(zeros)

    def signed(self) -> int:
        value = self.golomb()
        return (value + 1) // 2 if value & 1 else -(value // 2)


def _read_sps(sps: bytes) -> tuple[int, int]:
    """Width and height from a sequence parameter set (ISO 14496-10, 7.3.2.1.1), cropping taken off."""
    bits = _Bits(sps.replace(b"\x00\x00\x03", b"\x00\x00"))
    bits.read(8)
    profile = bits.read(8)
    bits.read(16)
    bits.golomb()
    chroma = 1
    separate = 0
    if profile in _WITH_CHROMA:
        chroma = bits.golomb()
        if chroma == 3:
            separate = bits.read(1)
        bits.golomb()
        bits.golomb()
        bits.read(1)
        if bits.read(1):
            for index in range(12 if chroma == 3 else 8):
                if bits.read(1):
                    _skip_scaling_list(bits, 16 if index < 6 else 64)
    bits.golomb()
    order = bits.golomb()
    if order == 0:
        bits.golomb()
    elif order == 1:
        bits.read(1)
        bits.signed()
        bits.signed()
        cycle = bits.golomb()
        if cycle > _LONGEST_CYCLE:
            raise IndexError("a cycle longer than there may be")
        for _ in range(cycle):
            bits.signed()
    bits.golomb()
    bits.read(1)
    width = (bits.golomb() + 1) * 16
    map_units = bits.golomb() + 1
    frames_only = bits.read(1)
    height = (2 - frames_only) * map_units * 16
    if not frames_only:
        bits.read(1)
    bits.read(1)
    if bits.read(1):
        across = 2 if chroma in (1, 2) and not separate else 1
        down = (2 if chroma == 1 and not separate else 1) * (2 - frames_only)
        width -= (bits.golomb() + bits.golomb()) * across
        height -= (bits.golomb() + bits.golomb()) * down
    return width, height


def _skip_scaling_list(bits: _Bits, size: int) -> None:
    last = following = 8
    for _ in range(size):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last
