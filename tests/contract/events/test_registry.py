"""The registry: whole, and of one mind with itself and with the clients."""

from typing import get_args

import pytest

from contract.events.event import TRANSITION_TYPES, Audience, Delivery, Event, NoticeType
from contract.events.notices import NOTICES_BY_TYPE
from contract.events.registry import EVENTS
from encryptedmedia.events import TRANSITIONS


def test_every_transition_and_every_notice_is_in_it_and_no_other() -> None:
    assert {event.type for event in EVENTS if event.webhook} == set(TRANSITION_TYPES)
    assert set(NOTICES_BY_TYPE) == set(get_args(NoticeType))


def test_each_has_a_key_of_its_own() -> None:
    assert len({event.key for event in EVENTS}) == len(EVENTS)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.key)
def test_what_is_numbered_says_its_place_and_nothing_else_does(event: Event) -> None:
    numbered = event.delivery is Delivery.NUMBERED
    assert ({"epoch", "seq"} <= set(event.fields)) is numbered
    assert bool(event.thing) is (event.delivery is Delivery.NEWEST)
    assert event.kept == 1 or event.delivery is Delivery.NEWEST


def test_what_is_news_each_time_is_not_passed_over_for_the_next() -> None:
    kept = {event.type for event in EVENTS if event.kept > 1}
    assert kept == {"ingest.conflict", "rehearsal.conflict", "alerts.withdrawn", "tip.received", "chat.moderation"}


@pytest.mark.parametrize("audience", Audience)
def test_an_audience_hears_each_type_in_one_form(audience: Audience) -> None:
    heard = [event.type for event in EVENTS if audience in event.to]
    assert len(heard) == len(set(heard))
    assert {*TRANSITION_TYPES, "snapshot", "livestream.viewers"} <= set(heard)


def test_what_is_an_artists_own_is_told_nobody_else() -> None:
    for event in EVENTS:
        if event.type in NOTICES_BY_TYPE or "ownLivestream" in str(event.fields):
            assert event.to == (Audience.ARTIST,)


def test_the_python_client_knows_the_same_transitions() -> None:
    assert set(TRANSITION_TYPES) == TRANSITIONS
