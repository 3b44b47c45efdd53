"""A line between a browser and a server on one machine, with real TCP over it.

Packets that go out by a TUN device come back with both addresses changed over, later, or not at all. It needs a
network namespace of its own: `enter` makes one.
"""

import asyncio
import contextlib
import fcntl
import os
import random
import struct
import subprocess
import sys
from dataclasses import dataclass
from typing import Self

SERVER = "10.99.0.2"
"""A server of this namespace, as seen through the line."""
INSIDE = "SWITCH_FIGURES_INSIDE"
MTU = 1500
TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000


@dataclass(frozen=True, slots=True)
class Shape:
    rate: float
    """Bits a second, to the page."""
    trip: float = 0.02
    """Seconds there and back."""
    loss: float = 0.0
    """Of packets, each way."""
    jitter: float = 0.0
    """Seconds that a packet to the page may be late; none overtakes another."""
    queue: float = 0.25
    """Seconds that may wait for the line; what is more is lost."""


def enter() -> None:
    """Begin again in a network namespace of its own, as whoever may do so there; comes back in it."""
    if INSIDE in os.environ:
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return
    command = ["unshare", "--net", "--map-root-user", sys.executable, "-m", "switch_figures", *sys.argv[1:]]
    os.execvpe(command[0], command, {**os.environ, INSIDE: "1"})  # noqa: S606


class Line:
    """While it is open, `SERVER` is this machine behind a line of this shape."""

    def __init__(self, port: int, shape: Shape) -> None:
        """`port` is the server's."""
        self.shape = shape
        self._port = port
        self._free = self._last = 0.0
        self._chance = random.Random(13)  # noqa: S311
        self._device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)

    def __enter__(self) -> Self:
        fcntl.ioctl(self._device, TUNSETIFF, struct.pack("16sH", b"line", IFF_TUN | IFF_NO_PI))
        for words in ("addr add 10.99.0.1/24 dev line", f"link set line mtu {MTU} up"):
            subprocess.run(["ip", *words.split()], check=True)
        asyncio.get_running_loop().add_reader(self._device, self._read)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self._device)
        os.close(self._device)

    def _read(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while packet := os.read(self._device, MTU):
                if packet[0] >> 4 == 4:
                    # Sums stay right: they do not depend on the order of the two addresses.
                    self._carry(packet[:12] + packet[16:20] + packet[12:16] + packet[20:])

    def _carry(self, packet: bytes) -> None:
        shape, loop = self.shape, asyncio.get_running_loop()
        if self._chance.random() < shape.loss:
            return
        (port,) = struct.unpack_from("!H", packet, (packet[0] & 15) * 4)
        if port != self._port:  # from the page
            loop.call_later(shape.trip / 2, self._write, packet)
            return
        now = loop.time()
        free = max(self._free, now) + len(packet) * 8 / shape.rate
        if free - now > shape.queue:
            return
        self._free = free
        self._last = max(self._last, free + shape.trip / 2 + self._chance.random() * shape.jitter)
        loop.call_at(self._last, self._write, packet)

    def _write(self, packet: bytes) -> None:
        with contextlib.suppress(OSError):  # some are on their way when it ends
            os.write(self._device, packet)
