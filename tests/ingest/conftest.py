"""An ingest node on free ports, with a stand-in for web and a recording origin."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from ingest.node import IngestNode
from ingest.rtmp.bounds import Bounds
from settings import Settings
from support.callback_web import SECRET, CallbackWeb
from support.ingest_node import SHORT_GOODBYES, StartNode
from support.packagers import RecordingOrigin


@pytest.fixture
async def web() -> AsyncIterator[CallbackWeb]:
    server = CallbackWeb()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def origin() -> RecordingOrigin:
    return RecordingOrigin()


@pytest.fixture
async def start_node(web: CallbackWeb, origin: RecordingOrigin, tmp_path: Path) -> AsyncIterator[StartNode]:
    """Start nodes with other settings than the defaults; they are stopped at the end."""
    async with AsyncExitStack() as stack:

        async def start(bounds: Bounds = SHORT_GOODBYES, **changes: Any) -> IngestNode:
            given = {
                "host": "127.0.0.1", "rtmp_port": 0, "backend_api_url": web.url, "streaming_secret": SECRET,
                "data_dir": tmp_path, "node": "node-1",
            }  # fmt: skip
            node = IngestNode(Settings(**{**given, **changes}), origin, bounds)
            await node.start()
            stack.push_async_callback(node.stop)
            return node

        yield start


@pytest.fixture
async def node(start_node: StartNode) -> IngestNode:
    return await start_node()
