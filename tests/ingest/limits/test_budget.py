"""So much at once, then so much a second."""

from ingest.limits.budget import Budget


def test_what_is_overdrawn_is_owed_for_as_long_as_it_takes_to_flow_back() -> None:
    budget = Budget(10, 2)
    budget.spend(10, 100.0)
    assert budget.debt(100.0) == 0
    budget.spend(6, 100.0)
    assert budget.debt(100.0) == 3
    assert budget.debt(102.0) == 1
    assert budget.debt(103.0) == 0
    assert not budget.is_clear(103.0)
    assert budget.is_clear(108.0)


def test_where_nothing_flows_back_a_debt_is_for_ever() -> None:
    budget = Budget(1, 0)
    budget.spend(2, 0.0)
    assert budget.debt(1e9) == float("inf")
