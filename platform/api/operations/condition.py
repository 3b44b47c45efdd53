"""How this process is."""

import os
import shutil
import socket
from datetime import UTC, datetime

from quart import Quart

from api.context import KEY, Context
from live.conditions.shapes import WebTold
from live.live import Live
from live.protocol import Live as AnyLive
from runtime.watchdog import Watchdog
from settings.release import read_version

LEAST_FREE = 4 * 1024 * 1024
"""Bytes below which a disk is as good as full: SQLite's log alone takes as much."""


def find_problems(context: Context, live: AnyLive) -> dict[str, str]:
    """What does not work although the process serves."""
    blocked = context.settings.blocked_media
    media = {} if blocked is None else {"media": blocked}
    return live.problems() | context.refusals.problems() | _find_full_disk(context) | media


def _find_full_disk(context: Context) -> dict[str, str]:
    """`disk`, where there is no room for the database and what else is kept."""
    try:
        free = shutil.disk_usage(context.settings.data_dir).free
    except OSError:
        return {}  # no folder: then nothing is kept there
    if free >= LEAST_FREE:
        return {}
    return {"disk": f"{free // 1024} KiB are free where DATA_DIR is; nothing more can be saved until there is room"}


def attach_condition(app: Quart, live: Live, watchdog: Watchdog | None) -> None:
    """Have this process tell the others, and its operators, how it is."""
    context: Context = app.extensions[KEY]
    settings, since, address = context.settings, datetime.now(UTC), socket.gethostname()

    def describe() -> WebTold:
        free, size = None, None
        try:
            usage = shutil.disk_usage(settings.data_dir)
            free, size = usage.free, usage.total
        except OSError:
            pass  # no folder: then nothing is kept there
        return WebTold(
            process=live.process,
            address=f"{address}:{settings.port}",
            pid=os.getpid(),
            since=since,
            version=read_version(),
            sockets=len(live.hub),
            viewers=sum(live.audience.presence.local.values()),
            stalls=0 if watchdog is None else watchdog.stalls,
            disk_free=free,
            disk_size=size,
            problems=find_problems(context, live),
        )

    async def begin() -> None:
        live.roll.loop.start()

    live.roll.describe = describe
    app.before_serving(begin)
    app.after_serving(live.roll.loop.stop)
