"""What those who keep a room hear at once of what is done there."""

from typing import Any

from api.context import get_live
from catalog.chat.moderation.acts import By, What


def tell_keepers(livestream_id: str, what: What | str, by: By, **about: Any) -> None:
    """To be called when it is done: to their open sockets, on every process."""
    get_live().chat.keepers.tell(livestream_id, str(what), {"id": by.id, "display_name": by.name}, about)
