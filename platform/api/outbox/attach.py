"""The outbox as an extension of the application: webhooks' and push's routes, and what runs while it serves:
the dispatcher, and who tells of shows."""

from collections.abc import Callable
from urllib.parse import urlsplit

from quart import Quart

from api.blueprints import push, webhook_deliveries, webhooks
from api.outbox.state import Outbox, keep
from outbox.dispatcher import Dispatcher, Moved
from outbox.mail.console import Console
from outbox.mail.kind import MailKind
from outbox.mail.server import MailServer, Sender
from outbox.push.kind import PushKind
from outbox.push.services import PushServices
from outbox.push.vapid import Vapid, find_subject
from outbox.ringer import Ringer
from outbox.webhook.chat_filter import CONNECT_TIMEOUT, TIMEOUT, ChatFilter
from outbox.webhook.kind import WebhookKind
from outbox.webhook.transport import Transport
from runtime.keys import Keys
from settings import Settings
from settings.release import read_version

NOBODY = "nobody@localhost"
"""Whom mails come from that only the operator sees."""


def attach_outbox(
    settings: Settings, moved: Moved | None = None, mail_sender: Sender | None = None
) -> Callable[[Quart], None]:
    """The extension. `moved` returns when the transition log has gone on, or after some seconds; `mail_sender` stands
    in for what the settings say."""

    def extend(app: Quart) -> None:
        webhook_kind = WebhookKind(
            Transport(private_allowed=settings.webhook_private_addresses),
            source=settings.page_url,
            origin_url=settings.origin_url(),
            version=read_version(),
            operators=settings.operator_emails,
        )
        mail_kind = MailKind(
            mail_sender or _make_sender(settings),
            page_url=settings.page_url,
            mail_from=settings.mail_from or NOBODY,
        )
        services = PushServices(private_allowed=settings.webhook_private_addresses)
        vapid = Vapid(Keys(settings.secret_key), find_subject(settings.mail_from, settings.page_url))
        push_kind = PushKind(services, vapid, due=lambda: ringer.wake())
        dispatcher = Dispatcher([webhook_kind, mail_kind, push_kind], moved=moved)
        ringer = Ringer(dispatcher.wake)
        # A sender of its own: whoever writes waits for this one.
        asking = Transport(
            private_allowed=settings.webhook_private_addresses,
            timeout=CONNECT_TIMEOUT + TIMEOUT,
            connect_timeout=CONNECT_TIMEOUT,
        )
        chat_filter = ChatFilter(asking, source=settings.page_url, version=read_version())
        keep(app, Outbox(webhook_kind, dispatcher, chat_filter, push_kind))
        app.register_blueprint(webhooks.blueprint)
        app.register_blueprint(webhook_deliveries.blueprint)
        app.register_blueprint(push.blueprint)
        app.before_serving(dispatcher.start)
        app.before_serving(ringer.start)
        app.after_serving(ringer.stop)
        app.after_serving(dispatcher.stop)
        app.after_serving(chat_filter.stop)

    return extend


def _make_sender(settings: Settings) -> Sender:
    if settings.smtp_url is None:
        return Console()
    return MailServer(settings.smtp_url, urlsplit(settings.page_url).hostname or "localhost")
