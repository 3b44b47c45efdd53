"""Puts a web process together: the application, the live half, the supervisor, and the server around them."""

from collections.abc import Callable
from functools import partial

from quart import Quart, websocket
from uvicorn import Server

from api.app import create_app
from api.auth import read_channel_credential
from api.blueprints import asyncapi
from api.blueprints.events import create_events
from api.blueprints.metrics import attach_metrics
from api.channels.routes import register_channels
from api.docs.openapi import write_openapi
from api.embeds.tickets import find_offered, read_offered
from api.http.cors import register_cors
from api.http.server import create_server
from api.operations.condition import attach_condition
from api.operations.siblings import Seat
from api.outbox.attach import attach_outbox
from api.problems.problem import ProblemError
from live.balances.elsewhere import Elsewhere
from live.catalog_store import CatalogStore
from live.channels.request import Refusal, Visitor
from live.janitor import Janitor
from live.live import Live, new_process_name
from live.supervisor import Supervisor
from outbox.dispatcher import CHECK
from realtime.bus.bus import Bus, MemoryBus
from realtime.bus.redis_bus import RedisBus
from runtime.watchdog import Watchdog
from settings import Settings


def create_bus(settings: Settings, process: str) -> Bus:
    """Redis where it is set, else none: then this process is alone."""
    return RedisBus(settings.redis_url, process) if settings.redis_url is not None else MemoryBus()


def attach_live(live: Live, settings: Settings) -> Callable[[Quart], None]:
    """The application's extension that brings the channels, and starts and stops the live half with it."""

    async def identify() -> Visitor:
        if find_offered(websocket) is not None:
            held = await read_offered(websocket)
            return Visitor() if held is None else Visitor.of(held)
        try:
            credential = await read_channel_credential(websocket, settings)
        except ProblemError as problem:
            raise Refusal(4403, "this page may not use your sign-in here") from problem
        return Visitor() if credential is None else Visitor.of(credential)

    def extend(app: Quart) -> None:
        supervisor, janitor = Supervisor(live, settings.reconnect_grace), Janitor()
        live.watch_problems = supervisor.problems
        register_channels(app, live, identify, settings)
        app.register_blueprint(asyncapi.blueprint)
        app.register_blueprint(create_events(live, settings))
        register_cors(app)
        # In this order: the application opens the database before, and closes it after.
        app.before_serving(live.start)
        app.before_serving(supervisor.start)
        app.before_serving(janitor.start)
        app.after_serving(janitor.stop)
        app.after_serving(supervisor.stop)
        app.after_serving(live.stop)

    return extend


def create_elsewhere(settings: Settings) -> Elsewhere | None:
    """The other system that keeps the balances, where one is set."""
    if settings.token_balance_url is None:
        return None
    return Elsewhere(settings.token_balance_url, settings.token_balance_secret)


def compose(settings: Settings, watchdog: Watchdog | None = None, seat: Seat | None = None) -> Server:
    """A web process, ready to `serve`. `watchdog`: over the loop that it will run in; `seat`: among others of one
    port."""
    process = new_process_name()
    store = CatalogStore(settings.reconnect_grace, elsewhere=create_elsewhere(settings))
    live = Live(settings, store, create_bus(settings, process), process)
    outbox = attach_outbox(settings, lambda: live.follower.reach(live.board.seq + 1, CHECK))
    app = create_app(settings, live=live, extensions=[attach_live(live, settings), outbox])
    attach_metrics(app, live, watchdog, seat)
    attach_condition(app, live, watchdog)
    app.before_serving(partial(write_openapi, app))
    return create_server(app, live, settings)
