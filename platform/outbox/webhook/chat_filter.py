"""Asking another system whether a chat's message may be said: a signed request as a webhook's is, whose answer
somebody waits for."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from uuid import uuid4

from outbox.webhook.envelope import MEDIA_TYPE, write_question
from outbox.webhook.signer import write_headers
from outbox.webhook.transport import Transport

TIMEOUT: Final = 0.2
"""Seconds for its answer, once it is connected to."""
CONNECT_TIMEOUT: Final = 1.0
"""Seconds to connect: a handshake, or the first question after a start, takes longer than an answer may."""
MOST: Final = 32
"""Questions under way at once."""
MOST_OF_ONE: Final = 8
"""The same to one address, so that one that is slow takes nobody else's places."""
REFUSALS: Final = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY})


class ChatFilter:
    """One per process."""

    def __init__(
        self,
        sender: Transport,
        *,
        source: str,
        version: str,
        timeout: float = TIMEOUT,
        connect_timeout: float = CONNECT_TIMEOUT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sender = sender
        self._source = source
        self._agent = f"EncryptedMedia-Live/{version}"
        self._timeout = timeout
        self._connect_timeout = connect_timeout
        self._clock = clock
        self._asked: dict[str, int] = {}

    async def ask(self, url: str, secret: str, message: Mapping[str, Any]) -> bool | None:
        """Whether it may be said; None: there is no answer. `message` is `{livestream_id, account, text, ...}`. Never
        raises."""
        if sum(self._asked.values()) >= MOST or self._asked.get(url, 0) >= MOST_OF_ONE:
            return None
        self._asked[url] = self._asked.get(url, 0) + 1
        try:
            return await self._ask(url, secret, message)
        finally:
            self._asked[url] -= 1
            if not self._asked[url]:
                del self._asked[url]

    async def _ask(self, url: str, secret: str, message: Mapping[str, Any]) -> bool | None:
        now, event_id = self._clock(), f"chat-filter-{uuid4()}"
        body = write_question(event_id, message, now, self._source).encode()
        headers = {
            "Content-Type": MEDIA_TYPE,
            "User-Agent": self._agent,
            **write_headers(event_id, int(now.timestamp()), body, [secret]),
        }
        with suppress(TimeoutError):
            # Around the rest of its answer, too, which the sender would wait for.
            async with asyncio.timeout(self._connect_timeout) as limit:

                def begin() -> None:
                    limit.reschedule(asyncio.get_running_loop().time() + self._timeout)

                answer = await self._sender.post(url, headers, body, begin)
            if answer.delivered:
                return True
            return False if answer.status in REFUSALS else None
        return None

    async def stop(self) -> None:
        """Close the connections."""
        await self._sender.stop()
