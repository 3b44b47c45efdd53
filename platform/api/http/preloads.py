"""What a page will ask for next, said with the page itself, so that a browser fetches it all at once.

Vite's manifest knows: `{"src/pages/watch/WatchPage.tsx": {"file": "assets/...", "imports": ["..."], ...}, ...}`.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGE = ("index.html", "src/app.tsx")
WATCH_PAGE = ("index.html", "src/player/hlsEngine.ts", "src/pages/watch/WatchPage.tsx", "src/app.tsx")
"""In the order in which they are run: a browser fetches six at a time where there is no HTTP/2 in front."""

_WATCH_PATH = re.compile(r"livestreams/[\w-]+/?")


class Preloads:
    """The `Link` headers (RFC 8288) of pages. Empty where the build is not there, or is none of Vite's: pages work
    without."""

    def __init__(self, dist: Path) -> None:
        self._page = self._watch_page = ""
        try:
            manifest = json.loads((dist / ".vite" / "manifest.json").read_bytes())
            self._page, self._watch_page = (_write_links(manifest, names) for names in (PAGE, WATCH_PAGE))
        except (OSError, ValueError, KeyError):
            return

    def find(self, path: str, origin_url: str) -> str:
        """The header's value for the page at `path` (no leading slash), whose picture comes from `origin_url`."""
        if not self._watch_page or not _WATCH_PATH.fullmatch(path):
            return self._page
        parts = urlsplit(origin_url)
        return f"{self._watch_page}, <{parts.scheme}://{parts.netloc}>; rel=preconnect; crossorigin"


def _write_links(manifest: dict[str, Any], names: tuple[str, ...]) -> str:
    """These modules, and behind each what it imports at once."""
    files: dict[str, None] = {}
    todo = list(reversed(names))
    while todo:
        entry = manifest[todo.pop()]
        if entry["file"] not in files:
            files[entry["file"]] = None
            todo += entry.get("imports", ())
    return ", ".join(f"</{file}>; rel=modulepreload" for file in files)
