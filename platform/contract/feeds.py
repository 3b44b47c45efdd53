"""The kinds of places to publish to."""

from enum import StrEnum


class FeedKind(StrEnum):
    """What becomes of what is published there."""

    SHOW = "show"
    """A livestream. Each has one such feed, which has its id."""
    REHEARSAL = "rehearsal"
    """Its artist sees it, and nobody else. Each artist has one such feed, which has the artist's id."""
