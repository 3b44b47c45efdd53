"""Who gets which letter, looked up when it is written: whoever asked for it was not told whether anybody does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from catalog import models
from catalog.follows.leaving import FOLLOW, REMINDER, make_token
from catalog.mailboxes.links import Purpose, insert_token
from catalog.notices.standing import find_standing
from catalog.notices.told import Told
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
    language: str = "en"
    """The account's."""
    show: Told | None = None
    """What there is to tell of one."""
    reminded: bool = False
    """Whether it is told to somebody who set a reminder."""
    leaving: str | None = field(default=None, repr=False)
    """What the link holds by which no more such mails come."""


async def address_letter(mail: Mail, *, now: datetime) -> Addressed | None:
    """What goes to the mailbox now. None: nothing; nobody has it, or there is nothing to tell them any more."""
    by_address = await models.Account.get_or_none(email=mail.to)
    if mail.letter in NOTICES:
        language = "en" if by_address is None else by_address.language
        return Addressed(mail.letter, mail.to, done_at=mail.asked_at, whence=mail.whence, language=language)
    about = by_address if mail.account_id is None else await models.Account.get_or_none(id=mail.account_id)
    if about is None:
        return None
    letter, language = mail.letter, about.language
    verified = about.email_verified_at is not None and about.email == mail.to
    if letter is Letter.SHOW:
        return await _address_show(mail, about.id, language, now) if verified else None
    if letter is Letter.REPLAYS:
        replays = await select_told(about.id, mail.asked_at)
        return Addressed(letter, mail.to, replays=replays, language=language) if replays and verified else None
    if letter is Letter.CHANGE and by_address is not None:
        # Somebody else's, and whoever wanted it is not told; or by now their own.
        known = Addressed(Letter.KNOWN, mail.to, language=by_address.language)
        return known if by_address.id != about.id else None
    if letter is Letter.VERIFY and (about.email_verified_at is not None or about.email != mail.to):
        return None
    if (purpose := _LINKS.get(letter)) is None:
        return Addressed(letter, mail.to, language=language)
    token = await insert_token(about.id, purpose, mail.to, asked_at=mail.asked_at, now=now)
    return Addressed(letter, mail.to, token, language=language)


async def _address_show(mail: Mail, account_id: str, language: str, now: datetime) -> Addressed | None:
    told = Told(**mail.about)
    if (show := await find_standing(told, now=now)) is None:
        return None
    follows = await models.Follow.exists(account_id=account_id, artist_id=show.artist_id, mail=True)
    if not follows and not await models.Reminder.exists(account_id=account_id, livestream_id=show.id):
        return None  # no longer
    leaving = make_token(FOLLOW, account_id, show.artist_id) if follows else make_token(REMINDER, account_id, show.id)
    return Addressed(mail.letter, mail.to, language=language, show=told, reminded=not follows, leaving=leaving)
