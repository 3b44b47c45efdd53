"""Which channel is asked for, and how."""

import pytest

from encryptedmedia import Cursor
from encryptedmedia.address import Address

CURSOR = Cursor("ab&c", 12)


@pytest.mark.parametrize(
    ("address", "cursor", "url"),
    [
        (Address("http://host:3000"), None, "ws://host:3000/ws/livestreams"),
        (Address("https://host/"), CURSOR, "wss://host/ws/livestreams?epoch=ab%26c&seq=12"),
        (Address("ws://host", "id"), None, "ws://host/ws/livestreams/id?observe=true"),
        (Address("http://host", "id", viewer=True), CURSOR, "ws://host/ws/livestreams/id?epoch=ab%26c&seq=12"),
        (
            Address("http://host/behind/a/proxy", "a/b"),
            None,
            "ws://host/behind/a/proxy/ws/livestreams/a%2Fb?observe=true",
        ),
        (Address("http://host", me=True, token="t"), None, "ws://host/ws/me"),
    ],
)
def test_the_url_of_a_channel(address: Address, cursor: Cursor | None, url: str) -> None:
    assert address.write_url(cursor) == url


def test_a_chat_is_asked_for_besides() -> None:
    address = Address("http://host", "id", viewer=True, topics=("chat",))
    assert address.write_url(None) == "ws://host/ws/livestreams/id?with=chat"
    assert address.write_url(CURSOR, 7) == "ws://host/ws/livestreams/id?epoch=ab%26c&seq=12&with=chat&chat_seq=7"


def test_the_token_is_sent_and_never_shown() -> None:
    address = Address("http://host", token="a secret token")
    assert address.headers == {"Authorization": "Bearer a secret token"}
    assert "secret" not in repr(address)
    assert "secret" not in address.write_url(None)


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "localhost:3000"},
        {"url": "ftp://host"},
        {"url": "http://host", "viewer": True},
        {"url": "http://host", "topics": ("chat",)},
        {"url": "http://host", "me": True},
        {"url": "http://host", "me": True, "token": "t", "livestream_id": "id"},
    ],
)
def test_what_does_not_go_together_is_said_at_once(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"address|own channel|viewer|chat"):
        Address(**fields)  # type: ignore[arg-type]
