"""No more sockets than the system has files for: those past that would be cut without a word."""

import logging
from dataclasses import replace

from runtime.descriptors import raise_descriptor_limit
from settings import Settings

logger = logging.getLogger(__name__)

RESERVE = 400
"""Files that are no client's: databases, Redis, webhooks, pages being read, the log."""


def fit_to_descriptors(settings: Settings) -> Settings:
    """Raise this process's limit of files to what the settings need, or lower them to what the system allows."""
    wanted = settings.max_sockets + settings.max_connections + RESERVE
    allowed = raise_descriptor_limit(wanted)
    if allowed >= wanted:
        return settings
    room = max(20, allowed - min(RESERVE, allowed // 3))
    sockets = room * settings.max_sockets // (settings.max_sockets + settings.max_connections)
    # Pages and the API must not lose theirs to an audience.
    sockets = max(1, min(sockets, room - 10, settings.max_sockets))
    connections = min(room - sockets, settings.max_connections)
    logger.warning(
        "The system lets this process have %d files open (ulimit -n), so there can be %d sockets and %d connections "
        "instead of MAX_SOCKETS=%d and MAX_CONNECTIONS=%d. Allow %d files, or set less.",
        allowed, sockets, connections, settings.max_sockets, settings.max_connections, wanted,
    )  # fmt: skip
    return replace(
        settings,
        max_sockets=sockets,
        max_sockets_per_address=min(settings.max_sockets_per_address, -(-sockets // 4)),
        max_connections=connections,
        max_connections_per_address=min(settings.max_connections_per_address, -(-connections // 4)),
    )
