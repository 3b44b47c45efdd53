"""The real `deploy/nginx.conf` in a real nginx: only addresses, paths, the user and limits of files are changed."""

import os
import pwd
import re
import subprocess
import time
from pathlib import Path

from support.needs import find_program
from support.ports import find_free_ports
from support.processes import ROOT

START_TIMEOUT = 30.0
STOP_TIMEOUT = 15.0


class Nginx:
    """One server in front of web and origin, with TLS and HTTP/2 where a certificate is given; without the Lua module
    as the file says itself."""

    def __init__(
        self, folder: Path, web_port: int, origin_port: int, certificate: Path | None = None, *, lua: bool = True
    ) -> None:
        self.folder = folder
        self.port, self.fill_port = find_free_ports(2)
        listen = f"listen 127.0.0.1:{self.port} default_server "
        if certificate is not None:
            keys = f"ssl_certificate {certificate};\n        ssl_certificate_key {certificate.with_name('key.pem')};"
            listen = f"{keys}\n        {listen}ssl http2 "
        user = f"user {pwd.getpwuid(os.getuid()).pw_name};" if os.getuid() == 0 else ""
        changes = {
            "user www-data;": user,
            "worker_rlimit_nofile 262144;": "daemon off;",
            "worker_connections 65536;": "worker_connections 512;",
            "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
            "error_log /var/log/nginx/error.log warn;": f"error_log {self.log} warn;",
            '"/etc/nginx/collapse.lua"': f'"{ROOT}/deploy/collapse.lua"',
            "server 127.0.0.1:3000;": f"server 127.0.0.1:{web_port};",
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{origin_port};",
            "proxy_cache_path /var/cache/nginx/hls ": f"proxy_cache_path {folder}/cache ",
            "listen 80 default_server ": listen,
            "listen 127.0.0.1:8001;": f"listen 127.0.0.1:{self.fill_port};",
            ".open(8001)": f".open({self.fill_port})",
        }
        conf = (ROOT / "deploy" / "nginx.conf").read_text()
        for old, new in changes.items():
            assert conf.count(old) == 1, f"deploy/nginx.conf has {conf.count(old)} times {old!r}"
            conf = conf.replace(old, new)
        if not lua:
            conf = conf.replace("include /etc/nginx/modules-enabled/*.conf;\n", "")
            conf = re.sub(r"\n[^\n]*# gate(?=\n)", "", conf)
        self._conf = folder / "nginx.conf"
        self._conf.write_text(conf)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self.folder / "error.log"

    @property
    def complaints(self) -> list[str]:
        """What it has logged, warnings and worse, without those about limits of this machine."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if not re.search(r"open file resource limit|lua-resty-core", line)]

    def start(self) -> None:
        """Start and wait until it listens. Fails with what it says."""
        program = find_program("nginx", folders="/usr/sbin")
        command = [program, "-c", str(self._conf), "-e", str(self.log)]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + START_TIMEOUT
        while not (self.folder / "nginx.pid").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise AssertionError(f"nginx did not start:\n{self._process.communicate()[1].decode()}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End it with its workers."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.communicate(timeout=STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.communicate()
