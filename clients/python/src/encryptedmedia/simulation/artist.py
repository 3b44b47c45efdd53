"""The show's artist."""

from typing import Any

from encryptedmedia.api import ApiError
from encryptedmedia.simulation.accounts import SignedIn, sign_in

NAME = "Simulated artist"


class Artist:
    """A signed-in artist."""

    def __init__(self, account: SignedIn) -> None:
        self.id = account.id
        self.email = account.email
        self._api = account.api

    @classmethod
    async def sign_in(cls, url: str, secret: str) -> "Artist":
        """See `accounts.sign_in`."""
        return cls(await sign_in(url, secret, "artist", NAME, "simulator"))

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

    async def give_tokens(self, account_id: str, amount: int) -> None:
        """Some of one's own, to somebody who may then give them back as a tip."""
        fields = {"account": account_id, "amount": amount, "reason": "for the simulated show"}
        await self._api.call("POST", f"/artists/{self.id}/tokens/grants", fields)

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
