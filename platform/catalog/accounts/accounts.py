"""Accounts."""

from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from catalog import models
from catalog.accounts.eras import name_era
from catalog.accounts.errors import CredentialsError, EmailTakenError, PasswordsBusyError
from catalog.accounts.passwords import hash_password, needs_rehash, verify_password
from catalog.db.batches import in_batches
from catalog.feeds.rows import insert_feed
from catalog.outbox.mails import Letter, insert_mail
from catalog.search.index import index_artist
from catalog.shapes import Account
from contract.feeds import FeedKind
from settings.emails import normalise_email

Role = Literal["artist", "fan"]


async def insert_account(
    email: str,
    password: str,
    display_name: str,
    role: Role,
    *,
    language: str = "en",
    now: datetime | None = None,
) -> Account:
    """Make an account, and have its address asked whether it is theirs; where it has an account, it is told that
    somebody wanted one. `language`: in which it is written to. The API has checked lengths.

    Raises:
        EmailTakenError
    """
    email, now = normalise_email(email), now or datetime.now(UTC)
    password_hash = await hash_password(password)
    account_id = str(uuid4())
    try:
        async with in_transaction():
            # The same work for an address that is known as for a new one: the account is made without it, and then
            # given it or taken away.
            known = await models.Account.exists(email=email)
            row = await models.Account.create(
                id=account_id,
                email=account_id,
                password_hash=password_hash,
                display_name=display_name,
                role=role,
                language=language,
                created_at=now,
            )
            if role == "artist":
                await insert_feed(FeedKind.REHEARSAL, row.id, row.id)
                await index_artist(row)
            await insert_mail(Letter.KNOWN if known else Letter.VERIFY, email, now=now)
            if known:
                await row.delete()
            else:
                row.email = email
                await row.save(update_fields=["email"])
    except IntegrityError as error:  # somebody else was as quick
        await insert_mail(Letter.KNOWN, email, now=now)
        raise EmailTakenError from error
    if known:
        raise EmailTakenError
    return to_account(row)


async def rename_account(account_id: str, display_name: str) -> Account:
    """Give it another name. The API has checked its length."""
    async with in_transaction():
        await models.Account.filter(id=account_id).update(display_name=display_name)
        row = await models.Account.get(id=account_id)
        await index_artist(row)
    return to_account(row)


async def show_support(account_id: str, *, shown: bool) -> Account:
    """Whether it may be named among those who gave most."""
    await models.Account.filter(id=account_id).update(shows_support=shown)
    return to_account(await models.Account.get(id=account_id))


async def verify_credentials(email: str, password: str, *, known: bool = False) -> Account:
    """The account that e-mail and password belong to. `known`: it was signed in to from there before.

    Raises:
        CredentialsError: they do not belong together, or there is no such account.
    """
    row = await models.Account.get_or_none(email=normalise_email(email))
    if not await verify_password("" if row is None else row.password_hash, password, known=known) or row is None:
        raise CredentialsError
    if needs_rehash(row.password_hash):
        with suppress(PasswordsBusyError):  # another time, then
            anew, same = await hash_password(password), models.Account.filter(id=row.id)
            # Not over a new password, that was chosen meanwhile.
            if await same.filter(password_hash=row.password_hash).update(password_hash=anew):
                row.password_hash = anew
    return to_account(row)


async def select_verified_emails(accounts: Collection[str]) -> dict[str, str]:
    """Of these accounts those whose e-mail address is verified, and the address."""
    found = dict[str, str]()
    for some in in_batches(accounts):
        rows = models.Account.filter(id__in=some, email_verified_at__isnull=False)
        found |= {row.id: row.email for row in await rows}
    return found


async def select_emails(accounts: Collection[str]) -> dict[str, str]:
    """Their addresses, verified or not, for who runs the platform."""
    found = dict[str, str]()
    for some in in_batches(accounts):
        found |= {row.id: row.email for row in await models.Account.filter(id__in=some)}
    return found


def to_account(row: models.Account) -> Account:
    """A row as others see it."""
    return Account(
        id=row.id,
        email=row.email,
        display_name=row.display_name,
        role=row.role,
        created_at=row.created_at,
        email_verified=row.email_verified_at is not None,
        operator=row.operator_since is not None,
        has_password=bool(row.password_hash),
        shows_support=row.shows_support,
        about=row.about,
        links=tuple(row.links or ()),
        language=row.language,
        picture_id=row.picture_id,
        era=name_era(row.id, row.password_hash),
    )
