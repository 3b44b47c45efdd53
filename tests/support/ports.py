"""Free TCP ports of this machine, for servers that cannot pick one themselves."""

import socket
from contextlib import ExitStack


def find_free_ports(count: int) -> list[int]:
    """`count` different ports on 127.0.0.1 that nothing listens on now.

    All are held open until the last is found, so that none comes twice. Ports are handed out again slowly by the
    kernel, so the moment between this and the server's own `bind` is safe enough for tests.
    """
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def find_free_port() -> int:
    """One port on 127.0.0.1 that nothing listens on now."""
    return find_free_ports(1)[0]
