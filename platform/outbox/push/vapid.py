"""Who rings (RFC 8292): a key of this installation's own, by which a push service knows it again, and which a browser
ties its subscription to."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from outbox.push.encryption import encode, write_point
from runtime.keys import Keys

PURPOSE: Final = "web-push"
GOOD_FOR: Final = timedelta(hours=12)
"""At most 24, says the RFC."""
RENEWED: Final = timedelta(hours=6)
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: private keys are smaller."""
MOST_KEPT: Final = 1_000
"""Push services whose token is kept; there are a handful."""


class Vapid:
    """Made from the `SECRET_KEY`; another one, and all browsers have to subscribe anew."""

    def __init__(self, keys: Keys, subject: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        seed = hashlib.sha384(keys.derive(PURPOSE)).digest()  # longer than the order, so that no key is likelier
        self._key = derive_private_key(int.from_bytes(seed) % (_ORDER - 1) + 1, SECP256R1())
        self.public_key = encode(write_point(self._key.public_key()))
        """For `pushManager.subscribe`."""
        self._subject = subject
        self._clock = clock
        self._tokens: dict[str, tuple[str, datetime]] = {}

    def write_header(self, url: str) -> str:
        """`Authorization` for a request there."""
        audience, now = "{0.scheme}://{0.netloc}".format(urlsplit(url)), self._clock()
        token, made_at = self._tokens.get(audience, ("", now - RENEWED))
        if now - made_at >= RENEWED:
            if len(self._tokens) >= MOST_KEPT:
                self._tokens.clear()
            token = self._sign(audience, now)
            self._tokens[audience] = token, now
        return f"vapid t={token}, k={self.public_key}"

    def _sign(self, audience: str, now: datetime) -> str:
        head = {"typ": "JWT", "alg": "ES256"}
        claims = {"aud": audience, "exp": int((now + GOOD_FOR).timestamp()), "sub": self._subject}
        text = ".".join(encode(json.dumps(each, separators=(",", ":")).encode()) for each in (head, claims))
        r, s = decode_dss_signature(self._key.sign(text.encode(), ECDSA(SHA256())))
        return f"{text}.{encode(r.to_bytes(32) + s.to_bytes(32))}"


def find_subject(mail_from: str | None, page_url: str) -> str:
    """Whom a push service writes to about what we send."""
    if mail_from is not None:
        return f"mailto:{parseaddr(mail_from)[1]}"
    return page_url if page_url.startswith("https://") else "mailto:nobody@localhost"
