"""Letters as messages (RFC 5322), in plain text and in simple HTML. Pure.

No word in them is a stranger's: names and titles are whatever somebody typed, and would come in our name to people
who never asked for anything. An artist whose address is verified reads the titles of their own livestreams, and who
follows an artist by mail, that artist's.
"""

import html
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final

from catalog.mailboxes.letters import Addressed
from catalog.recordings.retention.plan import Held
from contract.wording.devices import split_device
from outbox.mail.shows import write_date, write_moment, write_show
from outbox.words.shape import LetterWords, Words
from outbox.words.words import find_words
from settings.emails import normalise_domain

NAME: Final = "EncryptedMedia Live"
ENCODED: Final = "=?"
"""How an encoded word begins."""
_ATEXT: Final = r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,.\"]+"
_LOCAL: Final = re.compile(rf"{_ATEXT}(\.{_ATEXT})*")
_HOST: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+", re.IGNORECASE)


MOST_LISTED: Final = 20
"""Replays; of more, how many others there are."""


def write_message(letter: Addressed, page_url: str, mail_from: str, *, message_id: str, at: datetime) -> EmailMessage:
    """The letter as it goes. `message_id` is the same for each attempt, so that mailboxes show it once.

    Raises:
        ValueError: no mail can go to such an address.
    """
    spoken = find_words(letter.language)
    if letter.show is None:
        words = spoken.letters[letter.letter]
    else:
        words = write_show(spoken, letter.show, reminded=letter.reminded)
    link = f"{page_url}{words.path}" + (f"#{letter.token}" if letter.token is not None else "")
    sender_name, sender = parseaddr(mail_from)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender_name, addr_spec=sender)
    message["To"] = read_address(letter.to)
    # What looks like an encoded word (RFC 2047) would be decoded here, line breaks and all: headers of a stranger's.
    message["Subject"] = words.subject.replace(ENCODED, "= ?")
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer by a machine, please
    leaving = None if letter.leaving is None else f"{page_url}/unsubscribe/{letter.leaving}"
    if leaving is not None:
        # One press in the reader's mail program (RFC 8058).
        message["List-Unsubscribe"] = f"<{leaving}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    before = [
        *words.before[:1],
        *_tell_whence(spoken, letter),
        *_tell_replays(spoken, letter.replays),
        *words.before[1:],
    ]
    message.set_content(_write_plain(words, before, link, leaving))
    message.add_alternative(_write_html(spoken, words, before, link, leaving), subtype="html")
    message["Content-Language"] = spoken.language
    return message


def read_address(email: str) -> Address:
    """An account's address as one that mail can go to.

    Raises:
        ValueError: it is none. What is asked of who registers is less: a letter, an @, and a domain with a point.
    """
    local, _, domain = email.rpartition("@")
    host = normalise_domain(domain)
    if ENCODED in local or not _LOCAL.fullmatch(local) or len(local) > 64 or not _HOST.fullmatch(host):
        raise ValueError("no such mailbox")
    return Address("", local, host)


def _name_browser(spoken: Words, device: str) -> str:
    browser, system = split_device(device)
    if browser is None or system is None:
        return device or spoken.unknown_program
    return spoken.browser_on.format(browser=browser, system=system)


def _tell_whence(spoken: Words, letter: Addressed) -> Iterator[str]:
    if letter.done_at is not None:
        whence = letter.whence
        where = spoken.from_address.format(address=whence.address) if whence.address else ""
        when, browser = write_moment(spoken, letter.done_at), _name_browser(spoken, whence.browser)
        yield spoken.whence.format(when=when, browser=browser, where=where)


def _tell_replays(spoken: Words, replays: Sequence[Held]) -> Iterator[str]:
    for each in replays[:MOST_LISTED]:
        gone = None if each.expires_at is None else write_date(spoken, each.expires_at.astimezone(UTC))
        when = spoken.when_room if gone is None else spoken.when_on.format(date=gone)
        since = write_date(spoken, each.since.astimezone(UTC))
        yield spoken.replay.format(title=each.title, date=since, when=when)
    if len(replays) > MOST_LISTED:
        yield spoken.more.format(count=len(replays) - MOST_LISTED)


def _write_plain(words: LetterWords, before: Sequence[str], link: str, leaving: str | None) -> str:
    after = [*words.after, *([] if leaving is None else [leaving])]
    return "\n\n".join([*before, link, *after, f"-- \n{NAME}"]) + "\n"


def _write_html(spoken: Words, words: LetterWords, before: Sequence[str], link: str, leaving: str | None) -> str:
    href = html.escape(link)
    paragraphs = [
        *(f"<p>{html.escape(each)}</p>" for each in before),
        f'<p><a href="{href}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#1d1d2b;'
        f'color:#fff;text-decoration:none">{html.escape(words.button)}</a></p>',
        *(f"<p>{html.escape(each)}</p>" for each in words.after),
        *([] if leaving is None else [f'<p><a href="{html.escape(leaving)}">{html.escape(leaving)}</a></p>']),
        f'<p style="color:#666">{html.escape(spoken.button_fails.format(link=link))}</p>',
        f'<p style="color:#666">{NAME}</p>',
    ]
    return (
        f'<!doctype html><html lang="{spoken.language}"><head><meta charset="utf-8"><title>'
        f"{html.escape(words.subject)}</title></head>"
        '<body style="font:16px/1.5 sans-serif;max-width:34em;margin:2em auto;padding:0 1em">'
        f"{''.join(paragraphs)}</body></html>\n"
    )
