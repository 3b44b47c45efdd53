"""What a move of tokens is, and what it may be. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_TOKENS: Final = 2**53 - 1
"""In one wallet, and owed by one artist: what JSON's numbers still say exactly."""
MOST_AT_ONCE: Final = 1_000_000_000_000
"""In one move."""


class MoveKind(StrEnum):
    """Why tokens move."""

    GRANT = "grant"
    """From the artist who issues them to a holder."""
    CORRECTION = "correction"
    """Back: a mistake is never rubbed out, but balanced by another move."""
    TIP = "tip"
    """From a fan to the artist."""
    REFUND = "refund"
    """A tip's way back."""
    CLAIM = "claim"
    """From an e-mail address to the account that has shown it to be its own. No longer made."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose wallet: an account's; an e-mail address', whoever has it; one of those that an account took along when it
    left such an address, by the wallet's id; none of them: the issuing artist's."""

    account_id: str | None = None
    email: str | None = None
    wallet_id: str | None = None


ISSUER: Final = Holder()


@dataclass(frozen=True, slots=True)
class Move:
    """`amount` of an artist's tokens, more than 0, go from one holder to another.

    With a `key` it is made once, however often it is asked for; `digest` tells whether it is the same that is asked
    for again.
    """

    kind: MoveKind
    artist_id: str
    giver: Holder
    taker: Holder
    amount: int
    reason: str = ""
    by: str | None = None
    key: str | None = None
    digest: str | None = None

    def __post_init__(self) -> None:
        if not 0 < self.amount <= MOST_AT_ONCE:
            raise ValueError(f"{self.amount} tokens cannot be moved at once")
        if self.giver == self.taker:
            raise ValueError("from one holder to the same")
