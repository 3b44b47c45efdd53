"""The judge of absence: what is heard when, and what follows, step by step."""

from collections.abc import Callable

import pytest

from live.publishers.attendance import LISTEN, LOST_AFTER, Attendance

LOOK = 0.25
STEP = Callable[["Hearing"], None]


class Hearing:
    """A process that looks four times a second while it is awake, and one node with one publisher."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.attendance = Attendance(self.now)
        self.alone = True
        self.number = 0

    def hold(self) -> None:
        """The publisher s1 of l1 connects."""
        self.attendance.note_holder(self.now, "n1", "s1", "l1")

    def report(self, idle: float = 0.0, state: str = "publishing") -> None:
        """Its node reports it."""
        session = {"session_id": "s1", "feed_id": "l1", "idle_ms": idle * 1000, "state": state}
        self.attendance.note_report(self.now, "n1", [session])

    def witness(self, *, more: bool = True) -> None:
        """Another process heard of it since the last time; or (`more`) not."""
        self.number += more
        self.attendance.note_witness(self.now, [("n1", self.number, ["s1"])])

    def live(self, seconds: float, *, reports: bool = False, witness: bool | None = None) -> None:
        """Time goes by, and this process is awake."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + LOOK)
            self.attendance.attend(self.now)
            if reports:
                self.report()
            if witness is not None and self.now % 1 == 0:
                self.witness(more=witness)

    def sleep(self, seconds: float) -> None:
        """Time goes by, and this process stands still; then it is awake."""
        self.now += seconds
        self.attendance.attend(self.now)

    @property
    def lost(self) -> bool:
        """What it says of the publisher now."""
        return self.attendance.find_lost(self.now, alone=self.alone) == ["s1"]


def shared(hearing: Hearing) -> None:
    hearing.alone = False


# What happens, and whether the publisher is then taken for lost.
TABLE: list[tuple[str, list[STEP], bool]] = [
    ("just connected", [], False),
    ("silent, but not for long", [lambda h: h.live(LOST_AFTER)], False),
    ("silent for too long", [lambda h: h.live(LOST_AFTER + LOOK)], True),
    ("reported all the time", [lambda h: h.live(60, reports=True)], False),
    ("reported, then no more", [lambda h: h.live(60, reports=True), lambda h: h.live(LOST_AFTER + LOOK)], True),
    (
        "its held playlist alone is reported",
        [lambda h: h.live(LOST_AFTER + LOOK), lambda h: h.report(state="interrupted")],
        True,
    ),
    ("this process stood still", [lambda h: h.live(10, reports=True), lambda h: h.sleep(9)], False),
    (
        "it stood still for an hour, and has listened since",
        [lambda h: h.live(10, reports=True), lambda h: h.sleep(3600), lambda h: h.live(LOST_AFTER)],
        False,
    ),
    (
        "it stood still, has listened long enough, and heard nobody",
        [lambda h: h.live(10, reports=True), lambda h: h.sleep(9), lambda h: h.live(LOST_AFTER + LOOK)],
        True,
    ),
    (
        "nearly lost when it stood still, and not heard in the moment after",
        [lambda h: h.live(LOST_AFTER - LOOK), lambda h: h.sleep(9), lambda h: h.live(LISTEN - LOOK)],
        False,
    ),
    (
        "nearly lost when it stood still, and heard in the moment after",
        [lambda h: h.live(LOST_AFTER - LOOK), lambda h: h.sleep(9), Hearing.report, lambda h: h.live(LISTEN)],
        False,
    ),
    (
        "it stands still again and again, and nobody is heard in between",
        [step for _ in range(10) for step in (lambda h: h.sleep(2), lambda h: h.live(LISTEN))],
        True,
    ),
    (
        "only another process hears of it",
        [shared, lambda h: h.live(30, witness=True)],
        False,
    ),
    (
        "no other process hears of it either",
        [shared, lambda h: h.live(30, witness=True), lambda h: h.live(LOST_AFTER + 1, witness=False)],
        True,
    ),
    (
        "what the others hear cannot be read",
        [shared, lambda h: h.live(30, witness=True), lambda h: h.live(30)],
        False,
    ),
    (
        "what the others wrote is new since long ago",
        [shared, Hearing.witness, lambda h: h.live(LOST_AFTER + LOOK), Hearing.witness],
        True,
    ),
    ("it has ended", [lambda h: h.attendance.note_end("s1"), lambda h: h.live(60)], False),
    (
        "the database names it as publishing",
        [
            lambda h: h.attendance.note_end("s1"),
            lambda h: h.live(60),
            lambda h: h.attendance.note_holders(h.now, [("n1", "s1", "l1")], h.attendance.version),
            lambda h: h.live(LOST_AFTER),
        ],
        False,
    ),
    (
        "the database has named it as publishing, and nobody heard of it since",
        [
            lambda h: h.attendance.note_end("s1"),
            lambda h: h.attendance.note_holders(h.now, [("n1", "s1", "l1")], h.attendance.version),
            lambda h: h.live(LOST_AFTER + LOOK),
        ],
        True,
    ),
    (
        "its livestream has changed",
        [lambda h: h.attendance.note_change("l1"), lambda h: h.live(LOST_AFTER + LOOK)],
        True,
    ),
]


