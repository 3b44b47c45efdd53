"""What the tests of ingest's conversations share."""

from collections.abc import Awaitable, Callable

from ingest.node import IngestNode
from ingest.rtmp.bounds import Bounds

SHORT_GOODBYES = Bounds(farewell=0.3)
"""Test clients that are still there at a test's end do not close by themselves, as encoders do."""

StartNode = Callable[..., Awaitable[IngestNode]]
"""Starts a node with settings that differ from the tests' own, by name; it is stopped at the test's end."""


def port_of(node: IngestNode) -> int:
    """Where it listens for RTMP."""
    return node.server.ports[0]
