"""The show's artist: an account of its own, the same one for every show on a platform."""

import hmac
import secrets
from typing import Any

from encryptedmedia.api import Api, ApiError

EMAIL = "simulator@encryptedmedia.invalid"
NAME = "Simulated artist"


class Artist:
    """A signed-in artist."""

    def __init__(self, api: Api, email: str) -> None:
        self.email = email
        self._api = api

    @classmethod
    async def sign_in(cls, url: str, secret: str) -> "Artist":
        """Sign in, after registering where this is the platform's first show.

        The password follows from the platform's own secret, so that shows leave one account behind, and only whoever
        may play an ingest node can use it.
        """
        password = hmac.digest(secret.encode(), b"simulated artist", "sha256").hex()
        try:
            return await cls._sign_in(url, EMAIL, password)
        except ApiError as refusal:
            if refusal.status != 401:
                raise
        await _register(url, EMAIL, password)
        try:
            return await cls._sign_in(url, EMAIL, password)
        except ApiError as refusal:
            if refusal.status != 401:
                raise
        # The account is of a time when the platform had another secret.
        email = f"simulator-{secrets.token_hex(4)}@encryptedmedia.invalid"
        await _register(url, email, password)
        return await cls._sign_in(url, email, password)

    @classmethod
    async def _sign_in(cls, url: str, email: str, password: str) -> "Artist":
        session = await Api(url).call("POST", "/sessions", {"email": email, "password": password})
        return cls(Api(url, session["token"]), email)

    async def create_livestream(self, title: str) -> dict[str, Any]:
        """A new one, with its stream key."""
        fields = {"title": title, "description": "No camera, no microphone: played by encryptedmedia simulate."}
        return await self._api.call("POST", "/livestreams", fields)

    async def mark(self, livestream_id: str, title: str) -> None:
        """Name what is on now."""
        await self._api.call("POST", f"/livestreams/{livestream_id}/markers", {"title": title})

    async def clip(self, livestream_id: str, title: str, seconds: float) -> None:
        """Cut the first so many seconds out."""
        fields = {"from": 0, "to": seconds, "title": title}
        await self._api.call("POST", f"/livestreams/{livestream_id}/clips", fields)

    async def remove_livestream(self, livestream_id: str) -> None:
        """End it where it still runs, and delete it."""
        try:
            await self._api.call("POST", f"/livestreams/{livestream_id}/stop")
        except ApiError as refusal:
            if refusal.status != 409:  # it does not run
                raise
        await self._api.call("DELETE", f"/livestreams/{livestream_id}")

    async def sign_out(self) -> None:
        """Give the token back."""
        await self._api.call("DELETE", "/sessions/current")


async def _register(url: str, email: str, password: str) -> None:
    fields = {"email": email, "password": password, "display_name": NAME, "role": "artist"}
    await Api(url).call("POST", "/accounts", fields)
