"""Guesses of a password: bounded for each account and each address, over all web processes, and never by locking the
account's owner out.

Only wrong ones count, whether there is such an account or not. Whoever has signed in from a browser before carries a
mark of that, which only we can make; their tries are counted by themselves, so that neither strangers who try the
same account nor neighbours behind the same address can use them up. A mark holds as long as the password does: who
had the account, or knew its password once, is a stranger after that. A new browser at an address where the account is
signed in already is not kept waiting by strangers elsewhere; and anywhere else a link by mail leads in.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from api.limits.throttles import Bound, Throttles
from runtime.keys import Keys
from settings import Settings

MARK_LIFETIME: Final = 365 * 24 * 3600
# An address may be a whole school's; an address with one e-mail is one person, or one guesser.
BY_DEVICE: Final = Bound("device", 10, 300)
BY_PERSON: Final = Bound("person", 10, 300)
BY_ADDRESS: Final = Bound("address", 300, 300)
BY_ACCOUNT: Final = Bound("account", 100, 3600)

Counted = Sequence[tuple[Bound, str]]

IsHome = Callable[[str, str], Awaitable[bool]]
"""Whether the account with this e-mail, if there is one, is signed in from this address. What it leads to can be seen
only by who guesses from that very address, with a hundred wrong ones sent from elsewhere before: the price of not
keeping the owner out at home."""


async def _is_nowhere(email: str, address: str) -> bool:
    return False


class Guesses:
    """Counts them."""

    def __init__(self, settings: Settings, throttles: Throttles) -> None:
        # All web processes share the secret, and no ingest node has it.
        self._key = Keys(settings.secret_key).derive("device")
        self._throttles = throttles

    async def take(
        self, address: str, email: str, mark: str | None, holder: str = "", is_home: IsHome = _is_nowhere
    ) -> tuple[int, Counted]:
        """Count one guess before it is looked at. 0: go on; else the whole seconds to wait. With it what was counted,
        for `give_back`. `holder` is who has the e-mail, as `make_mark` takes it; empty: nobody. `is_home` is asked
        only where it matters: while strangers guess at this account."""
        if mark is not None and self.is_mark(mark, holder):
            keys: Counted = [(BY_DEVICE, mark)]
        else:
            keys = [(BY_PERSON, f"{address} {email}"), (BY_ADDRESS, address), (BY_ACCOUNT, email)]
        counted: list[tuple[Bound, str]] = []
        for bound, key in keys:
            if wait := await self._throttles.take(bound, key):
                if bound is BY_ACCOUNT and await is_home(email, address):
                    continue
                await self.give_back(counted)
                return wait, []
            counted.append((bound, key))
        return 0, counted

    async def give_back(self, counted: Counted) -> None:
        """It was right."""
        for bound, key in counted:
            await self._throttles.give_back(bound, key)

    def make_mark(self, holder: str) -> str:
        """For the browser from which somebody has just signed in; `holder` is from `find_holder`."""
        nonce = secrets.token_urlsafe(12)
        return f"{nonce}.{self._sign(nonce, holder)}"

    def is_mark(self, mark: str, holder: str) -> bool:
        """Whether it was made here, for this account with this password. The work is the same for nobody's."""
        nonce, _, signature = mark.partition(".")
        return hmac.compare_digest(signature.encode(), self._sign(nonce, holder).encode()) and holder != ""

    def _sign(self, nonce: str, holder: str) -> str:
        return hmac.new(self._key, f"{nonce} {holder}".encode(), hashlib.sha256).hexdigest()
