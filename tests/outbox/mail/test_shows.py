"""Mails about shows: in the account's language, in the show's own time, and out of them in one press."""

from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header

import pytest

from catalog.mailboxes.letters import Addressed
from catalog.notices.told import Told
from catalog.outbox.mails import Letter
from outbox.mail.writing import write_message
from outbox.words.words import find_words
from support.mail_server import read_text
from support.moments import Clock

PAGE = "https://live.example.org"
TOLD = Told(
    id=1,
    kind="day",
    livestream_id="x",
    title="Night\r\nBcc: eve@example.org",
    artist="Nova",
    starts_at="2026-12-04T19:00:00.000Z",
    tokens=3,
    cover=None,
    portrait=None,
    zone="Europe/Berlin",
    until="2026-12-04T19:00:00.000Z",
)


def write(told: Told, language: str, *, reminded: bool = False) -> tuple[str, str]:
    """Subject and words."""
    addressed = Addressed(
        Letter.SHOW, "ada@example.org", language=language, show=told, reminded=reminded, leaving="f_a_b_c"
    )
    message = write_message(addressed, PAGE, "live@example.org", message_id="m", at=Clock()())
    assert message["List-Unsubscribe"] == f"<{PAGE}/unsubscribe/f_a_b_c>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Content-Language"] == language
    assert message["Bcc"] is None
    html = message.get_body(("html",))
    assert html is not None
    for part in (read_text(message), html.get_content()):
        assert f"{PAGE}/livestreams/x" in part
        assert f"{PAGE}/unsubscribe/f_a_b_c" in part
    return str(message["Subject"]), read_text(message)


def test_it_says_when_in_the_show_s_own_time_and_in_the_account_s_language() -> None:
    subject, words = write(TOLD, "en")
    assert subject == "Nova: Night Bcc: eve@example.org in a day"
    assert "on 4 December 2026, 20:00 Europe/Berlin." in words
    assert "For holders of 3 tokens." in words
    subject, words = write(replace(TOLD, zone="", tokens=1), "de", reminded=True)
    assert subject.startswith("Nova: Night")
    assert "am 4. Dezember 2026, 19:00 Uhr UTC." in words
    assert "Nur mit einem Token." in words
    assert "erinnert" in words


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("kind", ["day", "hour", "live", "moved", "cancelled"])
def test_there_are_words_for_all_that_is_mailed_in_every_language(kind: str, language: str) -> None:
    for starts_at in (TOLD.starts_at, None) if kind in ("live", "cancelled") else (TOLD.starts_at,):
        subject, words = write(replace(TOLD, kind=kind, starts_at=starts_at), language)
        assert "{" not in subject + words
        assert "  " not in words


def test_the_languages_have_the_same_words() -> None:
    english, german = find_words("en"), find_words("de-AT")
    assert find_words("fr") is english
    for name in ("letters", "shows", "push"):
        assert getattr(english, name).keys() == getattr(german, name).keys(), name
    assert len(german.months) == 12


@pytest.mark.parametrize(
    "typed",
    [
        "=?utf-8?q?a=0D=0ABcc:_eve@example.org?=",
        "=?utf-8?b?DQpCY2M6IGV2ZUBleGFtcGxlLm9yZw0KDQo=?= now",
        "==?utf-8?q?=0D=0ABcc:_eve@example.org?=",
        "=?utf-7?q?+2AA-?=",
    ],
)
def test_what_looks_like_an_encoded_word_is_no_header_of_its_own(typed: str) -> None:
    for told in (replace(TOLD, title=typed), replace(TOLD, artist=typed)):
        show = Addressed(Letter.SHOW, "ada@example.org", show=told, leaving="f_a_b_c")
        plain = Addressed(Letter.SHOW, "ada@example.org", show=TOLD, leaving="f_a_b_c")
        raw, usual = (
            message_from_bytes(bytes(write_message(each, PAGE, "live@example.org", message_id="m", at=Clock()())))
            for each in (show, plain)
        )
        assert raw.keys() == usual.keys()
        assert typed.replace("=?", "= ?") in str(make_header(decode_header(raw["Subject"])))
