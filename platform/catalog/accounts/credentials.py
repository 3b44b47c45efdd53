"""What somebody shows to be let in: a session's token, which may all that its account may, or an access token, which
may what its scopes say."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime

from catalog import models
from catalog.accounts.access_tokens import PREFIX, Scope, find_access_token, holds, name_access_token
from catalog.accounts.sessions import Session, find_session, name_session
from catalog.db.batches import in_batches
from catalog.overlays.overlays import select_valid
from catalog.overlays.rules import CREDENTIAL
from catalog.shapes import Account


@dataclass(frozen=True, slots=True)
class Credential:
    """Who asks, and by what."""

    account: Account
    name: str = field(repr=False)
    """See `name_credential`."""
    session: Session | None
    """The sign-in; None: an access token."""
    scopes: frozenset[Scope] = frozenset()
    """An access token's."""

    def may(self, scope: Scope | None) -> bool:
        """Whether it is good for that; None: for what is the account's own affair, which takes a sign-in."""
        return self.session is not None or (scope is not None and scope in self.scopes)


def looks_like_access_token(token: str) -> bool:
    """Whether it is no session's."""
    return token.startswith(PREFIX)


async def find_credential(token: str, *, now: datetime | None = None) -> Credential | None:
    """Whose token this is, and for what; None where it is nobody's, or too old."""
    if looks_like_access_token(token):
        used = await find_access_token(token, now=now)
        return None if used is None else Credential(used[0], name_credential(token), None, frozenset(used[1].scopes))
    found = await find_session(token, now=now)
    return None if found is None else Credential(found[0], found[1].name, found[1])


def name_credential(token: str) -> str:
    """What it is called where the token must not be kept."""
    return name_access_token(token) if looks_like_access_token(token) else name_session(token)


async def select_open(names: Collection[str], *, now: datetime | None = None) -> set[str]:
    """Of these credentials (`name_credential`, or of an overlay) those that hold."""
    now, held = now or datetime.now(UTC), set[str]()
    if overlays := [name for name in names if name.startswith(CREDENTIAL)]:
        held |= await select_valid(overlays)
    for some in in_batches([name for name in names if not name.startswith((PREFIX, CREDENTIAL))]):
        rows = models.Session.filter(token_hash__in=some, expires_at__gt=now)
        held |= {name for (name,) in await rows.values_list("token_hash")}
    for some in in_batches([name for name in names if name.startswith(PREFIX)]):
        used = models.AccessToken.filter(holds(now), token_hash__in=some)
        held |= {name for (name,) in await used.values_list("token_hash")}
    return held
