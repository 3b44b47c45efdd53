"""Who is on the other end, seen through the proxies the operator trusts; and as whom the other end sees us."""

import ipaddress
import re
from collections.abc import Iterable, Mapping
from typing import Any

from settings import Settings

_HOST = re.compile(rb"([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")


def client_address(peer: str | None, headers: Iterable[tuple[bytes, bytes]], trusted_proxies: int) -> str:
    """The client's address: the socket's, or the one the outermost trusted proxy saw.

    Each trusted proxy appends the address it saw to `X-Forwarded-For`, so that many entries from the right are
    true; whatever stands left of them the client may have made up. `headers` carry lower-case names.
    """
    direct = peer or "unknown"
    if trusted_proxies <= 0:
        return direct
    seen: list[str] = []
    for name, value in headers:
        if name == b"x-forwarded-for":
            seen += [part.strip() for part in value.decode("latin-1").split(",") if part.strip()]
    if not seen:
        return direct
    return seen[max(0, len(seen) - trusted_proxies)]


def comes_by_proxy(scope: Mapping[str, Any]) -> bool:
    """Whether a neighbour says that it asks for somebody else. A stranger may say so too, and means nothing by it."""
    peer = (scope.get("client") or ("",))[0]
    try:
        near = ipaddress.ip_address(peer).is_private
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


def origin_for(headers: Iterable[tuple[bytes, bytes]], settings: Settings) -> bytes:
    """What `hls_url` begins with for whoever sent these headers."""
    return settings.origin_url(reached_host(headers)).encode()


def locate(livestream: Mapping[str, Any], origin_url: str) -> dict[str, Any]:
    """A livestream's public shape whose `hls_url` is a whole address. Old lines of the log have one already."""
    path = livestream["hls_url"]
    whole = f"{origin_url}{path}" if path is not None and path.startswith("/") else path
    return {**livestream, "hls_url": whole}
