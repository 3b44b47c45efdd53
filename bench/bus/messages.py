"""The messages that web processes send each other most, of the size they have in earnest."""

from uuid import UUID

from contract.livestreams import Transition

BEGIN, END = "bench.begin", "bench.end"
"""Around the messages that are measured."""

_SHOW = str(UUID(int=1))

MESSAGES = {
    "a count": {"kind": "viewers", "process": "0123456789ab", "counts": {_SHOW: 1_234}, "whole": False},
    "50 counts": {
        "kind": "viewers",
        "process": "0123456789ab",
        "counts": {str(UUID(int=number)): 1_234 for number in range(50)},
        "whole": False,
    },
    "a transition": Transition(
        seq=1_234,
        type="livestream.live",
        at="2026-01-31T20:00:00.000Z",
        livestream_id=_SHOW,
        artist_id=_SHOW,
        livestream={
            "id": _SHOW,
            "title": "Unplugged in the kitchen",
            "description": "Five songs, no drums. " * 20,
            "artist": {"id": _SHOW, "display_name": "Ada"},
            "status": "live",
            "scheduled_start_at": "2026-01-31T20:00:00Z",
            "started_at": "2026-01-31T20:00:00Z",
            "ended_at": None,
            "peak_viewer_count": 0,
            "token_gate_amount": None,
            "interrupted_until": None,
            "hls_url": f"http://localhost:8000/live/{_SHOW}/index.m3u8",
        },
        private={"publishing": True, "ready": False, "auto_start": True},
    ).to_message(),
}
