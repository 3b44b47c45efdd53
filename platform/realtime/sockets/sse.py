"""Server-Sent Events as bytes (the HTML standard, section 9.2): the channels' events for whoever has only HTTP. Pure.

What is an event of the channel goes out unnamed, so that one `onmessage` hears all of it, as a WebSocket's does. What
concerns the connection (`ping`, `goodbye`, `close`) is named, so that nobody need hear it.
"""

from email.utils import formatdate
from urllib.parse import urlencode

from realtime.render import PING_EVENT, encode, render_goodbye

RETRY_MS = 2_000
"""What a browser waits before it comes back, until told otherwise."""

CLIENT_TIMEOUT_MS = 60_000
"""How long the kernel may wait for a peer to acknowledge a heart-beat; these clients cannot answer one themselves."""


def event_text(payload: bytes, cursor: str | None = None) -> bytes:
    """One event of a channel. `payload` is JSON on one line; `cursor` is there for what can be resumed after."""
    if cursor is None:
        return b"data: %b\n\n" % payload
    return b"id: %b\ndata: %b\n\n" % (cursor.encode(), payload)


PING_TEXT = b"event: ping\ndata: %b\n\n" % PING_EVENT


def goodbye_text(reconnect_in_ms: int) -> bytes:
    """The last event of a process that ends: come back in `RETRY_MS` and that many more.

    A browser keeps to `retry` by itself, and not once but at every try until one succeeds: a short time would have it
    knock at the door of a server that is still starting.
    """
    wait = RETRY_MS + reconnect_in_ms
    return b"retry: %d\nevent: goodbye\ndata: %b\n\n" % (wait, render_goodbye(wait))


def close_text(code: int, reason: str) -> bytes:
    """Why the stream ends, in the words of the WebSocket's close frame."""
    return b"event: close\ndata: %b\n\n" % encode({"type": "close", "code": code, "reason": reason})


def write_head(now: float) -> bytes:
    """Status line and headers of an answer without an end; `now` in seconds since 1970.

    The body ends with the connection. `X-Accel-Buffering` keeps nginx from holding events back.
    """
    return (
        "HTTP/1.1 200 OK\r\n"
        f"Date: {formatdate(now, usegmt=True)}\r\n"
        "Content-Type: text/event-stream; charset=utf-8\r\n"
        "Cache-Control: no-store\r\n"
        "X-Accel-Buffering: no\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Access-Control-Allow-Origin: *\r\n"
        "Connection: close\r\n"
        f"\r\nretry: {RETRY_MS}\n\n"
    ).encode()


def cursor_text(epoch: str, seq: int) -> str:
    """An event's id: the place in the history that a client has seen once it has seen the event."""
    return f"{epoch}-{seq}"


def resume_query(last_event_id: str | None, **more: str | None) -> bytes:
    """The channel's query (`observe=true&epoch=E&seq=N`) that goes on after the event with this id; `more` of it, as
    far as it was said.

    Whatever is no id of ours resumes nothing and gets a snapshot that says so: a browser would send it for ever.
    """
    said = {"observe": "true", **{name: value for name, value in more.items() if value is not None}}
    if not last_event_id:
        return urlencode(said).encode()
    epoch, _, seq = last_event_id.rpartition("-")
    if not (epoch and seq.isascii() and seq.isdigit() and len(seq) < 16):
        epoch, seq = "unknown", "0"
    return urlencode({**said, "epoch": epoch, "seq": seq}).encode()
