"""Mails in the outbox: asked for in the transaction of what they tell of, written when they go.

Whoever asks for one does the same work whether the mailbox belongs to an account or not: who it is, and whether
anything goes there at all, is looked up at the attempt. So no answer takes longer for an address that is known, and
no token lies in the database: it is made when the mail is written, and its hash is kept.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from catalog import models
from catalog.db.keys import get_keys
from catalog.outbox.rules import DeliveryState

KIND = "mail"
PURPOSE: Final = "mailbox"


class Letter(StrEnum):
    """What a mail is about; its delivery's type."""

    VERIFY = "verify"
    """To a new account's address, with a link: is it theirs?"""
    KNOWN = "known"
    """Somebody wanted this address for an account, and it has one."""
    RESET = "reset"
    """A link to a new password."""
    CHANGE = "change"
    """To the address that is to become an account's, with a link."""
    MOVING = "moving"
    """To the address that it has: another one is to take its place."""
    PASSWORD = "password"
    """The account's password was changed."""
    RECOVERED = "recovered"
    """It was, by a link, and every other way in has ended."""
    SIGN_IN = "sign_in"
    """Somebody signed in from where nobody did before."""
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    IDENTITY_ADDED = "identity_added"
    """A sign-in at the identity provider is linked."""
    IDENTITY_REMOVED = "identity_removed"
    ACCESS_TOKEN = "access_token"
    """A new one."""
    REPLAYS = "replays"
    """Which of an artist's replays go soon."""
    SHOW = "show"
    """What somebody wanted to hear of a show."""


NOTICES: Final = (
    Letter.MOVING,
    Letter.PASSWORD,
    Letter.RECOVERED,
    Letter.SIGN_IN,
    Letter.PASSKEY_ADDED,
    Letter.PASSKEY_REMOVED,
    Letter.IDENTITY_ADDED,
    Letter.IDENTITY_REMOVED,
    Letter.ACCESS_TOKEN,
)
"""What an account's owner has to hear, who perhaps did not do it. For an address that its owner has verified, and
only for such: of another one it is not known whose it is."""
MOST: Final = 3
WITHIN: Final = timedelta(hours=1)
"""So many mails a mailbox gets within so long, of each group of letters: nobody can flood a stranger's, nor keep the
link to a new password from it by that."""
MOST_SHOWS: Final = 20
"""The same of shows, which each was asked for."""
_GROUPS: Final = (
    (Letter.VERIFY,),
    # Whoever has an account can have these sent to a mailbox that is to be somebody else's.
    (Letter.KNOWN, Letter.CHANGE),
    (Letter.RESET,),
    (Letter.REPLAYS,),
    (Letter.SHOW,),
    # Each by itself: whoever is in an account cannot keep its owner from hearing of one thing by doing another.
    *((notice,) for notice in NOTICES),
)


@dataclass(frozen=True, slots=True)
class Whence:
    """Where something was done."""

    browser: str = ""
    """In our own words, such as Firefox on Linux, for it goes into mails; empty: none that we know."""
    address: str = ""
    """Of the network; empty: not known."""


ANYWHERE: Final = Whence()


@dataclass(frozen=True, slots=True)
class Mail:
    """One that somebody asked for."""

    letter: Letter
    to: str
    """The address, in the form accounts are kept by. Nobody has shown that it is theirs."""
    account_id: str | None
    """Whose it is about; None: whoever has the address when the mail goes."""
    asked_at: datetime
    whence: Whence = ANYWHERE
    """Of a notice."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """Of a show: see `catalog.notices.telling.Told`."""


async def insert_notice(account: models.Account, letter: Letter, whence: Whence, *, now: datetime) -> None:
    """Let an account's owner know, in the transaction of what it tells of; where the address is verified."""
    if account.email_verified_at is not None:
        await insert_mail(letter, account.email, whence=whence, now=now)


async def insert_mail(
    letter: Letter, to: str, *, account_id: str | None = None, whence: Whence = ANYWHERE, now: datetime
) -> None:
    """Ask for a mail, in the transaction of what it tells of. It needs no lock: whoever looks for what is due sees it
    when that is committed."""
    delivery_id = str(uuid4())
    await models.Delivery.create(
        id=delivery_id,
        kind=KIND,
        receiver=name_mailbox(to),
        event_id=delivery_id,
        type=letter,
        body=write_body(letter, to, account_id=account_id, asked_at=now, whence=whence),
        next_attempt_at=now,
        created_at=now,
    )


def write_body(
    letter: Letter,
    to: str,
    *,
    account_id: str | None,
    asked_at: datetime,
    whence: Whence = ANYWHERE,
    about: Mapping[str, Any] | None = None,
) -> str:
    """A mail as the outbox keeps it; see `Mail`."""
    body: dict[str, object] = {
        "letter": letter,
        "to": to,
        "account_id": account_id,
        "asked_at": asked_at.isoformat(),
    }
    if letter in NOTICES:
        body |= {"browser": whence.browser, "address": whence.address}
    if about is not None:
        body["about"] = about
    return json.dumps(body, separators=(",", ":"))


def read_mail(body: str) -> Mail:
    """Of a delivery's body."""
    fields = json.loads(body)
    return Mail(
        Letter(fields["letter"]),
        fields["to"],
        fields["account_id"],
        datetime.fromisoformat(fields["asked_at"]),
        Whence(fields.get("browser", ""), fields.get("address", "")),
        fields.get("about", {}),
    )


async def is_full(mail: Mail, *, now: datetime) -> bool:
    """Whether the mailbox has had as many as it may. A mailbox has one attempt at a time, over all processes, so that
    nothing goes beside this."""
    group = next(group for group in _GROUPS if mail.letter in group)
    gone = models.Delivery.filter(
        kind=KIND, receiver=name_mailbox(mail.to), state=DeliveryState.DELIVERED, delivered_at__gt=now - WITHIN
    )
    return await gone.filter(type__in=group).count() >= (MOST_SHOWS if mail.letter is Letter.SHOW else MOST)


async def withdraw_mails(address: str, *, now: datetime) -> None:
    """Take back what waits for the mailbox of an account that closes. To be called by who holds the outbox.

    That something went there lately stays, without a word of it: who closes accounts and makes them anew would
    otherwise send as many as they like.
    """
    mails = models.Delivery.filter(kind=KIND, receiver=name_mailbox(address))
    for row in await mails.filter(state=DeliveryState.PENDING):
        if read_mail(row.body).to != address:
            continue  # another's, with another tag
        if row.claimed_until is None or row.claimed_until <= now:
            await row.delete()
            continue
        row.state, row.body, row.claimed_until, row.delivered_at = DeliveryState.DELIVERED, "", None, now
        await row.save(update_fields=["state", "body", "claimed_until", "delivered_at"])  # it is on its way
    await mails.filter(state=DeliveryState.DEAD).delete()
    await mails.filter(state=DeliveryState.DELIVERED, delivered_at__lte=now - WITHIN).delete()


def name_mailbox(address: str) -> str:
    """A mailbox as a receiver: what was sent is remembered without the address, and whoever reads a copy of the
    database cannot try which addresses are among them.

    All its tagged spellings (ada+live@...) are one together, for there is no end of them. The plain one is another:
    who asks for mails to tags keeps none from it.
    """
    local, at, domain = address.rpartition("@")
    name, tagged, _ = local.partition("+")
    return get_keys().fingerprint(PURPOSE, f"{name}{tagged}{at}{domain}")
