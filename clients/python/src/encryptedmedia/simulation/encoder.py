"""An encoder at an ingest node, as far as the platform can tell: the callbacks, and a report every second."""

import asyncio
import random
import secrets
import time
from datetime import UTC, datetime
from typing import Any

from encryptedmedia.api import Api
from encryptedmedia.errors import EncryptedMediaError
from encryptedmedia.simulation.recording import Recording

NODE = "simulator"
REPORT_EVERY = 1.0
STILL_EVERY = 10_000
"""Milliseconds from one picture to the next, none of which can be looked at."""


class StoppedError(EncryptedMediaError):
    """The platform wants this publisher to end, for the reason in the words."""


class Encoder:
    """Publishes with one stream key; each `connect` is a session of its own."""

    def __init__(self, api: Api, stream_key: str) -> None:
        self.reconnect_grace = 0.0
        """Seconds the platform waits for a lost publisher; known once connected."""
        self.stopped: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        """Set with words when the platform ends the publisher."""
        self.recording = Recording(api, NODE)
        self._api = api
        self._key = stream_key
        self._session_id: str | None = None
        self._livestream: dict[str, Any] = {}
        self._reporter: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Ask to come in, and begin to send."""
        self._session_id = f"simulated-{secrets.token_hex(8)}"
        self._livestream = await self._tell("validate", node=NODE, client_ip="127.0.0.1")
        self.reconnect_grace = float(self._livestream["reconnect_grace"])
        self.recording.begin()
        await self._tell("stream_started", node=NODE, at=_now())
        self._reporter = asyncio.create_task(self._report_forever(), name="simulated reports")

    async def lose(self) -> None:
        """The connection breaks."""
        await self._end(clean=False, reason="connection lost")

    async def finish(self) -> None:
        """Stop Streaming is pressed."""
        await self._end(clean=True, reason="publisher stopped")

    async def _end(self, *, clean: bool, reason: str) -> None:
        if self._session_id is None:
            return
        if self._reporter is not None:
            self._reporter.cancel()
            await asyncio.gather(self._reporter, return_exceptions=True)
        self.recording.pause()
        await self._tell("stream_ended", node=NODE, at=_now(), reason=reason, clean=clean)
        self._session_id = None
        if clean:
            await self.recording.close()

    async def _tell(self, name: str, **fields: Any) -> dict[str, Any]:
        body = {"stream_key": self._key, "session_id": self._session_id, **fields}
        return await self._api.call("POST", f"/streaming/{name}", body)

    async def _report_forever(self) -> None:
        while True:
            session = {
                "session_id": self._session_id,
                "livestream_id": self._livestream["livestream_id"],
                "playback_id": self._livestream["playback_id"],
                "idle_ms": 0,
                "state": "publishing",
                "health": _make_health(),
                "still": round(time.time() * 1000) // STILL_EVERY * STILL_EVERY,
                **self.recording.report(),
            }
            try:
                answer = await self._api.call("POST", "/streaming/report", {"node": NODE, "sessions": [session]})
                await self.recording.obey(answer["orders"], self._session_id)
            except EncryptedMediaError:
                answer = {"orders": []}  # as a real node: the next report tries again
            for order in answer["orders"]:
                ours = order["order"] == "stop" and order["session_id"] == self._session_id
                if ours and not self.stopped.done():
                    self.stopped.set_result(order["message"])
            await asyncio.sleep(REPORT_EVERY)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _make_health() -> dict[str, Any]:
    return {
        "bitrate_kbps": random.randint(3_900, 4_300),  # noqa: S311 - a figure to look at
        "bitrate_deviation_kbps": 120,
        "fps": 30.0,
        "keyframe_interval": 2.0,
        "recovery_points": 0,
        "video_codec": "h264",
        "video_profile": "avc1.640028",
        "audio_codec": "aac",
        "width": 1920,
        "height": 1080,
        "sample_rate": 48_000,
        "channels": 2,
        "audio": True,
        "drift_ms": 0,
        "queued_bytes": 0,
        "advice": [],
    }
