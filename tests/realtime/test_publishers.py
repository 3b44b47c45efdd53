"""Reports of ingest nodes: silence, loss, whose turn it is."""

from realtime.publishers import LOST_AFTER, Publishers


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_silence_is_what_the_node_saw_plus_the_reports_age_beyond_their_pace() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_report("n1", [{"session_id": "s1", "livestream_id": "l1", "idle_ms": 500}])
    assert publishers.silence("s1") == 0.5
    clock.now += 1.0
    assert publishers.silence("s1") == 0.5
    clock.now += 2.0
    assert publishers.silence("s1") == 2.5
    assert publishers.silence("s2") is None


def test_a_publisher_is_lost_when_its_node_stops_reporting_it() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_admission("n1", "s1", "l1")
    clock.now += LOST_AFTER
    assert publishers.lost_sessions() == []
    publishers.note_report("n1", [{"session_id": "s1", "livestream_id": "l1", "idle_ms": 0}])
    clock.now += LOST_AFTER
    assert publishers.lost_sessions() == []
    clock.now += 0.1
    assert publishers.lost_sessions() == ["s1"]
    publishers.note_end("s1")
    assert publishers.lost_sessions() == []
    assert publishers.current("l1") is None


def test_an_interrupted_session_is_not_kept_alive_by_its_held_playlist() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_admission("n1", "s1", "l1")
    clock.now += LOST_AFTER + 1
    publishers.note_report(
        "n1", [{"session_id": "s1", "livestream_id": "l1", "idle_ms": 9000, "state": "interrupted"}]
    )
    assert publishers.lost_sessions() == ["s1"]


def test_a_report_that_crossed_a_start_does_not_lose_it() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_admission("n1", "s1", "l1")
    publishers.note_report("n1", [])
    assert publishers.lost_sessions() == []


def test_the_last_admitted_session_is_the_current_one() -> None:
    publishers = Publishers(Clock())
    publishers.note_admission("n1", "s1", "l1")
    publishers.note_admission("n2", "s2", "l1")
    assert publishers.current("l1") == "s2"
    publishers.note_end("s1")
    assert publishers.current("l1") == "s2"


def test_a_process_that_heard_nobody_for_a_while_gives_every_node_its_time_again() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_admission("n1", "s1", "l1")
    clock.now += 60
    publishers.restart_patience()
    assert publishers.lost_sessions() == []


def test_a_fresh_report_names_who_publishes_a_livestream() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_report("n1", [{"session_id": "s1", "livestream_id": "l1", "idle_ms": 0}])
    assert publishers.reported("l1") == [("n1", "s1")]
    assert publishers.reported("l2") == []
    clock.now += LOST_AFTER
    assert publishers.reported("l1") == []


def test_stray_is_reported_although_nobody_counts_as_publishing_there() -> None:
    clock = Clock()
    publishers = Publishers(clock)
    publishers.note_admission("n1", "s1", "l1")
    reported = [
        {"session_id": "s1", "livestream_id": "l1", "idle_ms": 0},
        {"session_id": "s2", "livestream_id": "l2", "idle_ms": 0},
    ]
    publishers.note_report("n1", reported)
    assert publishers.strays() == [("n1", "s2", "l2")]
    clock.now += LOST_AFTER / 2
    assert publishers.strays() == []
