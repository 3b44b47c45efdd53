"""The server's half of the opening handshake (RFC 6455, section 4.2), pure."""

import base64
import binascii
import hashlib
from collections.abc import Iterable

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def accept_key(key: bytes) -> bytes:
    """`Sec-WebSocket-Accept` for a `Sec-WebSocket-Key` (section 4.2.2)."""
    return base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest())


def plain_request_key(method: str, headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    """The key of a request that any endpoint would accept as it is, else None.

    `headers` carry lower-case names, as ASGI does. None is no verdict: it hands unusual requests (a subprotocol,
    another version, doubled or malformed headers) to the full implementation, which answers them properly.
    """
    key = version = connection = None
    for name, value in headers:
        if name == b"sec-websocket-key":
            if key is not None:
                return None
            key = value
        elif name == b"sec-websocket-version":
            version = value
        elif name == b"sec-websocket-protocol":
            return None
        elif name == b"connection":
            connection = value.lower()
    if method != "GET" or version != b"13" or key is None or len(key) != 24:
        return None
    if connection is None or b"upgrade" not in connection:
        return None
    try:
        return key if len(base64.b64decode(key, validate=True)) == 16 else None
    except binascii.Error:
        return None


def find_version(headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    """The version of the protocol that a request names; None where it names none, or two."""
    named = [value for name, value in headers if name == b"sec-websocket-version"]
    return named[0].strip() if len(named) == 1 else None


def switching_response(key: bytes) -> bytes:
    """The 101 answer, without extensions: frames leave exactly as they were framed."""
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
        + accept_key(key)
        + b"\r\n\r\n"
    )
