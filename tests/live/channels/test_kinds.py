"""What each channel is: at which address, whom it concerns, what a socket begins with."""

from types import SimpleNamespace
from typing import Any, cast

import pytest

from contract.livestreams import Entry
from live.channels.kind import House, Kind
from live.channels.kinds import KINDS, find_kind
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME
from live.channels.overlay import OVERLAY
from live.channels.request import Request
from realtime.board import Board, Listing


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/ws/livestreams", (LOBBY, "")),
        ("/ws/livestreams/one", (LIVESTREAM, "one")),
        ("/ws/me", (ME, "")),
        ("/ws/overlay/id.mac", (OVERLAY, "id.mac")),
        ("/ws/overlay/", None),
        ("/ws/artist", (ME, "")),
        ("/ws/me/", None),
        ("/ws/livestreams/", None),
        ("/ws/livestreams/one/more", None),
        ("/ws/artist/", None),
        ("/ws/artist/one", None),
        ("/ws/", None),
        ("", None),
    ],
)
def test_the_kind_at_an_address(path: str, found: tuple[Kind, str] | None) -> None:
    assert find_kind(path) == found


def list_one(board: Board, livestream_id: str, artist_id: str, **facts: Any) -> None:
    livestream = {"id": livestream_id, "status": "live", **facts}
    board.put(livestream_id, Listing(1, Entry(livestream_id, artist_id, livestream)))


def test_no_two_kinds_share_a_channel_or_an_address() -> None:
    names = [kind.name("one", "ada") for kind in KINDS]
    paths = [path for kind in KINDS for path in kind.paths]
    assert (len(set(names)), len(set(paths))) == (len(KINDS), len(paths))


def test_what_a_socket_begins_with_is_what_its_channel_hears_of() -> None:
    board = Board("e", 0)
    list_one(board, "one", "ada")
    list_one(board, "two", "bob")
    shown = {
        kind: [livestream_id for livestream_id, _ in kind.entries(board, kind.name("one", "ada"))] for kind in KINDS
    }
    assert shown == {LOBBY: ["one", "two"], LIVESTREAM: ["one"], ME: ["one"], OVERLAY: ["one"]}
    assert [kind.subject(kind.name("one", "ada")) for kind in KINDS] == ["one", None, "ada", "ada"]


def test_only_what_is_for_everybody_is_granted_at_once() -> None:
    board = Board("e", 0)
    list_one(board, "open", "ada")
    list_one(board, "gated", "ada", token_gate_amount=5)
    house = cast("House", SimpleNamespace(board=board))
    granted = LIVESTREAM.admit_at_once(house, "open", Request(observe=True))
    assert granted is not None
    assert not granted.viewer
    assert LOBBY.admit_at_once(house, "", Request()) is not None
    assert LIVESTREAM.admit_at_once(house, "gated", Request()) is None
    assert LIVESTREAM.admit_at_once(house, "unknown", Request()) is None
    assert ME.admit_at_once(house, "", Request()) is None
