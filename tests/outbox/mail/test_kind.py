"""Mails through the outbox: looked up and written when they go, tried again, given up, bounded for each mailbox."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from tortoise import Tortoise

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.mailboxes.errors import LinkVoidError
from catalog.mailboxes.links import Purpose, find_token
from catalog.outbox.mails import MOST, Letter, insert_mail, name_mailbox
from catalog.outbox.rules import DeliveryState
from catalog.recordings.retention.telling import tell_going
from catalog.shapes import Account
from outbox.dispatcher import Dispatcher
from outbox.mail.kind import ATTEMPTS, MailKind
from outbox.mail.server import MailServer
from outbox.webhook.kind import WebhookKind
from support.databases import create_artist, create_livestream, verify_email
from support.dispatch import run, subscribe
from support.mail_server import SmtpServer
from support.moments import Clock
from support.receiver import Receiver
from support.recordings import finish, set_policy

ADDRESS = "ada@example.org"


@pytest.fixture
async def server() -> AsyncIterator[SmtpServer]:
    async with SmtpServer() as server:
        yield server


def make_dispatcher(server: SmtpServer, clock: Clock, *others: Any) -> Dispatcher:
    kind = MailKind(
        MailServer(f"smtp://127.0.0.1:{server.port}", "live.example.org"),
        page_url="https://live.example.org",
        mail_from="live@example.org",
        clock=clock,
        jitter=lambda: 1.0,
    )
    return Dispatcher([*others, kind], clock=clock)


@pytest.fixture
def mails(database: str, server: SmtpServer, clock: Clock) -> Dispatcher:
    """A dispatcher of mails alone."""
    return make_dispatcher(server, clock)


async def ask(letter: Letter, clock: Clock, to: str = ADDRESS, account_id: str | None = None) -> None:
    await insert_mail(letter, to, account_id=account_id, now=clock())


async def read_rows() -> list[tuple[DeliveryState, int, str]]:
    return await models.Delivery.filter(kind="mail").order_by("created_at").values_list("state", "attempts", "body")


async def test_mail_goes_beside_webhooks_and_follows_no_log(
    webhooks: WebhookKind, artist: Account, receiver: Receiver, server: SmtpServer, clock: Clock
) -> None:
    both = make_dispatcher(server, clock, webhooks)
    await subscribe(artist, receiver)
    await ask(Letter.RESET, clock)
    await create_livestream(artist)
    await run(both)
    assert (len(receiver.arrivals), len(server.arrived)) == (1, 1)
    assert [consumer.name for consumer in await models.Consumer.all()] == ["webhooks"]


async def test_link_is_good_and_is_nowhere_but_in_the_mail(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    await ask(Letter.RESET, clock)
    await run(mails)
    (mail,) = server.arrived
    assert mail.recipients == [ADDRESS]
    row = await find_token(mail.token, Purpose.RESET, now=clock())
    assert (row.account_id, row.email) == (artist.id, ADDRESS)
    for table in ("deliveries", "email_tokens", "accounts"):
        rows = await Tortoise.get_connection("sqlite").execute_query_dict(f"SELECT * FROM {table}")  # noqa: S608
        assert rows
        assert mail.token not in repr(rows)


async def test_mail_that_has_gone_is_forgotten_but_that_it_went(
    mails: Dispatcher, artist: Account, clock: Clock
) -> None:
    await ask(Letter.RESET, clock)
    assert ADDRESS in (await read_rows())[0][2]
    await run(mails)
    row = await models.Delivery.get(kind="mail")
    assert (row.state, row.body, row.account_id) == (DeliveryState.DELIVERED, "", None)
    assert ADDRESS not in repr(await models.Delivery.all().values())
    assert row.receiver == name_mailbox(ADDRESS)


async def test_closing_accounts_and_making_them_anew_floods_nobody(
    mails: Dispatcher, database: str, server: SmtpServer, clock: Clock
) -> None:
    for _ in range(4):
        account = await create_artist(ADDRESS, role="fan")
        for _ in range(3):
            await ask(Letter.VERIFY, clock)
            await run(mails)
        await delete_account(account.id, now=clock())
    assert len(server.arrived) == MOST
    assert ADDRESS not in repr(await models.Delivery.all().values())


async def test_address_that_nobody_has_is_sent_nothing(mails: Dispatcher, server: SmtpServer, clock: Clock) -> None:
    for letter in (Letter.RESET, Letter.VERIFY, Letter.KNOWN):
        await ask(letter, clock, "nobody@example.org")
    await run(mails)
    assert server.arrived == []
    assert await read_rows() == [(DeliveryState.DEAD, 1, "")] * 3
    assert not await models.EmailToken.exists()


async def test_account_that_is_verified_is_not_asked_again(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    await ask(Letter.VERIFY, clock)
    await verify_email(ADDRESS)
    await run(mails)
    assert server.arrived == []


async def test_newer_link_of_its_kind_makes_older_ones_void(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    for letter in (Letter.RESET, Letter.VERIFY, Letter.RESET):
        await ask(letter, clock)
        await run(mails)
        clock.move(seconds=1)
    first, verify, second = (mail.token for mail in server.arrived)
    with pytest.raises(LinkVoidError):
        await find_token(first, Purpose.RESET, now=clock())
    await find_token(second, Purpose.RESET, now=clock())
    await find_token(verify, Purpose.VERIFY, now=clock())


async def test_link_is_for_one_thing_and_for_a_while(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    await ask(Letter.RESET, clock)
    await run(mails)
    token = server.arrived[0].token
    for wrong in (token[:-1], token + "x", "", "a" * 43):
        with pytest.raises(LinkVoidError):
            await find_token(wrong, Purpose.RESET, now=clock())
    with pytest.raises(LinkVoidError):
        await find_token(token, Purpose.VERIFY, Purpose.CHANGE, now=clock())
    await find_token(token, Purpose.RESET, now=clock.move(minutes=59))
    with pytest.raises(LinkVoidError):
        await find_token(token, Purpose.RESET, now=clock.move(minutes=1))


async def test_server_that_is_away_for_hours_loses_no_mail(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    await server.stop()
    await ask(Letter.RESET, clock)
    for _ in range(ATTEMPTS - 1):
        await run(mails)
        clock.move(hours=1)
    await server.start()
    await run(mails)
    (mail,) = server.arrived
    await find_token(mail.token, Purpose.RESET, now=clock.move(minutes=59))
    assert (await read_rows())[0][:2] == (DeliveryState.DELIVERED, ATTEMPTS)


async def test_mail_whose_way_ended_nobody_knows_how_is_good_whichever_arrives(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    """The server has it, and the connection breaks before it says so."""
    await ask(Letter.RESET, clock)
    await run(mails)
    await models.Delivery.filter(kind="mail").update(
        state=DeliveryState.PENDING,
        body='{"letter":"reset","to":"ada@example.org","account_id":null,"asked_at":"2026-01-31T20:00:00+00:00"}',
    )
    clock.move(seconds=30)  # when its lease has run out
    await run(mails)
    assert len(server.arrived) == 2
    assert len({mail.message["Message-ID"] for mail in server.arrived}) == 1, "a mailbox shows it once"
    for mail in server.arrived:
        await find_token(mail.token, Purpose.RESET, now=clock())


async def test_mail_is_given_up_in_the_end_or_where_it_is_refused_for_good(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    server.to_recipient = "450 4.2.0 later"
    await ask(Letter.RESET, clock)
    for _ in range(ATTEMPTS + 1):
        await run(mails)
        clock.move(hours=1)
    assert await read_rows() == [(DeliveryState.DEAD, ATTEMPTS, "")]
    server.to_recipient = "550 5.1.1 no such user"
    await ask(Letter.RESET, clock)
    await run(mails)
    assert (await read_rows())[1] == (DeliveryState.DEAD, 1, "")


async def test_mailbox_gets_three_an_hour_and_a_new_password_has_its_own(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    for _ in range(4):
        await ask(Letter.VERIFY, clock)
        await run(mails)
        clock.move(seconds=1)
    assert len(server.arrived) == 3
    for _ in range(5):
        await ask(Letter.RESET, clock)
        await run(mails)
        clock.move(seconds=1)
    assert len(server.arrived) == 6
    await find_token(server.arrived[-1].token, Purpose.RESET, now=clock())
    clock.move(hours=1)
    await ask(Letter.RESET, clock)
    await run(mails)
    assert len(server.arrived) == 7


async def test_many_mails_at_once_for_one_mailbox_go_one_by_one(
    database: str, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    for _ in range(20):
        await ask(Letter.RESET, clock)
    for dispatcher in (make_dispatcher(server, clock), make_dispatcher(server, clock)):
        await run(dispatcher)
    assert len(server.arrived) == 3


async def test_flood_for_one_mailbox_keeps_no_other_from_its_mail(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    for _ in range(50):
        await ask(Letter.RESET, clock)
    clock.move(seconds=1)
    bea = await create_artist("bea@example.org")
    await ask(Letter.RESET, clock, bea.email)
    await mails.step()
    await mails.finish()
    assert "bea@example.org" in [mail.recipients[0] for mail in server.arrived]


async def test_address_that_somebody_has_already_hears_so_and_nothing_of_who_wanted_it(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    bea = await create_artist("bea@example.org")
    await ask(Letter.CHANGE, clock, ADDRESS, bea.id)
    await ask(Letter.CHANGE, clock, "new@example.org", bea.id)
    await run(mails)
    subjects = {mail.recipients[0]: mail.message["Subject"] for mail in server.arrived}
    assert subjects == {ADDRESS: "You have an account already", "new@example.org": "Confirm your new e-mail address"}
    assert [row.email for row in await models.EmailToken.all()] == ["new@example.org"]


async def test_address_to_which_no_mail_can_go_is_given_up(
    mails: Dispatcher, server: SmtpServer, clock: Clock
) -> None:
    await create_artist("a,b@example.org")
    await ask(Letter.RESET, clock, "a,b@example.org")
    await run(mails)
    assert (server.arrived, await read_rows()) == ([], [(DeliveryState.DEAD, 1, "")])


async def test_artist_reads_which_replays_go_when_and_where_to_keep_them(
    mails: Dispatcher, artist: Account, server: SmtpServer, clock: Clock
) -> None:
    set_policy(days=30.0, page_url="https://live.example.org")
    await verify_email(ADDRESS)
    for title, days in (("Songs of spring", 0), ("Songs of <summer>", 1.5), ("Songs of autumn", 20)):
        show, _ = await finish(artist, title=title)
        ended_at = clock() + timedelta(days=days)
        await models.Livestream.filter(id=show.entry.livestream_id).update(ended_at=ended_at)
    clock.move(days=28)
    assert await tell_going(now=clock()) == 1
    await run(mails)
    (mail,) = server.arrived
    assert (mail.recipients, mail.message["Subject"]) == ([ADDRESS], "Replays of yours are about to be deleted")
    paragraphs = [" ".join(each.split()) for each in mail.text.replace("\r", "").split("\n\n")]
    assert paragraphs[1:] == [
        "Songs of spring, of 31 January 2026: on 3 March 2026",
        "Songs of <summer>, of 2 February 2026: on 4 March 2026",
        "https://live.example.org/artist/replays",
        "Each is told of once. Whoever keeps a replay has to delete it by hand.",
        "-- EncryptedMedia Live",
    ]
    page = mail.message.get_body(("html",))
    assert page is not None
    assert "Songs of &lt;summer&gt;" in page.get_content()
    assert 'href="https://live.example.org/artist/replays"' in page.get_content()
