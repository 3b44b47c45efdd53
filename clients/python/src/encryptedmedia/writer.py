"""Saying something in a livestream's room."""

import asyncio
import time
from collections.abc import Callable
from uuid import uuid4

from encryptedmedia.api import Api, ApiError
from encryptedmedia.errors import EncryptedMediaError, UnreachableError
from encryptedmedia.room import Message

LATER = {429, 502, 503, 504}
"""HTTP statuses after which the same is said again."""
PAUSE = 1.0
"""Seconds before it is, where the platform says nothing of it."""

OnWait = Callable[[EncryptedMediaError, float], None]


class Writer:
    """Writes in one room as one account. `token` is an access token with the scope `chat`, or a session's.

    Whatever is said is said once, however often it must be sent.
    """

    def __init__(
        self, url: str, livestream_id: str, token: str, *, patience: float = 60.0, on_wait: OnWait | None = None
    ) -> None:
        """`patience`: seconds for one message, with its waits; `on_wait` hears why, and how many seconds, it waits.

        Raises:
            ValueError: that is no address of a platform.
        """
        self._api = Api(url, token)
        self._livestream = f"/livestreams/{livestream_id}"
        self._place = f"{self._livestream}/chat"
        self._patience = patience
        self._on_wait = on_wait

    async def say(self, text: str, *, question: bool = False) -> Message:
        """One line, which may be a question to the artist; the message that it has become.

        Raises:
            ApiError: it is refused; `code` is `chat_closed`, `banned_from_chat` and the like.
            UnreachableError: there was no answer within the patience.
        """
        body = {"text": text, "id": uuid4().hex, **({"question": True} if question else {})}
        until = time.monotonic() + self._patience
        while True:
            try:
                return Message.parse(await self._api.call("POST", self._place, body))
            except ApiError as error:
                if error.status not in LATER:
                    raise
                reason: ApiError | UnreachableError = error
                wait = error.retry_after or PAUSE
            except UnreachableError as error:
                reason, wait = error, PAUSE
            if time.monotonic() + wait > until:
                raise reason
            if self._on_wait is not None:
                self._on_wait(reason, wait)
            await asyncio.sleep(wait)

    async def remove(self, message_id: str) -> None:
        """Take a message away: one's own or, as who keeps the room, another's.

        Raises:
            ApiError, UnreachableError
        """
        await self._api.call("DELETE", f"{self._place}/{message_id}")

    async def thank(self, message_id: str) -> Message:
        """Thank its author by name on every screen, as the livestream's artist; the notice of it, the same when
        it is called again.

        Raises:
            ApiError, UnreachableError
        """
        return Message.parse(await self._api.call("POST", f"{self._place}/{message_id}/thanks"))

    async def refund(self, message_id: str) -> Message:
        """Give a tip back, as the livestream's artist, with a token of the scope `tokens`; its message, the same the
        second time.

        Raises:
            ApiError, UnreachableError
        """
        return Message.parse(await self._api.call("POST", f"{self._livestream}/tips/{message_id}/refund"))
