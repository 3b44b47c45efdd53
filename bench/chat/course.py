"""The product's course: a full room is quiet, warms up, and then talks."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.chat.book import Book
from bench.chat.listener import Listener, join_room, make_listeners
from bench.chat.talkers import Talk, count_talkers, sign_up, talk
from bench.push.product import PREFIX, Web, expect, start_web
from bench.push.swarm import Dialect, Swarm

_WARM_UP = 10.0
_ARRIVE = 30.0
"""Seconds that the last message has to reach everybody."""
_LOOK = 5.0
_PAGE = 200
_REMOVALS = 30
_REMOVED = 5.0
"""Seconds that a removal may take."""


@dataclass(slots=True)
class Course:
    """What was found of one server. Times in seconds."""

    name: str
    seconds: float
    """How long it was talked for."""
    messages: int
    """Said in that time, and answered."""
    cpu: float
    """Core seconds of the server in it."""
    heard: Sequence[float]
    """From a message's first byte to the last screen, of each that reached all."""
    answered: Sequence[float]
    """From a message's first byte to its answer."""
    facts: dict[str, float | int] = field(default_factory=dict)
    samples: list[tuple[float, float, float]] = field(default_factory=list)
    """Every few seconds: the second, the server's core share since the last one, its resident MiB."""
    removed: Sequence[float] = ()
    """From the first byte of a removal to the last screen."""


async def run_product(sockets: int, rate: float, seconds: float, quiet: float) -> Course:
    """`sockets` listeners, `rate` messages a second; first `quiet` seconds in which nobody says anything."""
    async with start_web(max_sockets=sockets + 200) as web:
        talkers = await sign_up(web, count_talkers(rate))
        book = Book()
        path = f"/ws/livestreams/{web.livestream_id}?with=chat"
        swarm = Swarm(web.server.port, Dialect(path, join_room, make_listeners(book)))
        took = await swarm.grow(sockets)
        await web.server.settle()
        said_at = f"{PREFIX}/livestreams/{web.livestream_id}/chat"

        async def say(first: int, lasting: float) -> Talk:
            return await talk(talkers, said_at, lambda text: {"text": text}, rate, lasting, first)

        warm = await say(0, _WARM_UP)
        await web.server.settle()
        idle, began = web.server.cpu(), time.perf_counter()
        await asyncio.sleep(quiet)
        idle = (web.server.cpu() - idle) / (time.perf_counter() - began)
        cpu, own, began = web.server.cpu(), time.process_time(), time.perf_counter()
        watching = asyncio.create_task(_watch(web, seconds))
        said = await say(len(warm.sent), seconds)
        await _wait_for_last(book, swarm, len(warm.sent) + len(said.sent))
        lasted = time.perf_counter() - began
        cpu, own = web.server.cpu() - cpu, time.process_time() - own
        samples = await watching
        listeners = [viewer.seq for viewer in swarm.viewers if isinstance(viewer, Listener)]
        book.settle(listeners, max(book.messages))
        arrivals = book.list_arrivals()
        reached = [number for number in said.answered if arrivals.get(number, (0, 0.0))[0] == sockets]
        facts: dict[str, float | int] = {
            "sockets lost": swarm.tally.lost,
            "messages refused": warm.refused + said.refused,
            "messages that did not reach everybody once": len(said.answered) - len(reached),
            "lost, over all sockets": book.lost,
            "doubled, over all sockets": book.doubled,
            "frames out of order or unlike others": book.muddled,
            "rows of the history unlike what was heard": await _compare_history(web, said_at, book),
            "seconds to join": took,
            "core share while quiet": idle,
            "core share of the generator": own / lasted,
            "frames heard": sum(frame.count for frame in book.frames.values()),
            "different frames": len(book.frames),
            "accounts that talk": len(talkers),
        }
        removed = await _remove(web, said_at, book, sockets)
        for client in talkers:
            client.close()
        await swarm.shrink(0)
    heard = [arrivals[number][1] - said.sent[number] for number in reached]
    answered = [at - said.sent[number] for number, at in said.answered.items()]
    return Course("product", lasted, len(said.answered), cpu, heard, answered, facts, samples, removed)


async def _watch(web: Web, seconds: float) -> list[tuple[float, float, float]]:
    began = before = time.perf_counter()
    cpu, samples = web.server.cpu(), list[tuple[float, float, float]]()
    while before - began < seconds - _LOOK / 2:
        await asyncio.sleep(_LOOK)
        now, used = time.perf_counter(), web.server.cpu()
        samples.append((now - began, (used - cpu) / (now - before), web.server.rss() / 2**20))
        before, cpu = now, used
    return samples


async def _wait_for_last(book: Book, swarm: Swarm, total: int) -> None:
    until = time.perf_counter() + _ARRIVE
    while time.perf_counter() < until:
        last = max(book.messages, default=0)
        if len(book.messages) >= total and all(
            viewer.seq >= last for viewer in swarm.viewers if isinstance(viewer, Listener)
        ):
            return
        await asyncio.sleep(0.1)


async def _remove(web: Web, path: str, book: Book, sockets: int) -> list[float]:
    """Remove some of the last messages, one after another."""
    taken = list[float]()
    for seq in sorted(book.messages)[-_REMOVALS:]:
        message_id, began = book.messages[seq][0], time.perf_counter()
        expect(204, await web.artist.request("DELETE", f"{path}/{message_id}"))
        taken.append(await _wait_for_removal(book, message_id, sockets) - began)
    return taken


async def _wait_for_removal(book: Book, message_id: str, sockets: int) -> float:
    until = time.perf_counter() + _REMOVED
    while time.perf_counter() < until:
        count, at = book.find_removal(message_id)
        if count >= sockets:
            return at
        await asyncio.sleep(0.02)
    return time.perf_counter()


async def _compare_history(web: Web, path: str, book: Book) -> int:
    """How many messages the database has otherwise than the sockets heard them, or only one of the two has."""
    after, wrong, there = 0, 0, set[int]()
    while True:
        answer = await web.artist.request("GET", f"{path}?after={after}&limit={_PAGE}")
        messages = expect(200, answer).json()["messages"]
        if not messages:
            return wrong + len(book.messages.keys() - there)
        for message in messages:
            seq = message["seq"]
            there.add(seq)
            wrong += book.messages.get(seq, ("", 0))[0] != message["id"]
        after = messages[-1]["seq"]
