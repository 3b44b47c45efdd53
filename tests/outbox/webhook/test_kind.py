"""Webhooks as a kind: where an event goes, and one that means nothing."""

from datetime import timedelta

from catalog.outbox.shapes import Claim
from catalog.outbox.subscriptions import delete_webhook, insert_webhook, rotate_secret, update_webhook
from catalog.shapes import Account
from outbox.webhook.kind import WebhookKind
from outbox.webhook.signer import sign
from support.dispatch import list_deliveries
from support.moments import Clock
from support.receiver import Receiver


async def test_event_goes_to_where_its_webhook_is_when_it_is_sent(
    webhooks: WebhookKind, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    made = await insert_webhook(artist.id, "own", "http://127.0.0.1:1/before")
    claim = Claim("d", "webhook", artist.id, made.webhook.id, "e-1", attempts=1, body="{}", failing=False)
    await update_webhook(made.webhook.id, artist.id, {"url": receiver.url()})
    new = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(0), now=clock())
    assert (await webhooks.attempt(claim)).delivered
    (arrival,) = receiver.arrivals
    signature = sign(new.secrets[0], int(clock().timestamp()), arrival.body)
    assert arrival.headers["webhook-signature"].endswith(f"v1={signature}")
    await delete_webhook(made.webhook.id, artist.id)
    assert not (await webhooks.attempt(claim)).delivered
    assert len(receiver.arrivals) == 1


async def test_ping_is_signed_sent_once_and_leaves_nothing(
    webhooks: WebhookKind, artist: Account, receiver: Receiver, clock: Clock
) -> None:
    made = await insert_webhook(artist.id, "own", receiver.url())
    receiver.answers = [500]
    assert (await webhooks.ping(made)).words == "The receiver answered 500 Internal Server Error."
    assert (await webhooks.ping(made)).delivered
    arrival = receiver.arrivals[-1]
    assert arrival.event["type"] == "live.encryptedmedia.platform.ping"
    assert arrival.event["subject"] == made.webhook.id
    assert sign(made.secrets[0], int(clock().timestamp()), arrival.body) in arrival.headers["webhook-signature"]
    assert await list_deliveries(made.webhook.id) == []
