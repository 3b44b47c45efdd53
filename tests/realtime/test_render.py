"""A livestream as each view shows it: whose address stands where, and who is told of a replay."""

import json
from typing import Any

import pytest

from contract.livestreams import RECORDING, Entry, locate
from realtime.board import Listing
from realtime.render import render_livestream

REPLAY = {"state": "ready", "visibility": "public", "duration": 60.0, "url": "/live/r/index.m3u8"}
ORIGIN = b"https://media.example"


def show(view: str, *, gate: int | None = None, replay: dict[str, Any] | None = REPLAY, **private: Any) -> Any:
    facts = {"id": "l1", "status": "ended", "description": "Songs", "token_gate_amount": gate, "hls_url": None}
    own = {"record": True, RECORDING: "r", "hls_url": None, "replay": replay, **private}
    entry = Listing(1, Entry("l1", "ada", {**facts, "replay": replay}, own))
    first = render_livestream(entry, view, (3, 5), ORIGIN)
    assert render_livestream(entry, view, (3, 5), ORIGIN) == first, "from what was encoded before"
    return json.loads(first)


@pytest.mark.parametrize("view", ["lobby", "full", "artist"])
def test_the_replay_is_told_at_the_origin_that_the_socket_came_to(view: str) -> None:
    shown = show(view)
    assert shown["replay"] == {**REPLAY, "url": "https://media.example/live/r/index.m3u8"}
    assert (shown["viewer_count"], shown["peak_viewer_count"]) == (3, 5)
    assert show(view, replay={**REPLAY, "url": "https://n1.example/live/r/index.m3u8"})["replay"]["url"].startswith(
        "https://n1.example/"
    )
    assert show(view, replay=None)["replay"] is None
    assert show(view, replay={**REPLAY, "url": None})["replay"]["url"] is None


@pytest.mark.parametrize(
    ("gate", "visibility", "told"),
    [
        (None, "public", {"lobby", "full", "artist"}),
        (None, "holders", {"artist"}),
        (5, "public", {"full", "artist"}),
        (5, "holders", {"full", "artist"}),
    ],
)
def test_where_it_plays_hears_who_holds_what_it_takes(gate: int | None, visibility: str, told: set[str]) -> None:
    replay = {**REPLAY, "visibility": visibility}
    shown = {view: show(view, gate=gate, replay=replay)["replay"] for view in ("lobby", "full", "artist")}
    assert {view for view, each in shown.items() if each["url"]} == told
    assert {each["state"] for each in shown.values()} == {"ready"}


def test_its_artist_sees_what_nobody_else_does_and_not_what_is_the_houses() -> None:
    entry = Listing(
        1, Entry("l1", "ada", {"id": "l1", "hls_url": None, "replay": None}, {RECORDING: "r", "replay": REPLAY})
    )
    assert json.loads(render_livestream(entry, "full", (0, 0)))["replay"] is None
    own = json.loads(render_livestream(entry, "artist", (0, 0)))
    assert own["replay"] == REPLAY
    assert RECORDING not in own


def test_lines_of_an_old_log_say_nothing_of_a_replay() -> None:
    entry = Listing(1, Entry("l1", "ada", {"id": "l1", "hls_url": "http://old.example/live/x/index.m3u8"}, {}))
    assert json.loads(render_livestream(entry, "artist", (0, 0), ORIGIN)) == {
        "id": "l1",
        "replay": None,
        "hls_url": "http://old.example/live/x/index.m3u8",
        "still_url": None,
        "viewer_count": 0,
        "peak_viewer_count": 0,
    }


LIVE = {"id": "l1", "status": "live", "description": "", "hls_url": "/live/x/index.m3u8", "replay": REPLAY}


@pytest.mark.parametrize(
    ("facts", "still", "told"),
    [
        (LIVE, 17, "https://media.example/live/x/still.jpg?v=17"),
        (LIVE, 0, None),
        ({**LIVE, "status": "ended", "hls_url": None}, 17, "https://media.example/live/r/still.jpg?v=60"),
        ({**LIVE, "status": "ended", "hls_url": None, "replay": None}, 17, None),
        ({**LIVE, "status": "ended", "hls_url": None, "replay": {**REPLAY, "duration": None}}, 17, None),
        ({**LIVE, "status": "scheduled", "hls_url": None, "replay": None}, 17, None),
    ],
    ids=["live", "not drawn yet", "ended", "nothing kept", "not all written yet", "not begun"],
)
def test_the_newest_picture_is_beside_what_can_be_played(facts: dict[str, Any], still: int, told: str | None) -> None:
    entry = Listing(1, Entry("l1", "ada", facts))
    entry.still = still
    for _ in range(2):  # the second time from what was encoded before
        assert json.loads(render_livestream(entry, "lobby", (0, 0), ORIGIN))["still_url"] == told
    assert locate(facts, ORIGIN.decode(), still)["still_url"] == told


@pytest.mark.parametrize("view", ["lobby", "full"])
def test_a_gated_show_has_no_picture_where_all_shows_are_told_of(view: str) -> None:
    entry = Listing(1, Entry("l1", "ada", {**LIVE, "token_gate_amount": 5}))
    entry.still = 17
    told = json.loads(render_livestream(entry, view, (0, 0), ORIGIN))["still_url"]
    assert (told is None) is (view == "lobby")
