"""The signature that lets a receiver know whose event it is. Pure.

    Webhook-Signature: t=1767225600,v1=5257a869...[,v1=...]

`v1` is HMAC-SHA256 over `t`, a full stop and the body, in hexadecimal; the key is the secret's text. There is one for
each secret that counts at this moment: two for a while after a rotation.
"""

import hmac
from collections.abc import Mapping, Sequence


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """One signature, 64 hexadecimal characters. `timestamp` is in Unix seconds."""
    return hmac.digest(secret.encode(), b"%d." % timestamp + body, "sha256").hex()


def write_headers(event_id: str, timestamp: int, body: bytes, secrets: Sequence[str]) -> Mapping[str, str]:
    """What goes with a body. `event_id` is the same for every attempt, the time and the signature are not."""
    signatures = [f"v1={sign(secret, timestamp, body)}" for secret in secrets]
    return {
        "Webhook-Id": event_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": ",".join([f"t={timestamp}", *signatures]),
    }
