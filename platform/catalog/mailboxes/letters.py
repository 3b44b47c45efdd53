"""Who gets which letter, looked up when it is written: whoever asked for it was not told whether anybody does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from catalog import models
from catalog.mailboxes.links import Purpose, insert_token
from catalog.outbox.mails import ANYWHERE, NOTICES, Letter, Mail, Whence
from catalog.recordings.retention.plan import Held
from catalog.recordings.retention.telling import select_told

_LINKS = {Letter.VERIFY: Purpose.VERIFY, Letter.RESET: Purpose.RESET, Letter.CHANGE: Purpose.CHANGE}


@dataclass(frozen=True, slots=True)
class Addressed:
    """A letter that is to be written."""

    letter: Letter
    to: str
    token: str | None = field(default=None, repr=False)
    """What its link holds, if it has one."""
    done_at: datetime | None = None
    """Of a notice: when what it tells of was done."""
    whence: Whence = ANYWHERE
    """Of a notice: where."""
    replays: Sequence[Held] = ()
    """Those that go."""


async def address_letter(mail: Mail, *, now: datetime) -> Addressed | None:
    """What goes to the mailbox now. None: nothing; nobody has it, or there is nothing to tell them any more."""
    if mail.letter in NOTICES:
        return Addressed(mail.letter, mail.to, done_at=mail.asked_at, whence=mail.whence)
    by_address = await models.Account.get_or_none(email=mail.to)
    about = by_address if mail.account_id is None else await models.Account.get_or_none(id=mail.account_id)
    if about is None:
        return None
    letter = mail.letter
    if letter is Letter.REPLAYS:
        replays = await select_told(about.id, mail.asked_at)
        verified = about.email_verified_at is not None and about.email == mail.to
        return Addressed(letter, mail.to, replays=replays) if replays and verified else None
    if letter is Letter.CHANGE and by_address is not None:
        # Somebody else's, and whoever wanted it is not told; or by now their own.
        return Addressed(Letter.KNOWN, mail.to) if by_address.id != about.id else None
    if letter is Letter.VERIFY and (about.email_verified_at is not None or about.email != mail.to):
        return None
    if (purpose := _LINKS.get(letter)) is None:
        return Addressed(letter, mail.to)
    token = await insert_token(about.id, purpose, mail.to, asked_at=mail.asked_at, now=now)
    return Addressed(letter, mail.to, token)
