"""The outbox on both databases: each transition once, each attempt one process's."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

import pytest

from catalog import models
from catalog.livestreams.changes import delete_livestream, update_livestream
from catalog.outbox.consumers import BATCH, enqueue
from catalog.outbox.deliveries import select_deliveries
from catalog.outbox.errors import TooManyWebhooksError, WebhookNotFoundError
from catalog.outbox.lock import FIRST_CONSUMER
from catalog.outbox.queue import LEASE, claim, prune_deliveries, release, select_next_due
from catalog.outbox.queue import settle as settle_by
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim
from catalog.outbox.subscriptions import (
    LIMIT,
    delete_webhook,
    insert_webhook,
    rotate_secret,
    select_signing,
    select_webhook,
    select_webhooks,
    update_webhook,
)
from catalog.outbox.turns import Shares
from catalog.outbox.webhooks import KIND, draft_events, find_conditions, judge_attempt
from catalog.shapes import Account
from contract.livestreams import Transition
from support.databases import create_artist, create_livestream, on_own_connection, verify_email

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
URL = "https://example.org/hooks?token=hidden"
YES = Answer(204, "The receiver answered 204.")
PROCESSES = 4

T = TypeVar("T")


def render(line: Transition, epoch: str, account_id: str) -> str:
    return f"{epoch} {line.seq} {account_id}"


async def fill(*operators: str, most: int = BATCH) -> int:
    passed = 0
    draft = partial(draft_events, render=render, operators=operators)
    while step := await enqueue(FIRST_CONSUMER, KIND, draft, now=NOW, most=most):
        passed += step
    return passed


async def take(now: datetime = NOW, slots: int = 100, per_webhook: int = 100) -> list[Claim]:
    return await claim_by(Shares(slots, slots, per_webhook, 100, 100), now)


async def claim_by(shares: Shares, now: datetime = NOW) -> list[Claim]:
    return await claim(now, {KIND: shares}, {KIND: find_conditions})


async def settle(claim: Claim, answer: Answer, *, now: datetime) -> Verdict | None:
    return await settle_by(claim, answer, partial(judge_attempt, now=now, jitter=lambda: 1.0), now=now)


async def seqs(webhook_id: str) -> list[int]:
    return [one.seq for one in (await select_deliveries(webhook_id, limit=100)).deliveries][::-1]


async def at_once(url: str, action: Callable[[], Awaitable[T]]) -> list[T]:
    """In several processes, each with a connection of its own."""
    ready = asyncio.Barrier(PROCESSES)

    async def run() -> T:
        await ready.wait()
        return await action()

    async with asyncio.timeout(60):
        return await asyncio.gather(*(asyncio.create_task(on_own_connection(url, run)) for _ in range(PROCESSES)))


async def test_subscription_hears_of_what_comes_after_it_and_of_its_own(database: str, artist: Account) -> None:
    bob, eve = await create_artist("bob@example.org"), await create_artist("eve@example.org", role="fan")
    await create_livestream(artist)
    await verify_email(eve.email)
    own = (await insert_webhook(artist.id, "own", URL)).webhook
    everything = (await insert_webhook(eve.id, "all", URL)).webhook
    ends = (await insert_webhook(artist.id, "own", URL, ["livestream.deleted"])).webhook
    mine = await create_livestream(artist)
    await create_livestream(bob)
    await delete_livestream(mine.entry.livestream_id, artist.id)
    assert await fill("eve@example.org") == 4
    assert await seqs(own.id) == [2, 4]
    assert await seqs(everything.id) == [2, 3, 4]
    assert await seqs(ends.id) == [4]
    assert await fill("eve@example.org") == 0
    await create_livestream(bob)
    await fill()
    assert await seqs(everything.id) == [2, 3, 4], "an operator who is none any more hears no more"


async def test_whoever_only_registered_an_operators_address_hears_of_nobody(database: str, artist: Account) -> None:
    eve = await create_artist("operator@example.org", role="fan")
    everything = (await insert_webhook(eve.id, "all", URL)).webhook
    await create_livestream(artist)
    await fill(eve.email)
    assert await seqs(everything.id) == []
    await verify_email(eve.email)
    await create_livestream(artist)
    await fill(eve.email)
    assert await seqs(everything.id) == [2]


async def test_without_subscriptions_the_cursor_follows_the_log(database: str, artist: Account) -> None:
    for _ in range(3):
        await create_livestream(artist)
    assert await fill() == 3
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook
    await create_livestream(artist)
    await fill()
    assert await seqs(webhook.id) == [4]


async def test_log_longer_than_a_batch_is_put_in_whole(database: str, artist: Account) -> None:
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook
    show = await create_livestream(artist)
    for number in range(7):
        await update_livestream(show.entry.livestream_id, artist.id, {"title": str(number)})
    assert await fill(most=3) == 8
    assert await seqs(webhook.id) == list(range(1, 9))


async def test_several_processes_put_each_transition_in_once(database: str, artist: Account) -> None:
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook

    async def act() -> None:
        for _ in range(5):
            await create_livestream(artist)
            await fill()

    await at_once(database, act)
    await fill()
    assert await seqs(webhook.id) == list(range(1, PROCESSES * 5 + 1))


async def test_several_processes_take_each_attempt_once(database: str, artist: Account) -> None:
    await insert_webhook(artist.id, "own", URL)
    for _ in range(20):
        await create_livestream(artist)
    await fill()

    async def act() -> list[str]:
        taken: list[str] = []
        while claims := await take(slots=2):
            taken += [one.delivery_id for one in claims]
        return taken

    taken = [name for names in await at_once(database, act) for name in names]
    assert len(taken) == len(set(taken)) == 20


async def test_webhook_made_while_others_fill_the_outbox_misses_nothing(database: str, artist: Account) -> None:
    """Every transition that was committed after the webhook's answer is in its outbox."""
    await insert_webhook(artist.id, "own", URL)

    async def act() -> tuple[str, int]:
        await create_livestream(artist)
        made = await insert_webhook(artist.id, "own", URL)
        await fill()
        show = await create_livestream(artist)
        await fill()
        return made.webhook.id, show.transitions[0].seq

    for webhook_id, seq in await at_once(database, act):
        await fill()
        found = await seqs(webhook_id)
        assert seq in found
        assert found == list(range(found[0], PROCESSES * 2 + 1)), "from its making on, and no gap"


