"""What the processes tell each other of a livestream."""

import json

from contract.livestreams import Transition


def test_a_transition_comes_over_the_bus_as_it_was() -> None:
    line = Transition(7, "livestream.live", "2026-01-31T20:00:00.000Z", "l1", "ada", {"id": "l1"}, {"ready": True})
    assert Transition.from_message(json.loads(json.dumps(line.to_message()))) == line
