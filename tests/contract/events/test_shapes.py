"""A livestream's shape: what REST says it answers, and what the client reads."""

from dataclasses import fields

from api.shapes.bodies import LivestreamBody
from contract.events.shapes import SCHEMAS
from encryptedmedia.livestreams import Livestream as ClientsLivestream

NAMES = set(SCHEMAS["ownLivestream"]["properties"])


def test_rest_and_the_python_client_have_the_same_fields() -> None:
    assert {field.name for field in fields(LivestreamBody)} == NAMES
    assert {field.name for field in fields(ClientsLivestream)} == NAMES
