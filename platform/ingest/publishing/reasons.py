"""Why a publisher ended."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a publisher ended. The callbacks carry it."""

    STOPPED = "stopped"  # by the encoder, the clean way
    LOST = "connection_lost"
    SILENT = "silent"
    TAKEN_OVER = "taken_over"
    PROTOCOL = "protocol_error"
    REFUSED = "not_playable"
    PACKAGING = "packaging_failed"
    STOPPING = "node_stopping"
    ENDED = "ended"  # these by web
    GIVEN_UP = "lost"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    KEY_CHANGED = "key_changed"
    UNKNOWN = "unknown"


FINAL = frozenset(
    {
        Reason.STOPPED, Reason.ENDED, Reason.GIVEN_UP, Reason.CANCELLED, Reason.DELETED, Reason.KEY_CHANGED,
        Reason.UNKNOWN,
    }
)  # fmt: skip
"""Reasons after which nobody waits for the publisher's return."""
