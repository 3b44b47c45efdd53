"""A tip: tokens, message, alert and webhooks, all of it or nothing, once for each key, never more than is held."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog import models
from catalog.chat.changes import change_room
from catalog.chat.errors import ChatClosedError
from catalog.chat.reading import read_batch, read_room, select_messages
from catalog.chat.writing import Draft as ChatDraft
from catalog.chat.writing import write_drafts
from catalog.ledger.errors import InsufficientTokensError, KeyReusedError, LedgerBusyError
from catalog.ledger.grants import Grant, grant_tokens, import_grants
from catalog.ledger.payments import Held, share
from catalog.ledger.wallets import leave_address, read_balances
from catalog.livestreams.changes import Draft, delete_livestream, insert_livestream
from catalog.livestreams.errors import NotFoundError
from catalog.outbox.subscriptions import insert_webhook
from catalog.shapes import Account
from catalog.tips.errors import OwnTipError, TipNotFoundError
from catalog.tips.giving import Given, find_given, give_tip
from catalog.tips.goals import end_goal, set_goal
from catalog.tips.refunds import refund_tip
from catalog.tips.rules import TipDraft
from catalog.tips.supporters import select_supporters, select_tips
from contract.chat.lines import What
from contract.chat.tips import Tip
from support.databases import create_artist, verify_email
from support.lookups import read_balance


@pytest.fixture
async def show(artist: Account) -> str:
    return (await insert_livestream(artist.id, Draft("The encore"))).entry.livestream_id


@pytest.fixture
async def fan(database: str) -> Account:
    return await create_artist("fan@example.org", role="fan")


def render(tip: Tip) -> str:
    return f"{tip.amount} {tip.message['text']}"


def draft(show: str, fan: Account, amount: int, text: str = "", key: str | None = None) -> TipDraft:
    return TipDraft(show, fan.id, "Grace", amount, text, badges=("holder",), key=key)


async def give(show: str, fan: Account, amount: int, text: str = "", key: str | None = None) -> Given:
    return await give_tip(draft(show, fan, amount, text, key), render)


async def grant(artist: Account, amount: int, **whom: str) -> None:
    await grant_tokens(artist.id, Grant(amount, **whom), artist.id)


async def read_kept() -> tuple[int, int, int, int]:
    """How many tips' transactions, messages, alerts and deliveries there are."""
    return (
        await models.LedgerTransaction.filter(kind="tip").count(),
        await models.ChatMessage.filter(kind="tip").count(),
        await models.Alert.all().count(),
        await models.Delivery.filter(kind="webhook").count(),
    )


async def test_a_tip_is_tokens_a_message_an_alert_and_what_webhooks_hear(
    artist: Account, fan: Account, show: str
) -> None:
    await grant(artist, 60, account_id=fan.id)
    for types in ([], ["tip.received"], ["livestream.live"]):
        await insert_webhook(artist.id, "own", "https://hooks.example.org", types)
    await insert_webhook(fan.id, "own", "https://hooks.example.org", [])
    given = await give(show, fan, 50, "For the encore!")
    (message,) = await select_messages(show)
    assert given.message == message
    assert {name: message[name] for name in ("kind", "text", "tip", "seq", "account")} == {
        "kind": "tip",
        "text": "For the encore!",
        "tip": {"amount": 50, "tier": 3, "refunded": False},
        "seq": 1,
        "account": {"id": fan.id, "display_name": "Grace", "badges": ["holder"]},
    }
    assert given.batch == await read_batch(show, 0)
    assert await read_balance(fan.id, artist.id) == 10
    alert = await models.Alert.get()
    assert given.alert is not None
    assert (alert.number, alert.kind, alert.message_id) == (given.alert.number, "tip", message["id"])
    assert alert.about["amount"] == 50
    sent = await models.Delivery.filter(kind="webhook")
    assert [(one.type, one.body, one.event_id) for one in sent] == [
        ("tip.received", "50 For the encore!", f"tip-{message['id']}")
    ] * 2
    (entry,) = await models.LedgerTransaction.filter(kind="tip")
    assert (entry.reason, entry.by) == ("The encore", fan.id)


async def test_all_that_a_fan_holds_pays_together_and_what_an_address_was_given_last(
    artist: Account, fan: Account, show: str
) -> None:
    await grant(artist, 5, email=fan.email)
    await verify_email(fan.email)
    await leave_address(fan.id)  # those are the account's now
    await grant(artist, 4, email=fan.email)
    await grant(artist, 3, account_id=fan.id)
    await grant(artist, 100, email="somebody@example.org")
    with pytest.raises(InsufficientTokensError, match="There are 12 tokens there, and 13"):
        await give(show, fan, 13)
    await give(show, fan, 10)
    wallets = models.LedgerEntry.filter(transaction__kind="tip").select_related("wallet").order_by("amount")
    assert [(row.amount, row.wallet.email, row.wallet.former_email) for row in await wallets] == [
        (-5, None, fan.email),
        (-3, None, None),
        (-2, fan.email, None),
        (10, None, None),
    ]
    assert await read_balance(fan.id, artist.id) == 2
    assert (await read_kept())[:2] == (1, 1)