async def test_lease_that_has_run_out_gives_the_attempt_to_another(database: str, artist: Account) -> None:
    await insert_webhook(artist.id, "own", URL)
    await create_livestream(artist)
    await fill()
    (first,) = await take()
    assert await take(NOW + LEASE - timedelta(seconds=1)) == []
    (second,) = await take(NOW + LEASE)
    assert (second.delivery_id, second.attempts) == (first.delivery_id, 2)
    late = await settle(first, Answer(500, "No."), now=NOW + LEASE)
    assert late is None, "it is not the first's any more"
    verdict = await settle(second, YES, now=NOW + LEASE)
    assert verdict is not None
    assert verdict.state is DeliveryState.DELIVERED
    assert await take(NOW + timedelta(days=9)) == []


async def test_attempt_given_back_is_due_at_once(database: str, artist: Account) -> None:
    await insert_webhook(artist.id, "own", URL)
    await create_livestream(artist)
    await fill()
    (taken,) = await take()
    assert await select_next_due(NOW, [KIND]) == NOW + LEASE
    await release([taken], now=NOW)
    assert len(await take()) == 1


async def test_disabled_webhooks_wait(database: str, artist: Account) -> None:
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook
    await create_livestream(artist)
    await fill()
    await update_webhook(webhook.id, artist.id, {"enabled": False})
    assert await take() == []
    await create_livestream(artist)
    await fill()
    await update_webhook(webhook.id, artist.id, {"enabled": True, "url": "https://example.org/new"})
    await fill()
    (taken,) = await take()
    assert taken.receiver == webhook.id
    assert await seqs(webhook.id) == [1], "what happened meanwhile is not told"


