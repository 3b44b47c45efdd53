"""Challenges of WebAuthn: random, signed by us, for one browser or account, for five minutes, and good once.

None is kept while it is out, so that whoever asks for thousands costs nobody any memory. Those that were answered,
and rightly, are remembered for as long as they could be shown again.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Final

from api.limits.throttles import Bound, Throttles
from runtime.keys import Keys

LIFETIME: Final = 300
NONCE: Final = 16
SIGNATURE: Final = 32
LENGTH: Final = NONCE + 8 + SIGNATURE
USED: Final = Bound("challenge", 1, 2 * LIFETIME)


class AnswerError(Exception):
    """An answer that proves nothing: malformed, of another site, too old, wrongly signed."""


class ChallengeError(AnswerError):
    """Its challenge was not made here, or not for this, or it is too old, or has been answered."""


class Challenges:
    """One of these per application."""

    def __init__(self, keys: Keys, throttles: Throttles, clock: Callable[[], float] = time.time) -> None:
        self._key = keys.derive("webauthn challenge")
        self._throttles = throttles
        self._clock = clock

    def make(self, purpose: str) -> bytes:
        """`LENGTH` bytes. `purpose` says what it is for and whose it is."""
        head = secrets.token_bytes(NONCE) + (int(self._clock()) + LIFETIME).to_bytes(8)
        return head + self._sign(head, purpose)

    def check(self, challenge: bytes, purpose: str) -> None:
        """Before anything is believed that was signed with it.

        Raises:
            ChallengeError
        """
        head, signature = challenge[: NONCE + 8], challenge[NONCE + 8 :]
        if not hmac.compare_digest(signature, self._sign(head, purpose)):
            raise ChallengeError("not made here, or for something else")
        if int.from_bytes(head[NONCE:]) <= self._clock():
            raise ChallengeError("too old")

    async def use(self, challenge: bytes) -> None:
        """After everything else was found right: nobody can fill what is remembered who has no passkey.

        Raises:
            ChallengeError: it was used before.
        """
        if await self._throttles.take(USED, challenge.hex()):
            raise ChallengeError("answered before")

    def _sign(self, head: bytes, purpose: str) -> bytes:
        return hmac.new(self._key, head + purpose.encode(), hashlib.sha256).digest()