def test_the_first_wallets_pay_first() -> None:
    held = [Held("own", 1, 3), Held("empty", 0, 0), Held("address", 4, 10)]
    assert share(held, 2) == {"own": 2}
    assert share(held, 13) == {"own": 3, "address": 10}
    with pytest.raises(InsufficientTokensError):
        share([], 1)


async def test_the_same_key_is_the_same_tip(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 60, account_id=fan.id)
    first = await give(show, fan, 50, "Yes", key="one")
    again = await give(show, fan, 50, "Yes", key="one")
    assert (again.message, again.again, again.batch) == (first.message, True, None)
    known = await find_given(draft(show, fan, 50, "Yes", "one"), artist.id)
    assert known is not None
    assert known.message == first.message
    for other in (draft(show, fan, 49, "Yes", "one"), draft(show, fan, 50, "No", "one")):
        with pytest.raises(KeyReusedError):
            await give_tip(other, render)
        with pytest.raises(KeyReusedError):
            await find_given(other, artist.id)
    assert await find_given(draft(show, fan, 50, "Yes", "two"), artist.id) is None
    assert (await read_kept())[:3] == (1, 1, 1)


async def test_what_is_refused_leaves_nothing(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 10, account_id=fan.id)
    await grant(artist, 10, account_id=artist.id)
    with pytest.raises(InsufficientTokensError):
        await give(show, fan, 11)
    with pytest.raises(OwnTipError):
        await give(show, artist, 1)
    await change_room(show, {"enabled": False})
    with pytest.raises(ChatClosedError):
        await give(show, fan, 1)

    def fail(tip: Tip) -> str:
        raise RuntimeError(tip.amount)

    await change_room(show, {"enabled": True})
    with pytest.raises(RuntimeError):
        await give_tip(draft(show, fan, 1), fail)
    assert await read_kept() == (0, 0, 0, 0)
    assert (await read_room(show)).seq == 2
    assert await read_balance(fan.id, artist.id) == 10


async def test_many_at_once_each_give_once_and_no_more_than_they_hold(artist: Account, show: str) -> None:
    """Twenty fans, each of whom holds 3 in two wallets and tries eight times, twice under each key."""
    fans = [await create_artist(f"fan{number}@example.org", role="fan") for number in range(20)]
    for one in fans:
        await grant(artist, 2, account_id=one.id)
        await grant(artist, 1, email=one.email)
        await verify_email(one.email)
    await set_goal(show, artist.id, "A new piano", 1000)
    tries = [give(show, one, 1, key=f"key {number}") for number in range(4) for one in fans for _ in range(2)]
    imported = [Grant(1, email=f"late{number}@example.org") for number in range(300)]
    meanwhile = asyncio.create_task(import_grants(artist.id, imported, artist.id))
    answers = await asyncio.gather(*map(asyncio.create_task, tries), return_exceptions=True)
    await meanwhile
    given = [one for one in answers if isinstance(one, Given)]
    refused = [one for one in answers if not isinstance(one, Given)]
    assert {type(one) for one in refused} == {InsufficientTokensError}
    assert len({one.message["id"] for one in given}) == 60 == (await read_kept())[0]
    assert sum(not one.again for one in given) == 60
    balances = await read_balances([(one.id, artist.id) for one in fans])
    assert set(balances.values()) == {0}
    room = await read_room(show)
    assert room.shape["goal"]["given"] == 60
    rows = models.ChatMessage.filter(livestream_id=show).order_by("seq")
    assert [seq for (seq,) in await rows.values_list("seq")] == list(range(2, 121, 2)), (
        "each with the goal's number after it"
    )
    alerts = models.Alert.all().order_by("number")
    assert [number for (number,) in await alerts.values_list("number")] == list(range(1, 61))


async def test_everybody_hears_of_the_goal_with_the_tip(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 60, account_id=fan.id)
    await give(show, fan, 5, "before there is a goal")
    await set_goal(show, artist.id, "A new piano", 100)
    given = await give(show, fan, 20)
    assert given.batch is not None
    assert [(line.what, line.seq) for line in given.batch.lines] == [(What.MESSAGE, 3), (What.ROOM, 4)]
    assert (given.batch.lines[1].shape or {})["goal"] == {"title": "A new piano", "amount": 100, "given": 20}
    assert given.batch == await read_batch(show, 2)
    await set_goal(show, artist.id, "A new grand piano", 200)
    assert (await read_room(show)).shape["goal"] == {"title": "A new grand piano", "amount": 200, "given": 20}
    await end_goal(show, artist.id)
    assert (await read_room(show)).shape["goal"] is None
    await set_goal(show, artist.id, "Strings", 10)
    assert (await read_room(show)).shape["goal"]["given"] == 0


