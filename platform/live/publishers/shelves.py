"""Which nodes show the recordings of which shared store (bucket), and which of them are gone: where one is, another
shows what it recorded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

GONE_AFTER: Final = 120.0
"""Seconds without a report, after which a node's recordings are shown by another. It reports every five at least."""
MOST_NODES: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Node:
    media_url: str
    bucket: str
    heard_at: float


class Shelves:
    """What this process has heard of the nodes. Times are its steady clock's."""

    def __init__(self, now: float) -> None:
        self._began_at = now
        self._nodes: dict[str, _Node] = {}

    def note_report(self, now: float, node: str, media_url: str | None, bucket: str) -> None:
        """A node is there."""
        if node not in self._nodes and len(self._nodes) >= MOST_NODES:
            del self._nodes[min(self._nodes, key=lambda name: self._nodes[name].heard_at)]
        self._nodes[node] = _Node(media_url or "", bucket, now)

    def find_bucket(self, node: str) -> str:
        """Where its recordings go; empty: to its own disk, or that is not known."""
        known = self._nodes.get(node)
        return "" if known is None else known.bucket

    def find_moves(self, now: float, shown: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], list[str]]:
        """Of the addresses that recordings are fetched from, each with their bucket, those that nobody has heard of
        for too long, and which others have the same bucket."""
        if now - self._began_at < GONE_AFTER:
            return {}
        living = [one for one in self._nodes.values() if now - one.heard_at < GONE_AFTER and one.media_url]
        here = {one.media_url for one in living}
        found: dict[tuple[str, str], list[str]] = {}
        for media_url, bucket in shown:
            others = sorted({one.media_url for one in living if one.bucket == bucket})
            if media_url not in here and others:
                found[media_url, bucket] = others
        return found
