"""What a push service carries and cannot read (RFC 8291, in one record of RFC 8188). Pure.

Of `cryptography`, which is here anyway: pywebpush does the same through http-ece, and brings aiohttp, requests and a
second JWT library along.
"""

import base64
import binascii
import os
import struct
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD: Final = 4096
"""Octets in all that every push service takes."""
POINT, SECRET, SALT = 65, 16, 16
MOST: Final = RECORD - 86 - 17
"""Octets of plain text: without the header, and without the padding's end and the tag."""
_CURVE: Final = SECP256R1()
_LAST: Final = b"\x02"


def encrypt(
    text: bytes,
    public_key: str,
    auth_secret: str,
    *,
    own: EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """For one browser. `own` and `salt` are new for every message; a test has those of the RFC's example.

    Raises:
        ValueError: the keys are none, or the text is too long.
    """
    if len(text) > MOST:
        raise ValueError("too long for one push message")
    theirs, secret = read_keys(public_key, auth_secret)
    own = own or generate_private_key(_CURVE)
    salt = salt or os.urandom(SALT)
    point = write_point(own.public_key())
    shared = own.exchange(ECDH(), theirs)
    info = b"WebPush: info\x00" + write_point(theirs) + point
    material = HKDF(SHA256(), length=32, salt=secret, info=info).derive(shared)
    key = HKDF(SHA256(), length=16, salt=salt, info=b"Content-Encoding: aes128gcm\x00").derive(material)
    nonce = HKDF(SHA256(), length=12, salt=salt, info=b"Content-Encoding: nonce\x00").derive(material)
    sealed = AESGCM(key).encrypt(nonce, text + _LAST, None)
    return salt + struct.pack("!IB", RECORD, POINT) + point + sealed


def read_keys(public_key: str, auth_secret: str) -> tuple[EllipticCurvePublicKey, bytes]:
    """A browser's, as it gave them.

    Raises:
        ValueError: they are none.
    """
    secret = decode(auth_secret)
    if len(secret) != SECRET:
        raise ValueError("the secret has another length")
    return EllipticCurvePublicKey.from_encoded_point(_CURVE, decode(public_key)), secret


def write_point(key: EllipticCurvePublicKey) -> bytes:
    """A public key as 65 octets."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """The same back, with padding or without.

    Raises:
        ValueError
    """
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("no base64url") from error
