"""The real `deploy/nginx.conf` in front of servers under test: only addresses, paths and the user are changed."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.ingest.contestants import find_nginx, user_line
from bench.processes import raise_file_limit
from bench.servers import HOST, ROOT, Server, ServerError, find_port, make_folder

_LOG = """
    # Of the bench: one line for each request that went on to the origin.
    log_format asked '$uri';
    map $upstream_status $asked { volatile; '' 0; default 1; }
    log_subrequest on;
    access_log FOLDER/asked.log asked if=$asked;
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx in front of an origin."""

    server: Server
    log: Path

    def count_asked(self) -> tuple[int, int]:
        """Requests that have gone on to the origin so far, and of those the ones that only ask about a pass."""
        log = self.log.read_bytes()
        return log.count(b"\n"), log.count(b"\n/pass") + log.startswith(b"/pass")


def render_conf(folder: Path, port: int, origin_port: int, web_port: int, *, gate: bool) -> str:
    """`deploy/nginx.conf` for a temporary folder.

    Raises:
        ServerError: the file no longer has a line that must be changed.
    """
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    files, fill_port = raise_file_limit(), find_port()
    changes = {
        "user www-data;\n": user_line(),
        "worker_rlimit_nofile 262144;": f"worker_rlimit_nofile {files};\ndaemon off;",
        "worker_connections 65536;": f"worker_connections {files};",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "error_log /var/log/nginx/error.log warn;": f"error_log {folder}/error.log warn;",
        "    access_log off;\n": _LOG.replace("FOLDER", str(folder)),
        '"/etc/nginx/collapse.lua"': f'"{ROOT}/deploy/collapse.lua"',
        "server 127.0.0.1:3000;": f"server {HOST}:{web_port};",
        "server 127.0.0.1:8000;": f"server {HOST}:{origin_port};",
        "proxy_cache_path /var/cache/nginx/hls ": f"proxy_cache_path {folder}/cache ",
        "listen 80 default_server ": f"listen {HOST}:{port} default_server ",
        "listen 127.0.0.1:8001;": f"listen {HOST}:{fill_port};",
        ".open(8001)": f".open({fill_port})",
    }
    for old, new in changes.items():
        if conf.count(old) != 1:
            raise ServerError(f"deploy/nginx.conf has {conf.count(old)} times {old!r}; the bench expects it once")
        conf = conf.replace(old, new)
    if gate:
        return conf
    # Without the Lua module: as the file itself says.
    conf = conf.replace("include /etc/nginx/modules-enabled/*.conf;\n", "")
    return re.sub(r"\n[^\n]*# gate(?=\n)", "", conf)


@asynccontextmanager
async def start_proxy(origin_port: int, web_port: int = 9, *, gate: bool = True) -> AsyncIterator[Proxy]:
    """nginx on a free port; `gate=False` leaves the Lua gate out."""
    port, folder = find_port(), make_folder("nginx")
    conf = folder / "nginx.conf"
    conf.write_text(render_conf(folder, port, origin_port, web_port, gate=gate))
    command = [find_nginx(), "-c", str(conf), "-e", str(folder / "error.log")]
    async with Server("nginx", command, port, folder=folder) as server:
        yield Proxy(server, folder / "asked.log")
