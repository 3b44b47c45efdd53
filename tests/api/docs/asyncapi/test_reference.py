"""docs/events.md says what the document says: every event, every close code, no other."""

import re
from pathlib import Path

from api.docs.asyncapi.channels import CHANNELS, CLOSE_CODES
from contract.events.registry import EVENTS

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "events.md").read_text()


def test_every_event_has_its_line() -> None:
    kinds = "livestream|clip|ingest|rehearsal|platform|wallet|tip|follow|reminder|screen|overlay|alerts|chat"
    kinds = rf"(?:{kinds})\.\w+|snapshot|chat|alerts|applause|ping|goodbye"
    told = set(re.findall(rf"^\| `({kinds})` \|", PAGE, re.MULTILINE))
    assert told | {"close"} == {message.type for message in EVENTS}
    assert "`event: close`" in PAGE


def test_every_close_code_has_its_line() -> None:
    assert {int(code) for code in re.findall(r"^\| (\d{4}) \|", PAGE, re.MULTILINE)} == {
        code.code for code in CLOSE_CODES
    }


def test_every_address_has_its_line() -> None:
    for channel in CHANNELS:
        address = channel.address.replace("{livestream_id}", ":id").replace("{address}", ":address")
        assert f"| `{address}` |" in PAGE
