"""Webhooks as an extension of the application: the routes, and a dispatcher that runs while it serves."""

from collections.abc import Callable

from quart import Quart

from api.blueprints import webhook_deliveries, webhooks
from api.docs.openapi import read_version
from api.webhooks.state import Webhooks, keep
from outbox.dispatcher import Dispatcher, Moved
from outbox.webhook.kind import WebhookKind
from outbox.webhook.transport import Transport
from settings import Settings


def attach_webhooks(settings: Settings, moved: Moved | None = None) -> Callable[[Quart], None]:
    """The extension. `moved` returns when the transition log has gone on, or after some seconds."""

    def extend(app: Quart) -> None:
        kind = WebhookKind(
            Transport(private_allowed=settings.webhook_private_addresses),
            source=settings.page_url,
            origin_url=settings.origin_url(),
            version=read_version(),
            operators=settings.operator_emails,
        )
        dispatcher = Dispatcher([kind], moved=moved)
        keep(app, Webhooks(kind, dispatcher))
        app.register_blueprint(webhooks.blueprint)
        app.register_blueprint(webhook_deliveries.blueprint)
        app.before_serving(dispatcher.start)
        app.after_serving(dispatcher.stop)

    return extend
