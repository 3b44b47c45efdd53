"""`.venv/bin/python tools/weigh_pages.py`: what a watch page's scripts weigh where nothing is kept of them, in KB.

Counted is what a browser fetches that opens a show which is on, and nobody presses anything: Vite's manifest says
what each script imports; `PAGE` and `PLAYER` are what is imported later without being asked for. Each file counts as
it is served, with Brotli. `tests/tools/test_weigh_pages.py` holds the build to `MOST` and `MOST_WITHOUT_PLAYER`.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST = 260.0
MOST_WITHOUT_PLAYER = 60.0
"""KB of 1000 bytes."""

DIST = Path(__file__).resolve().parent.parent / "frontend" / "dist"

PAGE = (
    "index.html",
    "src/app.tsx",
    "src/pages/watch/WatchPage.tsx",
    "src/chat/ChatDock.tsx",
    "src/applause/Applause.tsx",
    "src/clips/ShowClips.tsx",
)
PLAYER = ("src/player/hlsEngine.ts", "src/player/controls.ts")
WORDS = "virtual:messages/{}/site"
LANGUAGES = ("en", "de")
IS_PLAYER = ("_player-", "_hls")
"""How the manifest calls what player and page share, but is the player's."""

Manifest = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes by file."""

    page: Mapping[str, int]
    player: Mapping[str, int]

    @property
    def without_player(self) -> float:
        """KB."""
        return sum(self.page.values()) / 1000

    @property
    def total(self) -> float:
        """KB."""
        return self.without_player + sum(self.player.values()) / 1000


def weigh(dist: Path, language: str) -> Weight:
    """The watch page in one language.

    Raises:
        KeyError: a script that is counted is not in the build; it has another name now.
        OSError: there is no build.
    """
    manifest: Manifest = json.loads((dist / ".vite" / "manifest.json").read_bytes())
    everything = _follow(manifest, [*PAGE, WORDS.format(language), *PLAYER])
    page = _follow(manifest, [*PAGE, WORDS.format(language)])
    of_page = [name for name in page if not name.startswith(IS_PLAYER)]
    of_player = [name for name in everything if name not in of_page]
    return Weight(_measure(dist, manifest, of_page), _measure(dist, manifest, of_player))


def _follow(manifest: Manifest, names: Iterable[str]) -> list[str]:
    """These scripts and all that they import at once."""
    found: dict[str, None] = {}
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = None
            todo += manifest[name].get("imports", ())
    return list(found)


def _measure(dist: Path, manifest: Manifest, names: Iterable[str]) -> dict[str, int]:
    files = [manifest[name]["file"] for name in names]
    return {file: (dist / f"{file}.br").stat().st_size for file in files}


def main() -> int:
    """The process's exit code: 1 where a limit is not kept."""
    met = True
    for language in LANGUAGES:
        weight = weigh(DIST, language)
        for title, files in (("page", weight.page), ("player", weight.player)):
            print(f"{language}, {title}: {sum(files.values()) / 1000:.1f} KB")
            for file, size in sorted(files.items(), key=lambda each: -each[1]):
                print(f"  {size / 1000:6.1f}  {file}")
        without = f"{weight.without_player:.1f} of {MOST_WITHOUT_PLAYER:g} without the player"
        print(f"{language}: {weight.total:.1f} of {MOST:g} KB, {without}\n")
        met = met and weight.total <= MOST and weight.without_player <= MOST_WITHOUT_PLAYER
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
