"""The RTMP servers under test, each started in a folder of its own."""

import os
import pwd
import secrets
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.ingest.recording import find_ffmpeg
from bench.peers import find_node, install_peers
from bench.servers import HOST, ROOT, Server, ServerError, find_port, find_python, make_folder

_SINK = Path(__file__).resolve().parent / "ffmpeg_sink"
_NGINX = "/usr/sbin/nginx"
_RTMP_MODULE = Path("/usr/lib/nginx/modules/ngx_rtmp_module.so")


@dataclass(frozen=True, slots=True)
class Stage:
    """A running RTMP server. `url` is where its HLS is served, if it makes any."""

    name: str
    server: Server
    rtmp_port: int
    url: str = ""


def find_nginx() -> str:
    """nginx from PATH or where Debian puts it."""
    found = shutil.which("nginx") or (_NGINX if Path(_NGINX).exists() else None)
    if found is None:
        raise ServerError("nginx is not installed")
    return found


def _check_rtmp_module() -> None:
    if not _RTMP_MODULE.exists():
        raise ServerError("nginx's RTMP module is not installed (Debian: libnginx-mod-rtmp)")


def user_line() -> str:
    """nginx's `user` directive for whoever runs the bench: only root may, and needs to, set it."""
    return f"user {pwd.getpwuid(0).pw_name};\n" if os.getuid() == 0 else ""


@asynccontextmanager
async def start_nms(trans: bool) -> AsyncIterator[Stage]:
    """Node-Media-Server; with `trans`, an FFmpeg per stream makes HLS of 2-second segments."""
    peers = await install_peers()
    port, http_port, folder = find_port(), find_port(), make_folder("nms")
    env = {
        "PORT": str(port), "HTTP_PORT": str(http_port), "FOLDER": str(folder / "media"),
        "TRANS": "1" if trans else "0", "FFMPEG": find_ffmpeg(),
    }  # fmt: skip
    name = "NMS + trans" if trans else "NMS"
    async with Server(name, [find_node(), str(peers / "nms_server.cjs")], port, env=env, folder=folder) as server:
        yield Stage(name, server, port, f"http://{HOST}:{http_port}/live")


@asynccontextmanager
async def start_nginx_rtmp(hls: bool) -> AsyncIterator[Stage]:
    """nginx with the RTMP module; with `hls`, its own muxer writes 2-second segments to disk."""
    port, folder = find_port(), make_folder("nginx-rtmp")
    _check_rtmp_module()
    making = f"hls on; hls_path {folder}/hls; hls_fragment 2s; hls_playlist_length 6s;" if hls else ""
    (folder / "nginx.conf").write_text(
        f"load_module {_RTMP_MODULE};\n{user_line()}worker_processes 1;\ndaemon off;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/error.log;\nevents {{ worker_connections 512; }}\n"
        f"rtmp {{ server {{ listen {HOST}:{port}; chunk_size 4096; max_message 8M;\n"
        f"  application live {{ live on; {making} }} }} }}\n"
    )
    name = "nginx-rtmp + hls" if hls else "nginx-rtmp"
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    async with Server(name, command, port, folder=folder) as server:
        yield Stage(name, server, port)


@asynccontextmanager
async def start_pyrtmp() -> AsyncIterator[Stage]:
    """pyrtmp alone, as its example uses it."""
    port = find_port()
    command = [find_python(), "-m", "bench.ingest.pyrtmp_server"]
    async with Server("pyrtmp", command, port, env={"PORT": str(port)}, cwd=ROOT) as server:
        yield Stage("pyrtmp", server, port)


@asynccontextmanager
async def start_product(sink: bool, settings: dict[str, str] | None = None) -> AsyncIterator[Stage]:
    """`python -m ingest` with a web that admits everybody. With `sink`, FFmpeg is a program that only reads its pipe.

    `settings` adds environment variables.
    """
    web_port, port, http_port, folder = find_port(), find_port(), find_port(), make_folder("ingest")
    env = {
        "HOST": HOST, "PORT": str(web_port), "RTMP_PORT": str(port), "HTTP_PORT": str(http_port),
        "BACKEND_API_URL": f"http://{HOST}:{web_port}", "STREAMING_SECRET": secrets.token_hex(16),
        "DATA_DIR": str(folder / "var"), "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(ROOT / "platform"), "FFMPEG_PATH": str(_SINK) if sink else find_ffmpeg(),
        "BENCH_FFMPEG": find_ffmpeg(), **(settings or {}),
    }  # fmt: skip
    fake = Server(
        "fake web",
        [find_python(), "-m", "bench.fake_web"],
        web_port,
        cwd=ROOT,
        env={"PORT": str(web_port), "PYTHONPATH": str(ROOT / "platform")},
    )
    name = "product, sink" if sink else "product"
    ingest = Server(name, [find_python(), "-m", "ingest"], port, env=env, cwd=ROOT, folder=folder)
    async with fake, ingest as server:
        yield Stage(name, server, port, f"http://{HOST}:{http_port}/live")


Start = Callable[[], AbstractAsyncContextManager[Stage]]

RECEIVERS: dict[str, Start] = {
    "product, sink": partial(start_product, True),
    "product": partial(start_product, False),
    "NMS": partial(start_nms, False),
    "NMS + trans": partial(start_nms, True),
    "nginx-rtmp": partial(start_nginx_rtmp, False),
    "pyrtmp": start_pyrtmp,
}
"""For megabits per CPU second."""

PIPELINES: dict[str, Start] = {
    "product": partial(start_product, False),
    "NMS + trans": partial(start_nms, True),
    "nginx-rtmp + hls": partial(start_nginx_rtmp, True),
}
"""For the cost of a stream from its encoder to HLS."""
