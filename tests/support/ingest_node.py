"""What the tests of ingest's conversations share."""

import asyncio
from collections.abc import Awaitable, Callable

from ingest.node import IngestNode
from ingest.rtmp.bounds import Bounds
from support.callback_web import CallbackWeb
from support.packagers import RecordingOrigin, RecordingPackager
from support.rtmp import RtmpClient

KEY = "00112233445566778899aabbccddeeff"
PLAYBACK = "playback0000abcd"

SHORT_GOODBYES = Bounds(farewell=0.3)
"""Test clients that are still there at a test's end do not close by themselves, as encoders do."""

StartNode = Callable[..., Awaitable[IngestNode]]
"""Starts a node with settings that differ from the tests' own, by name; it is stopped at the test's end."""


def port_of(node: IngestNode) -> int:
    """Where it listens for RTMP."""
    return node.server.ports[0]


async def start_show(
    node: IngestNode, web: CallbackWeb, origin: RecordingOrigin
) -> tuple[RtmpClient, RecordingPackager]:
    """A publisher whose first frames have arrived."""
    web.admit(KEY)
    client = await RtmpClient.publishing(port_of(node), KEY)
    client.send_headers()
    client.send_show()
    packager = origin.packagers[-1]
    await asyncio.wait_for(packager.wrote.wait(), 30)
    return client, packager
