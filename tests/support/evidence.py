"""What a show leaves behind for anybody to read, gathered by place, and searched for what must be nowhere in it."""

import asyncio
import base64
import contextlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Response, WebSocket

ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}|/[0-9a-f]{32}|/[A-Za-z0-9_-]{20,}")
LEAST = 8
"""Characters of a secret. What is shorter would be found everywhere."""


def name_path(url: str) -> str:
    """A path with `:id` for what differs from one thing to the next."""
    return ID.sub("/:id", urlsplit(url).path)


def forms_of(secret: str) -> Iterator[str]:
    """A secret as it is, and as others would write it."""
    yield secret
    yield quote(secret, safe="")
    yield secret.encode().hex()
    # However it falls in the three bytes that four letters say: without what its neighbours decide.
    for lead in range(3):
        text = base64.b64encode(b"\0" * lead + secret.encode()).decode().rstrip("=")
        yield text[4 if lead else 0 : -2]


class Evidence:
    """All of it. `shown` names the places whose purpose is to show a kind of secret to its owner; they are regular
    expressions, and the only exceptions."""

    def __init__(self, shown: Mapping[str, Iterable[str]]) -> None:
        self.texts: dict[str, list[str]] = defaultdict(list)
        self._secrets: dict[str, set[str]] = defaultdict(set)
        self._shown = {place: set(kinds) for place, kinds in shown.items()}
        self._reading: set[asyncio.Task[None]] = set()

    def keep(self, kind: str, secret: str) -> str:
        """A secret that is to be nowhere; itself."""
        assert len(secret) >= LEAST, f"{kind} is too short to be looked for"
        self._secrets[kind].add(secret)
        return secret

    @property
    def kinds(self) -> set[str]:
        """Of the secrets that are looked for."""
        return set(self._secrets)

    def add(self, place: str, text: str | bytes) -> None:
        """Something that could be read at a place."""
        self.texts[place].append(text.decode("latin-1") if isinstance(text, bytes) else text)

    def add_address(self, url: str, who: str) -> None:
        """Something that somebody asked for. Media is a place of its own."""
        self.add(f"media that {who} asks for" if "/live/" in url else "address", url)

    def add_files(self, place: str, folder: Path) -> None:
        """Every file below a folder, each a place of its own, and their names."""
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                self.add(f"{place} {file.relative_to(folder)}", file.read_bytes())
        self.add(f"names in {place}", "\n".join(map(str, folder.rglob("*"))))

    def watch_client(self, client: httpx.AsyncClient, who: str) -> None:
        """Every address that a client asks for, and every answer with its headers."""

        async def note(response: httpx.Response) -> None:
            await response.aread()
            request = response.request
            place = f"answer to {who}: {request.method} {name_path(str(request.url))}"
            self.add_address(str(request.url), who)
            self.add(place, "\n".join(f"{name}: {value}" for name, value in response.headers.items()))
            self.add(place, response.text)

        client.event_hooks["response"].append(note)

    def watch_page(self, page: Page, who: str) -> None:
        """Every address, answer, frame and line of the console of a page in a browser."""

        def note_socket(socket: WebSocket) -> None:
            self.add_address(socket.url, who)
            socket.on("framereceived", lambda data: self.add(f"{who}: frames", data))

        async def read(response: Response) -> None:
            place = f"answer to {who}: {response.request.method} {name_path(response.url)}"
            self.add(place, "\n".join(f"{name}: {value}" for name, value in response.headers.items()))
            if response.status < 300 and "json" in response.headers.get("content-type", ""):
                with contextlib.suppress(PlaywrightError):  # the page went elsewhere meanwhile, and has let go of it
                    self.add(place, await response.body())

        def note_response(response: Response) -> None:
            task = asyncio.create_task(read(response), name="evidence")
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

        page.on("request", lambda request: self.add_address(request.url, who))
        page.on("response", note_response)
        page.on("websocket", note_socket)
        page.on("console", lambda message: self.add(f"{who}: console", message.text))
        page.on("pageerror", lambda error: self.add(f"{who}: console", str(error)))

    async def look_at(self, page: Page, who: str) -> None:
        """What a page holds at this moment: its elements, and what it has stored where scripts can read."""
        await asyncio.gather(*self._reading, return_exceptions=True)
        self.add(f"{who}: page {name_path(page.url)}", await page.content())
        stored = await page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        self.add(f"{who}: storage", stored)

    def find_leaks(self) -> list[str]:
        """Kind and place of every secret that is where it is not meant to be."""
        found = []
        for place, texts in self.texts.items():
            allowed = {kind for shown, kinds in self._shown.items() if re.fullmatch(shown, place) for kind in kinds}
            for kind, secrets in self._secrets.items():
                if kind not in allowed and any(
                    form in text for secret in secrets for form in forms_of(secret) for text in texts
                ):
                    found.append(f"{kind} in {place}")
        return sorted(found)
