"""What web orders, ingest reads."""

import json
from dataclasses import asdict

import pytest

from contract.orders import Gate, Move, Order, Orders, Revocation, Revoke, Stop, read_order

ORDERS: list[Order] = [
    Stop(session_id="s1", reason="ended", message="The livestream was ended on its page."),
    Move(session_id="s1", playback_id="elsewhere"),
    Revoke(session_id="s1", number=7, passes=[Revocation(id="p1", expires_at=1_800_000_000)], more=True),
    Gate(session_id="s1", pass_key="ab" * 32),
]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.order)
def test_what_web_orders_ingest_reads(order: Order) -> None:
    (said,) = json.loads(json.dumps(asdict(Orders(orders=[order]))))["orders"]
    assert read_order(said) == order


def test_an_order_of_a_later_version_is_passed_over() -> None:
    assert read_order({"order": "cut", "session_id": "s1"}) is None
    assert read_order({"order": "drain"}) is None, "of a kind that is about no session"


def test_a_gates_key_stays_out_of_what_is_shown() -> None:
    assert "ab" * 32 not in repr(ORDERS[-1])