async def test_account_has_a_limit_even_when_it_asks_all_at_once(database: str, artist: Account) -> None:
    for _ in range(LIMIT - 1):
        await insert_webhook(artist.id, "own", URL)

    async def act() -> bool:
        try:
            await insert_webhook(artist.id, "own", URL)
        except TooManyWebhooksError:
            return False
        return True

    assert sorted(await at_once(database, act)) == [False] * (PROCESSES - 1) + [True]
    assert len(await select_webhooks(artist.id)) == LIMIT


async def test_webhook_is_its_owners_alone(database: str, artist: Account) -> None:
    bob = await create_artist("bob@example.org")
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook
    assert await select_webhooks(bob.id) == []
    for act in (select_webhook, delete_webhook, select_signing):
        with pytest.raises(WebhookNotFoundError):
            await act(webhook.id, bob.id)
    with pytest.raises(WebhookNotFoundError):
        await update_webhook(webhook.id, bob.id, {"enabled": False})
    with pytest.raises(WebhookNotFoundError):
        await rotate_secret(webhook.id, bob.id, overlap=timedelta(0))


async def test_deleted_webhook_takes_its_outbox_with_it(database: str, artist: Account) -> None:
    webhook = (await insert_webhook(artist.id, "own", URL)).webhook
    await create_livestream(artist)
    await fill()
    (taken,) = await take()
    await delete_webhook(webhook.id, artist.id)
    assert await models.Delivery.all().count() == 0
    assert await settle(taken, YES, now=NOW) is None


async def test_rotation_without_overlap_leaves_one_secret(database: str, artist: Account) -> None:
    made = await insert_webhook(artist.id, "own", URL)
    overlapping = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(hours=1), now=NOW)
    assert overlapping.secrets[1] == made.secrets[0]
    at_once = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(0), now=NOW)
    assert len(at_once.secrets) == 1
    assert at_once.secrets[0] not in overlapping.secrets


async def test_secrets_and_addresses_are_not_in_what_is_logged(database: str, artist: Account) -> None:
    made = await insert_webhook(artist.id, "own", URL)
    assert len(base64.b64decode(made.secrets[0].removeprefix("whsec_"), validate=True)) == 32
    await create_livestream(artist)
    await fill()
    (taken,) = await take()
    for shown in (repr(made), repr(made.webhook), repr(taken)):
        assert made.secrets[0] not in shown
        assert "hidden" not in shown


async def test_old_deliveries_are_forgotten(database: str, artist: Account) -> None:
    await insert_webhook(artist.id, "own", URL)
    for _ in range(3):
        await create_livestream(artist)
    await fill()
    delivered, gone, waiting = await take()
    await settle(delivered, YES, now=NOW)
    await models.Delivery.filter(id=gone.delivery_id).update(state=DeliveryState.DEAD)
    assert await prune_deliveries(now=NOW + timedelta(days=6)) == 0
    assert await prune_deliveries(now=NOW + timedelta(days=8)) == 1
    assert await prune_deliveries(now=NOW + timedelta(days=31)) == 1
    assert [row.id for row in await models.Delivery.all()] == [waiting.delivery_id]


async def test_slow_receivers_of_one_account_do_not_hold_up_another_artist(database: str, artist: Account) -> None:
    mallory = await create_artist("mallory@example.org")
    for number in range(LIMIT):
        await insert_webhook(mallory.id, "own", f"https://slow-{number}.example/")
    for _ in range(4):
        await create_livestream(mallory)
    mine = (await insert_webhook(artist.id, "own", URL)).webhook
    await create_livestream(artist)
    await fill()
    shares = Shares(attempts=64, failing=16, receiver=4, account=8, host=16)
    claims = await claim_by(shares)
    assert [one.receiver for one in claims].count(mine.id) == 1
    assert len(claims) == 1 + 8
    assert await claim_by(shares) == [], "what is under way counts, whichever process has it"
