"""wrk against one address: how many answers per second of the clock and of the server's CPU."""

import re
import shutil
from dataclasses import dataclass

from bench.servers import Server, ServerError, run_once

_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Served:
    """What one server answered under full load on one address."""

    per_second: float
    per_cpu: float
    """Answers per second of the server's CPU."""
    megabits_per_cpu: float


def find_wrk() -> str:
    """wrk from PATH."""
    found = shutil.which("wrk")
    if found is None:
        raise ServerError("wrk is not on PATH (Debian's package of that name); it makes the load")
    return found


async def measure_url(server: Server, url: str, seconds: float, *, idle_share: float = 0.0) -> Served:
    """64 kept-alive connections, one thread. `idle_share` (of a core) is what the server spends on other work.

    Raises:
        ServerError: an answer was not 200.
    """
    before = server.own_cpu()
    command = [find_wrk(), "-t1", f"-c{_CONNECTIONS}", f"-d{seconds:g}s", url]
    said = (await run_once(command, {}, timeout=seconds + 30)).decode()
    cpu = server.own_cpu() - before - idle_share * seconds
    if "Non-2xx" in said or "Socket errors" in said:
        raise ServerError(f"{server.name} did not answer all of {url}:\n{said}")
    requests, took, amount = re.search(r"(\d+) requests in ([\d.]+)s, ([\d.]+\w+) read", said).groups()  # type: ignore[union-attr]
    units = {"KB": 2**10, "MB": 2**20, "GB": 2**30, "B": 1}
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", amount).groups()  # type: ignore[union-attr]
    return Served(int(requests) / float(took), int(requests) / cpu, float(number) * units[unit] * 8 / 1e6 / cpu)
