"""An attempt to sign in at the provider, from the way there to the way back: sealed in OpenID Connect's `state`.

It opens with the mark of the browser it was begun in and nothing else, so none is kept here, and one that somebody
else began opens nowhere. What only we may know (PKCE's verifier, the nonce) is made from both and is in no address.
"""

import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from api.limits.throttles import Bound, Throttles
from runtime.keys import Keys, SealError

LIFETIME: Final = 10 * 60
"""Seconds."""
PURPOSE: Final = "sign-in attempt"
USED: Final = Bound("attempt", 1, 2 * LIFETIME)


class AttemptError(Exception):
    """It was begun in another browser, or not here, or too long ago, or has ended."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is known again of it when the provider has answered."""

    id: str
    next: str
    """A path of our pages."""
    redirect_uri: str
    account_id: str | None
    """Whose account is to be linked; None: somebody signs in."""
    nonce: str
    verifier: str
    """PKCE's (RFC 7636)."""


class Attempts:
    """One of these per application."""

    def __init__(self, keys: Keys, throttles: Throttles, clock: Callable[[], float] = time.time) -> None:
        self._keys = keys
        self._throttles = throttles
        self._clock = clock

    def begin(
        self, mark: str, next_path: str, redirect_uri: str, account_id: str | None = None
    ) -> tuple[Attempt, str]:
        """A new one for the browser with this mark, and its `state`."""
        said = {
            "id": secrets.token_urlsafe(16),
            "until": int(self._clock()) + LIFETIME,
            "next": next_path,
            "redirect_uri": redirect_uri,
            "account_id": account_id,
        }
        return self._read(said, mark), self._keys.seal(PURPOSE, json.dumps(said), mark)

    async def end(self, state: str, mark: str) -> Attempt:
        """The one of this state. It ends once.

        Raises:
            AttemptError
        """
        try:
            said = json.loads(self._keys.unseal(PURPOSE, state, mark))
        except SealError as error:
            raise AttemptError from error
        if said["until"] <= self._clock() or await self._throttles.take(USED, said["id"]):
            raise AttemptError
        return self._read(said, mark)

    def _read(self, said: dict[str, object], mark: str) -> Attempt:
        told = f"{said['id']} {mark}"
        account_id = said["account_id"]
        return Attempt(
            str(said["id"]),
            str(said["next"]),
            str(said["redirect_uri"]),
            None if account_id is None else str(account_id),
            self._keys.fingerprint("sign-in nonce", told),
            self._keys.fingerprint("sign-in verifier", told),
        )
