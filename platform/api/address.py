"""Who is on the other end, seen through the proxies the operator trusts."""

from collections.abc import Iterable


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
