"""What everybody is told of a tip; how much it is, by which pages colour it and keep it in sight. Pure."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from contract.chat.lines import Message

TIERS: Final = (1, 10, 50, 100, 500, 1000)
"""From how many tokens on a tip is of the first tier, of the second and so on."""


def find_tier(amount: int) -> int:
    """Of a tip of so many tokens: 1 to 6."""
    return bisect_right(TIERS, max(1, amount))


@dataclass(frozen=True, slots=True)
class Tip:
    """One that was just given."""

    livestream_id: str
    artist_id: str
    message: Message
    """Its message in the chat."""

    @property
    def amount(self) -> int:
        """Tokens."""
        return int(self.message["tip"]["amount"])

    def to_fields(self) -> dict[str, Any]:
        """As its artist is told of it: `{livestream_id, message_id, account: {id, display_name}, amount, tier, text,
        show_time}`."""
        return {
            "livestream_id": self.livestream_id,
            "message_id": self.message["id"],
            **self.to_alert(),
            "show_time": self.message["show_time"],
        }

    def to_alert(self) -> Mapping[str, Any]:
        """What overlays show of it: `{account: {id, display_name}, amount, tier, text}`."""
        account = self.message["account"]
        return {
            "account": {"id": account["id"], "display_name": account["display_name"]},
            "amount": self.amount,
            "tier": self.message["tip"]["tier"],
            "text": self.message["text"],
        }
