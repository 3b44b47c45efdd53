"""All that is forgotten after a while, together."""

from dataclasses import dataclass

from catalog.accounts.access_tokens import prune_access_tokens
from catalog.accounts.sessions import prune_sign_ins
from catalog.feeds.sessions import prune_sessions
from catalog.gates.passes import prune_passes
from catalog.livestreams.log import prune_transitions
from catalog.mailboxes.links import prune_email_tokens


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many rows of each kind went."""

    transitions: int
    sign_ins: int
    publishers: int
    passes: int


async def prune() -> Pruned:
    """Forget what nobody needs any more."""
    sign_ins = await prune_sign_ins() + await prune_access_tokens() + await prune_email_tokens()
    return Pruned(await prune_transitions(), sign_ins, await prune_sessions(), await prune_passes())
