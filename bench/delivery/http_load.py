"""wrk against one address: how many answers per second of the clock and of the server's CPU."""

import re
import shutil
from dataclasses import dataclass

from bench.servers import Server, ServerError, run_once

_CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Served:
    """What one server answered under full load on one address, in one turn or several."""

    answers: int
    octets: float
    seconds: float
    cpu: float
    """Of the server, without what it spends on other work."""

    def __add__(self, other: "Served") -> "Served":
        return Served(
            self.answers + other.answers,
            self.octets + other.octets,
            self.seconds + other.seconds,
            self.cpu + other.cpu,
        )

    @property
    def per_second(self) -> float:
        """Answers per second of the clock."""
        return self.answers / self.seconds

    @property
    def per_cpu(self) -> float:
        """Answers per second of the server's CPU."""
        return self.answers / self.cpu

    @property
    def megabits_per_cpu(self) -> float:
        """Megabits per second of the server's CPU."""
        return self.octets * 8 / 1e6 / self.cpu


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
    command = [find_wrk(), "-t1", f"-c{_CONNECTIONS}", f"-d{seconds:g}s", "--timeout", "20s", url]
    said = (await run_once(command, {}, timeout=seconds + 60)).decode()
    cpu = server.own_cpu() - before
    found = re.search(r"(\d+) requests in ([\d.]+)s, ([\d.]+)([KMG]?B) read", said)
    if found is None or "Non-2xx" in said or "Socket errors" in said:
        raise ServerError(f"{server.name} did not answer all of {url}:\n{said}")
    took = float(found[2])
    octets = float(found[3]) * {"B": 1, "KB": 2**10, "MB": 2**20, "GB": 2**30}[found[4]]
    return Served(int(found[1]), octets, took, max(0.01, cpu - idle_share * took))
