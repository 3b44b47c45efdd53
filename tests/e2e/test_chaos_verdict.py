"""The chaos run's judge can find something: each rule, broken once."""

from typing import Any

import pytest

from chaos.verdict import (
    Deed,
    Heard,
    Kept,
    Line,
    Story,
    check_heard,
    check_kept,
    check_log,
    check_output,
    check_story,
)

SHOW = "show"


def make_log(*types: str, begin: int = 1) -> list[Line]:
    """Lines of one show, ten seconds apart."""
    return [Line(begin + index, kind, 10.0 * index, SHOW) for index, kind in enumerate(types)]


def listen(*seqs: int, log: list[Line], joined_at: int = 0) -> Heard:
    """A client that joined at a number and heard these lines."""
    heard = Heard("client")
    heard.note({"type": "snapshot", "epoch": "e", "seq": joined_at})
    for line in [each for seq in seqs for each in log if each.seq == seq]:
        heard.note({"type": f"livestream.{line.type}", "epoch": "e", "seq": line.seq, "livestream": {"id": SHOW}})
    return heard


def test_a_life_that_the_lifecycle_has_is_accepted() -> None:
    lines = make_log("scheduled", "live", "updated", "interrupted", "resumed", "ended", "live", "ended")
    assert check_log(lines) == []


def test_a_gap_and_an_impossible_step_are_found() -> None:
    lines = make_log("scheduled", "live", "resumed")
    assert len(check_log(lines)) == 1
    assert len(check_log([*lines[:2], Line(9, "ended", 0.0, SHOW)])) == 1


def test_an_event_lost_doubled_or_out_of_order_is_found() -> None:
    log = make_log("scheduled", "live", "ended")
    assert check_heard(log, listen(2, 3, log=log, joined_at=1), {SHOW}) == []
    for wrong in ((2,), (2, 3, 3), (3, 2)):
        assert len(check_heard(log, listen(*wrong, log=log, joined_at=1), {SHOW})) == 1


def test_an_interruption_without_a_cause_is_found_and_one_with_a_cause_is_not() -> None:
    lines = make_log("scheduled", "live", "interrupted", "resumed", "ended")
    goodbye = [Deed(40.0, "goodbye")]
    assert check_story(lines, Story(SHOW, [Deed(19.0, "killed")], goodbye)) == []
    assert check_story(lines, Story(SHOW, [], goodbye)) != []
    assert check_story(lines, Story(SHOW, [Deed(25.0, "killed")], goodbye)) != []


def test_an_end_before_the_goodbye_is_found() -> None:
    lines = make_log("scheduled", "live", "ended")
    assert check_story(lines, Story(SHOW, [], [Deed(20.0, "goodbye")])) == []
    assert check_story(lines, Story(SHOW, [], [Deed(30.0, "goodbye")])) != []


def test_a_traceback_is_found_with_its_place() -> None:
    place = 'File "x/platform/api/a.py", line 1, in b'
    output = f"one\nTraceback (most recent call last):\n  {place}\nValueError: no\ntwo\n"
    assert check_output("web", output) == [f"web logged 1 times: ValueError: no | {place}"]
    assert check_output("web", "one\ntwo\n") == []


READY = {"state": "ready", "duration": 8.0, "bytes": 200}
FILES = ["init-0.mp4", "000000-1769889600000-00400000-0nk.m4s", "000001-1769889604000-00400000-0ck.m4s", "heads"]
PLAYLIST = "#EXTM3U\n#EXTINF:4.00000,\na.m4s\n#EXTINF:4.00000,\nb.m4s\n#EXT-X-ENDLIST\n"


def kept(**changes: Any) -> Kept:
    given: dict[str, Any] = {"replay": READY, "files": FILES, "playlist": PLAYLIST, "fetched": 200}
    return Kept("show", **{**given, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {"replay": None},
        {"replay": {**READY, "state": "recording"}},
        {"replay": {**READY, "state": "partial"}},
        {"replay": {**READY, "duration": 9.0}},
        {"files": [*FILES, "000002-1769889608000-open-0ck.m4s"]},
        {"files": [*FILES, "init-1.mp4.draft"]},
        {"files": FILES[:2]},
        {"playlist": ""},
        {"playlist": PLAYLIST.replace("#EXT-X-ENDLIST\n", "")},
        {"fetched": 100},
        {"faults": ["FFmpeg, at a replay: broken"]},
    ],
)
def test_a_replay_that_is_not_all_that_was_kept_is_found(changes: dict[str, Any]) -> None:
    assert check_kept(kept()) == []
    assert check_kept(kept(replay={**READY, "state": "partial"}, reason="disk full")) == []
    assert check_kept(kept(replay=None, files=[])) == []
    assert len(check_kept(kept(**changes))) == 1
