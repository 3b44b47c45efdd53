"""`/metrics`: a web process's figures for Prometheus."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from quart import Blueprint, Quart, Response, request
from quart_schema import hide

from api.context import KEY, Context
from api.limits.rates import check_tries, client_of
from api.operations.siblings import Seat, Siblings
from api.problems.problem import ProblemError
from catalog.db.orm import check_database
from catalog.errors import DatabaseError
from catalog.outbox.backlog import Backlog, read_backlog
from live.live import Live
from runtime.metrics import CONTENT_TYPE, REFUSAL, Figures, may_scrape
from runtime.watchdog import Watchdog

PATIENCE = 2.0
"""Seconds that the database may take; then it counts as away, and the other figures are told without it."""

Requests = Counter[tuple[str, str]]


def attach_metrics(app: Quart, live: Live, watchdog: Watchdog | None, seat: Seat | None = None) -> None:
    """Count what the application answers, and give its figures to who may have them. `seat`: among other processes of
    its port, whose figures are given with its own."""
    requests: Requests = Counter()
    blueprint = Blueprint("metrics", __name__)

    context: Context = app.extensions[KEY]

    async def write() -> bytes:
        figures = Figures()
        figures.add_process(watchdog, context.settings.data_dir)
        _add_live(figures, live)
        _add_outbox(figures, await _ask_database())
        figures.counter(
            "http_requests", "Answered requests, by blueprint and class of status.", requests, "route", "status"
        )
        refused = Counter(live.refusals.counts) + Counter(context.refusals.counts)
        figures.counter(
            "refusals", "What was turned away at a limit.", {("web", limit): n for limit, n in refused.items()},
            "part", "limit",
        )  # fmt: skip
        problems = dict.fromkeys(live.problems() | context.refusals.problems(), 1.0)
        figures.gauge("problem", "1 for each part that does not work now; /ready says what it is.", problems, "part")
        return figures.write()

    siblings = None if seat is None else Siblings(live.bus, seat, write)
    if siblings is not None:
        app.before_serving(siblings.start)
        app.after_serving(siblings.stop)

    @app.after_request
    async def count(response: Response) -> Response:
        requests[request.blueprint or "other", f"{response.status_code // 100}xx"] += 1
        return response

    @blueprint.get("/metrics")
    @hide
    async def read_metrics() -> Response:
        peer = (request.scope.get("client") or (None,))[0]
        if not may_scrape(context.settings.metrics_token, peer, request.scope["headers"]):
            await check_tries(context.throttles, context.wrong_secrets, client_of(request, context.settings))
            raise ProblemError(401, "unauthorized", REFUSAL, headers={"WWW-Authenticate": "Bearer"})
        text = await (write() if siblings is None else siblings.gather())
        return Response(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    app.register_blueprint(blueprint)


def _add_live(figures: Figures, live: Live) -> None:
    figures.gauge("sockets", "Open channels: WebSockets and event streams.", len(live.hub))
    figures.gauge("channels", "Channels that have any.", len(live.hub.channels))
    figures.gauge(
        "viewers", "Viewers on this process, of all livestreams.", sum(live.audience.presence.local.values())
    )
    states = {"scheduled": 0.0, "live": 0.0}
    for listing in live.board.active.values():
        states[listing.livestream["status"]] += 1
    figures.gauge(
        "livestreams", "Livestreams that are scheduled or live, the same on each process.", states, "status"
    )
    figures.counter("drops", "What was given up for slow peers; /health shows the same.", live.drops(), "what")
    figures.gauge(
        "bus_up", "1 while other web processes are in reach, or there need be none.", live.bus.problem is None
    )


def _add_outbox(figures: Figures, backlog: Mapping[str, Backlog] | None) -> None:
    figures.gauge("database_up", "1 while the database answers.", backlog is not None)
    kinds = backlog or {}
    waiting = {kind: float(each.waiting) for kind, each in kinds.items()}
    overdue = {kind: each.overdue for kind, each in kinds.items()}
    figures.gauge("outbox_waiting", "Deliveries that are to be made, of all web processes.", waiting, "kind")
    figures.gauge("outbox_overdue_seconds", "Since the oldest of them was due.", overdue, "kind")


async def _ask_database() -> Mapping[str, Backlog] | None:
    try:
        async with asyncio.timeout(PATIENCE):
            await check_database()
            return await read_backlog(datetime.now(UTC))
    except (DatabaseError, TimeoutError):
        return None
