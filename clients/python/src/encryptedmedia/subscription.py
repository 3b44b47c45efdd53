"""A subscription: one channel, held over reconnects, read as an asynchronous iterator."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from types import TracebackType

from websockets.asyncio.client import ClientConnection
from websockets.asyncio.client import connect as open_socket
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage, InvalidStatus, ProxyError

from encryptedmedia.address import Address
from encryptedmedia.errors import (
    MovedError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    ProtocolError,
    RefusedError,
    UnreachableError,
)
from encryptedmedia.events import ChatHeard, Cursor, Event, Goodbye, Snapshot, Transition
from encryptedmedia.inbox import Inbox
from encryptedmedia.pace import Pace, Reconnecting
from encryptedmedia.parsing import parse_event

OPEN_TIMEOUT = 10.0
CLOSE_TIMEOUT = 2.0
MOST_CLAPS = 20
QUEUE = 1_000
"""Events that may wait to be read."""

_REFUSALS = {
    4400: RefusedError,
    4401: NotSignedInError,
    4403: NotAllowedError,
    4404: NotFoundError,
    4409: MovedError,
}
_PASSING = {408, 425, 429, 500, 502, 503, 504}
"""HTTP statuses that a later try may not meet again."""

OnReconnect = Callable[[Reconnecting], None]


class Subscription:
    """`async with connect(...) as subscription: async for event in subscription: ...`"""

    def __init__(
        self,
        address: Address,
        *,
        cursor: Cursor | None = None,
        chat_seq: int | None = None,
        patience: float | None = None,
        on_reconnect: OnReconnect | None = None,
        queue: int = QUEUE,
    ) -> None:
        self.address = address
        self.cursor = cursor
        """Of the last event that was read. Keep it to go on from here another time."""
        self.chat_seq = chat_seq
        """The same of the chat."""
        self._heard = cursor
        self._heard_chat = chat_seq
        self._patience = patience
        self._on_reconnect = on_reconnect
        self._inbox = Inbox(queue)
        self._pace = Pace()
        self._deleted = False
        self._task: asyncio.Task[None] | None = None
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> "Subscription":
        self._task = asyncio.create_task(self._run(), name="encryptedmedia subscription")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Event:
        """The next event. Ends after `livestream.deleted` on the channel of one livestream.

        Raises:
            RefusedError, UnreachableError, ProtocolError
        """
        event = await self._inbox.get()
        if event is None:
            raise StopAsyncIteration
        if isinstance(event, Snapshot | Transition):
            self.cursor = event.cursor
        elif isinstance(event, ChatHeard):
            self.chat_seq = _go_on(self.chat_seq, event)
        return event

    async def applaud(self, count: int) -> bool:
        """Clap so often, from 1 to 20 times, where `topics` name `applause`; the platform counts one call a second.
        False: there is no connection just now, and nobody has heard it.

        Raises:
            ValueError: it was not subscribed to applause, or that many are not possible.
        """
        if "applause" not in self.address.topics:
            raise ValueError('who claps hears applause, too: subscribe with topics=["applause"]')
        if not 1 <= count <= MOST_CLAPS:
            raise ValueError(f"clap from 1 to {MOST_CLAPS} times, once a second")
        if self._socket is None:
            return False
        try:
            await self._socket.send(json.dumps({"type": "applaud", "count": count}))
        except ConnectionClosed:
            return False
        return True

    async def _run(self) -> None:
        try:
            await self._follow()
        except Exception as error:  # the task's outermost edge: whoever reads gets it
            await self._inbox.finish(error)
        else:
            await self._inbox.finish(None)

    async def _follow(self) -> None:
        alone_since = time.monotonic()
        while not self._deleted:
            opened_at: float | None = None
            goodbye: Goodbye | None = None
            code: int | None = None
            try:
                async with self._open() as socket:
                    opened_at = time.monotonic()
                    self._socket = socket
                    async for frame in socket:
                        goodbye = await self._take(frame) or goodbye
                    code, reason = socket.close_code, socket.close_reason or "closed"
            except ConnectionClosed as error:
                code = error.rcvd.code if error.rcvd else None
                reason = (error.rcvd.reason if error.rcvd else "") or "the connection broke"
            except InvalidStatus as error:
                _check_status(error.response.status_code)
                reason = f"the server answers with {error.response.status_code}"
            except (OSError, TimeoutError, InvalidMessage, ProxyError) as error:
                # An invalid message is how a server looks that went away in the middle of the handshake.
                reason = str(error) or "no answer in time"
            except InvalidHandshake as error:
                raise ProtocolError(f"this does not answer as the platform does: {error}") from error
            finally:
                self._socket = None
            if code in _REFUSALS and not self._deleted:
                raise _REFUSALS[code](code, reason)
            if opened_at is not None:
                alone_since = time.monotonic()
            held = 0.0 if opened_at is None else alone_since - opened_at
            back_in = None if goodbye is None else goodbye.reconnect_in
            await self._wait(self._pace.note_loss(reason, code, held, back_in), alone_since)

    def _open(self) -> open_socket:
        # Frames are small and many; compressing each would cost the server a context for every client.
        return open_socket(
            self.address.write_url(self._heard, self._heard_chat),
            additional_headers=self.address.headers,
            compression=None,
            open_timeout=OPEN_TIMEOUT,
            close_timeout=CLOSE_TIMEOUT,
        )

    async def _take(self, frame: str | bytes) -> Goodbye | None:
        event = parse_event(frame)
        if event is None or isinstance(event, Goodbye):
            return event
        if isinstance(event, Transition):
            heard = self._heard
            if heard is not None and heard.epoch == event.cursor.epoch and event.cursor.seq <= heard.seq:
                return None
            self._deleted = self._deleted or (
                event.type == "livestream.deleted" and self.address.livestream_id is not None
            )
        if isinstance(event, ChatHeard):
            await self._take_chat(event)
            return None
        await self._inbox.put(event)
        # Only now: what did not find room before the connection broke must come again.
        if isinstance(event, Snapshot | Transition):
            self._heard = event.cursor
        return None

    async def _take_chat(self, event: ChatHeard) -> None:
        known = self._heard_chat
        if known is not None and not event.reset:
            if event.after > known:
                raise ConnectionResetError("a part of the chat is missing")
            if event.seq <= known:
                if not event.removed:
                    return
                event = replace(event, messages=(), room=None)
        await self._inbox.put(event)
        self._heard_chat = _go_on(known, event)

    async def _wait(self, reconnecting: Reconnecting, alone_since: float) -> None:
        if self._deleted:
            return
        alone = time.monotonic() - alone_since
        if self._patience is not None and alone + reconnecting.delay > self._patience:
            raise UnreachableError(f"{self.address.url} is out of reach: {reconnecting.reason}")
        if self._on_reconnect is not None:
            self._on_reconnect(reconnecting)
        await asyncio.sleep(reconnecting.delay)


def _go_on(known: int | None, event: ChatHeard) -> int:
    return event.seq if event.reset or known is None else max(known, event.seq)


def _check_status(status: int) -> None:
    if status not in _PASSING:
        raise RefusedError(status, f"the server answers with {status}: is the address right?")


def connect(
    url: str,
    livestream_id: str | None = None,
    *,
    viewer: bool = False,
    me: bool = False,
    artist: bool = False,
    token: str | None = None,
    chat: bool = False,
    topics: Sequence[str] = (),
    cursor: Cursor | None = None,
    chat_seq: int | None = None,
    patience: float | None = None,
    on_reconnect: OnReconnect | None = None,
    queue: int = QUEUE,
) -> Subscription:
    """Subscribe to one livestream, to all of them, or (`me`, with a `token`) to one's own channel.

    `artist` is another name for `me`, as an artist's channel tells of its livestreams and encoders besides.
    Observes, unless `viewer`: then it counts as one. `cursor` goes on where an earlier subscription stopped.
    `chat`: hear the room, too (`ChatHeard`); `chat_seq` goes on there. `topics`: what else to hear, `applause` or,
    for moderators, `moderation`.
    `patience` is how many seconds without a connection it bears; None: for ever. `on_reconnect` hears of every loss.

    Raises:
        ValueError: the arguments do not go together.
    """
    asked = tuple(dict.fromkeys([*(["chat"] if chat else []), *topics]))
    address = Address(url, livestream_id, viewer=viewer, me=me or artist, topics=asked, token=token)
    return Subscription(
        address, cursor=cursor, chat_seq=chat_seq, patience=patience, on_reconnect=on_reconnect, queue=queue
    )


async def watch(
    url: str,
    livestream_id: str | None = None,
    *,
    viewer: bool = False,
    me: bool = False,
    artist: bool = False,
    token: str | None = None,
    chat: bool = False,
    topics: Sequence[str] = (),
    cursor: Cursor | None = None,
    chat_seq: int | None = None,
    patience: float | None = None,
    on_reconnect: OnReconnect | None = None,
    queue: int = QUEUE,
) -> AsyncIterator[Event]:
    """As `connect`, for a plain `async for`."""
    async with connect(
        url,
        livestream_id,
        viewer=viewer,
        me=me or artist,
        token=token,
        chat=chat,
        topics=topics,
        cursor=cursor,
        chat_seq=chat_seq,
        patience=patience,
        on_reconnect=on_reconnect,
        queue=queue,
    ) as subscription:
        async for event in subscription:
            yield event
