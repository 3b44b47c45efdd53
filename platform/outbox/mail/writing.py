"""Letters as messages (RFC 5322), in plain text and in simple HTML. Pure.

No word in them is a stranger's: names and titles are whatever somebody typed, and would come in our name to people
who never asked for anything.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final

from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import Letter
from settings.emails import normalise_domain

NAME: Final = "EncryptedMedia Live"
_ATEXT: Final = r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+"
_LOCAL: Final = re.compile(rf"{_ATEXT}(\.{_ATEXT})*")
_HOST: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    before: Sequence[str]
    """Paragraphs."""
    button: str
    path: str
    after: Sequence[str]


_NOT_YOU = "If you did not ask for this, you need not do anything: without the link nothing happens."

WORDS: Final[Mapping[Letter, _Words]] = {
    Letter.VERIFY: _Words(
        "Confirm your e-mail address",
        ["Somebody, you we hope, has made an account with this e-mail address. Confirm that it is yours:"],
        "Confirm this address",
        "/verify",
        [
            "The link is good for 24 hours.",
            "If you did not make this account, you need not do anything. You can make it yours by asking for a new "
            "password: whoever made it is then out of it.",
        ],
    ),
    Letter.KNOWN: _Words(
        "You have an account already",
        [
            "Somebody, perhaps you, wanted to use this e-mail address for an account. It has one already, and "
            "nothing was changed. Sign in with it, or, if you do not know its password:",
        ],
        "Ask for a new password",
        "/forgot",
        ["If that was not you, you need not do anything."],
    ),
    Letter.RESET: _Words(
        "Choose a new password",
        ["Somebody, you we hope, asked for a new password for your account. Choose it here:"],
        "Choose a new password",
        "/reset",
        ["The link is good for one hour, and once. All devices are signed out by it.", _NOT_YOU],
    ),
    Letter.CHANGE: _Words(
        "Confirm your new e-mail address",
        ["Somebody, you we hope, wants to use this e-mail address for their account from now on. Confirm it:"],
        "Confirm this address",
        "/verify",
        ["The link is good for 24 hours.", _NOT_YOU],
    ),
    Letter.MOVING: _Words(
        "Your e-mail address is to change",
        [
            "Somebody who knows your password asked that another e-mail address take this one's place in your "
            "account. That happens when they confirm it. If that was not you, choose a new password now:",
        ],
        "Ask for a new password",
        "/forgot",
        [],
    ),
    Letter.PASSWORD: _Words(
        "Your password was changed",
        ["Your account has a new password, and all other devices were signed out. If that was not you:"],
        "Ask for a new password",
        "/forgot",
        [],
    ),
}


def write_message(letter: Addressed, page_url: str, mail_from: str, *, message_id: str, at: datetime) -> EmailMessage:
    """The letter as it goes. `message_id` is the same for each attempt, so that mailboxes show it once.

    Raises:
        ValueError: no mail can go to such an address.
    """
    words = WORDS[letter.letter]
    link = f"{page_url}{words.path}" + (f"#{letter.token}" if letter.token is not None else "")
    sender_name, sender = parseaddr(mail_from)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = read_address(letter.to)
    message["Subject"] = words.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer by a machine, please
    message.set_content(_write_plain(words, link))
    message.add_alternative(_write_html(words, link), subtype="html")
    return message


def read_address(email: str) -> Address:
    """An account's address as one that mail can go to.

    Raises:
        ValueError: it is none. What is asked of who registers is less: a letter, an @, and a domain with a point.
    """
    local, _, domain = email.rpartition("@")
    host = normalise_domain(domain)
    if not _LOCAL.fullmatch(local) or len(local) > 64 or not _HOST.fullmatch(host):
        raise ValueError("no such mailbox")
    return Address("", local, host)


def _write_plain(words: _Words, link: str) -> str:
    return "\n\n".join([*words.before, link, *words.after, f"-- \n{NAME}"]) + "\n"


def _write_html(words: _Words, link: str) -> str:
    href = html.escape(link)
    paragraphs = [
        *(f"<p>{html.escape(each)}</p>" for each in words.before),
        f'<p><a href="{href}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1d1d2b;'
        f'color:#fff;text-decoration:none">{html.escape(words.button)}</a></p>',
        *(f"<p>{html.escape(each)}</p>" for each in words.after),
        f'<p style="color:#666">If the button does nothing, copy this address: {href}</p>',
        f'<p style="color:#666">{NAME}</p>',
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>'
        f"{html.escape(words.subject)}</title></head>"
        '<body style="font:16px/1.5 sans-serif;max-width:34em;margin:2em auto;padding:0 1em">'
        f"{''.join(paragraphs)}</body></html>\n"
    )
