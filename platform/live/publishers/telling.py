"""An artist hears who publishes to their livestream."""

import logging

from catalog.feeds.shapes import PublisherChange
from live.protocol import Live

logger = logging.getLogger(__name__)


async def tell_artist(live: Live, change: PublisherChange) -> None:
    """Who went, then who came."""
    try:
        if change.disconnected is not None:
            await live.publisher_disconnected(change.disconnected)
        if change.connected is not None:
            await live.publisher_connected(change.connected)
    except Exception:  # what is committed and announced stands; ingest must not take it for undone
        logger.exception("An artist could not be told who publishes; the next snapshot tells it.")
