"""Letters as messages: both parts say the same, and nothing that was typed becomes a header, a link or a tag."""

from datetime import UTC, datetime

import pytest

from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import NOTICES, Letter, Whence
from outbox.mail.writing import read_address, write_message
from outbox.words.words import find_words
from support.mail_server import find_token, read_text
from support.moments import Clock

PAGE = "https://live.example.org"


def write(letter: Letter, to: str) -> bytes:
    addressed = Addressed(letter, to, "a_token-1")
    return bytes(write_message(addressed, PAGE, "Live <live@example.org>", message_id="m-1", at=Clock()()))


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("letter", [each for each in Letter if each is not Letter.SHOW])
def test_each_letter_says_the_same_in_both_parts(letter: Letter, language: str) -> None:
    words = find_words(language).letters[letter]
    message = write_message(
        Addressed(letter, "ada@example.org", None, language=language),
        PAGE,
        "live@example.org",
        message_id="m",
        at=Clock()(),
    )
    html = message.get_body(("html",))
    assert html is not None
    link = f"{PAGE}{words.path}"
    for part in (read_text(message), html.get_content()):
        assert link in part
        assert words.before[0].split("'")[0] in part
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Sat, 31 Jan 2026 20:00:00 +0000"


@pytest.mark.parametrize("letter", NOTICES)
def test_notice_says_when_where_and_what_to_do_in_both_parts(letter: Letter) -> None:
    whence, done_at = Whence("Firefox on Linux", "203.0.113.7"), datetime(2026, 1, 31, 21, 30, tzinfo=UTC)
    told = Addressed(letter, "ada@example.org", None, done_at, whence)
    message = write_message(told, PAGE, "live@example.org", message_id="m", at=Clock()())
    html = message.get_body(("html",))
    assert html is not None
    for part in (read_text(message), html.get_content()):
        assert "31 January 2026, 21:30 UTC. With: Firefox on Linux, from the address 203.0.113.7." in part
        assert "choose a new password now" in part
        assert f"{PAGE}/forgot" in part


def test_notice_names_the_browser_in_its_readers_language() -> None:
    for browser, words in (("Chrome on Android", "Chrome auf Android"), ("Firefox", "Firefox"), ("", "ein Programm")):
        whence = Whence(browser, "203.0.113.7")
        told = Addressed(
            Letter.PASSWORD, "ada@example.org", None, datetime(2026, 1, 31, tzinfo=UTC), whence, language="de"
        )
        text = read_text(write_message(told, PAGE, "live@example.org", message_id="m", at=Clock()()))
        assert f"Womit: {words}" in text


def test_link_holds_the_token_behind_the_number_sign_where_no_server_sees_it() -> None:
    addressed = Addressed(Letter.VERIFY, "ada@example.org", "a_token-1")
    message = write_message(addressed, PAGE, "live@example.org", message_id="m", at=Clock()())
    assert find_token(read_text(message)) == "a_token-1"
    assert f"{PAGE}/verify#a_token-1" in read_text(message)
    assert "a_token-1" not in repr(addressed)


@pytest.mark.parametrize(
    "address",
    [
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org\nX: y",
        "ada\r\n@example.org",
        "ada@example.org>",
        "<ada@example.org",
        "ada,eve@example.org",
        '"ada eve"@example.org',
        "ada@exa mple.org",
        "ada@example..org",
        "ada@-example.org",
        "ada@[127.0.0.1]",
        ".ada@example.org",
        "ada..eve@example.org",
        f"{'a' * 65}@example.org",
        f"ada@{'a' * 64}.org",
        "ada@localhost",
        "ada(comment)@example.org",
        "ada@example.org\x00",
        "@example.org",
        "ada@",
        "=?utf-8?q?a?=@example.org",
        "=?utf-8?q?a=0D=0ABcc=3Aeve=40example=2Eorg=0D=0A?=@example.org",
    ],
)
def test_what_is_no_mailbox_becomes_no_header(address: str) -> None:
    with pytest.raises(ValueError, match="no such"):
        write(Letter.RESET, address)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ada@example.org", "ada@example.org"),
        ("ada+live@mail.example.org", "ada+live@mail.example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
    ],
)
def test_mailboxes_that_people_have_are_taken(address: str, written: str) -> None:
    assert read_address(address).addr_spec == written
    assert write(Letter.RESET, address)
