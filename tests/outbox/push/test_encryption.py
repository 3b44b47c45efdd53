"""What is encrypted for one browser: as the RFC's own example has it, and readable by nobody else."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from outbox.push.encryption import MOST, decode, encode, encrypt, read_keys
from support.push_service import Browser

# RFC 8291, appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
THEIR_KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
OWN_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A"
    "_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_it_is_as_the_rfc_has_it() -> None:
    own = derive_private_key(int.from_bytes(decode(OWN_KEY)), SECP256R1())
    assert encode(encrypt(TEXT, THEIR_KEY, SECRET, own=own, salt=decode(SALT))) == SEALED


def test_only_the_browser_that_it_is_for_reads_it_and_no_two_are_alike() -> None:
    browser, other = Browser("/a"), Browser("/b")
    text = b'{"id":1}'
    first, second = (encrypt(text, browser.keys["p256dh"], browser.keys["auth"]) for _ in range(2))
    assert browser.read(first) == browser.read(second) == {"id": 1}
    assert first != second
    with pytest.raises(InvalidTag):
        other.read(first)


def test_what_no_push_service_would_take_is_refused() -> None:
    keys = Browser("/a").keys
    assert len(encrypt(b"x" * MOST, keys["p256dh"], keys["auth"])) == 4096
    with pytest.raises(ValueError, match="too long"):
        encrypt(b"x" * (MOST + 1), keys["p256dh"], keys["auth"])


@pytest.mark.parametrize(
    ("key", "secret"),
    [("", SECRET), ("BCVx", SECRET), ("é", SECRET), ("A" * 87, SECRET), (THEIR_KEY, ""), (THEIR_KEY, "AAAA")],
)
def test_what_is_no_browser_s_key_is_refused(key: str, secret: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_keys(key, secret)
