"""What the routes find of webhooks in their application."""

from dataclasses import dataclass

from quart import Quart, current_app

from outbox.dispatcher import Dispatcher
from outbox.webhook.kind import WebhookKind

KEY = "encryptedmedia-webhooks"


@dataclass(frozen=True, slots=True)
class Webhooks:
    """One of these per application."""

    kind: WebhookKind
    dispatcher: Dispatcher


def keep(app: Quart, webhooks: Webhooks) -> None:
    """Give an application its webhooks."""
    app.extensions[KEY] = webhooks


def get_webhooks() -> Webhooks:
    """The current application's."""
    webhooks: Webhooks = current_app.extensions[KEY]
    return webhooks
