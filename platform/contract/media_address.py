"""Where a livestream's media is fetched."""

from collections.abc import Mapping
from typing import Any


def locate(livestream: Mapping[str, Any], origin_url: str) -> dict[str, Any]:
    """A livestream's public shape whose `hls_url` is a whole address."""
    path = livestream["hls_url"]
    return {**livestream, "hls_url": path and complete(path, origin_url)}


def complete(path: str, origin_url: str) -> str:
    """A whole address: of a path, at the origin; whole ones, of a node that says where it is reached, stay."""
    return f"{origin_url}{path}" if path.startswith("/") else path
