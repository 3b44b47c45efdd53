"""What every request is asked before its route is: whether a foreign page sends it, and how often its address asks.

Changes are counted over all web processes (`Throttles`), and by account too (`api.auth`). What only reads is counted
in each process by itself, without asking anybody: a page is opened more often than changed, and Redis may be far. So
are the reports of pages that watch, which change nothing that anybody waits for.
"""

from quart import Quart, request

from api.auth import SAFE_METHODS, check_origin
from api.context import Context
from api.limits.rates import check_tries, client_of, refuse_try
from api.limits.throttle import Throttle


def register_door(app: Quart, context: Context, *, known_callers: str, reports: str) -> None:
    """Have the application ask. `known_callers` is the blueprint whose callers are known by a secret, and many;
    `reports` that of the pages' reports."""
    settings = context.settings
    reads = Throttle(settings.reads_per_minute, 60, clock=context.clock)
    reported = Throttle(settings.reads_per_minute, 60, clock=context.clock)

    @app.before_request
    async def ask() -> None:
        client = client_of(request, settings)
        if request.method in SAFE_METHODS:
            if wait := reads.take(client):
                context.refusals.note(
                    "reads_per_address",
                    f"An address asks more often than {settings.reads_per_minute} times a minute, so some of it is "
                    "refused. If many people are behind it, raise READS_PER_MINUTE; if it is a proxy of yours, set "
                    "TRUSTED_PROXIES.",
                    address=client,
                )
            refuse_try(wait)
            return
        check_origin(request, settings)
        if request.blueprint == reports:
            refuse_try(reported.take(client))
        elif request.blueprint != known_callers:
            await check_tries(context.throttles, context.writes_by_address, client)
