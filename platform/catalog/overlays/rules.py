"""How many overlays there may be, and what their addresses are made of. Pure."""

import hmac
from typing import Final

from runtime.keys import Keys

MOST: Final = 20
"""Overlays of one artist."""
PURPOSE: Final = "overlay addresses"
DIGITS: Final = 40
"""Of the keyed hash in an address: 160 bits, which nobody guesses."""
CREDENTIAL: Final = "overlay:"
"""Before an overlay's name among the credentials that sockets were let in for."""


def make_address(keys: Keys, overlay_id: str, secret: str) -> str:
    """`{id}.{mac}`. Another secret makes another address; without `SECRET_KEY` the row alone makes none."""
    return f"{overlay_id}.{keys.fingerprint(PURPOSE, f'{overlay_id}:{secret}')[:DIGITS]}"


def is_address(keys: Keys, address: str, overlay_id: str, secret: str) -> bool:
    """Whether it is this overlay's, found out in a time that tells nothing of how much of it is right."""
    return hmac.compare_digest(address.encode(), make_address(keys, overlay_id, secret).encode())


def name_credential(overlay_id: str, secret: str) -> str:
    """What an overlay's address is called where sockets are kept that were let in for it; no part of the address."""
    return f"{CREDENTIAL}{overlay_id}:{secret}"
