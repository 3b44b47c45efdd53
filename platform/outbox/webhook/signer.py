"""The signatures that let a receiver know whose event it is. Pure.

    Webhook-Signature: t=1767225600,v0 v1,K5oZ...= v0,v1=5257a869...[,v1=...]

One header that two kinds of receivers read. Verifiers of Standard Webhooks split it at spaces, and want one comma in
each piece: `v1,` is HMAC-SHA256 over `Webhook-Id`, `Webhook-Timestamp` and the body with full stops between, in
Base64; the key is what the secret's text after `whsec_` says in Base64. The platform's own older way splits it at
commas: `t=` comes first, and `v1=` is HMAC-SHA256 over `t`, a full stop and the body, in hexadecimal; the key is the
secret's text. `v0` says nothing; it keeps the two apart. There is one signature of each kind for each secret that
counts at this moment: two for a while after a rotation.
https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """One signature of our own kind, 64 hexadecimal characters. `timestamp` is in Unix seconds."""
    return hmac.digest(secret.encode(), b"%d." % timestamp + body, "sha256").hex()


def sign_standard(secret: str, event_id: str, timestamp: int, body: bytes) -> str:
    """One signature of Standard Webhooks, in Base64; empty where the secret, an old one, is no Base64."""
    text = secret.removeprefix("whsec_")
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        return ""
    digest = hmac.digest(key, b"%b.%d." % (event_id.encode(), timestamp) + body, "sha256")
    return base64.b64encode(digest).decode()


def write_headers(event_id: str, timestamp: int, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """What goes with a body. `event_id` is the same for every attempt, the time and the signatures are not."""
    standard = [f"v1,{one}" for secret in secrets if (one := sign_standard(secret, event_id, timestamp, body))]
    own = ",".join(f"v1={sign(secret, timestamp, body)}" for secret in secrets)
    return {
        "Webhook-Id": event_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": " ".join([f"t={timestamp},v0", *standard, f"v0,{own}"]),
    }
