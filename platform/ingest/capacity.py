"""How many connections a node may promise, by the files its process may have open."""

import logging
from collections.abc import Callable
from dataclasses import replace

from runtime.descriptors import raise_descriptor_limit
from settings import Settings

log = logging.getLogger(__name__)

RESERVE = 256
"""Files for everything that is no connection: listeners, callbacks, the spool, and what is opened for a moment."""
PER_PUBLISHER = 4
"""A socket, and three pipes to its FFmpeg."""


def fit_to_descriptors(settings: Settings, raise_limit: Callable[[int], int] = raise_descriptor_limit) -> Settings:
    """Settings whose connections all have a file to be had: the process's limit is raised to what is set; where the
    system does not let it, fewer are promised, and the log says so."""
    rtmp, hls = settings.rtmp_connections, settings.hls_connections
    wanted = RESERVE + PER_PUBLISHER * rtmp + hls
    limit = raise_limit(wanted)
    if limit >= wanted:
        return settings
    room = max(2 * PER_PUBLISHER, limit - RESERVE)
    fitting_rtmp = min(rtmp, max(1, room // (4 * PER_PUBLISHER)))  # a quarter of the files for publishers
    fitting_hls = min(hls, room - PER_PUBLISHER * fitting_rtmp)
    log.warning(
        "This process may open %d files (ulimit -Hn), and %d would be needed for RTMP_CONNECTIONS=%d and "
        "HLS_CONNECTIONS=%d. It takes %d and %d connections; raise the limit (systemd: LimitNOFILE), or lower both.",
        limit, wanted, rtmp, hls, fitting_rtmp, fitting_hls,
    )  # fmt: skip
    return replace(
        settings,
        rtmp_connections=fitting_rtmp,
        rtmp_connections_per_address=max(1, settings.rtmp_connections_per_address * fitting_rtmp // rtmp),
        hls_connections=fitting_hls,
        hls_connections_per_address=max(1, settings.hls_connections_per_address * fitting_hls // hls),
    )
