"""The leaky bucket, by a clock of the test's own."""

from api.limits.throttle import Throttle


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_tries_at_once_and_then_one_by_one() -> None:
    clock = Clock()
    throttle = Throttle(3, 30, clock=clock)
    assert [throttle.take("ada") for _ in range(3)] == [0, 0, 0]
    assert throttle.take("ada") == 10
    clock.now += 4
    assert throttle.take("ada") == 6
    clock.now += 6
    assert throttle.take("ada") == 0
    assert throttle.take("ada") == 10


def test_one_key_does_not_slow_another() -> None:
    throttle = Throttle(1, 60, clock=Clock())
    assert (throttle.take("ada"), throttle.take("grace"), throttle.take("ada")) == (0, 0, 60)


def test_refused_tries_do_not_make_the_wait_longer() -> None:
    clock = Clock()
    throttle = Throttle(1, 10, clock=clock)
    throttle.take("ada")
    for _ in range(50):
        assert throttle.take("ada") == 10
    clock.now += 10
    assert throttle.take("ada") == 0


def test_what_went_well_does_not_count() -> None:
    throttle = Throttle(2, 60, clock=Clock())
    for _ in range(5):
        assert throttle.take("ada") == 0
        throttle.give_back("ada")
    assert [throttle.take("ada") for _ in range(3)] == [0, 0, 30]
    throttle.give_back("nobody")


def test_memory_is_bounded_and_the_longest_untouched_goes_first() -> None:
    throttle = Throttle(1, 60, capacity=2, clock=Clock())
    for key in ("ada", "grace", "ada", "edith"):
        throttle.take(key)
    assert len(throttle) == 2
    assert throttle.take("ada") == 60
    assert throttle.take("grace") == 0
