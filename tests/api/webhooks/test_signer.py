"""The signature, as a receiver that knows only the documentation would compute it."""

import hashlib
import hmac

from api.webhooks.signer import sign, write_headers


def test_signature_is_hmac_sha256_over_time_stop_and_body() -> None:
    body = '{"title":"Ünplugged"}'.encode()
    expected = hmac.new(b"whsec_abc", b"1767225600." + body, hashlib.sha256).hexdigest()
    assert sign("whsec_abc", 1767225600, body) == expected


def test_headers_carry_one_signature_per_secret() -> None:
    headers = write_headers("e-1", 1767225600, b"{}", ["new", "old"])
    assert headers == {
        "Webhook-Id": "e-1",
        "Webhook-Timestamp": "1767225600",
        "Webhook-Signature": f"t=1767225600,v1={sign('new', 1767225600, b'{}')},v1={sign('old', 1767225600, b'{}')}",
    }


def test_time_and_body_are_both_signed() -> None:
    assert len({sign("key", 1, b"23"), sign("key", 12, b"3"), sign("key", 1, b"24"), sign("other", 1, b"23")}) == 4
