"""How much a tip is."""

import pytest

from contract.chat.tips import find_tier


@pytest.mark.parametrize(
    ("amount", "tier"),
    [(1, 1), (9, 1), (10, 2), (49, 2), (50, 3), (100, 4), (499, 4), (500, 5), (1000, 6), (10**12, 6)],
)
def test_a_tip_is_of_the_tier_that_its_amount_reaches(amount: int, tier: int) -> None:
    assert find_tier(amount) == tier
