"""A second kind of delivery beside webhooks, made up here: the outbox knows nothing of it, and none keeps another."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from catalog import models
from catalog.outbox.rules import Answer, DeliveryState, Verdict
from catalog.outbox.shapes import Claim, Condition, Draft
from catalog.outbox.turns import Shares
from catalog.shapes import Account
from contract.livestreams import Transition
from outbox.dispatcher import Dispatcher
from outbox.webhook.kind import SHARES, WebhookKind
from support.databases import create_artist, create_livestream
from support.dispatch import list_deliveries, run, subscribe
from support.moments import Clock
from support.receiver import Receiver
from support.waiting import PATIENCE

RUNG, BROKEN = Answer(200, "It rang."), Answer(None, "It is broken.")
PAUSE, MOST = 60.0, 2


class Bells:
    """Rings at an artist's door for each transition: one at a time each, and once more after a minute."""

    name = "bell"
    consumer = "bells"
    shares = Shares(attempts=4, failing=1, receiver=1, account=1, host=4)

    def __init__(self) -> None:
        self.rung: list[tuple[str, str]] = []
        """Account and type, of each attempt."""
        self.answer = RUNG
        self.delay = timedelta(0)
        self.held: dict[str, asyncio.Event] = {}
        """By account: its bell rings until then."""
        self.deaf = False
        self._heard = asyncio.Event()

    async def draft(self, lines: Sequence[Transition], epoch: str) -> Sequence[Draft]:
        if self.deaf:
            raise RuntimeError("no bell wire")
        return [
            Draft(
                account_id=line.artist_id,
                receiver=f"door of {line.artist_id}",
                seq=line.seq,
                event_id=f"{epoch}-{line.seq}",
                type=line.type,
                livestream_id=line.livestream_id,
                body=line.type,
                due_at=datetime.fromisoformat(line.at) + self.delay if self.delay else None,
            )
            for line in lines
        ]

    def followed(self) -> None:
        pass

    async def find_conditions(self, receivers: Collection[str]) -> Mapping[str, Condition]:
        return {one: Condition("bells.example", failing=False) for one in receivers}

    async def attempt(self, claim: Claim) -> Answer:
        assert claim.account_id is not None
        self.rung.append((claim.account_id, claim.body))
        self._heard.set()
        if (held := self.held.get(claim.account_id)) is not None:
            await held.wait()
        return self.answer

    async def judge(self, claim: Claim, answer: Answer, now: datetime) -> Verdict:
        if answer.delivered:
            return Verdict(DeliveryState.DELIVERED)
        return Verdict(DeliveryState.PENDING, PAUSE) if claim.attempts < MOST else Verdict(DeliveryState.DEAD)

    async def stop(self) -> None:
        """Nothing is open."""

    async def wait(self, count: int) -> None:
        """Until so many attempts have been made."""
        async with asyncio.timeout(PATIENCE):
            while len(self.rung) < count:
                self._heard.clear()
                await self._heard.wait()


@pytest.fixture
def bells() -> Bells:
    return Bells()


@pytest.fixture
def both(webhooks: WebhookKind, bells: Bells, clock: Clock) -> Dispatcher:
    """A dispatcher of both kinds."""
    return Dispatcher([webhooks, bells], clock=clock)


async def test_each_kind_follows_the_log_with_a_cursor_of_its_own(
    dispatcher: Dispatcher, both: Dispatcher, bells: Bells, artist: Account, receiver: Receiver
) -> None:
    await subscribe(artist, receiver)
    await create_livestream(artist)
    await run(dispatcher)  # of the version before, which knows no bells
    await run(both)
    assert bells.rung == [], "it hears of what comes after it"
    await create_livestream(artist)
    await create_livestream(artist)
    await run(dispatcher)
    assert dict(await models.Consumer.all().values_list("name", "seq")) == {"webhooks": 3, "bells": 1}
    await run(both)
    assert bells.rung == [(artist.id, "livestream.scheduled")] * 2
    assert dict(await models.Consumer.all().values_list("name", "seq")) == {"webhooks": 3, "bells": 3}
    assert len(receiver.arrivals) == 3


async def test_each_kind_has_its_rule_of_retries(
    both: Dispatcher, bells: Bells, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    webhook_id = await subscribe(artist, receiver)
    await run(both)
    bells.answer, receiver.answer = BROKEN, 500
    await create_livestream(artist)
    await run(both)
    clock.move(seconds=10)
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (1, 2)
    clock.move(seconds=50)
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (2, 3)
    clock.move(days=1)
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (2, 4)
    assert await models.Delivery.get(kind="bell").values_list("state", "attempts") == (DeliveryState.DEAD, 2)
    (delivery,) = await list_deliveries(webhook_id)
    assert (delivery.state, delivery.attempts) == ("pending", 4), "and its owner sees webhooks' deliveries only"


async def test_what_is_due_later_comes_then(
    both: Dispatcher, bells: Bells, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    await subscribe(artist, receiver)
    await run(both)
    bells.delay = timedelta(hours=1)
    await create_livestream(artist)
    clock.now = (await models.Transition.get(seq=1)).at + timedelta(minutes=59)
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (0, 1)
    clock.move(minutes=1)
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (1, 1)


async def test_slow_receivers_of_one_kind_or_account_keep_no_other(
    both: Dispatcher, bells: Bells, artist: Account, receiver: Receiver
) -> None:
    bob = await create_artist("bob@example.org")
    bells.held[artist.id] = receiver.hold = asyncio.Event()
    await run(both)
    for _ in range(3):
        await subscribe(artist, receiver)
    for _ in range(SHARES.account):
        await create_livestream(artist)
    await both.step()
    await receiver.wait(SHARES.account)
    await bells.wait(1)
    assert bells.rung == [(artist.id, "livestream.scheduled")], "though webhooks have all the account's places"
    await create_livestream(bob)
    await both.step()
    await bells.wait(2)
    assert bells.rung[1:] == [(bob.id, "livestream.scheduled")]
    async with Receiver() as quick:
        await subscribe(bob, quick)
        await create_livestream(bob)
        await both.step()
        await quick.wait(1)
    receiver.hold.set()
    await run(both)


async def test_kind_that_cannot_follow_the_log_keeps_no_other_and_misses_nothing(
    both: Dispatcher, bells: Bells, artist: Account, receiver: Receiver
) -> None:
    await subscribe(artist, receiver)
    await run(both)
    bells.deaf = True
    await create_livestream(artist)
    with pytest.raises(ExceptionGroup) as raised:
        await both.step()
    assert raised.group_contains(RuntimeError, match="no bell wire")
    await both.finish()
    assert (len(bells.rung), len(receiver.arrivals)) == (0, 1)
    bells.deaf = False
    await run(both)
    assert (len(bells.rung), len(receiver.arrivals)) == (1, 1)


async def test_process_that_does_not_know_a_kind_leaves_its_deliveries_alone(
    dispatcher: Dispatcher, both: Dispatcher, bells: Bells, artist: Account, clock: Clock
) -> None:
    await run(both)
    bells.answer = BROKEN
    await create_livestream(artist)
    await run(both)
    clock.move(days=1)
    await run(dispatcher)
    assert len(bells.rung) == 1
    await run(both)
    assert len(bells.rung) == 2
