"""What a page will ask for next, said with the page itself, so that a browser fetches it all at once.

Vite's manifest knows: `{"src/pages/watch/WatchPage.tsx": {"file": "assets/...", "imports": ["..."], ...}, ...}`.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PAGE = ("index.html", "src/app.tsx")
"""What every page runs."""


def _playing(page: str) -> tuple[str, ...]:
    """A page with a picture; in the order in which they are run: a browser fetches six at a time where there is no
    HTTP/2 in front."""
    return "index.html", "src/player/hlsEngine.ts", page, "src/app.tsx"


PLAYING = {
    re.compile(r"livestreams/[\w-]+/?"): _playing("src/pages/watch/WatchPage.tsx"),
    re.compile(r"clips/\w+/?"): _playing("src/pages/clips/ClipPage.tsx"),
    re.compile(r"embed/livestreams/[\w-]+/?"): _playing("src/pages/embed/EmbeddedShow.tsx"),
    re.compile(r"embed/clips/\w+/?"): _playing("src/pages/clips/EmbeddedClip.tsx"),
}
"""By their paths."""


class Preloads:
    """The `Link` headers (RFC 8288) of pages. Empty where the build is not there, or is none of Vite's: pages work
    without."""

    def __init__(self, dist: Path) -> None:
        self._page = ""
        self._playing: dict[re.Pattern[str], str] = {}
        try:
            manifest = json.loads((dist / ".vite" / "manifest.json").read_bytes())
            playing = {path: _write_links(manifest, names) for path, names in PLAYING.items()}
            self._page, self._playing = _write_links(manifest, PAGE), playing
        except (OSError, ValueError, KeyError):
            return

    def find(self, path: str, origin_url: str) -> str:
        """The header's value for the page at `path` (no leading slash), whose picture comes from `origin_url`."""
        links = next((links for pattern, links in self._playing.items() if pattern.fullmatch(path)), None)
        if links is None:
            return self._page
        parts = urlsplit(origin_url)
        return f"{links}, <{parts.scheme}://{parts.netloc}>; rel=preconnect; crossorigin"


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
