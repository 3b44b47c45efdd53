"""What a gate is. Metadata is public always; the stream of a gated livestream is for holders of its artist's tokens.
Who may pass is for `catalog.gates` to say."""

from collections.abc import Mapping
from typing import Any


def read_gate(livestream: Mapping[str, Any]) -> int:
    """The tokens that watching a livestream takes, given in its public shape; 0: it is for everybody."""
    return int(livestream.get("token_gate_amount") or 0)


def redact(livestream: Mapping[str, Any]) -> dict[str, Any]:
    """The public shape for somebody who may not watch: without the stream's address."""
    return {**livestream, "hls_url": None}
