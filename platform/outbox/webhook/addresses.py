"""Where webhooks may go. Pure.

Anybody may register as an artist and name an address; without these rules that would be a way into whatever this
machine can reach and the world cannot. The networks are those of IANA's special-purpose registries.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import httpx

from contract.wording.faults import FaultError

LONGEST = 1024

_NOT_PUBLIC_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' NAT
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host, seen from inside its machines
        "169.254.0.0/16",  # link-local; the clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
_UNICAST_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20")]
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")


def is_public(address: str) -> bool:
    """Whether an IP address is somewhere on the internet. One with an IPv4 address inside is where that one is."""
    ip = ip_address(address)
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _NOT_PUBLIC_4)
    inner = _find_inner(ip)
    if inner is not None:
        return is_public(str(inner))
    return ip in _UNICAST_6 and not any(ip in network for network in _NOT_PUBLIC_6)


def _find_inner(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.sixtofour if ip in _SIX_TO_FOUR else None


NOT_FOR_HTTP = frozenset((
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211,
))  # fmt: skip
"""Ports where something else listens, which might take a request for its own commands: those that browsers do not
connect to (the Fetch standard, "bad port"), and the two best-known stores that take anybody's lines."""


def check_url(url: str) -> str:
    """An address as it was given.

    Raises:
        FaultError: it is none that a webhook could have.
    """
    try:
        parts = httpx.URL(url)
        port = parts.port
    except (httpx.InvalidURL, ValueError):
        raise FaultError("not_url") from None
    if parts.scheme not in ("http", "https") or not parts.host:
        raise FaultError("not_http")
    if parts.userinfo:
        raise FaultError("url_password")
    if parts.fragment or "#" in url:
        raise FaultError("url_fragment")
    if (port is not None and not 0 < port < 65536) or "%" in parts.host:
        raise FaultError("url_host")
    try:
        _ = urlsplit(url).port  # as whoever sends notices reads it, to whom `:+443` is none
    except ValueError:
        raise FaultError("url_host") from None
    if port in NOT_FOR_HTTP:
        raise FaultError("url_port")
    return url
