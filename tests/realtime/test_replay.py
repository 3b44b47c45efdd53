"""The past as it is told again: in the texts and behind the gate of now, within bounds, and encoded once."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from contract.livestreams import Entry, Transition
from realtime.board import Board, Listing
from realtime.channel import wrap_frame
from realtime.replay import HEAD, MOST, Replay

FULL = ("full", wrap_frame, b"")
URL = "http://h/live/first/index.m3u8"


class World:
    """A board and what reads it."""

    def __init__(self) -> None:
        self.board = Board("e", 0)
        self.viewers = 0
        self.replay = Replay(self.board, self._count)

    def _count(self, livestream_id: str, livestream: Mapping[str, Any]) -> tuple[int, int]:
        return self.viewers, 0

    def commit(
        self, kind: str, livestream_id: str = "l1", about: Mapping[str, Any] = MappingProxyType({}), **facts: Any
    ) -> Transition:
        shown = {
            "id": livestream_id,
            "title": "Show",
            "description": "",
            "status": "live",
            "token_gate_amount": None,
            "hls_url": URL,
            **facts,
        }
        line = Transition(
            self.board.seq + 1, kind, "2026-01-01T00:00:00.000Z", livestream_id, "a1", shown, about=about
        )
        self.board.apply(line)
        return line

    def mark(self, name: str, title: str, *, removed: bool = False) -> Transition:
        return self.commit("livestream.marker", about={"marker": {"id": name, "title": title}, "removed": removed})

    def tell_marker(self, line: Transition) -> tuple[str, bool]:
        event = json.loads(self.replay.render(line, "lobby", b""))
        return event["marker"]["title"], event["removed"]

    def tell(self, line: Transition, view: str = "lobby") -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.replay.render(line, view, b""))
        livestream: dict[str, Any] = event["livestream"]
        return livestream

    def read(self, seq: int, room: int = MOST) -> tuple[list[bytes], int] | None:
        return self.replay.read(seq, room, "l1", FULL)


@pytest.fixture
def world() -> World:
    return World()


def test_an_address_of_before_a_gate_was_raised_is_told_to_nobody_in_the_lobby(world: World) -> None:
    live = world.commit("livestream.live")
    assert world.tell(live)["hls_url"] == URL
    world.commit("livestream.updated", token_gate_amount=10)
    assert (world.tell(live)["hls_url"], world.tell(live)["token_gate_amount"]) == (None, 10)


@pytest.mark.parametrize("view", ["lobby", "full"])
def test_an_address_that_the_livestream_has_left_is_told_to_nobody(world: World, view: str) -> None:
    live = world.commit("livestream.live")
    world.commit("livestream.updated", hls_url="http://h/live/second/index.m3u8")
    assert world.tell(live, view)["hls_url"] is None
    world.commit("livestream.ended", status="ended", hls_url=None)
    assert world.tell(live, view)["hls_url"] is None


@pytest.mark.parametrize("view", ["lobby", "full"])
def test_a_replay_is_told_as_it_is_now_and_to_whom_it_is_now(world: World, view: str) -> None:
    before = world.commit("livestream.ended")
    replay = {"state": "ready", "visibility": "public", "url": "http://h/live/r/index.m3u8"}
    ready = world.commit("livestream.replay_ready", replay=replay)
    assert world.tell(ready, view)["replay"] == replay
    assert world.tell(before, view)["replay"] is None, "there was none by then"
    gone = {**replay, "state": "gone", "url": None}
    world.commit("livestream.updated", replay=gone)
    assert world.tell(ready, view)["replay"] == gone
    world.commit("livestream.updated", replay=None)  # its artist's alone
    assert world.tell(ready, view)["replay"] is None


def test_a_livestream_the_board_no_longer_has_is_told_by_its_newest_line(world: World) -> None:
    live, gated = world.commit("livestream.live"), world.commit("livestream.updated", token_gate_amount=10)
    after = Board("e", 2)
    after.remember([live, gated])
    assert json.loads(Replay(after, lambda *_: (0, 0)).render(live, "lobby", b""))["livestream"]["hls_url"] is None


def test_texts_that_were_edited_away_are_gone(world: World) -> None:
    first = world.commit("livestream.scheduled", title="My address is 1 High St", description="call 555-1234")
    world.commit("livestream.updated", title="Show", description="Songs.")
    assert (world.tell(first, "full")["title"], world.tell(first, "full")["description"]) == ("Show", "Songs.")


def test_texts_of_a_deleted_livestream_are_gone(world: World) -> None:
    first = world.commit("livestream.scheduled", title="Mistake", description="Mistake")
    gone = world.commit("livestream.deleted", title="Mistake", description="Mistake")
    for line in (first, gone):
        shown = world.tell(line, "full")
        assert (shown["id"], shown["title"], shown["description"], shown["hls_url"]) == ("l1", "", "", None)


def test_a_marker_is_told_as_it_was_told_last(world: World) -> None:
    first, other = world.mark("m1", "Typed in anger"), world.mark("m2", "The bridge")
    assert world.tell_marker(first) == ("Typed in anger", False)
    changed = world.mark("m1", "The chorus")
    assert [world.tell_marker(line) for line in (first, changed, other)] == [
        ("The chorus", False),
        ("The chorus", False),
        ("The bridge", False),
    ]
    world.mark("m1", "The chorus", removed=True)
    assert world.tell_marker(first) == ("The chorus", True)
    world.commit("livestream.deleted")
    assert world.tell_marker(other) == ("", False), "with its livestream its text is gone"


def test_the_lobby_has_no_descriptions(world: World) -> None:
    line = world.commit("livestream.updated", description="Songs.")
    assert world.tell(line)["description"] == ""


def test_it_is_read_in_pieces_that_leave_nothing_out(world: World) -> None:
    for number in range(20):
        world.commit("livestream.updated", f"l{1 + number % 2}", title=f"{number}")
    told, seq = [], 3
    while seq < world.board.seq:
        read = world.read(seq, room=300)
        assert read is not None
        frames, seq = read
        assert len(frames) <= 2
        told += frames
    assert [json.loads(frame[4:])["seq"] for frame in told] == list(range(5, 21, 2))


def test_what_is_gone_from_the_history_cannot_be_read(world: World) -> None:
    late = Board("e", 5)
    assert Replay(late, lambda *_: (0, 0)).read(3, 100, None, FULL) is None


def test_it_is_encoded_once_for_all_until_it_is_told_differently(world: World) -> None:
    line = world.commit("livestream.updated")
    first = world.replay.frame(line, FULL)
    assert world.replay.frame(line, FULL) is first
    world.commit("livestream.updated", title="Another")
    assert b"Another" in world.replay.frame(line, FULL)


def test_a_resume_is_bounded_in_bytes(world: World) -> None:
    def reaches(seq: int, view: str) -> bool:
        return world.replay.reaches(seq, None, view)

    for number in range(200):
        world.commit("livestream.updated", description=f"{number}" + "x" * 5_000)
    assert reaches(200, "full")
    assert reaches(190, "full")
    assert not reaches(0, "full"), "1 MB"
    assert reaches(0, "lobby"), "without descriptions it is little"
    for _ in range(MOST // HEAD):
        world.commit("livestream.updated")
    assert not reaches(0, "lobby")
    assert not reaches(world.board.seq + 1, "lobby")


def test_the_history_kept_as_frames_is_bounded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("realtime.replay.CACHE", 2_000)
    for _ in range(50):
        world.replay.frame(world.commit("livestream.updated"), FULL)
    assert world.replay._size == sum(map(len, world.replay._frames.values())) <= 2_000


def test_an_entry_newer_than_the_history_is_what_is_told(world: World) -> None:
    line = world.commit("livestream.live")
    newer = Entry("l1", "a1", {**line.livestream, "token_gate_amount": 5})
    world.board.put("l1", Listing(world.board.seq + 1, newer))
    assert world.tell(line)["hls_url"] is None
