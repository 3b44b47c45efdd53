"""A Firefox as Debian has it, driven by WebDriver BiDi: Playwright drives none but its own build.

https://w3c.github.io/webdriver-bidi/ - a session, windows of a size, and scripts in them.
"""

import asyncio
import contextlib
import itertools
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from support.needs import find_program

PREFERENCES = {
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "security.fileuri.strict_origin_policy": False,
}


class Firefox:
    """`open` a window, `run` a script in it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}

    @classmethod
    @contextlib.asynccontextmanager
    async def start(cls, folder: Path) -> "AsyncIterator[Firefox]":
        """A headless one with an empty profile in `folder`."""
        profile = folder / "firefox"
        profile.mkdir()
        lines = [f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines) + "\n")
        process = await asyncio.create_subprocess_exec(
            find_program("firefox-esr", "firefox"), "--headless", "--no-remote", "--profile", str(profile),
            "--remote-debugging-port", "0", stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        try:
            async with asyncio.timeout(60):
                while not (found := re.search(rb"BiDi listening on (ws://\S+)", await process.stderr.readline())):
                    pass
            drain = asyncio.create_task(process.stderr.read(), name="what Firefox says")
            async with connect(found[1].decode() + "/session", max_size=None) as socket:
                firefox = cls(socket)
                reading = asyncio.create_task(firefox._read(), name="Firefox's answers")
                try:
                    await firefox.call("session.new", capabilities={})
                    yield firefox
                finally:
                    reading.cancel()
            drain.cancel()
        finally:
            if process.returncode is None:
                process.terminate()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), 10)
            if process.returncode is None:
                process.kill()
                await process.wait()

    async def open(self, url: str, size: tuple[int, int] | None = None) -> str:
        """A window of its own, so that it is never in the background; the address is loaded when this returns. Its
        inside is of `size`, width and height, and what it keeps is its own then, as another person's."""
        apart = {"userContext": (await self.call("browser.createUserContext"))["userContext"]} if size else {}
        context: str = (await self.call("browsingContext.create", type="window", **apart))["context"]
        if size is not None:
            viewport = {"width": size[0], "height": size[1]}
            await self.call("browsingContext.setViewport", context=context, viewport=viewport)
        await self.call("browsingContext.navigate", context=context, url=url, wait="interactive")
        return context

    async def run(self, context: str, script: str) -> str:
        """The string that `script`, an expression, comes to."""
        answer = await self.call("script.evaluate", expression=script, target={"context": context}, awaitPromise=True)
        if answer["type"] != "success":
            raise RuntimeError(f"Firefox: {answer['exceptionDetails']['text']}")
        return str(answer["result"].get("value", ""))

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command; its result."""
        number = next(self._ids)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        async with asyncio.timeout(30):
            said = await answer
        if said["type"] != "success":
            raise RuntimeError(f"Firefox, {method}: {said['error']}: {said['message']}")
        result: dict[str, Any] = said["result"]
        return result

    async def _read(self) -> None:
        async for text in self._socket:
            said = json.loads(text)
            answer = self._answers.pop(said.get("id") or 0, None)
            if answer is not None and not answer.done():
                answer.set_result(said)
