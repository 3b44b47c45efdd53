"""Passes that nobody watches by are taken back, but only by who could have seen that somebody does."""

from collections.abc import Collection, Mapping

from live.passes.absence import DEAD_AFTER, GONE_AFTER, LISTEN, STANDSTILL, Absence


class Looks:
    """One process's looks, once a second."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.absence = Absence(self.now)
        self.beats: dict[str, int] = {}

    def look(self, *unwatched: str, after: float = 1.0, alive: Collection[str] = ()) -> list[str]:
        """The passes to be taken back, after one more look. `alive` count up before it."""
        for name in alive:
            self.beats[name] = self.beats.get(name, 0) + 1
        self.now += after
        return self.absence.look(self.now, self.beats, unwatched).gone

    def listen(self, *unwatched: str, seconds: float = LISTEN, alive: Collection[str] = ()) -> None:
        """Look on for so long; nothing may follow from it."""
        for _ in range(int(seconds)):
            assert self.look(*unwatched, alive=alive) == []

    def find_dead(self, beats: Mapping[str, int]) -> list[str]:
        self.now += 1.0
        return self.absence.look(self.now, beats, ()).dead


def test_a_pass_without_a_screen_for_fifteen_seconds_is_taken_back() -> None:
    looks = Looks()
    looks.listen()
    looks.listen("p", seconds=GONE_AFTER)
    assert looks.look("p") == ["p"]


def test_a_screen_that_comes_back_in_between_begins_it_anew() -> None:
    looks = Looks()
    looks.listen()
    looks.listen("p", seconds=GONE_AFTER - 1)
    assert looks.look() == []
    looks.listen("p", seconds=GONE_AFTER)
    assert looks.look("p") == ["p"]


def test_who_has_just_begun_gives_the_pages_time_to_come_back() -> None:
    looks = Looks()
    looks.listen("p", seconds=LISTEN - 1)
    assert looks.look("p") == ["p"]


def test_who_stood_still_or_could_not_look_gives_it_again() -> None:
    looks = Looks()
    looks.listen()
    looks.listen("p", seconds=GONE_AFTER)
    assert looks.look("p", after=STANDSTILL + 1) == []
    looks.listen("p", seconds=LISTEN - 1)
    assert looks.look("p") == ["p"]


def test_while_another_process_is_silent_nobody_knows_what_it_has() -> None:
    looks = Looks()
    looks.listen(alive=["other"])
    looks.listen("p", seconds=GONE_AFTER, alive=["other"])
    looks.listen("p", seconds=DEAD_AFTER - 1)
    assert looks.absence.silent == {"other"}
    assert looks.look(alive=["other"]) == [], "it is back, and had a screen for it"
    assert looks.absence.silent == set()


def test_the_other_process_may_count_up_a_moment_later() -> None:
    looks = Looks()
    looks.listen(alive=["other"])
    for number in range(int(GONE_AFTER) + 2):
        assert looks.look("p", alive=["other"] if number % 2 else []) == []
    assert looks.look("p", alive=["other"]) == ["p"]


def test_a_process_that_stays_silent_is_no_more() -> None:
    looks = Looks()
    looks.listen(alive=["other"])
    assert [looks.find_dead(looks.beats) for _ in range(int(DEAD_AFTER))] == [[]] * int(DEAD_AFTER)
    assert looks.find_dead(looks.beats) == ["other"]
    looks.beats.clear()
    looks.listen("p", seconds=GONE_AFTER)
    assert looks.look("p") == ["p"], "its screens were forgotten with it"


def test_a_steady_clock_that_is_read_twice_in_a_moment_changes_nothing() -> None:
    looks = Looks()
    looks.listen()
    looks.listen("p", seconds=GONE_AFTER)
    assert looks.look("p", after=-1.0) == []
