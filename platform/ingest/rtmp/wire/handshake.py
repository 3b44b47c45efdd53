"""RTMP's handshake (RTMP 1.0, section 5.2), as a pure object: the client's bytes in, the answer out.

Old encoders put a digest over their first block and expect one back; nothing documents it but Flash's own
implementations. Where the digest lies depends on one of two layouts ("schemes"); a block without a valid one gets the
simple answer of the specification.
"""

import hmac
import os
from hashlib import sha256

from ingest.errors import HandshakeError

BLOCK = 1536
_VERSION = 3
_DIGEST = 32
_SCHEMES = (772, 8)  # where the four bytes lie that say where the digest lies

# What Flash's client and server sign with. These are public and protect nothing: the answer must merely match.
_TAIL = bytes.fromhex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae")
_PLAYER = b"Genuine Adobe Flash Player 001"
_SERVER = b"Genuine Adobe Flash Media Server 001"
_SERVER_VERSION = bytes([4, 5, 0, 1])


class Handshake:
    """Feed it the client's bytes until `done`; then `rest` holds what came behind the handshake."""

    __slots__ = ("_data", "_random", "answered", "done", "rest")

    def __init__(self, random: bytes | None = None) -> None:
        self._data = bytearray()
        self._random = random if random is not None else os.urandom(BLOCK - 8)
        self.answered = False
        self.done = False
        self.rest = b""

    def feed(self, data: bytes | bytearray | memoryview) -> bytes:
        """Take the client's next bytes; what to send now, maybe nothing.

        Raises:
            HandshakeError: these are no RTMP bytes; the words guess at what they are.
        """
        self._data += data
        answer = b""
        if self._data and self._data[0] != _VERSION:
            raise HandshakeError(_guess(self._data[0]))
        if not self.answered and len(self._data) > BLOCK:
            self.answered = True
            answer = bytes([_VERSION]) + _answer(bytes(self._data[1 : 1 + BLOCK]), self._random)
        # The client's second block repeats ours. Encoders exist that fill it with anything, and nothing hangs on it.
        if len(self._data) >= 1 + 2 * BLOCK:
            self.done = True
            self.rest = bytes(self._data[1 + 2 * BLOCK :])
            self._data.clear()
        return answer


def _guess(first: int) -> str:
    if first in (6, 8):
        return "the client asks for RTMPE, an encryption broken long ago; use rtmp:// or rtmps://"
    if first == 0x16:
        return "the client speaks TLS on the plain RTMP port; rtmps:// has a port of its own, RTMPS_PORT"
    if chr(first) in "GPHODC":
        return "the client speaks HTTP on the RTMP port"
    return f"no RTMP handshake begins with {first:#04x}"


def _answer(client: bytes, random: bytes) -> bytes:
    """Our two blocks, one behind the other."""
    if client[4:8] != b"\x00\x00\x00\x00":
        for scheme in _SCHEMES:
            place = _find_digest(client, scheme)
            if hmac.compare_digest(client[place : place + _DIGEST], _sign(client, place, _PLAYER)):
                return _answer_signed(client[place : place + _DIGEST], scheme, random)
    return bytes(8) + random + client[:4] + bytes(4) + client[8:]


def _answer_signed(client_digest: bytes, scheme: int, random: bytes) -> bytes:
    first = bytearray(bytes(4) + _SERVER_VERSION + random)
    place = _find_digest(first, scheme)
    first[place : place + _DIGEST] = _sign(first, place, _SERVER)
    second = random[: BLOCK - _DIGEST]
    key = hmac.digest(_SERVER + _TAIL, client_digest, sha256)
    return bytes(first) + second + hmac.digest(key, second, sha256)


def _find_digest(block: bytes | bytearray, scheme: int) -> int:
    return sum(block[scheme : scheme + 4]) % 728 + scheme + 4


def _sign(block: bytes | bytearray, place: int, key: bytes) -> bytes:
    return hmac.digest(key, bytes(block[:place] + block[place + _DIGEST :]), sha256)
