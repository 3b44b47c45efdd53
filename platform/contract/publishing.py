"""What ingest and web both go by where somebody publishes: why a session ends, when another may take its place."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

UNKNOWN_KEY: Final = "This stream key is not known. Copy it again from your livestream's page."
"""Words for whoever comes with a key that nobody has."""

TAKEOVER_SILENCE: Final = 2.0
"""Seconds without media after which another encoder with the same key may take over."""


def digest_key(stream_key: str) -> str:
    """What is told of a stream key where the key itself is not needed, in 64 hexadecimal digits: SHA-256. As many
    random bits as a key has need no salt and no slowness. Any text has one, also what is none in Unicode."""
    return hashlib.sha256(stream_key.encode(errors="surrogatepass")).hexdigest()


class Reason(StrEnum):
    """Why a publisher's session ended. Callbacks, orders and the sessions' rows carry it."""

    STOPPED = "stopped"  # by the encoder, the clean way
    BROKEN = "connection_lost"
    SILENT = "silent"
    PROTOCOL = "protocol_error"
    REFUSED = "not_playable"
    PACKAGING = "packaging_failed"
    STOPPING = "node_stopping"
    RESTARTED = "node_restarted"
    NODE_LOST = "node_lost"
    """No ingest node reports it any more: a guess, where all others are known."""
    TAKEN_OVER = "taken_over"
    # The rest are web's orders.
    ENDED = "ended"
    LOST = "lost"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    KEY_CHANGED = "key_changed"
    """It was not on air when its artist made a new stream key: it came in with the old one."""
    UNKNOWN = "unknown"


STOP_WORDS: Final[Mapping[str, str]] = {
    Reason.ENDED: "The livestream was ended on its page.",
    Reason.CANCELLED: "The livestream was cancelled.",
    Reason.DELETED: "The livestream was deleted.",
    Reason.TAKEN_OVER: "Another encoder has taken over this livestream.",
    Reason.KEY_CHANGED: "The stream key was changed. Copy the new one from its page into the encoder, then start "
    "streaming.",
    Reason.LOST: "The platform heard nothing of this connection for so long that the livestream is over. Press "
    "Reopen on its page to go on.",
    Reason.UNKNOWN: "The platform does not know this connection any more. Start streaming again.",
}
"""Words for the artist, for a publisher that web orders to stop."""

FINAL: Final = frozenset({Reason.STOPPED, *STOP_WORDS} - {Reason.TAKEN_OVER})
"""Reasons after which nobody waits for the publisher's return."""


def read_reason(text: str) -> Reason:
    """Of an order; one of a later version is an end like any other."""
    try:
        return Reason(text)
    except ValueError:
        return Reason.ENDED
