"""Where mails go in tests of what asks for them: written, and kept here."""

import asyncio
from email.message import EmailMessage

from catalog.outbox.rules import Answer
from support.mail_server import find_token, read_text
from support.waiting import PATIENCE


class Postbox:
    """See `outbox.mail.server.Sender`."""

    host = "postbox"

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self._came = asyncio.Event()

    async def send(self, message: EmailMessage) -> Answer:
        """Keep it."""
        self.mails.append(message)
        self._came.set()
        return Answer(250, "Kept.")

    async def take(self, subject: str, to: str | None = None) -> EmailMessage:
        """The next one with this subject, which may yet have to come; those before it are taken along."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self._came.clear()
                for place, mail in enumerate(self.mails):
                    if mail["Subject"] == subject and to in (None, str(mail["To"])):
                        del self.mails[: place + 1]
                        return mail
                await self._came.wait()

    async def take_token(self, subject: str, to: str | None = None) -> str:
        """What its link holds."""
        return find_token(read_text(await self.take(subject, to)))
