"""The opening handshake's plain case, and what is left to the full implementation."""

import pytest

from realtime.sockets.handshake import accept_key, plain_request_key, switching_response

KEY = b"dGhlIHNhbXBsZSBub25jZQ=="
PLAIN = [
    (b"host", b"example.org"),
    (b"connection", b"keep-alive, Upgrade"),
    (b"upgrade", b"websocket"),
    (b"sec-websocket-version", b"13"),
    (b"sec-websocket-key", KEY),
    (b"sec-websocket-extensions", b"permessage-deflate"),
]


def test_accept_key_is_that_of_the_rfcs_example() -> None:
    assert accept_key(KEY) == b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


def test_the_answer_names_no_extension() -> None:
    answer = switching_response(KEY)
    assert answer.startswith(b"HTTP/1.1 101 ")
    assert answer.endswith(b"\r\n\r\n")
    assert b"xtensions" not in answer


def test_a_browsers_request_is_plain() -> None:
    assert plain_request_key("GET", PLAIN) == KEY


@pytest.mark.parametrize(
    ("method", "drop", "add"),
    [
        ("POST", b"", ()),
        ("GET", b"sec-websocket-key", ()),
        ("GET", b"sec-websocket-version", ()),
        ("GET", b"sec-websocket-version", ((b"sec-websocket-version", b"8"),)),
        ("GET", b"sec-websocket-key", ((b"sec-websocket-key", b"tooshort"),)),
        ("GET", b"sec-websocket-key", ((b"sec-websocket-key", b"!" * 24),)),
        ("GET", b"", ((b"sec-websocket-key", KEY),)),
        ("GET", b"", ((b"sec-websocket-protocol", b"chat"),)),
        ("GET", b"connection", ((b"connection", b"keep-alive"),)),
    ],
)
def test_anything_unusual_is_left_to_the_full_implementation(
    method: str, drop: bytes, add: tuple[tuple[bytes, bytes], ...]
) -> None:
    headers = [(name, value) for name, value in PLAIN if name != drop] + list(add)
    assert plain_request_key(method, headers) is None
