"""An origin for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ingest.origin.server import OriginServer
from support.origins import run_origin


@pytest.fixture
async def origin(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[OriginServer]:
    async with run_origin(tmp_path, getattr(request, "param", None)) as origin:
        yield origin
