"""`python -m api`: the web process, or with WEB_CONCURRENCY over 1 the parent of several."""

import argparse
import asyncio
import logging
import socket
import sys

import uvloop

from api.capacity import fit_to_descriptors
from api.compose import compose
from api.http.outages import Outages
from api.http.server import BACKLOG, bind
from api.operations.siblings import Seat
from api.workers import Workers
from runtime.logs import configure_logging
from runtime.watchdog import watch_loop
from settings import Settings, SettingsError, load_settings

logger = logging.getLogger(__name__)


async def serve(settings: Settings, listener: socket.socket, seat: Seat | None = None) -> bool:
    """Serve until SIGINT or SIGTERM; whether it came to serving at all."""
    with watch_loop(settings.log_stalls / 1000) as watchdog:
        server = compose(fit_to_descriptors(settings), watchdog, seat)
        await server.serve(sockets=[listener])
    return server.started


def main() -> int:
    """The process's exit code."""
    parser = argparse.ArgumentParser(prog="python -m api", description="Serve the API, the channels and the pages.")
    parser.add_argument("--listener", type=int, metavar="FD", help=argparse.SUPPRESS)
    parser.add_argument("--seat", nargs=2, metavar=("GROUP", "NUMBER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    try:
        settings = load_settings()
        configure_logging(settings, "web", Outages())
        inherited: int | None = arguments.listener
        listener = bind(settings) if inherited is None else socket.socket(fileno=inherited)
    except SettingsError as error:
        print(f"web cannot start: {error}", file=sys.stderr)  # noqa: T201 - the last words of a process for people
        return 1
    if inherited is None:
        logger.info("Pages, API and channels on port %d", settings.port)
        if settings.blocked_media is not None:
            logger.warning(settings.blocked_media)
    if settings.web_concurrency > 1 and inherited is None:
        listener.listen(BACKLOG)
        asyncio.run(Workers(settings.web_concurrency, listener).run())
        return 0
    seat = None
    if arguments.seat is not None:
        seat = Seat(arguments.seat[0], int(arguments.seat[1]), settings.web_concurrency)
    return 0 if uvloop.run(serve(settings, listener, seat)) else 1


if __name__ == "__main__":
    sys.exit(main())
