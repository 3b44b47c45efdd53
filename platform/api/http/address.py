"""Who is on the other end, seen through the proxies the operator trusts; and as whom the other end sees us."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from realtime.hub import Hub
from settings import Settings
from settings.addresses import address_block, plain_address

_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::[0-9]+)?")
"""An address as some proxies write it: with the port, and IPv6 in brackets."""

_HOST = re.compile(rb"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def client_address(peer: str | None, headers: Iterable[tuple[bytes, bytes]], trusted_proxies: int) -> str:
    """The client, as limits count it: the socket's address, or the one the outermost trusted proxy saw. Of IPv6 it is
    the network of 64 bits, in which one customer has more addresses than we have room.

    Each trusted proxy appends the address it saw to `X-Forwarded-For`, so that many entries from the right are
    true; whatever stands left of them the client may have made up. `headers` carry lower-case names.
    """
    direct = address_block(peer) if peer else "unknown"
    if trusted_proxies <= 0:
        return direct
    seen: list[str] = []
    for name, value in headers:
        if name == b"x-forwarded-for":
            seen += [part.strip() for part in value.decode("latin-1").split(",") if part.strip()]
    if not seen:
        return direct
    told = seen[max(0, len(seen) - trusted_proxies)]
    bare = _PORT.fullmatch(told)
    return address_block(told if bare is None else bare[1] or bare[2])


def comes_by_proxy(scope: Mapping[str, Any]) -> bool:
    """Whether a neighbour says that it asks for somebody else. A stranger may say so too, and means nothing by it."""
    peer = (scope.get("client") or ("",))[0]
    try:
        near = ipaddress.ip_address(plain_address(peer)).is_private
    except ValueError:
        return False
    return near and any(name == b"x-forwarded-for" for name, _ in scope["headers"])


def reached_host(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """By which name or address the client reached us: `Host` without the port. None: it says none, or nonsense."""
    for name, value in headers:
        if name == b"host":
            found = _HOST.fullmatch(value)
            return found[1].decode().lower() if found is not None else None
    return None


def normalise_origin(url: str) -> str:
    """`scheme://host:port`, without the port that the scheme has anyway; empty where it is no address."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:  # brackets that do not close
        return ""
    if not parts.scheme or not parts.netloc:
        return ""
    port = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(port) if port else parts.netloc}"


def origin_for(scope: Mapping[str, Any], settings: Settings, hub: Hub) -> bytes:
    """What `hls_url` begins with for a listener that sent this request. Everything is made once for all who reach us
    by one name; a stranger may send any, so past a number of names it is the address that the connection came to."""
    named = settings.origin_url(reached_host(scope["headers"])).encode()
    if hub.takes_origin(named):
        return named
    server = scope.get("server")
    return settings.origin_url(plain_address(server[0]) if server else None).encode()
