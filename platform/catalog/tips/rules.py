"""What a tip is, and what makes it the same one the second time. Pure."""

import json
from dataclasses import dataclass
from typing import Final

PURPOSE: Final = "tip"


@dataclass(frozen=True, slots=True)
class TipDraft:
    """What a fan gives, and says with it. Whether it may is asked before."""

    livestream_id: str
    account_id: str
    name: str
    amount: int
    text: str = ""
    badges: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    key: str | None = None
    """The sender's own name for it: with the same one it is given once."""
    bound: bool = True
    """By the room's rules, as all are who do not keep it."""

    def write_key(self, message_id: str) -> str:
        """Its transaction's."""
        return f"tip:{message_id}" if self.key is None else f"tip:{self.account_id}:{self.key}"

    def describe(self) -> str:
        """What must be the same where the key is."""
        return json.dumps([self.livestream_id, self.amount, self.text])


def write_refund_key(message_id: str) -> str:
    """That of the transaction that gives a tip back: there is one at most."""
    return f"refund:{message_id}"
