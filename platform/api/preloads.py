"""What a page will ask for next, said with the page itself, so that a browser fetches it all at once.

Vite's manifest knows: `{"src/pages/WatchPage.tsx": {"file": "assets/...", "imports": ["..."], ...}, ...}`.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ENTRY = "index.html"
WATCH_PAGE = re.compile(r"livestreams/[\w-]+/?")
WATCH_MODULES = ("src/pages/WatchPage.tsx", "src/player/hlsEngine.ts")


def write_watch_links(dist: Path, origin_url: str) -> str | None:
    """The `Link` header (RFC 8288) of a watch page: the player's modules, and the host its media comes from.

    None where the build is not there, or is none of Vite's: the page works without.
    """
    try:
        manifest = json.loads((dist / ".vite" / "manifest.json").read_bytes())
        files = _list_files(manifest, WATCH_MODULES) - _list_files(manifest, (ENTRY,))
    except (OSError, ValueError, KeyError):
        return None
    links = [f"</{file}>; rel=modulepreload" for file in sorted(files)]
    parts = urlsplit(origin_url)
    links.append(f"<{parts.scheme}://{parts.netloc}>; rel=preconnect; crossorigin")
    return ", ".join(links)


def _list_files(manifest: dict[str, Any], names: tuple[str, ...]) -> set[str]:
    """The files of these modules and of all that they import at once."""
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += manifest[name].get("imports", ())
    return {manifest[name]["file"] for name in seen}
