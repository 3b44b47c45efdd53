"""A passkey device in software, written from WebAuthn's text and not from what reads it. It does what a test says,
right or wrong."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ES256 = -7


def encode(data: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Credential:
    """A passkey on the device."""

    rp_id: str
    handle: str
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: EllipticCurvePrivateKey = field(default_factory=lambda: generate_private_key(SECP256R1()))
    count: int = 0


class Authenticator:
    """Used on a page of `origin`."""

    def __init__(self, origin: str, *, counts: bool = True) -> None:
        self.origin = origin
        self.counts = counts
        """Those that are shared among devices do not count."""
        self.verifies = True
        self.credentials: list[Credential] = []

    def create(self, options: dict[str, Any], **client: str) -> dict[str, Any]:
        """`RegistrationResponseJSON`. `client` are fields of the client's data that are to be others."""
        assert {"type": "public-key", "alg": ES256} in options["pubKeyCredParams"]
        made = Credential(options["rp"]["id"], options["user"]["id"])
        self.credentials.append(made)
        numbers = made.key.public_key().public_numbers()
        public = {1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        data = self._state(made, ATTESTED) + bytes(16) + len(made.id).to_bytes(2) + made.id + cbor2.dumps(public)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        said = self._client("webauthn.create", options["challenge"], client)
        return self._wrap(made, {"clientDataJSON": encode(said), "attestationObject": encode(attested)})

    def get(self, options: dict[str, Any], **client: str) -> dict[str, Any]:
        """`AuthenticationResponseJSON` of the passkey made last."""
        used = self.credentials[-1]
        used.count += self.counts
        data, said = self._state(used), self._client("webauthn.get", options["challenge"], client)
        signature = used.key.sign(data + hashlib.sha256(said).digest(), ECDSA(SHA256()))
        answer = {
            "clientDataJSON": encode(said),
            "authenticatorData": encode(data),
            "signature": encode(signature),
            "userHandle": used.handle,
        }
        return self._wrap(used, answer)

    def _state(self, used: Credential, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verifies else 0)
        return hashlib.sha256(used.rp_id.encode()).digest() + bytes([flags]) + used.count.to_bytes(4)

    def _client(self, kind: str, challenge: str, others: dict[str, str]) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, **others}).encode()

    def _wrap(self, used: Credential, answer: dict[str, str]) -> dict[str, Any]:
        return {"id": encode(used.id), "rawId": encode(used.id), "type": "public-key", "response": answer}
