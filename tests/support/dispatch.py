"""Driving dispatchers without their loops: what is to do now, to its end."""

from collections.abc import Callable

from catalog.outbox.deliveries import select_deliveries
from catalog.outbox.shapes import Delivery
from catalog.outbox.subscriptions import insert_webhook
from catalog.shapes import Account
from outbox.dispatcher import Dispatcher
from support.receiver import Receiver

MakeDispatcher = Callable[..., Dispatcher]


async def run(dispatcher: Dispatcher) -> None:
    """All that is to do at this moment of its clock."""
    while True:
        dispatcher._wake.clear()
        await dispatcher.step()
        if not dispatcher.busy and not dispatcher._wake.is_set():
            return  # set, an attempt was over before the step that began it
        await dispatcher.finish()


async def subscribe(artist: Account, receiver: Receiver, *types: str, scope: str = "own") -> str:
    """A webhook to the receiver; its id."""
    return (await insert_webhook(artist.id, scope, receiver.url(), types)).webhook.id


async def list_deliveries(webhook_id: str, state: str | None = None) -> list[Delivery]:
    """The oldest event first."""
    return (await select_deliveries(webhook_id, state=state, limit=100)).deliveries[::-1]