@pytest.mark.parametrize(("steps", "lost"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_whom_this_process_takes_for_lost(steps: list[STEP], lost: bool) -> None:
    hearing = Hearing()
    hearing.live(5)
    hearing.hold()
    for step in steps:
        step(hearing)
    assert hearing.lost is lost


def test_a_process_that_has_just_begun_takes_nobody_for_lost() -> None:
    hearing = Hearing()
    hearing.hold()
    hearing.live(LOST_AFTER)
    assert not hearing.lost


def test_silence_is_what_the_node_saw_plus_the_reports_age_beyond_their_pace() -> None:
    hearing = Hearing()
    hearing.report(idle=0.5)
    assert hearing.attendance.silence(hearing.now, "s1") == 0.5
    hearing.live(1)
    assert hearing.attendance.silence(hearing.now, "s1") == 0.5
    hearing.live(2)
    assert hearing.attendance.silence(hearing.now, "s1") == 2.5
    assert hearing.attendance.silence(hearing.now, "s2") is None


def test_who_holds_a_livestream_is_sure_until_something_happens_to_it() -> None:
    hearing = Hearing()
    attendance = hearing.attendance
    hearing.hold()
    assert attendance.holds("s1", "l1")
    assert not attendance.holds("s2", "l1")
    attendance.note_change("l1")
    assert not attendance.holds("s1", "l1"), "the database must be asked"
    hearing.hold()
    attendance.note_holder(hearing.now, "n2", "s2", "l1")
    assert (attendance.holds("s1", "l1"), attendance.holds("s2", "l1")) == (False, True)
    attendance.note_end("s1")
    assert attendance.holds("s2", "l1")
    attendance.note_end("s2")
    assert not attendance.holds("s2", "l1")


def test_what_was_read_before_the_last_change_counts_for_nothing() -> None:
    hearing = Hearing()
    attendance = hearing.attendance
    version = attendance.version
    hearing.hold()
    attendance.note_holders(hearing.now, [], version)
    assert attendance.holds("s1", "l1")
    attendance.note_holders(hearing.now, [("n1", "s2", "l1")], attendance.version)
    assert attendance.holds("s2", "l1")


WAIT = {"l1": "then"}


def test_a_wait_is_over_when_its_time_has_gone_by_while_this_process_was_awake() -> None:
    hearing = Hearing()
    hearing.live(LISTEN)
    hearing.attendance.note_wait(hearing.now, "l1", "then", 30)
    hearing.live(20)
    hearing.attendance.note_wait(hearing.now, "l1", "then", 30)
    hearing.sleep(3600)
    assert hearing.attendance.find_expired(hearing.now, WAIT) == [], "nobody could come in meanwhile"
    hearing.live(9.75)
    assert hearing.attendance.find_expired(hearing.now, WAIT) == []
    hearing.live(0.25)
    assert hearing.attendance.find_expired(hearing.now, WAIT) == [("l1", "then")]


def test_a_wait_that_was_over_as_this_process_stood_still_lasts_until_it_has_listened() -> None:
    hearing = Hearing()
    hearing.live(LISTEN)
    hearing.attendance.note_wait(hearing.now, "l1", "then", 1)
    hearing.live(0.75)
    hearing.sleep(60)
    hearing.live(LISTEN - LOOK)
    assert hearing.attendance.find_expired(hearing.now, WAIT) == []
    hearing.live(LOOK)
    assert hearing.attendance.find_expired(hearing.now, WAIT) == [("l1", "then")]


def test_another_wait_of_the_same_livestream_is_another_wait() -> None:
    hearing = Hearing()
    hearing.live(LISTEN)
    hearing.attendance.note_wait(hearing.now, "l1", "then", 1)
    hearing.live(2)
    assert hearing.attendance.find_expired(hearing.now, {"l1": "later"}) == []
    hearing.attendance.note_wait(hearing.now, "l1", "later", 1)
    assert hearing.attendance.find_expired(hearing.now, {"l1": "later"}) == []
    hearing.live(1)
    assert hearing.attendance.find_expired(hearing.now, {"l1": "later"}) == [("l1", "later")]


def test_sessions_nobody_reports_any_more_are_forgotten_but_for_whom_it_judges() -> None:
    hearing = Hearing()
    hearing.hold()
    attendance = hearing.attendance
    attendance.note_report(hearing.now, "n1", [{"session_id": "s9", "feed_id": "l9", "idle_ms": 0}])
    hearing.live(121)
    attendance.note_report(hearing.now, "n2", [])
    assert attendance.silence(hearing.now, "s9") is None
    assert hearing.lost


def test_what_another_node_says_of_a_publisher_counts_for_nothing() -> None:
    hearing = Hearing()
    hearing.hold()
    forged = {"session_id": "s1", "feed_id": "l1", "idle_ms": 60_000, "state": "publishing"}
    for node in ("n2", ""):
        hearing.attendance.note_report(hearing.now, node, [forged])
        hearing.attendance.note_witness(hearing.now, [(node, 1, ["s1"])])
    assert hearing.attendance.silence(hearing.now, "s1") == 0.0
    hearing.live(LISTEN)
    for number in range(2, 12):
        hearing.live(1.0)
        hearing.attendance.note_report(hearing.now, "n2", [{**forged, "idle_ms": 0}])
        hearing.attendance.note_witness(hearing.now, [("n2", number, ["s1"])])
    assert hearing.lost, "nor does another keep it alive"
    assert hearing.attendance.is_heard("n1", "s1", "l1")
    assert not hearing.attendance.is_heard("n2", "s1", "l1")
    assert not hearing.attendance.is_heard("n1", "s1", "l2")
