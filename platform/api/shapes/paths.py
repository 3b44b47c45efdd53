"""What the variable parts of an address may hold."""

from typing import Final

from quart import Quart
from werkzeug.routing import BaseConverter


class Word(BaseConverter):
    """An id, or whatever has no slash. No name of ours holds NUL, and PostgreSQL does not even look for one."""

    regex = r"[^/\x00]+"


class Page(BaseConverter):
    """A page, or a file of the build. The API and the channels answer for their own addresses, so that 404 and
    `Allow` say there what is there."""

    part_isolating = False
    regex = r"(?!(?:api|ws)/)[^/\x00][^\x00]*"


CONVERTERS: Final[dict[str, type[BaseConverter]]] = {"default": Word, "page": Page}


def register_paths(app: Quart) -> None:
    """To be called before any route is added."""
    app.url_map.converters |= CONVERTERS
