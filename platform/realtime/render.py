"""Events as the bytes of their JSON. Whatever does not change between two joins is encoded once."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from contract.events.clips import tell_clip
from contract.gates import read_gate, read_replay_gate, redact, redact_replay
from contract.livestreams import STILL, Transition, complete, find_still, show_own
from contract.moments import now_text
from realtime.board import Listing

Counts = tuple[int, int]
"""Viewers now, and the most there were."""


def encode(value: object) -> bytes:
    """Compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


PING_EVENT = b'{"type":"ping"}'


def render_goodbye(reconnect_in_ms: int) -> bytes:
    """The last event of a process that ends."""
    return encode({"type": "goodbye", "reconnect_in_ms": reconnect_in_ms})


def render_livestream(entry: Listing, view: str, counts: Counts, origin: bytes = b"") -> bytes:
    """A livestream's JSON in one `view`, for those who reach the HLS origin as `origin` (`http://host:port`).

    `lobby`: no description, and no `hls_url` of a gated livestream; `full`: for holders; `artist`: with what only its
    artist sees.
    """
    known = entry.bodies.get(view)
    if known is None:
        shown = _visible(entry, view)
        poster = b"" if (found := find_still(shown, 0)) is None else encode(found)
        address, replay = encode(shown.pop("hls_url", None)), shown.pop("replay", None)
        # The addresses come last, each after all else that it belongs to.
        url = b"" if replay is None else encode(replay.pop("url", None))
        body = b'%b,"replay":%b' % (encode(shown)[:-1], encode(replay)[: -1 if url else None])
        known = entry.bodies[view] = body, url, poster, address
    body, url, poster, address = known
    if url:
        body = b'%b,"url":%b}' % (body, _complete(url, origin))
    still = poster or _find_still(address, entry.still)
    rest = _complete(address, origin), _complete(still, origin), *counts
    return b'%b,"hls_url":%b,"still_url":%b,"viewer_count":%d,"peak_viewer_count":%d}' % (body, *rest)


def _find_still(address: bytes, still: int) -> bytes:
    """`livestreams.find_still` in JSON, beside a playlist's address."""
    if not still or address == b"null":
        return b"null"
    return b'%b/%b?v=%d"' % (address.rpartition(b"/")[0], STILL.encode(), still)


def _complete(address: bytes, origin: bytes) -> bytes:
    """An address in JSON: of a path, the whole one; lines of an old log have a whole address."""
    return b'"%b%b' % (origin, address[1:]) if address.startswith(b'"/') else address


def _visible(entry: Listing, view: str) -> dict[str, Any]:
    shown = dict(entry.livestream)
    if view == "lobby":
        # A list of hundreds is read by many; whoever opens one livestream gets the rest.
        shown["description"] = ""
        if read_gate(shown):
            shown = redact(shown)
    if view == "artist":
        shown = show_own(shown, entry.private)
    elif read_replay_gate(shown) > read_gate(shown):
        shown = redact_replay(shown)  # who hears this need hold nothing
    for name in ("viewer_count", "peak_viewer_count"):
        shown.pop(name, None)
    if (replay := shown.get("replay")) is not None:
        shown["replay"] = dict(replay)
    return shown


def render_line(
    line: Transition, epoch: str, livestream: bytes, about: Mapping[str, Any], view: str, origin: bytes
) -> bytes:
    """A line of the log around its livestream, rendered for the same `view`; `about` as of now."""
    kind, told = tell_clip(line.type, about, line.livestream, origin.decode(), view=view)
    return render_transition(kind, epoch, line.seq, line.at, livestream, told)


def render_transition(
    kind: str, epoch: str, seq: int, at: str, livestream: bytes, about: Mapping[str, Any] = MappingProxyType({})
) -> bytes:
    """A numbered event around a rendered livestream; `about` are further fields."""
    head = encode({"type": kind, "epoch": epoch, "seq": seq, "at": at, **about})
    return b'%b,"livestream":%b}' % (head[:-1], livestream)


def render_snapshot(
    epoch: str,
    seq: int,
    livestream: bytes | list[bytes],
    *,
    resumed: bool | None,
    about: Mapping[str, Any] | None = None,
) -> bytes:
    """A channel's first frame: one livestream, or a list of them. `resumed` is False where a resume failed;
    `about` are further fields."""
    head: dict[str, Any] = {"type": "snapshot", "epoch": epoch, "seq": seq, "at": now_text()}
    if resumed is not None:
        head["resumed"] = resumed
    if about is not None:
        head |= about
    if isinstance(livestream, list):
        return b'%b,"livestreams":[%b]}' % (encode(head)[:-1], b",".join(livestream))
    return b'%b,"livestream":%b}' % (encode(head)[:-1], livestream)


def render_viewers(livestream_id: str, viewer_count: int) -> bytes:
    """The unnumbered count event."""
    return encode(
        {"type": "livestream.viewers", "livestream_id": livestream_id, "viewer_count": viewer_count, "at": now_text()}
    )


def render_still(livestream_id: str, path: str, origin: bytes) -> bytes:
    """The unnumbered event of a newer picture."""
    still_url = complete(path, origin.decode())
    return encode(
        {"type": "livestream.still", "livestream_id": livestream_id, "still_url": still_url, "at": now_text()}
    )


def render_notice(kind: str, livestream_id: str, fields: Mapping[str, Any], origin: bytes = b"") -> bytes:
    """An unnumbered event for the artist: `ingest.health`, `ingest.conflict` and the like."""
    if (path := fields.get("hls_url")) is not None and path.startswith("/"):
        fields = {**fields, "hls_url": origin.decode() + path}
    return encode({"type": kind, "livestream_id": livestream_id, "at": now_text(), **fields})
