"""What the processes tell each other of a livestream."""

import json

from contract.livestreams import Transition


def test_a_transition_comes_over_the_bus_as_it_was() -> None:
    at, about = "2026-01-31T20:00:00.000Z", {"livestream_id": "l1", "marker": {"id": "m1"}, "removed": False}
    line = Transition(7, "livestream.marker", at, "l1", "ada", {"id": "l1"}, {"ready": True}, about)
    assert Transition.from_message(json.loads(json.dumps(line.to_message()))) == line


def test_a_line_may_be_about_something_besides_its_livestream() -> None:
    at, marker = "2026-01-31T20:00:00.000Z", {"id": "m1", "title": "The chorus"}
    line = Transition(7, "livestream.marker", at, "l1", "ada", {}, {}, {"livestream_id": "l1", "marker": marker})
    assert line.thing == ("marker", marker)
    assert Transition(8, "livestream.live", at, "l1", "ada", {}).thing is None
