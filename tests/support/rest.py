"""The REST API as a client uses it: an artist's account, its livestreams, and the state that anyone may ask for."""

import itertools
from collections.abc import Mapping
from typing import Any

import httpx

from support.waiting import PATIENCE

NUMBERS = itertools.count(1)
PASSWORD = "correct horse battery staple"


class Artist:
    """A signed-in artist, or a fan."""

    def __init__(self, client: httpx.AsyncClient, account: Mapping[str, Any], email: str, token: str) -> None:
        self.client = client
        self._stranger = httpx.AsyncClient(base_url=client.base_url, timeout=PATIENCE, trust_env=False)
        self.account = account
        self.email = email
        self.token = token

    @classmethod
    async def register(cls, url: str, role: str = "artist") -> "Artist":
        """Make an account on the platform at `url` and sign in with a token. Close with `close`."""
        client = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=PATIENCE, trust_env=False)
        email = f"{role}-{next(NUMBERS)}@example.org"
        fields = {"email": email, "password": PASSWORD, "display_name": "Ada", "role": role}
        await expect(client.post("/accounts", json=fields), 202)
        session = await expect(client.post("/sessions", json={"email": email, "password": PASSWORD}))
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {session['token']}"
        return cls(client, session["account"], email, session["token"])

    async def create_livestream(self, title: str = "A show", **fields: Any) -> dict[str, Any]:
        """A new livestream with its `rtmp_url`, `stream_key` and `hls_url`."""
        return await expect(self.client.post("/livestreams", json={"title": title, **fields}), 201)

    async def move(self, livestream_id: str, verb: str) -> dict[str, Any]:
        """`start`, `stop`, `cancel` or `archive`; the livestream afterwards."""
        return await expect(self.client.post(f"/livestreams/{livestream_id}/{verb}"))

    async def get(self, livestream_id: str) -> dict[str, Any]:
        return await expect(self.client.get(f"/livestreams/{livestream_id}"))

    async def status(self, livestream_id: str) -> dict[str, Any]:
        """What a stranger who polls sees."""
        return await expect(self._stranger.get(f"/livestreams/{livestream_id}/status"))

    async def close(self) -> None:
        await self.client.aclose()
        await self._stranger.aclose()


async def expect(request: Any, status: int = 200) -> dict[str, Any]:
    """Await the response and give its JSON; any other status fails with what the server said."""
    response: httpx.Response = await request
    assert response.status_code == status, f"{response.request.url}: {response.status_code} {response.text}"
    body: dict[str, Any] = response.json()
    return body


def publish_url(livestream: Mapping[str, Any]) -> str:
    """Server and key as one address, as ffmpeg takes it."""
    return f"{livestream['rtmp_url']}/{livestream['stream_key']}"
