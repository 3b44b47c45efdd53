"""The signature, as a receiver that knows only the documentation would compute it."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping

import pytest

from catalog.outbox.subscriptions import make_secret
from outbox.webhook.signer import sign, write_headers


def verify_standard(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """As the specification of Standard Webhooks says, and as strictly as its libraries read the header."""
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    text = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()
    for piece in headers["Webhook-Signature"].split(" "):
        version, signature = piece.split(",")
        if version == "v1" and hmac.compare_digest(signature, expected):
            return True
    return False


def verify_own(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """As receivers of this platform have always done it."""
    stamp, *signatures = headers["Webhook-Signature"].split(",")
    digest = hmac.new(secret.encode(), f"{stamp[2:]}.".encode() + body, hashlib.sha256).hexdigest()
    return f"v1={digest}" in signatures


@pytest.mark.parametrize("verify", [verify_standard, verify_own])
def test_both_kinds_of_receivers_know_the_event(verify: Callable[[str, Mapping[str, str], bytes], bool]) -> None:
    secret, other = make_secret(), make_secret()
    headers = write_headers("e-1", 1767225600, b'{"a":1}', [secret])
    assert verify(secret, headers, b'{"a":1}')
    assert not verify(other, headers, b'{"a":1}')
    assert not verify(secret, headers, b'{"a":2}')


@pytest.mark.parametrize("verify", [verify_standard, verify_own])
def test_after_a_rotation_both_secrets_count(verify: Callable[[str, Mapping[str, str], bytes], bool]) -> None:
    new, old = make_secret(), make_secret()
    headers = write_headers("e-1", 1767225600, b"{}", [new, old])
    assert verify(new, headers, b"{}")
    assert verify(old, headers, b"{}")


def test_signature_is_hmac_sha256_over_time_stop_and_body() -> None:
    body = '{"title":"Ünplugged"}'.encode()
    expected = hmac.new(b"whsec_abc", b"1767225600." + body, hashlib.sha256).hexdigest()
    assert sign("whsec_abc", 1767225600, body) == expected


def test_headers_carry_one_signature_per_secret() -> None:
    headers = write_headers("e-1", 1767225600, b"{}", ["new!", "old!"])
    assert headers == {
        "Webhook-Id": "e-1",
        "Webhook-Timestamp": "1767225600",
        "Webhook-Signature": "t=1767225600,v0 "
        f"v0,v1={sign('new!', 1767225600, b'{}')},v1={sign('old!', 1767225600, b'{}')}",
    }


def test_time_and_body_are_both_signed() -> None:
    assert len({sign("key", 1, b"23"), sign("key", 12, b"3"), sign("key", 1, b"24"), sign("other", 1, b"23")}) == 4
