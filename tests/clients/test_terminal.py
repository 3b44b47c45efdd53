"""Events as lines for people."""

import json
import re

import pytest

from contract.events.event import Audience
from contract.events.event import Event as Kind
from contract.events.registry import EVENTS
from encryptedmedia.events import Event, Goodbye, Transition
from encryptedmedia.parsing import parse_event
from encryptedmedia.terminal import Lines

OF_CONNECTIONS = ("ping", "close", "goodbye")
EXAMPLES = [one for one in EVENTS if one.type not in OF_CONNECTIONS and set(one.to) != {Audience.OVERLAY}]


def event_of(key: str, **changes: object) -> Event:
    [message] = [message for message in EXAMPLES if message.key == key]
    event = parse_event(json.dumps({"type": message.type, **message.example, **changes}))
    assert event is not None
    assert not isinstance(event, Goodbye)
    return event


@pytest.mark.parametrize("message", EXAMPLES, ids=lambda message: message.key)
def test_every_event_is_a_line_with_its_time(message: Kind) -> None:
    [line] = Lines(colours=False).write(event_of(message.key))
    assert re.fullmatch(r"\d\d:\d\d:\d\d  [a-z]+ +\S.*", line)


def test_a_livestream_keeps_its_name_once_it_was_told() -> None:
    lines = Lines(colours=False)
    assert "0b6ad4a2-6f6f" in lines.write(event_of("viewers"))[0]
    lines.write(event_of("snapshot"))
    assert lines.write(event_of("viewers"))[0].endswith(
        "Unplugged in the kitchen (0b6ad4a2-6f6f-4f1e-9d0e-0c6c1d1f3a55)  42 watch"
    ), "an id that other commands take"


def test_an_empty_platform_is_said_to_be_empty() -> None:
    assert "no livestream" in Lines(colours=False).write(event_of("listSnapshot", livestreams=[]))[0]


def test_a_title_cannot_move_the_readers_cursor() -> None:
    livestream = {**EXAMPLES[0].example["livestream"], "title": "\x1b[2Jgone"}
    [line] = Lines(colours=False).write(event_of("snapshot", livestream=livestream))
    assert "\x1b" not in line
    assert "?[2Jgone" in line


def test_colours_are_for_terminals_only() -> None:
    assert "\x1b[1;31mlive" in Lines(colours=True).write(event_of("live"))[0]
    assert "\x1b" not in Lines(colours=False).write(event_of("live"))[0]


def test_a_marker_is_a_line_of_its_own() -> None:
    [line] = Lines(colours=False).write(event_of("marker"))
    assert line.endswith("at 0:12:34: The second song")
    [line] = Lines(colours=False).write(event_of("marker", removed=True))
    assert line.endswith("The second song  removed")


def test_a_clip_is_a_line_that_says_where_it_is_watched() -> None:
    [line] = Lines(colours=False).write(event_of("clipCreated"))
    assert "The jump, 30 s  created: http://localhost:3000/clips/" in line
    [line] = Lines(colours=False).write(event_of("clipRemoved"))
    assert line.endswith("removed")


def test_an_end_says_how_it_came() -> None:
    ended = event_of("ended")
    assert isinstance(ended, Transition)
    for reason, words in (("artist", "by its artist"), ("encoder", "by its encoder"), ("lost", "did not come back")):
        livestream = {**ended.raw["livestream"], "end_reason": reason}
        [line] = Lines(colours=False).write(event_of("ended", livestream=livestream))
        assert line.endswith(words)
