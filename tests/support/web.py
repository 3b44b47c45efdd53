"""`python -m api` alone, with a test in the place of ingest: what the callbacks would say, it says itself."""

import asyncio
import itertools
from pathlib import Path
from typing import Any

import httpx

from support.ports import find_free_port
from support.processes import ServerProcess
from support.waiting import PATIENCE

SECRET = "a secret between web and the test that plays ingest"
SESSIONS = itertools.count(1)


class Web:
    """The web process on a database of its own."""

    def __init__(self, folder: Path, **variables: str) -> None:
        self.port = find_free_port()
        self.environ = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(folder / "var"),
            "STREAMING_SECRET": SECRET,
            "SECRET_KEY": "what all web machines of one database share",
            **variables,
        }
        self.folder = folder
        self.process = ServerProcess("api", self.port, self.environ, folder)

    @classmethod
    def start(cls, folder: Path, **variables: str) -> "Web":
        """Migrate, start and wait until it can serve. `variables` are further settings."""
        web = cls(folder, **variables)
        release = ServerProcess("api.release", 0, web.environ, folder)
        release.start()
        assert release.wait(60) == 0, release.output
        try:
            web.process.start()
            web.process.wait_ready()
        except BaseException:
            web.process.kill()
            raise
        return web

    @property
    def url(self) -> str:
        """The pages and the API, no trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        """The channels, no trailing slash."""
        return f"ws://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """End it; fails if it leaves something behind."""
        try:
            self.process.stop()
        finally:
            self.process.kill()

    async def restart(self) -> None:
        """As a deployment does: the old process says goodbye, a new one takes its place."""
        await asyncio.to_thread(self.process.stop)
        self.process.start()
        await asyncio.to_thread(self.process.wait_ready)


class Publisher:
    """An encoder at an ingest node, as web hears of it."""

    def __init__(self, web: Web, stream_key: str) -> None:
        self.session_id = f"session-{next(SESSIONS)}"
        self._key = stream_key
        self._client = httpx.AsyncClient(
            base_url=f"{web.url}/api/v1/streaming",
            headers={"Authorization": f"Bearer {SECRET}"},
            timeout=PATIENCE,
            trust_env=False,
        )

    async def __aenter__(self) -> "Publisher":
        """Connects and sends."""
        await self._call("validate", node="test", client_ip="127.0.0.1")
        await self._call("stream_started", node="test", at=None)
        return self

    async def end(self, *, clean: bool = True) -> None:
        """Stops, or is lost."""
        await self._call("stream_ended", reason="test", clean=clean)

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def _call(self, name: str, **fields: Any) -> None:
        answer = await self._client.post(
            name, json={"stream_key": self._key, "session_id": self.session_id, **fields}
        )
        assert answer.status_code == 200, f"{name}: {answer.status_code} {answer.text}"
