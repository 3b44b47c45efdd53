"""Who serves the same playlist and the same part: the product from memory, the others from files."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.client import Answer, Client
from bench.delivery.viewer import read_edge
from bench.fake_web import GATED, make_pass, playback_id
from bench.ingest.contestants import find_nginx, start_product, user_line
from bench.ingest.publisher import Publisher
from bench.ingest.recording import Recording
from bench.peers import find_node, install_peers
from bench.servers import HOST, Server, ServerError, find_port, make_folder

_KEY = "bench0000"
_GATED_KEY = f"{GATED}0000"
_MIME_TYPES = "/etc/nginx/mime.types"


@dataclass(frozen=True, slots=True)
class LiveOrigin:
    """The product with one stream running."""

    server: Server
    port: int
    client: Client

    folder: str = f"/live/{playback_id(_KEY)}/"

    @staticmethod
    def gated_folder(number: int) -> str:
        """Where the gated stream beside it is for the holder of this number."""
        return f"/live/{playback_id(_GATED_KEY)}/{make_pass(number)}/"

    async def fetch(self, name: str, folder: str | None = None) -> Answer:
        """A file of the stream, or of another one.

        Raises:
            ServerError: it is not answered with 200.
        """
        answer = await self.client.request("GET", (folder or self.folder) + name)
        if answer.status != 200:
            raise ServerError(f"{name}: {answer.status} {answer.body[:200]!r}")
        return answer

    async def find_newest_part(self, folder: str | None = None) -> str:
        """The name of the last part in the playlist."""
        edge = read_edge((await self.fetch("index.m3u8", folder)).body)
        if edge is None:
            raise ServerError("the origin's playlist names no part")
        return edge.part.decode()

    async def read_idle_share(self, seconds: float = 4.0) -> float:
        """What the stream itself costs the process without its FFmpeg, as a share of one core."""
        before = self.server.own_cpu()
        await asyncio.sleep(seconds)
        return (self.server.own_cpu() - before) / seconds


@asynccontextmanager
async def start_origin(recording: Recording, settings: dict[str, str] | None = None) -> AsyncIterator[LiveOrigin]:
    """`python -m ingest` with two publishers in real time, one of them gated, their playlists full."""
    async with start_product(False, settings) as stage:
        publishers = [Publisher(recording, key) for key in (_KEY, _GATED_KEY)]
        for publisher in publishers:
            await publisher.open(stage.rtmp_port)
        sending = [asyncio.create_task(each.pace(3600), name="publisher") for each in publishers]
        port = int(stage.url.split(":")[2].split("/")[0])
        client = Client(HOST, port)
        try:
            await asyncio.sleep(9)  # three segments of two seconds, and some
            yield LiveOrigin(stage.server, port, client)
        finally:
            client.close()
            for task, publisher in zip(sending, publishers, strict=True):
                task.cancel()
                publisher.abort()


@asynccontextmanager
async def start_express(folder: Path) -> AsyncIterator[Server]:
    """express.static over `folder`."""
    peers, port = await install_peers(), find_port()
    env = {"PORT": str(port), "FOLDER": str(folder), "NODE_ENV": "production"}
    async with Server("express.static", [find_node(), str(peers / "static_server.mjs")], port, env=env) as server:
        yield server


@asynccontextmanager
async def start_static_nginx(files: Path) -> AsyncIterator[Server]:
    """One nginx worker over `files`, with sendfile and its cache of open files."""
    port, folder = find_port(), make_folder("nginx-static")
    conf = folder / "nginx.conf"
    conf.write_text(
        f"{user_line()}worker_processes 1;\ndaemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ include {_MIME_TYPES}; access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;\n"
        f"  open_file_cache max=100 inactive=60s; server {{ listen {HOST}:{port}; root {files}; }} }}\n"
    )
    command = [find_nginx(), "-c", str(conf), "-e", str(folder / "error.log")]
    async with Server("nginx, files", command, port, folder=folder) as server:
        yield server
