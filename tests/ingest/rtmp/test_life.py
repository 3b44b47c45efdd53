"""The phases of a connection: which may follow which, and how long each may take."""

from itertools import pairwise

import pytest

from ingest.rtmp.bounds import USUAL
from ingest.rtmp.life import Life, Phase

WHOLE = [
    Phase.SECURING, Phase.SHAKING, Phase.COMMANDING, Phase.ADMITTING, Phase.PUBLISHING, Phase.COMMANDING,
    Phase.ADMITTING, Phase.ENDING, Phase.GONE,
]  # fmt: skip


def live_through(*phases: Phase, now: float = 0.0) -> Life:
    life = Life(USUAL)
    for phase in phases:
        life.enter(phase, now)
    return life


def test_a_life_goes_through_its_phases_and_may_publish_more_than_once() -> None:
    assert live_through(*WHOLE).phase is Phase.GONE


@pytest.mark.parametrize("phase", [phase for phase in Phase if Phase.NEW < phase < Phase.ENDING])
def test_whatever_it_does_it_may_end_and_then_does_nothing_else(phase: Phase) -> None:
    life = live_through(*WHOLE[: WHOLE.index(phase) + 1], Phase.ENDING)
    assert life.is_over
    for later in Phase:
        if later is not Phase.GONE:
            with pytest.raises(RuntimeError, match=f"from ENDING to {later.name}"):
                life.enter(later, 1)


def test_no_phase_is_left_out_on_the_way_to_publishing() -> None:
    for before, phase in pairwise(WHOLE[:5]):
        life = live_through(*WHOLE[: WHOLE.index(before) + 1])
        for skipping in WHOLE[WHOLE.index(phase) + 1 : 5]:
            with pytest.raises(RuntimeError, match="no connection goes"):
                life.enter(skipping, 1)


def test_shaking_hands_and_finding_something_to_publish_have_their_time_and_publishing_has_none() -> None:
    life = live_through(Phase.SHAKING, now=10)
    assert not life.is_overdue(10 + USUAL.handshake - 0.1)
    assert life.is_overdue(10 + USUAL.handshake)
    life.enter(Phase.COMMANDING, 12)
    assert not life.is_overdue(12 + USUAL.publish - 0.1)
    assert life.is_overdue(12 + USUAL.publish)
    for phase in (Phase.ADMITTING, Phase.PUBLISHING):
        life.enter(phase, 12)
        assert not life.is_overdue(1e9)
