"""Free TCP ports of this machine, for servers that cannot pick one themselves."""

import itertools
import os
import random
import socket
from contextlib import ExitStack

FIRST, LAST = 10_000, 32_000
"""Below the ports that the kernel hands out by itself: nobody's connection takes one before its server does."""


def _choose() -> "itertools.cycle[int]":
    """The ports of this process, of those that test side by side, from anywhere among them on."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    own = range(FIRST + number, LAST, count)
    start = random.randrange(len(own))  # noqa: S311 - keeps runs apart, and no secret
    return itertools.cycle([*own[start:], *own[:start]])


_ports = _choose()


def find_free_ports(count: int) -> list[int]:
    """`count` different ports on 127.0.0.1 that nothing listens on now, and that were not given out for long.

    Raises:
        OSError: there are none.
    """
    with ExitStack() as held:
        found: list[int] = []
        for port in itertools.islice(_ports, LAST - FIRST):
            if len(found) == count:
                return found
            candidate = socket.socket()
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                candidate.close()
                continue
            held.enter_context(candidate)
            found.append(port)
    raise OSError("no free port was found")


def find_free_port() -> int:
    """One port on 127.0.0.1 that nothing listens on now."""
    return find_free_ports(1)[0]
