"""One livestream at one moment, as the documents show it in every event, and what many events have in common."""

from typing import Any, Final

from contract.events.event import Audience
from contract.events.schema import text

EPOCH = "5f0c2a9be1d44c07"
AT = "2026-01-31T20:00:00.000Z"

EXAMPLE: dict[str, Any] = {
    "id": "0b6ad4a2-6f6f-4f1e-9d0e-0c6c1d1f3a55",
    "title": "Unplugged in the kitchen",
    "description": "Five songs, no drums.",
    "artist": {
        "id": "7d9f5f0e-4f62-4b52-8d3c-5a1f1c0d2e3f",
        "display_name": "Ada",
        "picture": {
            "url": "/pictures/8a5a44-4f1d7c2a9be60f3385d1e7aa-large.jpg",
            "small_url": "/pictures/8a5a44-4f1d7c2a9be60f3385d1e7aa-small.jpg",
            "color": "#8a5a44",
        },
    },
    "cover": None,
    "tags": ["acoustic", "kitchen"],
    "series": "Kitchen sessions",
    "time_zone": "Europe/Berlin",
    "status": "live",
    "scheduled_start_at": "2026-01-31T20:00:00.000Z",
    "started_at": "2026-01-31T20:00:00.000Z",
    "ended_at": None,
    "end_reason": None,
    "viewer_count": 41,
    "peak_viewer_count": 57,
    "token_gate_amount": None,
    "interrupted_until": None,
    "hls_url": "http://localhost:8000/live/k3v9x0q2m7t1w5z8/index.m3u8",
    "still_url": "http://localhost:8000/live/k3v9x0q2m7t1w5z8/still.jpg?v=1769889600000",
    "replay": None,
    "fans_may_clip": True,
    "fans_may_download": False,
}
MARKER: Final[dict[str, Any]] = {
    "id": "c1f0a6d2-9b1e-4f7a-8a55-2d3e4f5a6b7c",
    "livestream_id": EXAMPLE["id"],
    "at": 754.2,
    "title": "The second song",
    "created_at": "2026-01-31T20:12:34.200Z",
}
CLIP: Final[dict[str, Any]] = {
    "id": "c4kq1v0c7m2x9t5z8w3n6b1j0d",
    "livestream_id": EXAMPLE["id"],
    "title": "The jump",
    "from": 754.2,
    "to": 784.2,
    "duration": 30.0,
    "url": "http://localhost:8000/live/c4kq1v0c7m2x9t5z8w3n6b1j0d/index.m3u8",
    "page_url": "http://localhost:3000/clips/c4kq1v0c7m2x9t5z8w3n6b1j0d",
    "still_url": None,
    "creator": {"id": "9a1e3c5d-7b2f-4a6c-8e0d-1f2a3b4c5d6e", "display_name": "Grace"},
    "hidden": False,
    "keep": False,
    "state": "recording",
    "created_at": "2026-01-31T20:13:05.000Z",
}
EVERYBODY: Final = (Audience.EVERYBODY, Audience.HOLDERS, Audience.ARTIST, Audience.OVERLAY)
ID = text("Which livestream.", format="uuid")
