"""The product as a contestant: `python -m api` with SQLite in a temporary folder, driven over its own API."""

import secrets
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.client import Answer, Client
from bench.push.contestants import Stage, do_nothing
from bench.push.swarm import Dialect, Swarm
from bench.push.viewer import join_on_snapshot
from bench.servers import HOST, ROOT, Server, ServerError, find_port, find_python, make_folder, run_once

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Web:
    """A running web process with one artist and one scheduled livestream."""

    server: Server
    artist: Client
    """Signed in as the livestream's artist."""
    ingest: Client
    """Speaks the callbacks."""
    livestream_id: str
    stream_key: str

    async def patch_title(self, title: str) -> None:
        """One `livestream.updated` to everybody."""
        expect(
            200, await self.artist.request("PATCH", f"{PREFIX}/livestreams/{self.livestream_id}", {"title": title})
        )

    async def admit(self, session_id: str) -> None:
        """Ask for a publisher's admission, as ingest does; no event."""
        asked = {"stream_key": self.stream_key, "session_id": session_id, "node": "bench", "client_ip": HOST}
        expect(200, await self.ingest.request("POST", f"{PREFIX}/streaming/validate", asked))

    async def say_started(self, session_id: str) -> None:
        """The callback that makes it live."""
        said = {"stream_key": self.stream_key, "session_id": session_id, "node": "bench", "at": _now()}
        expect(200, await self.ingest.request("POST", f"{PREFIX}/streaming/stream_started", said))

    async def say_ended(self, session_id: str) -> None:
        """The callback that ends it at once."""
        said = {
            "stream_key": self.stream_key,
            "session_id": session_id,
            "node": "bench",
            "at": _now(),
            "reason": "ended",
            "clean": True,
        }
        expect(200, await self.ingest.request("POST", f"{PREFIX}/streaming/stream_ended", said))

    async def reopen(self) -> None:
        """`ended -> scheduled`."""
        expect(200, await self.artist.request("POST", f"{PREFIX}/livestreams/{self.livestream_id}/start"))

    async def count_viewers(self) -> int:
        """What the polling fallback says."""
        answer = await self.artist.request("GET", f"{PREFIX}/livestreams/{self.livestream_id}/status")
        return int(expect(200, answer).json()["viewer_count"])

    @property
    def dialect(self) -> Dialect:
        """How a fan's page joins the livestream's channel."""
        return Dialect(f"/ws/livestreams/{self.livestream_id}", join_on_snapshot)


def expect(status: int, answer: Answer) -> Answer:
    """The answer, if it has this status.

    Raises:
        ServerError: it has another; the words hold the beginning of its body.
    """
    if answer.status != status:
        raise ServerError(f"expected {status}, got {answer.status}: {answer.body[:500]!r}")
    return answer


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@asynccontextmanager
async def start_web(max_sockets: int = 20_000, root: Path = ROOT) -> AsyncIterator[Web]:
    """Migrate an empty database, start the web process, make an artist and a livestream. `root`: another tree's."""
    port, folder, secret = find_port(), make_folder("product"), secrets.token_hex(16)
    env = {
        "HOST": HOST,
        "PORT": str(port),
        "RTMP_PORT": str(find_port()),
        "HTTP_PORT": str(find_port()),
        "DATA_DIR": str(folder / "var"),
        "STREAMING_SECRET": secret,
        "MAX_SOCKETS": str(max_sockets),
        "WRITES_PER_MINUTE": "1000000",  # each title is to be an event of its own
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(root / "platform"),
    }
    try:
        await run_once([find_python(), "-m", "api.release"], env, cwd=root)
    except ServerError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    async with Server("product", [find_python(), "-m", "api"], port, env=env, cwd=root, folder=folder) as server:
        artist, ingest = Client(HOST, port), Client(HOST, port, {"authorization": f"Bearer {secret}"})
        account = {"email": "bench@example.org", "password": secrets.token_hex(8), "display_name": "Bench"}
        expect(202, await artist.request("POST", f"{PREFIX}/accounts", {**account, "role": "artist"}))
        credentials = {"email": account["email"], "password": account["password"]}
        signed = expect(200, await artist.request("POST", f"{PREFIX}/sessions", credentials))
        artist.headers["authorization"] = f"Bearer {signed.json()['token']}"
        made = expect(201, await artist.request("POST", f"{PREFIX}/livestreams", {"title": "Bench"})).json()
        try:
            yield Web(server, artist, ingest, made["id"], made["stream_key"])
        finally:
            artist.close()
            ingest.close()


@asynccontextmanager
async def start_product(root: Path = ROOT) -> AsyncIterator[Stage]:
    """The product, each event a PATCH of the livestream's title: request, database, transition log and all."""
    async with start_web(root=root) as web:
        extra = Swarm(web.server.port, web.dialect)

        async def count(_: int) -> None:
            # One more viewer, or one less: that is all a count costs.
            if extra.viewers:
                await extra.shrink(0)
            else:
                await extra.grow(1)

        yield Stage("product", web.server, web.dialect, web.patch_title, do_nothing, count)
