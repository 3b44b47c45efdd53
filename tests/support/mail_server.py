"""A real SMTP server: takes mails, remembers them, answers what the test says."""

import asyncio
import email
import email.policy
import re
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 2.0.0 taken"


@dataclass(frozen=True)
class Arrived:
    """One mail, as the server has it."""

    sender: str
    recipients: list[str]
    raw: bytes
    encrypted: bool
    signed_in: bool

    @property
    def message(self) -> EmailMessage:
        message = email.message_from_bytes(self.raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        return message

    @property
    def text(self) -> str:
        """The plain part."""
        return read_text(self.message)

    @property
    def token(self) -> str:
        """What the link holds."""
        return find_token(self.text)


def read_text(message: EmailMessage) -> str:
    """A mail's plain part."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def find_token(text: str) -> str:
    """What the link in a mail holds."""
    (token,) = re.findall(r"^\S+/(?:verify|reset)#(\S+)\s*$", text, re.MULTILINE)
    return str(token)


class SmtpServer:
    """Takes everything unless told otherwise. `hold` makes it wait before it answers to a mail's text."""

    def __init__(
        self,
        *,
        direct_tls: ssl.SSLContext | None = None,
        start_tls: ssl.SSLContext | None = None,
        password: str | None = None,
        utf8: bool = True,
    ) -> None:
        self.arrived: list[Arrived] = []
        self.to_recipient = self.to_text = OK
        self.hold: asyncio.Event | None = None
        self.port = 0
        self._direct_tls = direct_tls
        self._options: dict[str, Any] = {"enable_SMTPUTF8": utf8, "tls_context": start_tls, "hostname": "mail.test"}
        if password is not None:
            self._options |= {"authenticator": self._check, "auth_required": True, "auth_require_tls": False}
        self._password = (password or "").encode()
        self._server: asyncio.Server | None = None
        self._heard = asyncio.Event()

    async def __aenter__(self) -> "SmtpServer":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self) -> None:
        """Be there; again on the same port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: SMTP(self, loop=loop, **self._options), "127.0.0.1", self.port, ssl=self._direct_tls
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Be away."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def wait(self, count: int, timeout: float = 30) -> None:
        """Until so many mails have arrived."""
        async with asyncio.timeout(timeout):
            while len(self.arrived) < count:
                self._heard.clear()
                await self._heard.wait()

    def _check(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and data.password == self._password
        return AuthResult(success=right, handled=False)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to_recipient == OK:
            envelope.rcpt_tos.append(address)
        return self.to_recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hold is not None:
            await self.hold.wait()
        if self.to_text == OK:
            encrypted, signed_in = (
                session.ssl is not None or self._direct_tls is not None,
                bool(session.authenticated),
            )
            assert isinstance(envelope.content, bytes)
            recipients = list(envelope.rcpt_tos)
            self.arrived.append(Arrived(envelope.mail_from or "", recipients, envelope.content, encrypted, signed_in))
            self._heard.set()
        return self.to_text
