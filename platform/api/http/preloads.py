"""What a page will ask for next, said with the page itself, so that a browser fetches it all at once.

Vite's manifest knows: `{"src/pages/watch/WatchPage.tsx": {"file": "assets/...", "imports": ["..."], ...}, ...}`.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from api.http.languages import pick_language

Shown = Mapping[str, Any]
"""A livestream as the API shows it."""
WORDS = re.compile("virtual:messages/([a-z]{2})/(site|front)")
"""What pages say, by language and part."""
SHOW = re.compile(r"livestreams/[\w-]+(/chat)?/?")
"""Pages that the first part is enough for (`frontend/vite.messages.ts`)."""
JOINING = "join.bin"
"""Beside a playlist: all that a player begins with, in one (`ingest/origin/stream/joining.py`)."""
SOURCE = "source"
"""What the page plays whatever else a stream may be had as (`frontend/src/player/renditions/address.ts`)."""

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

LISTING = {
    re.compile(""): (*PAGE, "src/pages/landing/HomePage.tsx"),
    re.compile("about/?"): (*PAGE, "src/pages/landing/LandingPage.tsx"),
    re.compile("livestreams/?"): (*PAGE, "src/pages/BrowsePage.tsx"),
    re.compile(r"artists/[\w-]+/?"): (*PAGE, "src/pages/artists/ArtistPage.tsx"),
}
"""The same of pages that many begin with, and that have none."""


class Preloads:
    """The `Link` headers (RFC 8288) of pages. Empty where the build is not there, or is none of Vite's: pages work
    without."""

    def __init__(self, dist: Path) -> None:
        self._page = ""
        self._playing: dict[re.Pattern[str], str] = {}
        self._listing: dict[re.Pattern[str], str] = {}
        self._words: dict[str, dict[str, str]] = {"site": {}, "front": {}}
        try:
            manifest = json.loads((dist / ".vite" / "manifest.json").read_bytes())
            playing = {path: _write_links(manifest, names) for path, names in PLAYING.items()}
            listing = {path: _write_links(manifest, names) for path, names in LISTING.items()}
            self._page, self._playing, self._listing = _write_links(manifest, PAGE), playing, listing
        except (OSError, ValueError, KeyError):
            return
        for name in manifest:
            if (match := WORDS.fullmatch(name)) is not None:
                self._words[match[2]][match[1]] = _write_links(manifest, (name,))

    def find(self, path: str, origin_url: str, livestream: Shown | None = None, languages: str = "") -> str:
        """The header's value for the page at `path` (no leading slash), whose picture comes from `origin_url`.
        `livestream`: what it shows, as everybody may see it; `languages`: the browser's `Accept-Language`."""
        links = _find(self._playing, path)
        language = pick_language(languages, self._words["site"])
        words = [
            self._words[part].get(language) for part in (("site",) if SHOW.fullmatch(path) else ("site", "front"))
        ]
        pieces = [links or _find(self._listing, path) or self._page, *words]
        if links is not None:
            playlist = find_playlist(livestream)
            if playlist is not None:
                # First of all: it comes over a connection of its own, while the scripts that play it are fetched.
                pieces.insert(
                    0, f"<{playlist.rpartition('/')[0]}/{SOURCE}/{JOINING}>; rel=preload; as=fetch; crossorigin"
                )
            else:
                origin = urlsplit(origin_url)
                pieces.append(f"<{origin.scheme}://{origin.netloc}>; rel=preconnect; crossorigin")
        return ", ".join(filter(None, pieces))


def _find(known: Mapping[re.Pattern[str], str], path: str) -> str | None:
    return next((links for pattern, links in known.items() if pattern.fullmatch(path)), None)


def find_playlist(livestream: Shown | None) -> str | None:
    """Where everybody may play it now, if it is on."""
    if livestream is None or livestream["status"] != "live" or livestream["token_gate_amount"]:
        return None
    playlist: str | None = livestream["hls_url"]
    return playlist


def _write_links(manifest: dict[str, Any], names: tuple[str, ...]) -> str:
    """The styles that nothing is drawn before, these modules, behind each what it imports at once, and the styles
    that those wait for."""
    first: dict[str, None] = {}
    links: dict[str, None] = {}
    styles: dict[str, None] = {}
    todo = list(reversed(names))
    while todo:
        entry = manifest[todo.pop()]
        link = f"</{entry['file']}>; rel=modulepreload"
        if link not in links:
            links[link] = None
            todo += entry.get("imports", ())
            kept = first if entry.get("isEntry") else styles
            # As the page asks for them: else each would be fetched twice.
            kept |= dict.fromkeys(f"</{file}>; rel=preload; as=style; crossorigin" for file in entry.get("css", ()))
    return ", ".join((*first, *links, *styles))
