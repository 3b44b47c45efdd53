"""What the routes find of the outbox in their application."""

from dataclasses import dataclass

from quart import Quart, current_app

from outbox.dispatcher import Dispatcher
from outbox.push.kind import PushKind
from outbox.webhook.chat_filter import ChatFilter
from outbox.webhook.kind import WebhookKind

KEY = "encryptedmedia-outbox"


@dataclass(frozen=True, slots=True)
class Outbox:
    """One of these per application."""

    webhooks: WebhookKind
    dispatcher: Dispatcher
    chat_filter: ChatFilter
    push: PushKind


def keep(app: Quart, outbox: Outbox) -> None:
    """Give an application its outbox."""
    app.extensions[KEY] = outbox


def get_outbox() -> Outbox:
    """The current application's."""
    outbox: Outbox = current_app.extensions[KEY]
    return outbox
