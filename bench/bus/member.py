"""A process on the bus with nothing else to do: `python -m bench.bus.member URL NAME` hears, with `--send` it speaks.

Says on standard output `{"ready": true}`, and when all is done what it used: `{"cpu": seconds, "messages": number}`.
A speaker begins at the first line on standard input, and is done at the second: it hears its own messages too, and
only who started it knows when the last has gone round.
"""

import argparse
import asyncio
import json
import resource
import sys

import uvloop

from bench.bus.messages import BEGIN, END, MESSAGES
from realtime.bus.bus import Message
from realtime.bus.redis_bus import RedisBus


def read_used() -> float:
    """CPU seconds of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def say(**fields: object) -> None:
    """One line for whoever started this process."""
    print(json.dumps(fields), flush=True)


class Member:
    """Counts what it hears between `BEGIN` and `END`."""

    def __init__(self, url: str, name: str) -> None:
        self.bus = RedisBus(url, name)
        self.ended = asyncio.Event()
        self.messages = 0
        self.used = 0.0

    async def start(self) -> None:
        """Join the bus; returns once it is connected."""
        connected = asyncio.Event()
        self.bus.on(BEGIN, self._begin)
        self.bus.on(END, lambda message: self.ended.set())
        for kind in {message["kind"] for message in MESSAGES.values()}:
            self.bus.on(kind, self._count)
        await self.bus.start(connected.set)
        await connected.wait()
        say(ready=True)

    async def hear(self) -> None:
        """Until `END`."""
        await self.ended.wait()
        say(cpu=read_used() - self.used, messages=self.messages)

    async def speak(self, message: Message, number: int, burst: int) -> None:
        """`number` messages, `burst` of them at a time: the next ones follow when these have left."""
        await self._read_line()
        self.bus.publish({"kind": BEGIN})
        await self.bus.flush()
        used = read_used()
        for at in range(0, number, burst):
            for _ in range(min(burst, number - at)):
                self.bus.publish(message)
            await self.bus.flush()
        self.bus.publish({"kind": END})
        await self._read_line()
        say(cpu=read_used() - used, messages=number)

    def _begin(self, message: Message) -> None:
        self.used = read_used()

    def _count(self, message: Message) -> None:
        self.messages += 1

    async def _read_line(self) -> None:
        await asyncio.to_thread(sys.stdin.readline)


async def run(given: argparse.Namespace) -> None:
    """One member's life."""
    member = Member(given.url, given.name)
    await member.start()
    try:
        if given.send is None:
            await member.hear()
        else:
            await member.speak(MESSAGES[given.send], given.number, given.burst)
    finally:
        await member.bus.stop()


def main() -> None:
    """Read the command line, and be a member."""
    parser = argparse.ArgumentParser(prog="bench.bus.member", description=__doc__)
    parser.add_argument("url")
    parser.add_argument("name")
    parser.add_argument("--send", choices=list(MESSAGES))
    parser.add_argument("--number", type=int, default=1_000)
    parser.add_argument("--burst", type=int, default=1)
    uvloop.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
