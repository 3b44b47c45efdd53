"""Without a mail server, mails stand on the operator's console."""

import io

from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import Letter
from outbox.mail.console import Console
from outbox.mail.writing import write_message
from support.moments import Clock


async def test_link_stands_in_a_frame_that_says_what_it_is() -> None:
    stream = io.StringIO()
    addressed = Addressed(Letter.RESET, "ada@example.org", "a_token-1")
    message = write_message(addressed, "http://localhost:3000", "nobody@localhost", message_id="m", at=Clock()())
    assert (await Console(stream).send(message)).delivered
    lines = stream.getvalue().splitlines()
    assert lines[1] == lines[-1] == "+" + "-" * 78
    assert lines[2] == "| A mail to ada@example.org (SMTP_URL is not set, so it goes nowhere):"
    assert "| http://localhost:3000/reset#a_token-1" in lines
    assert all(line.startswith("|") for line in lines[2:-1])
