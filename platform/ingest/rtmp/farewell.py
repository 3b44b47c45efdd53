"""How a conversation ends: for what reason, with which words, and without losing them on their way."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass

from contract.publishing import Reason
from ingest.errors import GreedError, HandshakeError, ProtocolError, RefusedError
from ingest.rtmp.session import Session
from runtime.refusals import Refusals

log = logging.getLogger(__name__)

_BAD_NAME = frozenset({"unknown_key", "already_publishing"})


@dataclass(frozen=True, slots=True)
class Farewell:
    """The one end of a connection. `words` are for the artist, empty where nobody would read them; `code` is what
    follows `NetStream.Publish.`; `offends`: it is ended for what it sent, or did not send."""

    reason: Reason
    words: str = ""
    code: str = "Denied"
    offends: bool = False


LOST = Farewell(Reason.BROKEN)
STOPPING = Farewell(Reason.STOPPING)


def explain(error: Exception, address: str, refusals: Refusals) -> Farewell:
    """What the peer at `address` is told where `error` ends its connection; the log is told here."""
    match error:
        case GreedError():
            refusals.note("greedy", f"RTMP connection of {address} closed: {error}")
            return Farewell(Reason.PROTOCOL, "The encoder asks for more than a server can do.", offends=True)
        case RefusedError():
            log.info("%s: publisher turned away (%s)", address, error.code)
            reason = Reason.PACKAGING if error.code == "packaging_failed" else Reason.REFUSED
            return Farewell(reason, error.words, "BadName" if error.code in _BAD_NAME else "Denied")
        case ProtocolError():
            log.info("%s: closed, %s", address, error)
            offends = not isinstance(error, HandshakeError)
            return Farewell(Reason.PROTOCOL, "The encoder sent something that is no RTMP.", offends=offends)
    log.error("%s: closed for a fault of this server", address, exc_info=error)
    return Farewell(Reason.PROTOCOL, "The streaming server failed; please tell its operator.")


async def part(
    farewell: Farewell, session: Session, transport: asyncio.Transport, gone: asyncio.Event, patience: float
) -> None:
    """End its publisher, tell the peer why, and close. `gone` is set when the peer is; it has `patience` seconds to
    read what it is told, none where hands were not shaken."""
    publisher, session.publisher = session.publisher, None
    if farewell.words and session.app is not None:
        session.send_error(f"NetStream.Publish.{farewell.code}", farewell.words)
    closing = asyncio.create_task(_linger(transport, gone, patience), name=f"RTMP goodbye to {session.address}")
    try:
        if publisher is not None:
            await publisher.end(farewell.reason)
    finally:
        await closing
        transport.close()


async def _linger(transport: asyncio.Transport, gone: asyncio.Event, patience: float) -> None:
    """Let the peer read what was sent. Closing at once, with bytes of its unread, would reset the connection, and
    with it throw away our words on their way."""
    if gone.is_set() or transport.is_closing():
        return
    transport.resume_reading()
    if not patience:
        return
    if transport.can_write_eof():
        with contextlib.suppress(OSError):  # it has gone this moment
            transport.write_eof()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patience):
            await gone.wait()
