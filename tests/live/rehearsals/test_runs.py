"""Rehearsals of several web processes, told by whichever heard of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from catalog.shapes import PublisherSession
from contract.feeds import FeedKind
from live.rehearsals.runs import Runs
from realtime.bus.bus import Handlers, Message
from support.callbacks import NOW

FIGURES = {
    "bitrate_kbps": 2_600,
    "fps": 30.0,
    "keyframe_interval": 2.0,
    "video_codec": "h264",
    "audio_codec": "aac",
    "audio": True,
    "height": 720,
    "drift_ms": 0,
    "queued_bytes": 0,
}


def make_session(session_id: str, artist_id: str = "ada") -> PublisherSession:
    return PublisherSession(session_id, artist_id, FeedKind.REHEARSAL, artist_id, "n1", "", NOW, NOW)


class Process(Handlers):
    """One web process: its rehearsals, what its sockets got, and what it kept."""

    problem = None
    alone = False
    dropped = 0

    def __init__(self, others: "list[Process]", clock: "Clock") -> None:
        super().__init__()
        self.others = others
        self.sent: list[tuple[str, str, Mapping[str, Any]]] = []
        self.kept: dict[str, Mapping[str, Any]] = {}
        self.runs = Runs(lambda *event: self.sent.append(event), self, self._keep, clock)

    async def _keep(self, session_id: str, verdict: Mapping[str, Any]) -> None:
        self.kept[session_id] = verdict

    def publish(self, message: Message, topic: str = "") -> None:
        for other in self.others:
            if other is not self:
                other.take(message)

    async def start(self, reconnected: Any) -> None: ...

    async def stop(self) -> None: ...

    @property
    def kinds(self) -> list[str]:
        return [kind.removeprefix("rehearsal.") for kind, _, _ in self.sent]


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def processes(clock: Clock) -> list[Process]:
    found: list[Process] = []
    found += [Process(found, clock), Process(found, clock)]
    return found


def report(process: Process, session_id: str, clock: Clock, seconds: int, **changed: Any) -> None:
    for _ in range(seconds):
        process.runs.note_health("ada", session_id, FIGURES | changed)
        clock.now += 1


async def test_dashboard_hears_all_of_it_on_any_process(processes: list[Process], clock: Clock) -> None:
    one, other = processes
    one.runs.start(make_session("s1"))
    report(one, "s1", clock, 3)
    report(other, "s1", clock, 4)  # a node's next report may reach another process
    assert one.runs.find_verdict("ada") == other.runs.find_verdict("ada")
    assert (other.runs.find_verdict("ada") or {})["ready"]
    await other.runs.end(make_session("s1"))
    for process in processes:
        assert process.kinds == ["started", *["health"] * 7, "ended"]
        assert [artist for _, artist, _ in process.sent] == ["ada"] * 9
        assert [fields["verdict"]["ready"] for _, _, fields in process.sent[1:]] == [False] * 5 + [True] * 3
        assert process.runs.find_verdict("ada") is None
    assert (list(other.kept), one.kept) == (["s1"], {})


async def test_report_that_crosses_the_end_does_not_revive_it(processes: list[Process], clock: Clock) -> None:
    one, other = processes
    one.runs.start(make_session("s1"))
    report(one, "s1", clock, 1)
    await one.runs.end(make_session("s1"))
    report(other, "s1", clock, 1)
    assert one.kinds == other.kinds == ["started", "health", "ended"]
    one.runs.start(make_session("s2"))
    report(other, "s1", clock, 1)
    report(one, "s2", clock, 1)
    assert one.kinds == other.kinds == ["started", "health", "ended", "started", "health"]


async def test_next_rehearsal_is_measured_anew(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    one.runs.start(make_session("s1"))
    report(one, "s1", clock, 8)
    await one.runs.end(make_session("s1"))
    one.runs.start(make_session("s2"))
    report(one, "s2", clock, 1)
    assert not (one.runs.find_verdict("ada") or {})["ready"]


def test_process_that_began_later_judges_what_it_hears(processes: list[Process], clock: Clock) -> None:
    late = processes[1]
    report(late, "s1", clock, 7)
    assert late.kinds == ["health"] * 7
    assert (late.runs.find_verdict("ada") or {})["ready"]


def test_start_that_was_missed_is_made_up_for(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    one.runs.start(make_session("s1"))
    report(one, "s2", clock, 2)
    assert one.kinds == ["started"], "the first one may still be there"
    clock.now += 3
    report(one, "s2", clock, 1)
    assert one.kinds == ["started", "health"]


def test_figures_before_the_first_second_say_nothing(processes: list[Process], clock: Clock) -> None:
    report(processes[0], "s1", clock, 1, bitrate_kbps=None)
    assert processes[0].sent == []


def test_old_trouble_is_forgiven_once_it_is_over(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    one.runs.start(make_session("s1"))
    report(one, "s1", clock, 6, fps=20.0)
    report(one, "s1", clock, 2)
    assert not (one.runs.find_verdict("ada") or {})["ready"], "the frame rate has just changed"
    report(one, "s1", clock, 6)
    assert (one.runs.find_verdict("ada") or {})["ready"]


async def test_end_of_one_that_nobody_measured_has_a_verdict_all_the_same(
    processes: list[Process], clock: Clock
) -> None:
    await processes[0].runs.end(make_session("s1"))
    assert not processes[0].kept["s1"]["ready"]
    assert processes[1].kinds == ["ended"]


async def test_what_is_long_over_is_forgotten(processes: list[Process], clock: Clock) -> None:
    one = processes[0]
    for number in range(50):
        one.runs.start(make_session(f"s{number}", f"artist-{number}"))
        await one.runs.end(make_session(f"s{number}", f"artist-{number}"))
        clock.now += 10
    assert len(one.runs._runs) <= 13
