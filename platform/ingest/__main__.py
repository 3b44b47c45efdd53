"""`python -m ingest`: the RTMP server and the HLS origin, until SIGINT or SIGTERM."""

import asyncio
import logging
import signal

import uvloop

from ingest.capacity import fit_to_descriptors
from ingest.condition import Condition
from ingest.errors import StartError
from ingest.metrics import Metrics
from ingest.node import IngestNode
from ingest.origin.server import create_origin
from runtime.logs import configure_logging
from runtime.watchdog import watch_loop
from settings import Settings, SettingsError, load_settings

log = logging.getLogger("ingest")

STOP_TIMEOUT = 3.5
"""Seconds an orderly end may take in all; who started this process kills it after 4 (`tools/run.py`)."""


def main() -> None:
    """Run until told to stop; exits with words where it cannot start."""
    try:
        settings = load_settings()
        configure_logging(settings, "ingest")
        uvloop.run(serve(settings))
    except (SettingsError, StartError) as error:
        raise SystemExit(f"ingest cannot start: {error}") from None


async def serve(settings: Settings) -> None:
    """Start everything, wait for a signal, stop everything.

    Raises:
        StartError: a setting or the machine does not allow it.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    settings = fit_to_descriptors(settings)
    origin = create_origin(settings)
    # `/ready` answers from here on, and is believed: whoever is ready once is started again when it dies.
    origin.checks["rtmp"] = lambda: "does not listen yet"
    await origin.start()
    try:
        node = IngestNode(settings, origin, library=origin.library, gallery=origin.gallery, means=origin.means)
        origin.refused["rtmp"] = node.refusals.counts
        if node.recordings is not None:
            origin.refused["recordings"] = node.recordings.refusals.counts
            origin.problems["recordings"] = node.recordings.find_problem
        origin.checks |= {"web": node.reporter.readiness, "callbacks": node.courier.readiness}
        condition = Condition(settings, origin, node)
        node.reporter.describe = condition.describe
        condition.loop.start()
        await node.start()
        origin.checks["rtmp"] = node.server.readiness
    except BaseException:
        await origin.stop()
        raise
    with watch_loop(settings.log_stalls / 1000) as watchdog:
        origin.library.answer_metrics = Metrics(settings, origin, node, condition, watchdog).answer
        await stop.wait()
    log.info("stopping")
    try:
        async with asyncio.timeout(STOP_TIMEOUT):
            await condition.loop.stop()
            await node.stop()
            await origin.stop()
    except TimeoutError:
        log.warning("not everything could be ended in order within %g s", STOP_TIMEOUT)


if __name__ == "__main__":
    main()
