"""What a link in a mail is good for, on both databases: once, for who is in the account, whoever else tries."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from catalog import models
from catalog.accounts.access_tokens import find_access_token, insert_access_token
from catalog.accounts.accounts import insert_account, to_account, verify_credentials
from catalog.accounts.errors import CredentialsError, EmailTakenError, SignInOverError
from catalog.accounts.identities import find_account, insert_identity
from catalog.accounts.passkeys import find_passkey, insert_passkey
from catalog.accounts.sessions import insert_session
from catalog.db.pruning import prune
from catalog.errors import CatalogError
from catalog.mailboxes.addresses import ask_change, confirm_address
from catalog.mailboxes.errors import LinkVoidError, PasswordNeededError
from catalog.mailboxes.letters import Addressed, address_letter
from catalog.mailboxes.links import Purpose, insert_token
from catalog.mailboxes.new_passwords import change_password, reset_password
from catalog.outbox.mails import Letter, read_mail
from catalog.shapes import Account
from support.databases import create_artist, verify_email
from support.lookups import select_session

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
T = TypeVar("T")


async def link(account: Account, purpose: Purpose, email: str = "", asked_at: datetime = NOW) -> str:
    return await insert_token(account.id, purpose, email or account.email, asked_at=asked_at, now=asked_at)


async def list_letters() -> list[tuple[str, str]]:
    rows = await models.Delivery.filter(kind="mail").order_by("created_at", "type")
    return [(row.type, read_mail(row.body).to) for row in rows]


async def test_who_registers_is_asked_and_who_is_known_is_told(database: str) -> None:
    ada = await insert_account("ada@example.org", PASSWORD, "Ada", "artist", now=NOW)
    with pytest.raises(EmailTakenError):
        await insert_account(
            "Ada@example.org", "another password", "Mallory", "artist", now=NOW + timedelta(seconds=1)
        )
    assert await list_letters() == [("verify", "ada@example.org"), ("known", "ada@example.org")]
    assert [(row.id, row.email, row.display_name) for row in await models.Account.all()] == [
        (ada.id, "ada@example.org", "Ada")
    ]
    assert await models.Feed.all().count() == 1


async def test_of_two_who_register_at_once_one_has_the_address_and_each_is_told(database: str) -> None:
    tries = [insert_account("ada@example.org", f"{PASSWORD} {n}", str(n), "artist", now=NOW) for n in range(3)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert [type(each) for each in outcomes if isinstance(each, Exception)] == [EmailTakenError, EmailTakenError]
    assert [kind for kind, _ in await list_letters()] == ["known", "known", "verify"]
    assert await models.Account.all().count() == await models.Feed.all().count() == 1


async def test_of_many_who_use_one_link_at_once_one_does(database: str, artist: Account) -> None:
    for purpose in (Purpose.VERIFY, Purpose.RESET):
        token = await link(artist, purpose)
        tries = [
            asyncio.create_task(
                confirm_address(token, artist.id, now=NOW)
                if purpose is Purpose.VERIFY
                else reset_password(token, f"{PASSWORD} {number}", now=NOW)
            )
            for number in range(4)
        ]
        outcomes = await asyncio.gather(*tries, return_exceptions=True)
        assert sorted(type(each).__name__ for each in outcomes) == ["Account", *["LinkVoidError"] * 3]


async def test_link_confirms_for_who_is_in_the_account_alone(database: str, artist: Account) -> None:
    token = await link(artist, Purpose.VERIFY)
    bea = await create_artist("bea@example.org")
    for other in (None, bea.id):
        with pytest.raises(PasswordNeededError):
            await confirm_address(token, other, now=NOW)
    assert not (await models.Account.get(id=artist.id)).email_verified_at
    assert (await confirm_address(token, artist.id, now=NOW)).email_verified


async def test_new_address_takes_the_old_ones_place_and_all_links_to_that_are_void(
    database: str, artist: Account
) -> None:
    await verify_email(artist.email)
    reset = await link(artist, Purpose.RESET)
    token = await link(artist, Purpose.CHANGE, "new@example.org")
    assert (await confirm_address(token, artist.id, now=NOW)).email == "new@example.org"
    with pytest.raises(LinkVoidError):
        await reset_password(reset, PASSWORD, now=NOW)


async def test_address_that_another_account_has_by_now_is_not_taken_from_it(database: str, artist: Account) -> None:
    token = await link(artist, Purpose.CHANGE, "bea@example.org")
    bea = await create_artist("bea@example.org")
    with pytest.raises(EmailTakenError):
        await confirm_address(token, artist.id, now=NOW)
    assert {row.id: row.email for row in await models.Account.all()} == {artist.id: artist.email, bea.id: bea.email}


async def test_who_asks_for_another_address_is_told_at_the_one_that_counts(database: str, artist: Account) -> None:
    await ask_change(artist, "new@example.org", now=NOW)
    assert await list_letters() == [("change", "new@example.org")], "the old one is perhaps a stranger's"
    await verify_email(artist.email)
    known = await confirm_address(await link(artist, Purpose.VERIFY), artist.id, now=NOW)
    await ask_change(known, "newer@example.org", now=NOW + timedelta(seconds=1))
    assert (await list_letters())[1:] == [("change", "newer@example.org"), ("moving", "ada@example.org")]
    (moving,) = await models.Delivery.filter(type="moving")
    await models.Account.filter(id=artist.id).update(email="newer@example.org")
    told = Addressed(Letter.MOVING, "ada@example.org", done_at=NOW + timedelta(seconds=1))
    assert await address_letter(read_mail(moving.body), now=NOW) == told


async def test_new_password_ends_every_session_and_every_link(database: str, artist: Account) -> None:
    session = await insert_session(artist)
    links = [await link(artist, purpose) for purpose in (Purpose.RESET, Purpose.CHANGE)]
    assert await change_password(artist.id, PASSWORD, now=NOW)
    assert await select_session(session.token) is None
    for token in links:
        with pytest.raises(CatalogError):
            await confirm_address(token, artist.id, now=NOW)
        with pytest.raises(LinkVoidError):
            await reset_password(token, PASSWORD, now=NOW)
    assert (await verify_credentials(artist.email, PASSWORD)).id == artist.id
    with pytest.raises(CredentialsError):
        await verify_credentials(artist.email, "-")


async def test_new_password_by_mail_ends_every_access_token_and_one_by_the_old_password_none(
    database: str, artist: Account
) -> None:
    await verify_email(artist.email)
    text = (await insert_access_token(artist.id, "x", ["watch"])).text
    await change_password(artist.id, PASSWORD, now=NOW)
    assert await find_access_token(text)
    await reset_password(await link(artist, Purpose.RESET), PASSWORD, now=NOW)
    assert await find_access_token(text) is None


async def test_new_password_by_mail_leaves_nobody_who_was_in_the_account_a_way_back(
    database: str, artist: Account
) -> None:
    await verify_email(artist.email)
    made = await insert_passkey(artist.id, "an intruder's", "intruder", "key", 0, now=NOW)
    await insert_identity(artist.id, "https://id.example.org", "intruder", now=NOW)
    await reset_password(await link(artist, Purpose.RESET), PASSWORD, now=NOW + timedelta(seconds=1))
    assert await find_passkey(made.credential_id) is None
    assert await find_account("https://id.example.org", "intruder") is None
    assert (await list_letters())[-1] == ("recovered", artist.email)


async def test_whoever_was_let_through_before_a_new_password_is_not_in_the_account_after_it(
    database: str, artist: Account
) -> None:
    """Looking at a password waits in a queue: who knows the old one has some tries in it always."""
    await verify_email(artist.email)
    before = to_account(await models.Account.get(id=artist.id))
    after = await reset_password(await link(artist, Purpose.RESET), PASSWORD, now=NOW)
    for account, outcome in ((before, SignInOverError), (after, type(None))):
        tries = [
            insert_session(account, now=NOW),
            insert_access_token(account.id, "x", ["watch"], era=account.era, now=NOW),
            insert_passkey(account.id, "phone", "phone", "key", 0, era=account.era, now=NOW),
            insert_identity(account.id, "https://id.example.org", "ada", era=account.era, now=NOW),
            change_password(account.id, PASSWORD, era=account.era, now=NOW),
        ]
        for each in tries:
            found = None
            try:
                await each
            except SignInOverError as error:
                found = error
            assert isinstance(found, outcome)
    assert (await verify_credentials(artist.email, PASSWORD)).id == artist.id


async def test_nobody_signs_in_to_an_account_that_was_closed_just_now(database: str, artist: Account) -> None:
    await models.Account.filter(id=artist.id).delete()
    with pytest.raises(SignInOverError):
        await insert_session(artist, now=NOW)


async def test_who_has_only_forgotten_the_password_may_keep_passkeys_and_identities(
    database: str, artist: Account
) -> None:
    await verify_email(artist.email)
    await insert_passkey(artist.id, "phone", "phone", "key", 0, now=NOW)
    await insert_identity(artist.id, "https://id.example.org", "ada", now=NOW)
    text = (await insert_access_token(artist.id, "x", ["watch"], now=NOW)).text
    later = NOW + timedelta(seconds=1)
    await reset_password(await link(artist, Purpose.RESET), PASSWORD, keep_passkeys=True, now=later)
    assert await find_passkey("phone")
    assert await find_account("https://id.example.org", "ada")
    assert await find_access_token(text) is None
    assert (await list_letters())[-1] == ("password", artist.email)


@pytest.mark.parametrize("keep", [True, False])
async def test_no_device_rings_on_with_a_new_password_not_even_one_whose_sign_in_is_not_known(
    database: str, artist: Account, keep: bool
) -> None:
    await verify_email(artist.email)
    await models.PushEndpoint.create(
        id="e",
        account_id=artist.id,
        url="https://push.example",
        url_hash="h",
        public_key="k",
        auth_secret="a",
        language="en",
        created_at=NOW,
    )
    await reset_password(await link(artist, Purpose.RESET), PASSWORD, keep_passkeys=keep, now=NOW)
    assert not await models.PushEndpoint.filter(account_id=artist.id).exists()


async def test_nothing_is_kept_of_an_account_whose_address_nobody_had_verified(
    database: str, artist: Account
) -> None:
    await insert_passkey(artist.id, "a squatter's", "squatter", "key", 0, now=NOW)
    await reset_password(await link(artist, Purpose.RESET), PASSWORD, keep_passkeys=True, now=NOW)
    assert await find_passkey("squatter") is None


async def test_links_that_are_too_old_are_forgotten(database: str, artist: Account) -> None:
    old = await link(artist, Purpose.RESET, asked_at=datetime.now(UTC) - timedelta(hours=2))
    new = await link(artist, Purpose.VERIFY, asked_at=datetime.now(UTC))
    await prune()
    assert [row.purpose for row in await models.EmailToken.all()] == ["verify"]
    assert old != new


async def test_links_go_with_their_account(database: str, artist: Account) -> None:
    token = await link(artist, Purpose.RESET)
    await models.Account.filter(id=artist.id).delete()
    with pytest.raises(LinkVoidError):
        await reset_password(token, PASSWORD, now=NOW)
