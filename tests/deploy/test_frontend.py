"""`deploy/frontend`: the shipped nginx.conf in a container's place, with addresses and certificates that change."""

import asyncio
import os
import ssl
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from support.certificates import make_contexts
from support.ports import find_free_ports
from support.processes import ROOT
from support.waiting import PATIENCE, until

TIMEOUT = 30.0


class Frontend:
    """The script with an nginx of its own, in front of servers that say who they are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tls = folder / "tls"
        self.plain_port, self.tls_port, self.fill_port = find_free_ports(3)
        self._process: Process | None = None
        self.said = ""

    async def start(self, web_port: int) -> None:
        """`web` is the name of web, and the file `web` in the folder says whose address that is."""
        for name in ("tls", "work", "cache", "bin"):
            (self.folder / name).mkdir()
        lookup = self.folder / "bin" / "getent"
        lookup.write_text(f'#!/bin/sh\n[ "$2" = web ] && [ -s "{self.folder}/web" ] && cat "{self.folder}/web"\n')
        lookup.chmod(0o755)
        variables = {
            "PATH": f"{lookup.parent}:{os.environ['PATH']}:/usr/sbin",
            "SHIPPED": str(ROOT / "deploy"),
            "WORK": str(self.folder / "work"),
            "CACHE": str(self.folder / "cache"),
            "TLS_FOLDER": str(self.tls),
            "WEB": f"web:{web_port}",
            "ORIGIN": "nowhere:8000",
            "PLAIN_PORT": f"127.0.0.1:{self.plain_port}",
            "TLS_PORT": f"127.0.0.1:{self.tls_port}",
            "PUBLIC_TLS_PORT": str(self.tls_port),
            "FILL_PORT": str(self.fill_port),
            "LOOK_EVERY": "0.1",
        }
        self._process = await asyncio.create_subprocess_exec(
            ROOT / "deploy" / "frontend", env=variables, stdin=asyncio.subprocess.DEVNULL, stderr=PIPE
        )

    async def hear(self, words: str) -> None:
        """Until it has said this."""
        assert self._process is not None
        assert self._process.stderr is not None
        async with asyncio.timeout(TIMEOUT):
            while words not in self.said:
                line = await self._process.stderr.readline()
                assert line, f"it ended, and said: {self.said}"
                self.said += line.decode()

    async def stop(self) -> int:
        """End it as a container is ended; its exit code."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(TIMEOUT):
            _, rest = await self._process.communicate()
        self.said += rest.decode()
        return self._process.returncode or 0


@pytest.fixture
async def frontend(tmp_path: Path) -> AsyncIterator[Frontend]:
    frontend = Frontend(tmp_path)
    yield frontend
    await frontend.stop()


async def serve(address: str, port: int, name: str) -> asyncio.Server:
    """A web of this name at this address."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(name), name.encode()))
        writer.close()

    return await asyncio.start_server(answer, address, port)


async def ask(url: str, expected: str, verify: ssl.SSLContext | bool = True) -> httpx.Response:
    """Ask until the answer is, or leads, this."""
    async with httpx.AsyncClient(verify=verify, http2=True, trust_env=False, timeout=PATIENCE) as client:

        async def look() -> httpx.Response | httpx.TransportError:
            try:
                return await client.get(url)
            except httpx.TransportError as error:
                return error

        answer = await until(
            look,
            TIMEOUT,
            is_it=lambda seen: (
                isinstance(seen, httpx.Response) and expected in (seen.text, seen.headers.get("location"))
            ),
        )
        assert isinstance(answer, httpx.Response)
        return answer


async def test_web_is_followed_to_another_address_and_its_absence_keeps_nobody_from_starting(
    frontend: Frontend,
) -> None:
    (port,) = find_free_ports(1)
    url = f"http://127.0.0.1:{frontend.plain_port}/"
    await frontend.start(port)
    async with await serve("127.0.0.1", port, "first"), await serve("127.0.0.2", port, "second"):
        (frontend.folder / "web").write_text("127.0.0.1       STREAM web\n127.0.0.1       DGRAM\n")
        await ask(url, "first")
        (frontend.folder / "web").write_text("127.0.0.2       STREAM web\n")
        await ask(url, "second")
    assert await frontend.stop() == 0


async def test_a_certificate_turns_plain_pages_into_https_and_a_broken_one_changes_nothing(
    frontend: Frontend, tmp_path: Path
) -> None:
    (port,) = find_free_ports(1)
    (frontend.folder / "web").write_text("127.0.0.1       STREAM web\n")
    await frontend.start(port)
    made = tmp_path / "made"
    made.mkdir()
    _, trust = await asyncio.to_thread(make_contexts, made, "localhost")
    plain, secret = f"http://localhost:{frontend.plain_port}/x", f"https://localhost:{frontend.tls_port}/x"
    async with await serve("127.0.0.1", port, "web"):
        await ask(plain, "web")
        (made / "key.pem").rename(frontend.tls / "privkey.pem")
        (made / "certificate.pem").rename(frontend.tls / "fullchain.pem")
        assert (await ask(secret, "web", trust)).http_version == "HTTP/2"
        assert (await ask(plain, secret)).status_code == 308
        (frontend.tls / "fullchain.pem").write_text("no certificate")
        await frontend.hear("nginx.conf.new test failed")
        await ask(secret, "web", trust)
    await frontend.stop()
    assert frontend.said.count("test failed") == 1, "said once, however often it is looked at"
