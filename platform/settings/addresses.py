"""IP addresses of listeners and of peers."""

import socket
from functools import lru_cache
from ipaddress import IPv6Address, ip_address


def plain_address(address: str) -> str:
    """A peer's address; IPv4 as itself where a socket for both families shows it inside IPv6."""
    return address.removeprefix("::ffff:") if "." in address else address


@lru_cache(maxsize=4_096)
def address_block(address: str) -> str:
    """What counts as one peer: an IPv4 address, or an IPv6 network of 64 bits, in which one customer has as many
    addresses as they like. Anything else stands for itself."""
    try:
        parsed = ip_address(plain_address(address).partition("%")[0])
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"


def bind_both(host: str, port: int) -> socket.socket:
    """A socket bound to an IPv6 address; `::` takes IPv4 as well, whatever the system's default is. It does not
    listen yet.

    Raises:
        OSError: the address cannot be had.
    """
    listener = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0 if host == "::" else 1)
        listener.setblocking(False)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener
