"""All web processes of one port in one answer: whichever of them takes the question asks the others over the bus, and
says of each figure whose it is."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from prometheus_client import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from realtime.bus.bus import Bus, Message

logger = logging.getLogger(__name__)

PATIENCE: Final = 4.0
"""Seconds that the others have; who does not answer is left out."""
AT_ONCE: Final = 8
"""Questions that are answered at a time; more are left unanswered."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Which of how many processes this is; `group` is a name that they alone have."""

    group: str
    number: int
    count: int


@dataclass(slots=True)
class _Question:
    missing: int
    told: dict[str, str] = field(default_factory=dict)
    done: asyncio.Event = field(default_factory=asyncio.Event)


class Siblings:
    """`start`, then `gather`."""

    def __init__(
        self, bus: Bus, seat: Seat, write: Callable[[], Awaitable[bytes]], patience: float = PATIENCE
    ) -> None:
        """`write`: this process's own figures."""
        self._bus = bus
        self._seat = seat
        self._write = write
        self._patience = patience
        self._topic = f"figures {seat.group}"
        self._questions: dict[str, _Question] = {}
        self._answers: set[asyncio.Task[None]] = set()
        bus.on("figures.asked", self._hear_question)
        bus.on("figures.told", self._hear_answer)

    async def start(self) -> None:
        """Be there for the others."""
        self._bus.hear(self._topic)

    async def stop(self) -> None:
        """Answer no more."""
        self._bus.leave(self._topic)
        for task in self._answers:
            task.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)

    async def gather(self) -> bytes:
        """Everybody's, or of those who answer in time."""
        name, question = secrets.token_hex(8), _Question(self._seat.count - 1)
        self._questions[name] = question
        try:
            self._bus.publish({"kind": "figures.asked", "question": name}, self._topic)
            own = await self._write()
            async with asyncio.timeout(self._patience):
                await question.done.wait()
        except TimeoutError:
            logger.info("%d web processes did not tell their figures in time.", question.missing)
        finally:
            del self._questions[name]
        return merge({str(self._seat.number): own.decode(), **question.told})

    def _hear_question(self, message: Message) -> None:
        if len(self._answers) < AT_ONCE:
            task = asyncio.create_task(self._answer(message["question"]), name="figures for another process")
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def _answer(self, question: str) -> None:
        text = (await self._write()).decode()
        said = {"kind": "figures.told", "question": question, "process": str(self._seat.number), "text": text}
        self._bus.publish(said, self._topic)

    def _hear_answer(self, message: Message) -> None:
        question = self._questions.get(message["question"])
        if question is None or message["process"] in question.told:
            return
        question.told[message["process"]] = message["text"]
        question.missing -= 1
        if question.missing <= 0:
            question.done.set()


def merge(texts: Mapping[str, str]) -> bytes:
    """Several answers as one, each figure with the `process` that it is of."""
    families: dict[str, Metric] = {}
    for process in sorted(texts):
        for found in text_string_to_metric_families(texts[process]):
            family = families.setdefault(found.name, Metric(found.name, found.documentation, found.type))
            for sample in found.samples:
                family.samples.append(sample._replace(labels={"process": process, **sample.labels}))
    return generate_latest(_Merged(families))


class _Merged(Collector):
    def __init__(self, families: Mapping[str, Metric]) -> None:
        self._families = families

    def collect(self) -> Iterator[Metric]:
        yield from self._families.values()
