"""When a delivery is tried again, given up, and its subscription disabled."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog.outbox.rules import ATTEMPTS, DISABLE_AFTER, Answer, DeliveryState, Verdict, judge, list_ceilings, wants

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
NO = Answer(500, "The receiver answered 500.")


def judged(answer: Answer, attempts: int = 1, jitter: float = 1.0, failing_since: datetime | None = NOW) -> Verdict:
    return judge(answer, attempts, failing_since=failing_since, now=NOW, jitter=lambda: jitter)


def test_ceilings_grow_from_ten_seconds_to_six_hours_over_about_a_day() -> None:
    ceilings = list_ceilings()
    assert len(ceilings) == ATTEMPTS - 1 == 11
    assert ceilings[:4] == [10, 30, 90, 270]
    assert ceilings[-1] == 6 * 3600
    assert ceilings == sorted(ceilings)
    assert 24 * 3600 < sum(ceilings) < 30 * 3600


@pytest.mark.parametrize("status", [200, 201, 204, 299])
def test_any_2xx_is_delivered(status: int) -> None:
    assert judged(Answer(status, "")) == Verdict(DeliveryState.DELIVERED)


@pytest.mark.parametrize("status", [None, 100, 300, 307, 400, 401, 404, 408, 429, 500, 503])
def test_anything_else_is_tried_again(status: int | None) -> None:
    assert judged(Answer(status, "")) == Verdict(DeliveryState.PENDING, 10.0)


def test_delay_is_anything_up_to_the_ceiling_but_no_less_than_a_second() -> None:
    assert judged(NO, 4, 0.5).delay == 135
    assert judged(NO, 4, 0.0).delay == 1
    assert judged(NO, 11, 1.0).delay == 6 * 3600


def test_receiver_that_asks_for_patience_gets_it_up_to_the_longest_delay() -> None:
    assert judged(Answer(503, "", 600.0)).delay == 600
    assert judged(Answer(503, "", 1.0)).delay == 10
    assert judged(Answer(503, "", 1e6)).delay == 6 * 3600


def test_last_attempt_ends_it() -> None:
    assert judged(NO, ATTEMPTS - 1).state is DeliveryState.PENDING
    assert judged(NO, ATTEMPTS) == Verdict(DeliveryState.DEAD)
    assert judged(NO, ATTEMPTS + 1) == Verdict(DeliveryState.DEAD)


def test_gone_disables_at_once() -> None:
    verdict = judged(Answer(410, ""))
    assert verdict.state is DeliveryState.DEAD
    assert verdict.disable == "The receiver answered 410 Gone: it wants no more events."


def test_failing_for_days_disables_when_an_event_is_given_up() -> None:
    long_ago = NOW - DISABLE_AFTER
    assert judged(NO, ATTEMPTS - 1, failing_since=long_ago).disable is None
    assert judged(NO, ATTEMPTS, failing_since=long_ago + timedelta(seconds=1)).disable is None
    assert judged(NO, ATTEMPTS, failing_since=long_ago).disable == (
        "Every delivery since 2026-01-28 20:00 UTC failed. The last time: The receiver answered 500."
    )


def test_who_hears_of_what() -> None:
    def hears(scope: str, *types: str, is_operator: bool = False, artist_id: str = "ada") -> bool:
        return wants(scope, "ada", types, is_operator=is_operator, artist_id=artist_id, event_type="livestream.live")

    assert hears("own")
    assert not hears("own", artist_id="bob")
    assert not hears("own", artist_id="bob", is_operator=True)
    assert hears("all", artist_id="bob", is_operator=True)
    assert not hears("all"), "an operator who is none any more"
    assert hears("own", "livestream.live", "livestream.ended")
    assert not hears("own", "livestream.ended")
