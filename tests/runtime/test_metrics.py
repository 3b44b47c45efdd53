from pathlib import Path

import pytest

from runtime.metrics import Figures, may_scrape

TOKEN = "a token of some length"


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_without_a_token_this_machine_is_answered(peer: str) -> None:
    assert may_scrape("", peer, [(b"host", b"localhost:3000")])


@pytest.mark.parametrize("peer", ["192.0.2.7", "10.0.0.1", "2001:db8::1", "", None, "unknown"])
def test_without_a_token_nobody_else_is(peer: str | None) -> None:
    assert not may_scrape("", peer, [])
    assert not may_scrape("", peer, [(b"authorization", b"Bearer ")])


@pytest.mark.parametrize("name", [b"x-forwarded-for", b"forwarded", b"via", b"x-real-ip", b"origin"])
def test_who_comes_through_a_proxy_or_a_page_on_this_machine_is_a_stranger(name: bytes) -> None:
    assert not may_scrape("", "127.0.0.1", [(name, b"127.0.0.1")])


def test_with_a_token_it_alone_counts() -> None:
    shown = [(b"authorization", f"bearer {TOKEN}".encode()), (b"x-forwarded-for", b"192.0.2.7")]
    assert may_scrape(TOKEN, "192.0.2.7", shown)
    assert not may_scrape(TOKEN, "127.0.0.1", [])
    for wrong in (TOKEN, f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer", "Bearer "):
        assert not may_scrape(TOKEN, "127.0.0.1", [(b"authorization", wrong.encode())]), wrong


def test_labels_are_escaped_and_a_family_without_values_is_named(tmp_path: Path) -> None:
    figures = Figures()
    figures.add_process(None, tmp_path / "gone")
    figures.gauge("problem", "x", {'a"b\n': 1}, "part")
    text = figures.write().decode()
    assert 'encryptedmedia_problem{part="a\\"b\\n"} 1.0' in text
    assert "# TYPE encryptedmedia_disk_free_bytes gauge" in text
    assert "\nencryptedmedia_disk_free_bytes " not in text
