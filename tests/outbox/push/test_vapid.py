"""By which a push service knows us again."""

import json
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from outbox.push.encryption import decode
from outbox.push.vapid import Vapid, find_subject
from runtime.keys import Keys
from support.moments import Clock
from support.push_service import read_point

URL = "https://push.example.org/send/secret"


def read(header: str) -> tuple[dict[str, object], bytes, bytes]:
    """Claims, what is signed, the signature."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    token = rest.partition("t=")[2].partition(",")[0]
    text, _, signature = token.rpartition(".")
    return json.loads(decode(text.partition(".")[2])), text.encode(), decode(signature)


def verify(header: str) -> None:
    _, text, signature = read(header)
    key = read_point(header.partition("k=")[2])
    pair = encode_dss_signature(int.from_bytes(signature[:32]), int.from_bytes(signature[32:]))
    key.verify(pair, text, ECDSA(SHA256()))


def test_it_says_where_until_when_and_who_and_is_signed_by_the_key_it_names() -> None:
    clock = Clock()
    header = Vapid(Keys("a secret"), "mailto:ada@example.org", clock).write_header(URL)
    claims, _, signature = read(header)
    assert (claims["aud"], claims["sub"]) == ("https://push.example.org", "mailto:ada@example.org")
    assert 0 < int(str(claims["exp"])) - clock().timestamp() <= 24 * 3600
    assert len(signature) == 64
    verify(header)
    with pytest.raises(InvalidSignature):
        verify(header.replace("t=ey", "t=ez"))


def test_the_key_is_the_installation_s_own_and_stays_the_same() -> None:
    one, again, other = (Vapid(Keys(secret), "mailto:a@b.c") for secret in ("one", "one", "other"))
    assert one.public_key == again.public_key != other.public_key


def test_it_is_signed_once_for_a_service_and_anew_before_it_is_over() -> None:
    clock = Clock()
    vapid = Vapid(Keys("a secret"), "mailto:a@b.c", clock)
    first = vapid.write_header(URL)
    assert vapid.write_header(f"{URL}/another") == first
    assert vapid.write_header("https://other.example.org/x") != first
    clock.now += timedelta(hours=7)
    assert vapid.write_header(URL) != first


def test_push_services_write_to_whoever_sends_mails_here_or_find_the_page() -> None:
    assert find_subject("live@example.org", "https://live.example.org") == "mailto:live@example.org"
    assert find_subject("Live <live@example.org>", "https://x.example.org") == "mailto:live@example.org"
    assert find_subject(None, "https://live.example.org") == "https://live.example.org"
    assert find_subject(None, "http://localhost:3000") == "mailto:nobody@localhost"
