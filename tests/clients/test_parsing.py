"""Frames as typed events: every example of the platform's own document, and what may come some day."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contract.events.event import Audience
from contract.events.event import Event as Kind
from contract.events.registry import EVENTS
from encryptedmedia import (
    Cursor,
    IngestConflict,
    IngestHealth,
    PlatformNotice,
    ProtocolError,
    Rehearsal,
    Snapshot,
    Transition,
    ViewersChanged,
    WalletChanged,
)
from encryptedmedia.events import Goodbye
from encryptedmedia.parsing import parse_event


def frame_of(key: str) -> str:
    [message] = [message for message in EVENTS if message.key == key]
    return json.dumps({"type": message.type, **message.example})


TO_CLIENTS = [event for event in EVENTS if set(event.to) != {Audience.OVERLAY}]


@pytest.mark.parametrize("message", TO_CLIENTS, ids=lambda message: message.key)
def test_every_event_of_the_document_is_understood(message: Kind) -> None:
    event = parse_event(frame_of(message.key))
    if message.type in ("ping", "close"):
        assert event is None
    else:
        assert event is not None


def test_a_transition_has_its_livestream_and_its_place() -> None:
    event = parse_event(frame_of("interrupted"))
    assert isinstance(event, Transition)
    assert event.type == "livestream.interrupted"
    assert event.cursor == Cursor("5f0c2a9be1d44c07", event.raw["seq"])
    assert event.livestream.live
    assert event.livestream.artist.display_name == "Ada"
    assert event.livestream.interrupted_until == datetime(2026, 1, 31, 20, 30, 30, tzinfo=UTC)
    assert event.livestream.publishing is None


def test_a_snapshot_of_one_and_of_many_read_alike() -> None:
    one, many = parse_event(frame_of("snapshot")), parse_event(frame_of("listSnapshot"))
    assert isinstance(one, Snapshot)
    assert isinstance(many, Snapshot)
    assert one.livestream is not None
    # The lobby leaves descriptions out: they are read where one is looked at.
    assert replace(one.livestream, description="") == many.livestreams[0]
    assert one.resumed is None


def test_a_marker_comes_with_its_livestream() -> None:
    event = parse_event(frame_of("marker"))
    assert isinstance(event, Transition)
    assert event.marker is not None
    assert (event.marker.title, event.marker.at, event.removed) == ("The second song", 754.2, False)
    assert event.livestream.live
    other = parse_event(frame_of("live"))
    assert isinstance(other, Transition)
    assert other.marker is None


def test_a_clip_comes_with_its_livestream() -> None:
    event = parse_event(frame_of("clipCreated"))
    assert isinstance(event, Transition)
    assert event.clip is not None
    assert (event.clip.title, event.clip.begins, event.clip.ends) == ("The jump", 754.2, 784.2)
    assert event.clip_id == event.clip.id
    removed = parse_event(frame_of("clipRemoved"))
    assert isinstance(removed, Transition)
    assert (removed.clip, removed.clip_id) == (None, event.clip.id)


def test_a_wallet_is_anybodys() -> None:
    event = parse_event(frame_of("walletChanged"))
    assert isinstance(event, WalletChanged)
    assert event.balance == 12


def test_the_artist_sees_more() -> None:
    health, conflict = parse_event(frame_of("health")), parse_event(frame_of("conflict"))
    assert isinstance(health, IngestHealth)
    assert health.health["fps"] == 30.0
    assert isinstance(conflict, IngestConflict)
    own = parse_event(frame_of("ownLive"))
    assert isinstance(own, Transition)
    assert own.livestream.publishing is True


def test_rehearsals_and_the_platforms_troubles_are_told_too() -> None:
    at = "2026-01-31T20:00:00.000Z"
    verdict = {"ready": False, "checks": [{"name": "sound", "ok": False, "words": "No sound arrives."}]}
    rehearsal = parse_event(json.dumps({"type": "rehearsal.ended", "at": at, "verdict": verdict}))
    degraded = parse_event(json.dumps({"type": "platform.degraded", "at": at, "message": "Redis is away"}))
    assert isinstance(rehearsal, Rehearsal)
    assert (rehearsal.verdict, rehearsal.health) == (verdict, None)
    assert isinstance(degraded, PlatformNotice)
    assert degraded.message == "Redis is away"


def test_a_goodbye_is_in_seconds() -> None:
    assert parse_event('{"type":"goodbye","reconnect_in_ms":740}') == Goodbye(0.74)


def test_what_came_after_this_version_is_passed_over() -> None:
    assert parse_event('{"type":"livestream.applauded","at":"later"}') is None
    frame = json.loads(frame_of("viewers"))
    event = parse_event(json.dumps({**frame, "mood": "good"}))
    assert isinstance(event, ViewersChanged)
    assert event.raw["mood"] == "good"


@pytest.mark.parametrize(
    "frame",
    ["", "<html>", "[]", "{}", "7", '{"type":"snapshot"}', '{"type":"livestream.live","at":"2026-01-31T20:00:00Z"}'],
)
def test_what_is_no_event_is_an_error_with_its_beginning(frame: str) -> None:
    with pytest.raises(ProtocolError, match="not an event"):
        parse_event(frame)
