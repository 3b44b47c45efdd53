"""The way to a real mail server: encrypted or not, signed in or not; away, slow, refusing."""

import asyncio
import logging
import socket
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import Letter
from outbox.mail.server import MailServer
from outbox.mail.writing import write_message
from support.certificates import make_contexts
from support.mail_server import SmtpServer
from support.moments import Clock

NAME = "mail.example.org"

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server's; a careless one is what is meant


def letter(to: str = "ada@example.org") -> EmailMessage:
    addressed = Addressed(Letter.RESET, to, "T" * 43)
    return write_message(
        addressed, "https://live.example.org", "Live <live@example.org>", message_id="m", at=Clock()()
    )


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS says that the mail server's name is at this machine, which it does not have by itself."""
    ask = socket.getaddrinfo

    def answer(host: Any, *rest: Any, **options: Any) -> Any:
        return ask("127.0.0.1" if host == NAME else host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return make_contexts(tmp_path, NAME)


async def test_mail_arrives_as_it_was_written() -> None:
    async with SmtpServer() as server:
        answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "live.example.org").send(letter())
    assert answer.delivered
    (mail,) = server.arrived
    assert (mail.sender, mail.recipients) == ("live@example.org", ["ada@example.org"])
    assert mail.message["Subject"] == "Choose a new password"
    assert mail.message["Message-ID"] == "<m@example.org>"
    assert mail.token == "T" * 43


async def test_smtps_is_encrypted_from_the_first_byte(
    elsewhere: None, tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with SmtpServer(direct_tls=tls[0]) as server:
        assert (await MailServer(f"smtps://{NAME}:{server.port}", "x", tls=tls[1]).send(letter())).delivered
    assert server.arrived[0].encrypted


async def test_encryption_that_is_offered_is_used(
    elsewhere: None, tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with SmtpServer(start_tls=tls[0]) as server:
        assert (await MailServer(f"smtp://{NAME}:{server.port}", "x", tls=tls[1]).send(letter())).delivered
    assert server.arrived[0].encrypted


async def test_certificate_that_nobody_vouches_for_gets_no_mail(
    elsewhere: None, tls: tuple[ssl.SSLContext, ssl.SSLContext], caplog: pytest.LogCaptureFixture
) -> None:
    async with SmtpServer(start_tls=tls[0]) as server:
        answer = await MailServer(f"smtp://{NAME}:{server.port}", "x").send(letter())
    assert (answer.status, server.arrived) == (None, [])
    assert "TLS" in caplog.text


async def test_password_is_sent_encrypted_or_not_at_all(
    elsewhere: None, tls: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with SmtpServer(password="p@ss word", start_tls=tls[0]) as server:
        url = f"smtp://live:p%40ss%20word@{NAME}:{server.port}"
        assert (await MailServer(url, "x", tls=tls[1]).send(letter())).delivered
    assert (server.arrived[0].encrypted, server.arrived[0].signed_in) == (True, True)
    async with SmtpServer(password="p@ss word") as bare:  # somebody on the line has taken STARTTLS away
        answer = await MailServer(f"smtp://live:p%40ss%20word@{NAME}:{bare.port}", "x", tls=tls[1]).send(letter())
    assert (answer.delivered, bare.arrived) == (False, [])


async def test_wrong_password_is_told_the_operator_and_takes_no_mail_away(caplog: pytest.LogCaptureFixture) -> None:
    async with SmtpServer(password="right") as server:
        answer = await MailServer(f"smtp://live:wrong-one@127.0.0.1:{server.port}", "x").send(letter())
    assert answer.status is None, "it is tried again"
    assert "SMTP_URL's user and password" in caplog.text
    assert "wrong-one" not in caplog.text + answer.words


async def test_mailbox_that_is_not_there_is_final_and_its_name_stays_out_of_the_words() -> None:
    async with SmtpServer() as server:
        server.to_recipient = "550 5.1.1 <ada@example.org>: user unknown"
        answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "x").send(letter())
        assert (answer.status, answer.words) == (550, "The mail server answered 550 5.1.1.")
        server.to_recipient = "450 4.2.0 greylisted, come back"
        answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "x").send(letter())
    assert (answer.status, answer.words) == (450, "The mail server answered 450 4.2.0.")


async def test_text_that_is_refused_is_final() -> None:
    async with SmtpServer() as server:
        server.to_text = "554 5.7.1 we do not like it"
        answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "x").send(letter())
    assert answer.status == 554


async def test_server_that_does_not_answer_is_not_waited_for() -> None:
    async with SmtpServer() as server:
        server.hold = asyncio.Event()
        answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "x", timeout=0.05).send(letter())
        server.hold.set()
    assert (answer.status, answer.words) == (None, "The mail server did not answer within 0.05 s.")


async def test_server_that_is_away_is_tried_again() -> None:
    async with SmtpServer() as server:
        pass
    answer = await MailServer(f"smtp://127.0.0.1:{server.port}", "x").send(letter())
    assert (answer.status, answer.words.partition(" (")[0]) == (None, "The mail server could not be reached")


async def test_letters_of_other_scripts_go_where_the_server_knows_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    async with SmtpServer() as server:
        assert (await MailServer(f"smtp://127.0.0.1:{server.port}", "x").send(letter("жа@пример.рф"))).delivered
    (mail,) = server.arrived
    assert mail.recipients == ["жа@xn--e1afmkfd.xn--p1ai"]
    async with SmtpServer(utf8=False) as old:
        answer = await MailServer(f"smtp://127.0.0.1:{old.port}", "x").send(letter("жа@пример.рф"))
    assert (answer.status, old.arrived) == (553, [])
    assert caplog.text == "", "whoever types such an address has not the operator called"
