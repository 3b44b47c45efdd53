"""Where there is no mail server: mails on the operator's console, whence they can be passed on by hand. Not in the
log, which is kept, and read by others."""

import sys
from email.message import EmailMessage
from typing import TextIO

from catalog.outbox.rules import Answer


class Console:
    """See `server.Sender`."""

    host = "console"

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    async def send(self, message: EmailMessage) -> Answer:
        """Write it, in a frame."""
        body = message.get_body(("plain",))
        lines = body.get_content().rstrip().splitlines() if body is not None else []
        head = [f"A mail to {message['To']} (SMTP_URL is not set, so it goes nowhere):", f"{message['Subject']}", ""]
        framed = "\n".join(["", "+" + "-" * 78, *(f"| {line}".rstrip() for line in [*head, *lines]), "+" + "-" * 78])
        print(framed, file=self._stream or sys.stdout, flush=True)
        return Answer(250, "It stands on the console.")
