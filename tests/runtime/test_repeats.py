"""Lines that repeat are counted."""

import io
import logging

from runtime.repeats import MOST, WINDOW, Repeats


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def open_log(clock: Clock) -> tuple[logging.Logger, io.StringIO]:
    """A logger of its own, and what it has written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(Repeats(clock))
    logger = logging.Logger("test")  # noqa: LOG001 - not one that others share
    logger.addHandler(handler)
    return logger, written


def test_a_line_that_repeats_is_counted_and_the_next_window_says_how_often() -> None:
    clock = Clock()
    logger, written = open_log(clock)
    for number in range(1_000):
        if number == 999:
            clock.now = WINDOW
        logger.warning("refused %d", number)
    lines = written.getvalue().splitlines()
    assert lines[:MOST] == [f"refused {number}" for number in range(MOST)]
    assert lines[MOST:] == [f"refused 999 (and {999 - MOST} more such lines before it)"]


def test_another_place_has_lines_of_its_own_and_news_are_never_counted() -> None:
    logger, written = open_log(Clock())
    for _ in range(MOST + 5):
        logger.warning("one")
        logger.error("other")
        logger.info("news")
    lines = written.getvalue().splitlines()
    assert (lines.count("one"), lines.count("other"), lines.count("news")) == (MOST, MOST, MOST + 5)


def test_tracebacks_are_told_apart_by_where_they_come_from() -> None:
    logger, written = open_log(Clock())
    for number in range(4 * MOST):
        try:
            if number % 2:
                raise ValueError("left")
            raise ValueError("right")
        except ValueError:
            logger.exception("failed")
    assert written.getvalue().count("ValueError: left") == MOST
    assert written.getvalue().count("ValueError: right") == MOST


def test_kinds_are_bounded() -> None:
    logger, _ = open_log(Clock())
    repeats = logger.handlers[0].filters[0]
    for number in range(3_000):
        record = logging.LogRecord("test", logging.ERROR, "somewhere", number, "x", (), None)
        logger.handle(record)
    assert len(repeats._windows) == 1_000  # type: ignore[union-attr]  # there is nothing else to see it by
