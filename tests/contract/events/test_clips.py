"""Who hears what of a clip."""

from typing import Any

import pytest

from contract.events.clips import CREATED, REMOVED, UPDATED, tell_clip
from contract.events.samples import CLIP, EXAMPLE

ORIGIN = "https://media.example.org"
OWN = {**CLIP, "url": "/live/c1/index.m3u8"}
SHOW = {**EXAMPLE, "replay": {"visibility": "public"}}


def tell(view: str, visibility: str = "public", show: dict[str, Any] = SHOW, **clip: Any) -> tuple[str, Any]:
    about = {"livestream_id": EXAMPLE["id"], "clip": {**OWN, **clip}, "visibility": visibility}
    kind, told = tell_clip(UPDATED, about, show, ORIGIN, view=view)
    assert told["livestream_id"] == EXAMPLE["id"]
    assert "visibility" not in told
    return kind, told.get("clip")


@pytest.mark.parametrize("view", ["lobby", "full", "artist"])
def test_everybody_hears_of_one_that_is_for_everybody(view: str) -> None:
    kind, clip = tell(view)
    assert (kind, clip) == (UPDATED, {**OWN, "url": f"{ORIGIN}/live/c1/index.m3u8"})


def test_what_is_hidden_others_hear_of_as_removed() -> None:
    for view in ("lobby", "full"):
        assert tell(view, hidden=True) == (REMOVED, None)
        assert tell(view, "private") == (REMOVED, None)
        assert tell(view, show={**SHOW, "replay": None}) == (REMOVED, None), "private since"
    kind, clip = tell("artist", hidden=True, url=None)
    assert (kind, clip["title"], clip["url"]) == (UPDATED, "The jump", None)
    assert tell("artist", "private")[0] == UPDATED


def test_where_a_gated_one_plays_is_for_holders() -> None:
    gated = {**SHOW, "token_gate_amount": 5}
    assert tell("lobby", show=gated)[1]["url"] is None
    assert tell("full", show=gated)[1]["url"] is not None
    assert tell("full", "holders")[1]["url"] is None, "who hears that need hold nothing"
    assert tell("artist", "holders")[1]["url"] is not None


def test_one_that_is_gone_has_no_more_than_its_name() -> None:
    about = {"livestream_id": "l1", "clip": {"id": "c1"}, "visibility": "public"}
    for kind in (CREATED, REMOVED):
        for view in ("lobby", "full", "artist"):
            assert tell_clip(kind, about, SHOW, ORIGIN, view=view) == (
                REMOVED,
                {"livestream_id": "l1", "clip_id": "c1"},
            )


def test_what_is_about_no_clip_stays_as_it_is() -> None:
    about = {"marker": {"id": "m1"}}
    assert tell_clip("livestream.marker", about, SHOW, ORIGIN, view="lobby") == ("livestream.marker", about)
