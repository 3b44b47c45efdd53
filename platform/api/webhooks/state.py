"""What the routes find of webhooks in their application."""

from dataclasses import dataclass, field

from quart import Quart, current_app

from api.throttle import Throttle
from api.webhooks.dispatcher import Dispatcher

KEY = "encryptedmedia-webhooks"


@dataclass(frozen=True, slots=True)
class Webhooks:
    """One of these per application."""

    dispatcher: Dispatcher
    # By account: each makes a request to an address of the account's choice.
    tests: Throttle = field(default_factory=lambda: Throttle(10, 60))


def keep(app: Quart, webhooks: Webhooks) -> None:
    """Give an application its webhooks."""
    app.extensions[KEY] = webhooks


def get_webhooks() -> Webhooks:
    """The current application's."""
    webhooks: Webhooks = current_app.extensions[KEY]
    return webhooks
