"""Keys of this installation, one for each purpose, made from `SECRET_KEY`: whoever learns one learns no other.

What must be known again but never shown is kept as a fingerprint, what must be shown again is sealed, and what we
give out and must recognise is signed.
"""

import base64
import hashlib
import hmac
import secrets
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE: Final = 12
"""Bytes, random (NIST SP 800-38D, 8.2.2): no key seals anywhere near 2^32 texts."""


class SealError(Exception):
    """What is sealed cannot be opened: it was altered, moved, or sealed under another `SECRET_KEY`."""


class Keys:
    """Made once from the settings; holds nothing but the secret, which no `repr` shows."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def derive(self, purpose: str) -> bytes:
        """32 bytes that are for this purpose alone (HKDF, RFC 5869)."""
        return HKDF(SHA256(), length=32, salt=None, info=purpose.encode()).derive(self._secret)

    def fingerprint(self, purpose: str, text: str) -> str:
        """By which `text` is found again, in 64 hexadecimal digits. Who reads the table can try no guesses at it."""
        return hmac.new(self.derive(purpose), text.encode(), hashlib.sha256).hexdigest()

    def seal(self, purpose: str, text: str, about: str = "") -> str:
        """`text`, readable by `unseal` alone. `about` says whose it is: elsewhere it does not open."""
        nonce = secrets.token_bytes(NONCE)
        sealed = AESGCM(self.derive(purpose)).encrypt(nonce, text.encode(), about.encode())
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def unseal(self, purpose: str, sealed: str, about: str = "") -> str:
        """What `seal` was given.

        Raises:
            SealError
        """
        try:
            data = base64.b64decode(sealed, altchars=b"-_", validate=True)
            return AESGCM(self.derive(purpose)).decrypt(data[:NONCE], data[NONCE:], about.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise SealError(f"what is sealed for {purpose} does not open under this SECRET_KEY") from error
