"""What a gate is. Metadata is public always; the stream of a gated livestream is for holders of its artist's tokens.
Who may pass is for `catalog.gates` to say."""

from collections.abc import Mapping
from typing import Any


def read_gate(livestream: Mapping[str, Any]) -> int:
    """The tokens that watching a livestream takes, given in its public shape; 0: it is for everybody."""
    return int(livestream.get("token_gate_amount") or 0)


def read_replay_gate(livestream: Mapping[str, Any]) -> int:
    """The same of its replay: more where the show is for everybody, and the replay for holders."""
    replay = livestream.get("replay")
    least = 1 if replay is not None and replay["visibility"] == "holders" else 0
    return max(read_gate(livestream), least)


def redact(livestream: Mapping[str, Any]) -> dict[str, Any]:
    """The public shape for somebody who may not watch: without the addresses of stream and replay."""
    return {**redact_replay(livestream), "hls_url": None}


def redact_replay(livestream: Mapping[str, Any]) -> dict[str, Any]:
    """The public shape for somebody who may watch, though not the replay."""
    replay = livestream.get("replay")
    return {**livestream} if replay is None else {**livestream, "replay": {**replay, "url": None}}
