"""Fair shares of the attempts under way, as a table and as a property."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.outbox.turns import Place, Shares, Turns

SHARES = Shares(webhook=4, account=8, host=16, failing=16)


def place(webhook: str, account: str, host: str | None = None, *, failing: bool = False) -> Place:
    return Place(webhook, account, host or f"{webhook}.example", failing)


def deal(turns: Turns, slots: int) -> list[str]:
    """The webhooks that get an attempt, in order, where all have enough to do."""
    dealt: list[str] = []
    while len(dealt) < slots and (found := turns.next()) is not None:
        turns.took(found)
        dealt.append(found.webhook_id)
    return dealt


def test_twenty_slow_receivers_of_one_account_leave_the_others_their_places() -> None:
    slow = [place(f"slow-{number}", "mallory") for number in range(20)]
    under_way = slow[:8]
    assert deal(Turns(SHARES, under_way, [*slow, place("mine", "ada")]), 100) == ["mine"] * 4


def test_who_has_least_under_way_is_next_however_long_the_others_wait() -> None:
    busy = [place(f"busy-{number}", f"account-{number}") for number in range(5)]
    dealt = deal(Turns(SHARES, [one for one in busy for _ in range(2)], [*busy, place("mine", "ada")]), 3)
    assert dealt[:2] == ["mine", "mine"]


def test_an_accounts_webhooks_take_turns() -> None:
    mine = [place("a", "ada"), place("b", "ada")]
    assert deal(Turns(SHARES, [], mine), 4) == ["a", "b", "a", "b"]


def test_one_host_does_not_take_all_places_whoever_sends_there() -> None:
    crowd = [place(f"w{number}", f"account-{number}", "hooks.example") for number in range(40)]
    assert len(deal(Turns(SHARES, [], crowd), 100)) == SHARES.host
    assert deal(Turns(SHARES, [], [*crowd, place("mine", "ada")]), 100).count("mine") == SHARES.webhook


def test_failing_webhooks_get_one_attempt_each_and_their_share_of_places() -> None:
    failing = [place(f"f{number}", f"account-{number}", failing=True) for number in range(30)]
    assert len(deal(Turns(Shares(4, 8, 16, failing=3), [], failing), 100)) == 3
    assert deal(Turns(SHARES, failing[:1], failing[:2]), 100) == ["f1"]


def test_a_webhook_with_nothing_to_do_passes_its_turn() -> None:
    turns = Turns(SHARES, [], [place("a", "ada"), place("b", "bob")])
    first = turns.next()
    assert first is not None
    turns.passed(first)
    assert deal(turns, 1) == ["b"]


PLACES = st.builds(
    lambda webhook, failing: place(f"w{webhook}", f"a{webhook % 4}", f"h{webhook % 3}", failing=failing),
    st.integers(0, 30),
    st.booleans(),
)


@given(st.lists(PLACES, max_size=20), st.lists(PLACES, max_size=30, unique_by=lambda one: one.webhook_id))
def test_no_share_is_ever_passed(under_way: list[Place], waiting: list[Place]) -> None:
    shares = Shares(webhook=2, account=5, host=6, failing=3)
    dealt = deal(Turns(shares, under_way, waiting), 100)
    places = {one.webhook_id: one for one in waiting}
    for share, name in ((2, "webhook_id"), (5, "account_id"), (6, "host")):
        for one in set(dealt):
            value = getattr(places[one], name)
            before = sum(getattr(each, name) == value for each in under_way)
            taken = sum(getattr(places[each], name) == value for each in dealt)
            assert before + taken <= max(share, before)
    assert sum(places[one].failing for one in dealt) <= 3
