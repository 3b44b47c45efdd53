"""Tickets: by which a page of ours that another site frames is let in to one gated livestream. Browsers send no
cookie from there, so whoever is signed in hands it one from a window of our own.

A ticket says which sign-in it comes from and is good as long as that is, and for some hours at most; of what the
account may, it may watch that livestream. It is sealed: nobody makes one up, or learns from it whose it is.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from catalog.accounts.access_tokens import Scope
from catalog.accounts.credentials import Credential
from catalog.accounts.sessions import find_named_session
from runtime.keys import Keys, SealError

PREFIX: Final = "emlw_"
"""By which one is known from a session's token and from an access token."""
LIFETIME: Final = timedelta(hours=6)
SCOPES: Final[frozenset[Scope]] = frozenset({"watch"})
_PURPOSE: Final = "ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A new one."""

    expires_at: datetime
    text: str = field(repr=False)


def looks_like_ticket(text: str) -> bool:
    """Whether it is one, right or wrong."""
    return text.startswith(PREFIX)


def write_ticket(keys: Keys, livestream_id: str, session: str, *, now: datetime | None = None) -> Ticket:
    """For this livestream, of a sign-in (`name_session`)."""
    expires_at = ((now or datetime.now(UTC)) + LIFETIME).replace(microsecond=0)
    said = f"{session} {int(expires_at.timestamp())}"
    # Without its padding it may stand wherever a word may, among a socket's subprotocols too.
    return Ticket(expires_at, PREFIX + keys.seal(_PURPOSE, said, livestream_id).rstrip("="))


async def find_ticket(keys: Keys, livestream_id: str, text: str, *, now: datetime | None = None) -> Credential | None:
    """Whose ticket to this livestream this is; None: it is none, is too old, or its sign-in is over."""
    now = now or datetime.now(UTC)
    sealed = text.removeprefix(PREFIX)
    try:
        said = keys.unseal(_PURPOSE, sealed + "=" * (-len(sealed) % 4), livestream_id)
    except SealError:
        return None
    session, _, expires_at = said.partition(" ")
    if int(expires_at) <= now.timestamp():
        return None
    found = await find_named_session(session, now=now)
    return None if found is None else Credential(found[0], session, None, SCOPES)
