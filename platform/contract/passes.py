"""Passes: what opens the media of one gated livestream to one account. Web makes them, an origin checks them.

A pass stands in the address, `/live/{playback_id}/{pass}/...`: players of every kind carry it along, as what a
playlist names is relative. It does not say whose it is, and cannot be made up: it is signed with a key of that
livestream, which web derives from `SECRET_KEY` and tells the node where the publisher comes in. That it was good once
says nothing of now: what was taken back, the node is told by `Revoke` orders.
"""

import base64
import hashlib
import hmac
import re
import struct
from dataclasses import dataclass
from typing import Final

PREFIX: Final = "p1."
"""By which a pass is known from a rendition's name, which has no dot; the digit is the form's."""
ID_BYTES: Final = 12
CLOCKS_APART: Final = 3_600
"""Seconds by which the clocks of web and its nodes may differ, or be set back: so long after a pass has expired by
one's own clock it may be good by another's, and what is known of it is still told and remembered."""
SIGNATURE_BYTES: Final = 20
_BODY = struct.Struct(f">{ID_BYTES}sI")
_FORM: Final = re.compile(r"p1\.[A-Za-z0-9_-]{48}")
"""36 bytes, which have no padding: a pass has one spelling, and is revoked in all there are."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a pass says: which one it is (24 hexadecimal digits), and until when it is good, in seconds since 1970."""

    id: str
    expires_at: int


def write_pass(key: bytes, found: Pass) -> str:
    """The pass as it stands in an address. `key` is its livestream's."""
    body = _BODY.pack(bytes.fromhex(found.id), found.expires_at)
    return PREFIX + base64.urlsafe_b64encode(body + _sign(key, body)).decode()


def read_pass(key: bytes, text: str) -> Pass | None:
    """What a pass says; None where it was not made with this key. Whether it is still good is not asked here."""
    if _FORM.fullmatch(text) is None:
        return None
    data = base64.urlsafe_b64decode(text.removeprefix(PREFIX))
    body, signature = data[: _BODY.size], data[_BODY.size :]
    if not hmac.compare_digest(signature, _sign(key, body)):
        return None
    identifier, expires_at = _BODY.unpack(body)
    return Pass(identifier.hex(), expires_at)


def name_key(key: bytes) -> str:
    """What a key may be called without saying it."""
    return hashlib.sha256(key).hexdigest()[:16]


def looks_like_pass(part: str) -> bool:
    """Whether a part of an address stands where a pass does, right or wrong."""
    return part.startswith(PREFIX)


def _sign(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).digest()[:SIGNATURE_BYTES]
