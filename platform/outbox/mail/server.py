"""One mail to the operator's mail server (RFC 5321), in a connection of its own.

`smtps://` is TLS from the first byte. `smtp://` is STARTTLS where the server offers it, and nothing at all without it
where there is a password to send; to this machine itself neither is needed, and its certificate is often nobody's.
"""

import logging
import ssl
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPTimeoutError,
)
from aiosmtplib.errors import SMTPDataError

from catalog.outbox.rules import Answer
from settings.model import is_local

logger = logging.getLogger(__name__)

STEP_TIMEOUT = 8.0
"""Seconds that the server has for each answer."""
IMPOSSIBLE = 553
"""RFC 5321's own for a mailbox's name that is not allowed."""


class Sender(Protocol):
    """Takes a mail to where it is read."""

    host: str
    """Whose share it takes."""

    async def send(self, message: EmailMessage) -> Answer:
        """Never raises. An answer of 5xx: it will never be taken."""


class MailServer:
    """`url` as `SMTP_URL`; `tls` for a certificate that only a test knows."""

    def __init__(
        self, url: str, own_name: str, *, tls: ssl.SSLContext | None = None, timeout: float = STEP_TIMEOUT
    ) -> None:
        parts = urlsplit(url)
        self._direct_tls = parts.scheme == "smtps"
        self.host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._direct_tls else 25 if is_local(self.host) else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._own_name = own_name
        self._tls = tls or ssl.create_default_context()
        self._timeout = timeout

    @property
    def _start_tls(self) -> bool | None:
        """Whether STARTTLS has to be, must not be, or (None) is as the server offers."""
        if self._direct_tls or is_local(self.host):
            return False
        return True if self._password else None

    async def send(self, message: EmailMessage) -> Answer:
        """See `Sender`."""
        smtp = self._call()
        try:
            async with smtp:
                await smtp.send_message(message)
        except SMTPRecipientsRefused as refused:
            # One mail has one recipient. Only here, and at its text, does a 5xx speak of this mail.
            return _read(refused.recipients[0].code, refused.recipients[0].message, final=True)
        except SMTPDataError as refused:
            return _read(refused.code, refused.message, final=True)
        except SMTPNotSupported:
            if not str(message["To"]).isascii():
                return Answer(IMPOSSIBLE, "The mail server knows no such addresses (SMTPUTF8).")
            return self._note("offers no way to sign in")
        except SMTPAuthenticationError as refused:
            return self._note(f"did not take SMTP_URL's user and password ({refused.code})")
        except SMTPResponseException as refused:
            return _read(refused.code, refused.message, final=False)
        except (SMTPTimeoutError, TimeoutError):
            return Answer(None, f"The mail server did not answer within {self._timeout:g} s.")
        except ssl.SSLError as error:
            return self._note(f"speaks no TLS that we trust ({error.reason})")
        except (SMTPException, OSError) as error:
            return Answer(None, f"The mail server could not be reached ({type(error).__name__}).")
        return Answer(250, "The mail server has it.")

    async def find_obstacle(self) -> str | None:
        """Why it would take no mail of ours, in words; None: it greets us, and takes our password."""
        try:
            async with self._call():
                return None
        except SMTPNotSupported:
            return "The mail server offers no way to sign in."
        except SMTPAuthenticationError as refused:
            return f"The mail server did not take the user and password ({refused.code})."
        except (SMTPTimeoutError, TimeoutError):
            return f"The mail server did not answer within {self._timeout:g} s."
        except ssl.SSLError as error:
            return f"The mail server speaks no TLS that we trust ({error.reason})."
        except (SMTPException, OSError) as error:
            return f"The mail server could not be reached ({type(error).__name__})."

    def _call(self) -> SMTP:
        return SMTP(
            hostname=self.host,
            port=self._port,
            username=self._user or None,
            password=self._password or None,
            local_hostname=self._own_name,
            timeout=self._timeout,
            use_tls=self._direct_tls,
            start_tls=self._start_tls,
            tls_context=self._tls,
        )

    def _note(self, words: str) -> Answer:
        """An operator can mend it, and nobody else."""
        logger.error("The mail server %s %s. Mails wait until that is mended.", self.host, words)
        return Answer(None, f"The mail server {words}.")


def _read(code: int, text: str, *, final: bool) -> Answer:
    # Its text may name the mailbox, which is nobody's business in a log; of it only the code of RFC 3463 is kept.
    first = text.split(" ", 1)[0]
    words = f"The mail server answered {code} {first if first.replace('.', '').isdigit() else ''}".rstrip() + "."
    return Answer(code if final or code < 500 else None, words)
