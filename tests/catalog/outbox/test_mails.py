"""Mails in the outbox, on both databases: nobody's deliveries, which take turns for themselves and are forgotten."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from catalog import models
from catalog.db.keys import Database
from catalog.outbox.mails import (
    KIND,
    MOST,
    NOTICES,
    WITHIN,
    Letter,
    insert_mail,
    is_full,
    name_mailbox,
    read_mail,
    withdraw_mails,
)
from catalog.outbox.queue import claim, prune_deliveries, settle
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim, Condition
from catalog.outbox.turns import Shares
from runtime.keys import Keys

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
ADA, BEA = "ada@example.org", "bea@example.org"


async def find_conditions(receivers: Collection[str]) -> Mapping[str, Condition]:
    return {one: Condition("mail.example.org", failing=False) for one in receivers}


async def take(most: int = 10) -> list[Claim]:
    shares = Shares(attempts=most, failing=most, receiver=1, account=1, host=most)
    return await claim(NOW, {KIND: shares}, {KIND: find_conditions})


async def settle_as(one: Claim, verdict: Verdict, now: datetime = NOW) -> None:
    async def judge(claim: Claim, answer: Answer) -> Verdict:
        return verdict

    assert await settle(one, Answer(250, "Taken."), judge, now=now) == verdict


async def no_verdict() -> Verdict:
    raise AssertionError


async def test_each_mailbox_takes_turns_for_itself_and_gets_one_mail_at_a_time(database: str) -> None:
    for _ in range(3):
        await insert_mail(Letter.RESET, ADA, now=NOW)
    await insert_mail(Letter.RESET, BEA, now=NOW)
    taken = await take()
    assert {read_mail(one.body).to for one in taken} == {ADA, BEA}
    assert [one.account_id for one in taken] == [None, None]
    assert await take() == []
    for one in taken:
        await settle_as(one, Verdict(DeliveryState.DELIVERED, forget=True))
    (again,) = await take()
    assert read_mail(again.body).to == ADA


async def test_what_has_gone_is_forgotten_and_what_waits_is_not(database: str) -> None:
    await insert_mail(Letter.CHANGE, ADA, account_id="a", now=NOW)
    (one,) = await take()
    assert (read_mail(one.body).account_id, read_mail(one.body).asked_at) == ("a", NOW)
    await settle_as(one, Verdict(DeliveryState.PENDING, 0.0))
    assert (await models.Delivery.get()).body == one.body
    (again,) = await take()
    await settle_as(again, Verdict(DeliveryState.DEAD, forget=True))
    row = await models.Delivery.get()
    assert (row.body, row.receiver, row.state) == ("", name_mailbox(ADA), DeliveryState.DEAD)
    assert await prune_deliveries(now=NOW + timedelta(days=31)) == 1


async def test_mailbox_is_full_after_some_mails_of_a_group_and_for_a_while(database: str) -> None:
    for _ in range(MOST):
        await insert_mail(Letter.VERIFY, ADA, now=NOW)
        (one,) = await take()
        mail = read_mail(one.body)
        assert not await is_full(mail, now=NOW)
        await settle_as(one, Verdict(DeliveryState.DELIVERED, forget=True))
    assert await is_full(mail, now=NOW + WITHIN - timedelta(seconds=1))
    assert not await is_full(mail, now=NOW + WITHIN)
    await insert_mail(Letter.RESET, ADA, now=NOW)
    await insert_mail(Letter.CHANGE, ADA, now=NOW)
    await insert_mail(Letter.KNOWN, ADA, now=NOW)
    await insert_mail(Letter.VERIFY, ADA, now=NOW)
    await insert_mail(Letter.VERIFY, BEA, now=NOW)
    mails = [read_mail(row.body) for row in await models.Delivery.filter(state=DeliveryState.PENDING)]
    full = {(each.letter, each.to) for each in mails if await is_full(each, now=NOW)}
    assert full == {(Letter.VERIFY, ADA)}, "one group, of one mailbox"


async def test_mails_that_anybody_can_have_sent_keep_no_new_account_from_its_link(database: str) -> None:
    for letter in (Letter.CHANGE, Letter.KNOWN, Letter.CHANGE):
        await insert_mail(letter, ADA, now=NOW)
        (one,) = await take()
        await settle_as(one, Verdict(DeliveryState.DELIVERED, forget=True))
    for letter in (Letter.CHANGE, Letter.KNOWN, Letter.VERIFY):
        await insert_mail(letter, ADA, now=NOW)
    mails = [read_mail(row.body) for row in await models.Delivery.filter(state=DeliveryState.PENDING)]
    assert {mail.letter for mail in mails if await is_full(mail, now=NOW)} == {Letter.CHANGE, Letter.KNOWN}


async def test_no_notice_uses_up_what_another_may_have(database: str) -> None:
    for _ in range(MOST):
        await insert_mail(Letter.ACCESS_TOKEN, ADA, now=NOW)
        (one,) = await take()
        await settle_as(one, Verdict(DeliveryState.DELIVERED, forget=True))
    for letter in NOTICES:
        await insert_mail(letter, ADA, now=NOW)
    mails = [read_mail(row.body) for row in await models.Delivery.filter(state=DeliveryState.PENDING)]
    assert {mail.letter for mail in mails if await is_full(mail, now=NOW)} == {Letter.ACCESS_TOKEN}


async def test_all_tags_of_a_mailbox_are_one_beside_the_plain_one(database: str) -> None:
    assert name_mailbox("ada+live@example.org") == name_mailbox("ada+show+2@example.org")
    others = {name_mailbox(each) for each in (ADA, BEA, "ada+live@example.org", "ada+live@example.com")}
    assert len(others) == 4


async def test_who_reads_a_copy_of_the_database_can_try_no_address(database: str) -> None:
    await insert_mail(Letter.RESET, ADA, now=NOW)
    assert (await models.Delivery.get()).receiver != hashlib.sha256(ADA.encode()).hexdigest()
    named = name_mailbox(ADA)
    with Database(Keys("another secret")):
        assert name_mailbox(ADA) != named


async def test_mails_to_another_tag_are_not_withdrawn(database: str) -> None:
    for tag in ("live", "show"):
        await insert_mail(Letter.RESET, f"ada+{tag}@example.org", now=NOW)
    await withdraw_mails("ada+live@example.org", now=NOW)
    assert read_mail((await models.Delivery.get()).body).to == "ada+show@example.org"


async def test_what_went_lately_still_counts_when_the_rest_is_withdrawn(database: str) -> None:
    for verdict in (DeliveryState.DELIVERED, DeliveryState.DEAD):
        await insert_mail(Letter.VERIFY, ADA, now=NOW)
        (one,) = await take()
        await settle_as(one, Verdict(verdict, forget=True))
    for _ in range(3):
        await insert_mail(Letter.VERIFY, ADA, now=NOW)
    await insert_mail(Letter.VERIFY, BEA, now=NOW)
    (under_way,) = [one for one in await take() if read_mail(one.body).to == ADA]
    await withdraw_mails(ADA, now=NOW)
    left = models.Delivery.filter(receiver=name_mailbox(ADA))
    assert await left.values_list("state", "body") == [(DeliveryState.DELIVERED, "")] * 2
    assert await models.Delivery.filter(receiver=name_mailbox(BEA)).count() == 1
    assert await settle(under_way, Answer(451, "Later."), lambda *_: no_verdict(), now=NOW) is None, "nor again"
    await withdraw_mails(ADA, now=NOW + WITHIN)
    assert not await left.exists()
