"""Letters as messages (RFC 5322), in plain text and in simple HTML. Pure.

No word in them is a stranger's: names and titles are whatever somebody typed, and would come in our name to people
who never asked for anything. An artist whose address is verified reads the titles of their own livestreams.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final

from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import Letter
from catalog.recordings.retention.plan import Held
from settings.emails import normalise_domain

NAME: Final = "EncryptedMedia Live"
# By hand, for `strftime` speaks the machine's language.
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
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
    """Between `before`'s first and the others a notice says when and where."""


_NOT_YOU = "If you did not ask for this, you need not do anything: without the link nothing happens."

_ALL_OUT = (
    "The new password signs out every device and ends every access token. It removes passkeys and linked accounts, "
    "too, unless you keep them."
)


def _notice(subject: str, what: str, *after: str) -> _Words:
    return _Words(
        subject,
        [what, "If that was you, all is well. If it was not, choose a new password now:"],
        "Ask for a new password",
        "/forgot",
        [_ALL_OUT, *after],
    )


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
            "account. That happens when they confirm it.",
            "If that was not you, choose a new password now:",
        ],
        "Ask for a new password",
        "/forgot",
        [_ALL_OUT],
    ),
    Letter.PASSWORD: _notice(
        "Your password was changed", "Your account has a new password, and all other devices were signed out."
    ),
    Letter.RECOVERED: _notice(
        "Your password was changed",
        "Your account has a new password, chosen by the link in a mail to this address. All other devices were "
        "signed out; access tokens, passkeys and linked accounts were removed.",
        "If somebody else was in your account before: choose new stream keys for your livestreams, and look through "
        "your webhooks.",
    ),
    Letter.SIGN_IN: _notice(
        "New sign-in to your account",
        "Somebody signed in to your account, in a browser and from an address where nobody did before.",
    ),
    Letter.PASSKEY_ADDED: _notice(
        "A passkey was added to your account", "With the new passkey, somebody can sign in without your password."
    ),
    Letter.PASSKEY_REMOVED: _notice(
        "A passkey was removed from your account", "Nobody signs in with that passkey any more."
    ),
    Letter.IDENTITY_ADDED: _notice(
        "Your account was linked to another one",
        "Whoever is signed in to an account on another site can sign in to yours with it now.",
    ),
    Letter.IDENTITY_REMOVED: _notice(
        "A linked account was removed from yours", "Nobody signs in with that account on another site any more."
    ),
    Letter.ACCESS_TOKEN: _notice(
        "An access token was made for your account",
        "A program that has the new access token can act for your account, as far as the token's scopes go.",
    ),
    Letter.REPLAYS: _Words(
        "Replays of yours are about to be deleted",
        [
            "What is recorded of a show is kept for a while, and then deleted for good. These replays of yours go "
            "next, unless you say that you keep them:",
        ],
        "See your replays, and keep some",
        "/artist/replays",
        ["Each is told of once. Whoever keeps a replay has to delete it by hand."],
    ),
}
MOST_LISTED: Final = 20
"""Replays; of more, how many others there are."""


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
    before = [*words.before[:1], *_tell_whence(letter), *_tell_replays(letter.replays), *words.before[1:]]
    message.set_content(_write_plain(words, before, link))
    message.add_alternative(_write_html(words, before, link), subtype="html")
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


def _tell_whence(letter: Addressed) -> Iterator[str]:
    if letter.done_at is not None:
        whence, when = letter.whence, f"{_write_date(letter.done_at)}, {letter.done_at.astimezone(UTC):%H:%M} UTC"
        where = f", from the address {whence.address}" if whence.address else ""
        yield f"When: {when}. With: {whence.browser or 'a program that we do not know'}{where}."


def _tell_replays(replays: Sequence[Held]) -> Iterator[str]:
    for each in replays[:MOST_LISTED]:
        when = "when your room is used up" if each.expires_at is None else f"on {_write_date(each.expires_at)}"
        yield f"{each.title}, of {_write_date(each.since)}: {when}"
    if more := len(replays) - MOST_LISTED if len(replays) > MOST_LISTED else 0:
        yield f"And {more} more."


def _write_date(moment: datetime) -> str:
    moment = moment.astimezone(UTC)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _write_plain(words: _Words, before: Sequence[str], link: str) -> str:
    return "\n\n".join([*before, link, *words.after, f"-- \n{NAME}"]) + "\n"


def _write_html(words: _Words, before: Sequence[str], link: str) -> str:
    href = html.escape(link)
    paragraphs = [
        *(f"<p>{html.escape(each)}</p>" for each in before),
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
