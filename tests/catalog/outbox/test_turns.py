"""Fair shares of the attempts under way, as a table and as a property."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from catalog.outbox.shapes import Condition
from catalog.outbox.turns import Place, Shares, Turns

SHARES = Shares(attempts=100, failing=16, receiver=4, account=8, host=16)


def place(
    receiver: str, account: str, host: str | None = None, *, kind: str = "webhook", failing: bool = False
) -> Place:
    return Place(kind, receiver, account, Condition(host or f"{receiver}.example", failing))


def make_turns(under_way: Iterable[Place], waiting: Iterable[Place], shares: Shares = SHARES) -> Turns:
    return Turns({"webhook": shares, "mail": SHARES}, under_way, waiting)


def deal(turns: Turns, slots: int) -> list[str]:
    """The receivers that get an attempt, in order, where all have enough to do."""
    dealt: list[str] = []
    while len(dealt) < slots and (found := turns.next()) is not None:
        turns.took(found)
        dealt.append(found.receiver)
    return dealt


def test_twenty_slow_receivers_of_one_account_leave_the_others_their_places() -> None:
    slow = [place(f"slow-{number}", "mallory") for number in range(20)]
    under_way = slow[:8]
    assert deal(make_turns(under_way, [*slow, place("mine", "ada")]), 100) == ["mine"] * 4


def test_who_has_least_under_way_is_next_however_long_the_others_wait() -> None:
    busy = [place(f"busy-{number}", f"account-{number}") for number in range(5)]
    dealt = deal(make_turns([one for one in busy for _ in range(2)], [*busy, place("mine", "ada")]), 3)
    assert dealt[:2] == ["mine", "mine"]


def test_an_accounts_webhooks_take_turns() -> None:
    mine = [place("a", "ada"), place("b", "ada")]
    assert deal(make_turns([], mine), 4) == ["a", "b", "a", "b"]


def test_one_host_does_not_take_all_places_whoever_sends_there() -> None:
    crowd = [place(f"w{number}", f"account-{number}", "hooks.example") for number in range(40)]
    assert len(deal(make_turns([], crowd), 100)) == SHARES.host
    assert deal(make_turns([], [*crowd, place("mine", "ada")]), 100).count("mine") == SHARES.receiver


def test_failing_webhooks_get_one_attempt_each_and_their_share_of_places() -> None:
    failing = [place(f"f{number}", f"account-{number}", failing=True) for number in range(30)]
    assert len(deal(make_turns([], failing, replace(SHARES, failing=3)), 100)) == 3
    assert deal(make_turns(failing[:1], failing[:2]), 100) == ["f1"]


def test_a_kind_that_has_no_places_left_keeps_no_other() -> None:
    crowd = [place(f"w{number}", f"account-{number}") for number in range(10)]
    letter = place("letter", "account-0", kind="mail")
    dealt = deal(make_turns([], [*crowd, letter], replace(SHARES, attempts=3)), 100)
    assert (dealt.count("letter"), len(dealt)) == (4, 7), "and takes none of theirs"
    slow = [place(f"slow-{number}", "mallory") for number in range(8)]
    own = place("letter", "mallory", kind="mail")
    assert set(deal(make_turns(slow, [*slow, own]), 100)) == {"letter"}, "nor does the account's own"


def test_accounts_take_turns_over_all_kinds() -> None:
    busy = [place(f"w{number}", "mallory") for number in range(3)]
    letters = [place("to mallory", "mallory", kind="mail"), place("to ada", "ada", kind="mail")]
    assert deal(make_turns(busy, letters), 3) == ["to ada"] * 3


def test_who_is_paused_waits() -> None:
    paused = Place("webhook", "off", "ada", Condition("off.example", failing=False, paused=True))
    assert deal(make_turns([], [paused, place("on", "ada")]), 1) == ["on"]
    assert deal(make_turns([], [paused]), 1) == []


def test_a_webhook_with_nothing_to_do_passes_its_turn() -> None:
    turns = make_turns([], [place("a", "ada"), place("b", "bob")])
    first = turns.next()
    assert first is not None
    turns.passed(first)
    assert deal(turns, 1) == ["b"]


def read(place: Place, name: str) -> str:
    value: str = place.condition.host if name == "host" else getattr(place, name)
    return value


PLACES = st.builds(
    lambda webhook, failing: place(f"w{webhook}", f"a{webhook % 4}", f"h{webhook % 3}", failing=failing),
    st.integers(0, 30),
    st.booleans(),
)


@given(st.lists(PLACES, max_size=20), st.lists(PLACES, max_size=30, unique_by=lambda one: one.receiver))
def test_no_share_is_ever_passed(under_way: list[Place], waiting: list[Place]) -> None:
    shares = Shares(attempts=20, failing=3, receiver=2, account=5, host=6)
    dealt = deal(make_turns(under_way, waiting, shares), 100)
    places = {one.receiver: one for one in waiting}
    for share, name in ((2, "receiver"), (5, "account_id"), (6, "host")):
        for one in set(dealt):
            value = read(places[one], name)
            before = sum(read(each, name) == value for each in under_way)
            taken = sum(read(places[each], name) == value for each in dealt)
            assert before + taken <= max(share, before)
    assert len(dealt) <= 20
    assert sum(places[one].condition.failing for one in dealt) <= 3