async def test_a_refund_is_a_new_entry_and_everybody_sees_it(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 3, account_id=fan.id)
    await grant(artist, 4, email=fan.email)
    await verify_email(fan.email)
    await set_goal(show, artist.id, "A new piano", 100)
    given = await give(show, fan, 6)
    refunded = await refund_tip(show, given.message["id"], artist.id)
    assert refunded.account_id == fan.id
    assert refunded.message["tip"] == {"amount": 6, "tier": 1, "refunded": True}
    assert [(line.what, line.seq) for line in refunded.batch.lines] == [(What.MESSAGE, 4), (What.ROOM, 5)]
    assert refunded.batch == await read_batch(show, 3)
    assert [alert.number for alert in refunded.withdrawn] == [1]
    assert (await models.Alert.get()).withdrawn
    assert (await read_room(show)).shape["goal"]["given"] == 0
    wallets = models.Wallet.filter(artist_id=artist.id).exclude(id=artist.id)
    entries = {
        row.id: await models.LedgerEntry.filter(wallet_id=row.id).order_by("-number").first() for row in await wallets
    }
    assert sorted(entry.balance for entry in entries.values() if entry is not None) == [3, 4]
    again = await refund_tip(show, given.message["id"], artist.id)
    assert (again.again, again.batch.lines, again.message) == (True, (), refunded.message)
    assert await models.LedgerTransaction.filter(kind="refund").count() == 1
    with pytest.raises(TipNotFoundError):
        await refund_tip(show, "nothing", artist.id)


async def test_a_tip_given_back_by_many_at_once_goes_back_once(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 9, account_id=fan.id)
    tips = [await give(show, fan, 1) for _ in range(3)]
    refunds = [refund_tip(show, tip.message["id"], artist.id) for tip in tips for _ in range(4)]
    more = [give(show, fan, 1) for _ in range(4)]
    await asyncio.gather(*map(asyncio.create_task, refunds), *map(asyncio.create_task, more))
    assert await read_balance(fan.id, artist.id) == 5
    assert await models.LedgerTransaction.filter(kind="refund").count() == 3


async def test_of_a_removed_tip_the_tokens_go_back_too(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 9, account_id=fan.id)
    given = await give(show, fan, 6)
    await models.ChatMessage.filter(id=given.message["id"]).update(removed_at=datetime.now(UTC))
    refunded = await refund_tip(show, given.message["id"], artist.id)
    assert list(refunded.batch.lines) == []
    assert await read_balance(fan.id, artist.id) == 9


async def test_who_gave_most_is_named_unless_they_would_rather_not(artist: Account, show: str) -> None:
    fans = [await create_artist(f"fan{number}@example.org", role="fan") for number in range(13)]
    for number, one in enumerate(fans, 1):
        await grant(artist, 100, account_id=one.id)
        await give(show, one, number)
        await give(show, one, 1)
    await models.Account.filter(id__in=[fans[11].id, fans[0].id]).update(shows_support=False)
    given_back = await give(show, fans[1], 50)
    await refund_tip(show, given_back.message["id"], artist.id)
    found = await select_supporters(show)
    assert [(each.person.id, each.amount) for each in found.named] == [
        (fans[number].id, number + 2) for number in (12, 10, 9, 8, 7, 6, 5, 4, 3, 2)
    ]
    assert (found.total, found.tips, found.unnamed) == (sum(range(1, 14)) + 13, 26, 13 + 2)
    pages, cursor = [], None
    while True:
        page = await select_tips(artist.id, limit=10, cursor=cursor)
        pages.append([(tip.amount, tip.refunded_at is not None) for tip in page.tips])
        if (cursor := page.next_cursor) is None:
            break
    assert [len(page) for page in pages] == [10, 10, 7]
    assert pages[0][0] == (50, True)
    assert pages[-1][-1] == (1, False)


async def test_a_webhook_that_is_disabled_hears_of_nothing(artist: Account, fan: Account, show: str) -> None:
    await grant(artist, 9, account_id=fan.id)
    webhook = (await insert_webhook(artist.id, "own", "https://hooks.example.org", [])).webhook
    await models.WebhookSubscription.filter(id=webhook.id).update(enabled=False)
    await give(show, fan, 1)
    assert (await read_kept())[3] == 0


async def test_a_show_that_is_deleted_in_the_middle_of_it_stops_nobody_for_ever(artist: Account) -> None:
    fans = [await create_artist(f"fan{number}@example.org", role="fan") for number in range(6)]
    for one in fans:
        await grant(artist, 20, account_id=one.id)
    for _ in range(4):
        show = (await insert_livestream(artist.id, Draft("The encore"))).entry.livestream_id
        tips = [give(show, one, 1) for one in fans for _ in range(2)]
        talk = [write_drafts([ChatDraft(show, one.id, "Grace", "Hello")]) for one in fans]
        deletion = delete_livestream(show, artist.id)
        tasks: list[asyncio.Task[Any]] = [asyncio.create_task(one) for one in (*tips, *talk, deletion)]
        done: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
        for one in done:
            if isinstance(one, BaseException) and type(one) not in (NotFoundError, LedgerBusyError):
                raise one
        assert not await models.ChatMessage.exists(livestream_id=show)
    left = await read_balances([(one.id, artist.id) for one in fans])
    given = await models.LedgerTransaction.filter(kind="tip").count()
    assert sum(left.values()) + given == 6 * 20
