"""What a node is told to do: serve elsewhere, ask for passes or not, shut out whose pass was taken back."""

import asyncio
from collections.abc import Mapping
from typing import Any

from catalog.gates.passes import Revoked, derive_pass_key
from contract.callbacks import ReportedSession
from contract.feeds import FeedKind
from contract.livestreams import Entry
from contract.orders import Gate, Move, Revocation, Revoke
from live.live import Live
from realtime.board import Listing
from runtime.keys import Keys
from support.world import LossyBus, MemoryStore, make_live

KEY = derive_pass_key(Keys(""), "l1").hex()
WRONG = Revocation(id="00" * 12, expires_at=2_000_000_000)


class Rows(MemoryStore):
    """With passes that were taken back."""

    def __init__(self) -> None:
        super().__init__()
        self.revoked: dict[str, Revoked] = {}
        self.asked: list[Mapping[str, int]] = []

    async def read_revoked(self, known: Mapping[str, int]) -> Mapping[str, Revoked]:
        self.asked.append(known)
        return {name: new for name, new in self.revoked.items() if name in known and new.number > known[name]}


def session(name: str, show: str = "l1", playback_id: str = "here", **fields: Any) -> ReportedSession:
    return ReportedSession(session_id=name, livestream_id=show, playback_id=playback_id, **fields)


def make_house(gate: int | None) -> tuple[Live, Rows]:
    """A process that knows a live show, and one that is over."""
    rows = Rows()
    live = make_live(rows, LossyBus([]))
    facts = {"id": "l1", "status": "live", "token_gate_amount": gate}
    live.board.put("l1", Listing(1, Entry("l1", "artist", facts, {"hls_url": "/live/here/index.m3u8"})))
    live.board.put("l2", Listing(1, Entry("l2", "artist", {"id": "l2", "status": "ended"}, {"hls_url": None})))
    return live, rows


async def test_a_session_that_serves_at_the_old_address_is_told_the_new_one() -> None:
    live, _ = make_house(None)
    served = [
        session("stays"),
        session("moves", playback_id="old"),
        session("over", "l2", "old"),
        session("unknown", "l3", "old"),
        session("silent", playback_id=""),
        session("rehearses", "l1", "old", kind=FeedKind.REHEARSAL),
    ]
    assert await live.orders.find("n1", served) == [Move(session_id="moves", playback_id="here")]


async def test_who_serves_a_gated_show_openly_is_told_to_ask_for_passes_before_it_moves() -> None:
    live, _ = make_house(10)
    assert await live.orders.find("n1", [session("s1", playback_id="old"), session("s2", gated=True)]) == [
        Gate(session_id="s1", pass_key=KEY),
        Move(session_id="s1", playback_id="here"),
    ]


async def test_who_asks_for_passes_to_a_show_for_everybody_is_told_not_to() -> None:
    live, rows = make_house(0)
    assert await live.orders.find("n1", [session("s1", gated=True), session("s2")]) == [
        Gate(session_id="s1", pass_key="")
    ]
    assert await live.orders.find("n1", [session("s2")]) == []
    assert rows.asked == [{"l1": -1}], "of a stream for everybody nothing can be taken back"


async def test_each_session_is_told_what_was_taken_back_since_what_it_knows() -> None:
    live, rows = make_house(10)
    rows.revoked = {"l1": Revoked(7, [WRONG])}
    served = [session(f"at {known}", gated=True, revocations=known) for known in (0, 6, 7)]
    assert await live.orders.find("n1", served) == [
        Revoke(session_id=f"at {known}", number=7, passes=[WRONG]) for known in (0, 6)
    ]
    assert rows.asked == [{"l1": 0}]
    assert await live.orders.find("n1", [session("has just begun", gated=True)]) == [
        Revoke(session_id="has just begun", number=7, passes=[WRONG])
    ]
    assert rows.asked[1] == {"l1": -1}


async def test_a_held_report_is_answered_as_soon_as_a_pass_is_taken_back() -> None:
    live, rows = make_house(10)
    held = asyncio.create_task(live.wait_for_orders("n1", [session("s1", gated=True)], 20))
    while not rows.asked:
        await asyncio.sleep(0)
    rows.revoked = {"l1": Revoked(1, [WRONG])}
    live.publishers.wake("l1")
    assert await held == [Revoke(session_id="s1", number=1, passes=[WRONG])]
