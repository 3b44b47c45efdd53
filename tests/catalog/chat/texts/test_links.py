"""Links are found, and what is only written without a space is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.chat.texts.links import has_link


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "see HTTP://EXAMPLE.ORG/x",
        "ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｃｏｍ",
        "www.example.museum",
        "example.com",
        "(example.com)",
        "go to discord.gg/abc now",
        "bit.ly/x",
        "exa\u200bmple.com",
        "example。com",
        "me@example.com",
        "anything.museum/x",
        "example.xn--p1ai",
        "пример.com",
        "10.0.0.1:8080",
        "ftp://x",
        "magnet://x",
    ],
)
def test_a_link_is_found(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello!",
        "yes.No",
        "ja.nein",
        "wait...what",
        "3.14",
        "version 1.2.3.4",
        "e.g. this",
        "and/or",
        "10:30",
        "a:b",
        "5.5/10",
    ],
)
def test_words_are_none(text: str) -> None:
    assert not has_link(text)


@given(st.text(max_size=500))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert has_link(text) in (True, False)
    assert has_link(f"{text} https://example.org")
