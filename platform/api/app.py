"""The application. There is no global one: whoever wants one makes it."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from quart import Quart, has_request_context, has_websocket_context, request, websocket

from api.blueprints import (
    access_tokens,
    accounts,
    address_blocks,
    addresses,
    applause,
    artists,
    audience,
    blocks,
    chat,
    chat_acts,
    chat_bans,
    chat_filter,
    chat_moderators,
    chat_questions,
    chat_reports,
    chat_room,
    chat_thanks,
    clips,
    closing,
    crawlers,
    credentials,
    downloads,
    embeds,
    feeds,
    follows,
    goals,
    health,
    identities,
    livestreams,
    markers,
    me,
    moves,
    offers,
    operator,
    overlays,
    passes,
    passkeys,
    passwords,
    pictures,
    publishers,
    recordings,
    rehearsal,
    replays,
    reports,
    sessions,
    sign_ins,
    status,
    streamed_recordings,
    streaming,
    tickets,
    tips,
    tokens,
    unsubscribe,
    wallets,
)
from api.blueprints.docs import create_docs
from api.blueprints.pages import create_pages
from api.context import Context, attach
from api.docs.openapi import register_openapi
from api.http.address import comes_by_proxy
from api.http.assets import serve_assets
from api.http.overlays import hide_address
from api.http.security import is_secure, register_security
from api.limits.door import register_door
from api.limits.rates import MAX_BODY, LimitedRequest
from api.problems.handlers import register_errors
from api.shapes.paths import register_paths
from catalog.db.keys import Database
from catalog.db.orm import close_database, open_database
from catalog.errors import DatabaseError
from catalog.recordings.policy import read_policy
from live.protocol import Live
from settings import Settings
from settings.bundled import PAGES

logger = logging.getLogger(__name__)

BLUEPRINTS = (
    accounts,
    artists,
    pictures,
    address_blocks,
    addresses,
    passwords,
    sessions,
    me,
    sign_ins,
    access_tokens,
    closing,
    wallets,
    follows,
    feeds,
    unsubscribe,
    offers,
    tokens,
    passkeys,
    identities,
    blocks,
    livestreams,
    chat,
    chat_room,
    chat_bans,
    chat_filter,
    chat_moderators,
    chat_questions,
    chat_reports,
    chat_acts,
    chat_thanks,
    applause,
    audience,
    operator,
    reports,
    overlays,
    tips,
    goals,
    markers,
    moves,
    status,
    passes,
    tickets,
    credentials,
    downloads,
    publishers,
    rehearsal,
    replays,
    clips,
    recordings,
    streaming,
    streamed_recordings,
    health,
    crawlers,
    embeds,
)


class Application(Quart):
    """Quart with bounded requests, and with an end where it cannot start."""

    request_class = LimitedRequest
    database: Database | None = None

    async def startup(self) -> None:
        """As Quart's; what was opened is closed again where it fails: SQLite's thread would keep the process."""
        try:
            await super().startup()
        except BaseException:
            await self.close_database()
            raise

    async def close_database(self) -> None:
        """Harmless the second time."""
        if self.database is not None:
            database, self.database = self.database, None
            await close_database(database)

    def log_exception(self, exception_info: Any) -> None:
        """What an operator can mend is said in a sentence."""
        if isinstance(exception_info[1], DatabaseError):
            logger.error("%s", exception_info[1])
        else:
            what = ""
            if has_request_context():
                what = f" on request {request.method} {request.path}"
            elif has_websocket_context():
                what = f" on websocket {websocket.path}"
            logger.error("Exception%s", hide_address(what), exc_info=exception_info)


def create_app(
    settings: Settings,
    live: Live,
    *,
    extensions: Sequence[Callable[[Quart], None]] = (),
    dist: Path = PAGES,
    clock: Callable[[], float] = time.monotonic,
) -> Quart:
    """The web process's application: REST, documentation and pages.

    It opens the database before serving, before anything an extension does then, and closes it after all of them.
    `extensions` are called with the application and may add routes, channels and what is to run while it serves.
    Limits count by `clock` (seconds).
    """
    app = Application("encryptedmedia", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    register_paths(app)
    context = Context(settings, live, clock)
    attach(app, context)
    register_openapi(app)
    register_errors(app)
    register_security(app)
    register_door(app, context, known_callers=streaming.blueprint.name, reports=reports.blueprint.name)
    noticed: list[bool] = []

    @app.before_serving
    async def open_() -> None:
        app.database = await open_database(settings.database_url, context.keys, read_policy(settings))

    @app.before_request
    async def notice_proxy() -> None:
        if not noticed and not settings.trusted_proxies and comes_by_proxy(request.scope):
            noticed.append(True)
            logger.warning(
                "A proxy seems to stand in front: requests come with X-Forwarded-For. But TRUSTED_PROXIES is 0, so "
                "all clients share its address and the limits of one address. Set TRUSTED_PROXIES=1."
            )

    for module in BLUEPRINTS:
        app.register_blueprint(module.blueprint)
    app.register_blueprint(create_docs(dist))
    app.register_blueprint(create_pages(dist))
    serve_assets(app, dist, secure=is_secure(settings))
    for extend in extensions:
        extend(app)

    @app.after_serving
    async def close() -> None:
        await context.commits.stop()
        await context.throttles.close()
        await app.close_database()

    return app
