"""What a node would record of the show, as far as the platform can tell: there is nothing to play."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from encryptedmedia.api import Api

BYTES_A_SECOND = 500_000
LAST_REPORTS = 5
"""In the answers to which the platform says what is to be deleted."""


class Recording:
    """One node's. `obey` what the platform orders, and `report` how much there is."""

    def __init__(self, api: Api, node: str) -> None:
        self.name = ""
        """Of what is recorded into; empty: into nothing."""
        self._api = api
        self._node = node
        self._connected = datetime.now(UTC), 0.0
        self._begins_at: datetime | None = None
        self._seconds = 0.0  # of the connections that are over
        self._since: float | None = None

    @property
    def seconds(self) -> float:
        """How much there is."""
        return self._seconds + (0.0 if self._since is None else time.monotonic() - self._since)

    async def obey(self, orders: Sequence[Mapping[str, Any]], session_id: str | None) -> None:
        """Record, or delete what there was."""
        for order in orders:
            if order["order"] == "record" and order["session_id"] == session_id:
                self._record(order["recording"])
            elif order["order"] == "delete":
                await self._tell(order["recording"], deleted=True)

    def report(self) -> dict[str, Any]:
        """Of a session's report, what is said of it: nothing before the platform has ordered it for that session."""
        if self._since is None:
            return {}
        return {
            "recording": self.name,
            "recorded_ms": round(1000 * self.seconds),
            "recorded_from": self._write_begin(),
        }

    def begin(self) -> None:
        """The encoder is there: what it sends is held from now on."""
        self._connected = datetime.now(UTC), time.monotonic()

    def pause(self) -> None:
        """The encoder has gone."""
        self._seconds, self._since = self.seconds, None

    async def close(self) -> None:
        """The show is over: say how much there is."""
        self.pause()
        if self.name:
            size = round(self.seconds * BYTES_A_SECOND)
            await self._tell(
                self.name, begins_at=self._write_begin(), duration_ms=round(1000 * self.seconds), bytes=size
            )

    async def let_go(self) -> None:
        """Delete what the platform wants to be gone by now."""
        for _ in range(LAST_REPORTS if self.name else 0):
            answer = await self._api.call("POST", "/streaming/report", {"node": self._node, "sessions": []})
            await self.obey(answer["orders"], None)
            if any(order["order"] == "delete" for order in answer["orders"]):
                return
            await asyncio.sleep(0.2)

    def _record(self, name: str) -> None:
        self.name = name
        at, self._since = self._connected
        self._begins_at = self._begins_at or at

    def _write_begin(self) -> str | None:
        return None if self._begins_at is None else self._begins_at.isoformat(timespec="milliseconds")

    async def _tell(self, name: str, **fields: Any) -> None:
        await self._api.call("POST", "/streaming/recorded", {"recording": name, "node": self._node, **fields})
