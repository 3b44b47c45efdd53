"""In which language something is said to whoever asks. Pure."""

from collections.abc import Container
from typing import Final

LANGUAGES: Final = ("en", "de")
"""Those that there are words in."""
FALLBACK: Final = "en"


def pick_language(accepted: str, known: Container[str] = LANGUAGES) -> str:
    """The first that is known of an `Accept-Language` header, or of one language's tag; browsers name what they like
    best first."""
    asked = (tag.strip()[:2].lower() for tag in accepted.split(","))
    return next((tag for tag in asked if tag in known), FALLBACK)
