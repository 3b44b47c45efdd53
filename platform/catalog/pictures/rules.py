"""What is known of a picture by its id alone. Pure.

An id begins with the picture's color. So whoever shows a livestream knows what stands in its cover's place until that
is loaded, and no query about livestreams has to look among pictures, whose rows are large.
"""

import secrets
from typing import Any, Final

SIZES: Final = ("large", "small")
ADDRESS: Final = "/pictures/"


def make_id(color: str) -> str:
    """A new one, of a picture of this color (`#rrggbb`). Nobody guesses it."""
    return f"{color.removeprefix('#')}-{secrets.token_hex(12)}"


def describe(picture_id: str | None) -> dict[str, Any] | None:
    """A picture as others see it: `{url, small_url, color}`, the addresses as paths on the pages' server; None: there
    is none."""
    if picture_id is None:
        return None
    return {
        "url": write_path(picture_id, "large"),
        "small_url": write_path(picture_id, "small"),
        "color": f"#{picture_id.partition('-')[0]}",
    }


def write_path(picture_id: str, size: str) -> str:
    """Where it is served. It never changes: another picture has another id."""
    return f"{ADDRESS}{picture_id}-{size}.jpg"
