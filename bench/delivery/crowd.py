"""What viewers of one stream cost the origin: one alone, some directly, a crowd behind nginx."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from bench.delivery.proxy import Proxy
from bench.delivery.viewer import Audience, Folder, join_viewers
from bench.servers import Server, ServerError

_WARM_UP = 3.0


@dataclass(frozen=True, slots=True)
class Crowd:
    """One window. Shares are of one core; times are from a part's first being named to its last byte at a viewer."""

    name: str
    viewers: int
    origin_share: float
    nginx_share: float
    players_share: float
    """Of the load generator itself: near 1 it is what holds everybody up."""
    asked_per_second: float
    """Requests that reached the origin."""
    checks_per_second: float
    """Of those, the ones that only ask about a pass."""
    parts_per_viewer: float
    """Parts fetched per second and viewer."""
    late_p50: float
    late_p99: float
    megabits: float
    """Per second, of bodies, to the viewers."""


async def measure_crowd(
    name: str,
    folder: Folder,
    origin: Server,
    origin_port: int,
    viewers: int,
    seconds: float,
    proxy: Proxy | None = None,
) -> Crowd:
    """`viewers` follow a stream through `proxy`, or the origin itself, beside one reference viewer at the origin."""
    reference = Audience(origin_port, folder)
    port = proxy.server.port if proxy is not None else origin_port
    audience = Audience(port, lambda number: folder(number + 1), reference.edges, reference.first_seen)
    joined = await join_viewers(reference, 1) if proxy is not None else []
    joined += await join_viewers(audience, viewers)
    await asyncio.sleep(_WARM_UP)
    reference.counting = audience.counting = True
    origin_cpu, (asked, checks) = origin.cpu(), proxy.count_asked() if proxy else (0, 0)
    nginx_cpu = proxy.server.cpu() if proxy else 0.0
    players_cpu = time.process_time()
    await asyncio.sleep(seconds)
    players_cpu = time.process_time() - players_cpu
    origin_cpu = origin.cpu() - origin_cpu
    nginx_cpu = proxy.server.cpu() - nginx_cpu if proxy else 0.0
    asked_at_last, checks_at_last = proxy.count_asked() if proxy else (audience.playlists + audience.parts, 0)
    audience.counting = False
    for viewer in joined:
        viewer.close()
    await asyncio.sleep(0.5)
    if audience.failures or not audience.late:
        raise ServerError(f"{name}: {audience.failures} failures, such as {audience.failure!r}; {origin.tail()}")
    late = sorted(audience.late)
    return Crowd(
        name,
        viewers,
        origin_cpu / seconds,
        nginx_cpu / seconds,
        players_cpu / seconds,
        (asked_at_last - asked) / seconds,
        (checks_at_last - checks) / seconds,
        audience.parts / seconds / viewers,
        statistics.median(late),
        late[int(len(late) * 0.99)],
        audience.octets * 8 / seconds / 1e6,
    )
