"""A livestream that has another address: the node that serves it is told with its next report."""

from contract.callbacks import Move
from contract.livestreams import Entry
from realtime.board import Listing
from support.world import LossyBus, MemoryStore, make_live


async def test_a_session_that_serves_at_the_old_address_is_told_the_new_one() -> None:
    live = make_live(MemoryStore(), LossyBus([]))
    facts = {"id": "l1", "status": "live"}
    live.board.put("l1", Listing(1, Entry("l1", "artist", facts, {"hls_url": "/live/new/index.m3u8"})))
    live.board.put("l2", Listing(1, Entry("l2", "artist", {"id": "l2", "status": "ended"}, {"hls_url": None})))
    served = {
        "stays": ("l1", "new"),
        "moves": ("l1", "old"),
        "over": ("l2", "old"),
        "unknown": ("l3", "old"),
        "silent": ("l1", ""),
    }
    assert await live.find_moves("n1", served) == [Move(session_id="moves", playback_id="new")]
