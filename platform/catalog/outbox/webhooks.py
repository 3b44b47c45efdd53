"""What the outbox asks of the webhooks: who hears of a transition, who may be sent to now, and what an attempt does
to its webhook. All of it runs in the outbox's lock."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.outbox.rules import Answer, DeliveryState, Verdict, judge, wants
from catalog.outbox.shapes import Claim, Condition, Draft
from contract.livestreams import Transition

KIND = "webhook"

Render = Callable[[Transition, str, str], str]
"""Gets a transition, the log's epoch and the subscriber's account id; gives the event's body."""


async def draft_events(
    lines: Sequence[Transition], epoch: str, render: Render, operators: Collection[str]
) -> list[Draft]:
    """An event for each webhook that is to hear of each transition.

    `operators` are the e-mail addresses whose accounts, once verified, may hear of everybody's livestreams.
    """
    # By whom they hear of: thousands of webhooks must not be looked at for each line.
    of_artist: dict[str, list[models.WebhookSubscription]] = {}
    of_everybody: list[models.WebhookSubscription] = []
    for one in await models.WebhookSubscription.filter(enabled=True).select_related("account"):
        (of_everybody if one.scope == "all" else of_artist.setdefault(one.account_id, [])).append(one)
    return [
        Draft(
            account_id=one.account_id,
            receiver=one.id,
            seq=line.seq,
            event_id=f"{epoch}-{line.seq}",
            type=line.type,
            livestream_id=line.livestream_id,
            body=render(line, epoch, one.account_id),
        )
        for line in lines
        for one in (*of_artist.get(line.artist_id, ()), *of_everybody)
        if line.seq > one.after_seq
        and wants(
            one.scope,
            one.account_id,
            tuple(one.types),
            is_operator=to_account(one.account).is_operator(operators),
            artist_id=line.artist_id,
            event_type=line.type,
        )
    ]


async def find_conditions(webhook_ids: Collection[str]) -> Mapping[str, Condition]:
    """How webhooks stand: one that is disabled waits, and so does what is to be sent to it."""
    found = await models.WebhookSubscription.filter(id__in=list(webhook_ids))
    return {one.id: Condition(_read_host(one.url), one.failures > 0, paused=not one.enabled) for one in found}


def _read_host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()  # with its port: a server of its own


async def judge_attempt(claim: Claim, answer: Answer, *, now: datetime, jitter: Callable[[], float]) -> Verdict:
    """What follows from an attempt, and write down what it says of the webhook: one that is given up takes what waits
    for it along."""
    webhook = await models.WebhookSubscription.get(id=claim.receiver)
    if answer.delivered:
        webhook.failures, webhook.failing_since, webhook.last_delivered_at = 0, None, now
    else:
        webhook.failures, webhook.failing_since = webhook.failures + 1, webhook.failing_since or now
    verdict = judge(answer, claim.attempts, failing_since=webhook.failing_since, now=now, jitter=jitter)
    if verdict.disable is not None and webhook.enabled:
        webhook.enabled, webhook.disabled_reason = False, verdict.disable[:400]
        await models.Delivery.filter(kind=KIND, receiver=webhook.id, state=DeliveryState.PENDING).update(
            state=DeliveryState.DEAD, claimed_until=None, last_words="The webhook was disabled before this went."
        )
    await webhook.save(update_fields=["failures", "failing_since", "last_delivered_at", "enabled", "disabled_reason"])
    return verdict
