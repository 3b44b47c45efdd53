"""Where a livestream's media is fetched."""

from collections.abc import Mapping
from typing import Any


def locate(livestream: Mapping[str, Any], origin_url: str) -> dict[str, Any]:
    """A livestream's public shape whose `hls_url` is a whole address. Old lines of the log have one already."""
    path = livestream["hls_url"]
    whole = f"{origin_url}{path}" if path is not None and path.startswith("/") else path
    return {**livestream, "hls_url": whole}
