"""A fan on a phone pays for each script of the watch page before there is a picture."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from weigh_pages import DIST, LANGUAGES, MOST, MOST_WITHOUT_PLAYER, weigh


@pytest.mark.parametrize("language", LANGUAGES)
def test_watch_page_of_this_build_is_light(language: str) -> None:
    weight = weigh(DIST, language)
    assert weight.without_player <= MOST_WITHOUT_PLAYER
    assert weight.total <= MOST
    assert sum(weight.player.values()) > 100_000, "hls.js was not counted"


def test_each_file_counts_once_with_all_that_it_imports(tmp_path: Path) -> None:
    def add(name: str, size: int, *imports: str) -> None:
        manifest[name] = {"file": f"{size}.js", "imports": imports}
        (tmp_path / f"{size}.js.br").write_bytes(b"x" * size)

    manifest: dict[str, object] = {}
    for at, name in enumerate(("index.html", "src/app.tsx", "src/chat/ChatDock.tsx", "src/applause/Applause.tsx")):
        add(name, 10 + at, "_shared.js")
    add("src/clips/ShowClips.tsx", 20)
    add("src/pages/watch/WatchPage.tsx", 30, "_player-1.js", "index.html")
    add("virtual:messages/en/site", 40)
    add("_shared.js", 100, "_deep.js")
    add("_deep.js", 1_000)
    add("_player-1.js", 5_000, "_deep.js")
    add("src/player/hlsEngine.ts", 6_000, "index.html")
    add("src/player/controls.ts", 7_000, "_labels.js")
    add("_labels.js", 8_000)
    add("src/pages/elsewhere.tsx", 90_000)
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    weight = weigh(tmp_path, "en")
    assert sum(weight.page.values()) == 10 + 11 + 12 + 13 + 20 + 30 + 40 + 100 + 1_000
    assert sum(weight.player.values()) == 5_000 + 6_000 + 7_000 + 8_000
