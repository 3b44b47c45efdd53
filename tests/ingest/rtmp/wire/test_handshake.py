"""The handshake, simple and signed, in portions; ffmpeg's player checks our signature in the session tests."""

import hmac
from hashlib import sha256

import pytest

from ingest.errors import HandshakeError
from ingest.rtmp.wire.handshake import BLOCK, Handshake

PLAYER = b"Genuine Adobe Flash Player 001"
SERVER = b"Genuine Adobe Flash Media Server 001"
SECRET = bytes.fromhex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae")
RANDOM = bytes(range(256)) * 6


def place_of_digest(block: bytes | bytearray, scheme: int) -> int:
    return sum(block[scheme : scheme + 4]) % 728 + scheme + 4


def digest_of(block: bytes | bytearray, place: int, key: bytes) -> bytes:
    return hmac.digest(key, bytes(block[:place]) + bytes(block[place + 32 :]), sha256)


def signed_block(scheme: int) -> bytes:
    block = bytearray(b"\0\0\0\1" + b"\x80\0\7\2" + RANDOM[: BLOCK - 8])
    place = place_of_digest(block, scheme)
    block[place : place + 32] = digest_of(block, place, PLAYER)
    return bytes(block)


@pytest.mark.parametrize("portion", [1, 700, 1_537, 5_000])
def test_simple_handshake_echoes_the_client_and_keeps_what_follows(portion: int) -> None:
    client = b"\0\0\0\7" + bytes(4) + RANDOM[: BLOCK - 8]
    data = b"\x03" + client + bytes(BLOCK) + b"chunks"
    handshake = Handshake(random=RANDOM[: BLOCK - 8])
    answer, rest = b"", b""
    for begin in range(0, len(data), portion):
        part = data[begin : begin + portion]
        if handshake.done:
            rest += part
        else:
            answer += handshake.feed(part)
    assert answer[0] == 3
    assert answer[1 : 1 + BLOCK] == bytes(8) + RANDOM[: BLOCK - 8]
    assert answer[1 + BLOCK :] == client
    assert handshake.done
    assert handshake.rest + rest == b"chunks"


@pytest.mark.parametrize("scheme", [772, 8])
def test_signed_handshake_is_answered_with_a_signature_in_the_same_scheme(scheme: int) -> None:
    client = signed_block(scheme)
    answer = Handshake().feed(b"\x03" + client)
    first, second = answer[1 : 1 + BLOCK], answer[1 + BLOCK :]
    place = place_of_digest(first, scheme)
    assert first[place : place + 32] == digest_of(first, place, SERVER)
    digest = client[place_of_digest(client, scheme) :][:32]
    key = hmac.digest(SERVER + SECRET, digest, sha256)
    assert second[-32:] == hmac.digest(key, second[:-32], sha256)


def test_a_version_without_a_valid_digest_gets_the_simple_answer() -> None:
    client = b"\0\0\0\7" + b"\x09\0\x7c\2" + RANDOM[: BLOCK - 8]
    answer = Handshake().feed(b"\x03" + client)
    assert answer[1 + BLOCK + 8 :] == client[8:]


@pytest.mark.parametrize(
    ("first", "words"), [(b"\x06", "RTMPE"), (b"\x16\x03\x01", "RTMPS_PORT"), (b"GET /", "HTTP"), (b"\xff", "0xff")]
)
def test_says_what_a_stranger_speaks(first: bytes, words: str) -> None:
    with pytest.raises(HandshakeError, match=words):
        Handshake().feed(first)
