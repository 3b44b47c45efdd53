"""What an event says, and to whom it says less."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from contract.chat.tips import Tip
from contract.livestreams import Transition
from contract.moments import to_rfc3339
from outbox.webhook.envelope import write_ping, write_tip, write_transition

AT = datetime(2026, 1, 31, 20, tzinfo=UTC)


def live(gate: int | None) -> Transition:
    shown = {"id": "show", "status": "live", "token_gate_amount": gate, "hls_url": "http://localhost/live/x.m3u8"}
    return Transition(7, "livestream.live", to_rfc3339(AT), "show", "ada", shown, {"publishing": True, "ready": True})


def read(line: Transition, account_id: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(
        write_transition(line, "e", account_id, "https://live.example.org", "https://cdn.example.org")
    )
    return event


def test_where_a_gated_livestream_plays_only_its_artist_is_told() -> None:
    assert read(live(10), "ada")["data"]["hls_url"]
    assert read(live(10), "operator")["data"]["hls_url"] is None
    for gate in (None, 0):
        assert read(live(gate), "operator")["data"]["hls_url"]


def test_what_only_the_artist_sees_on_the_pages_is_not_in_it() -> None:
    event = read(live(None), "ada")
    assert set(event["data"]) == {"id", "status", "token_gate_amount", "hls_url", "still_url", "replay"}
    assert (event["id"], event["seq"], event["epoch"]) == ("e-7", 7, "e")


def test_what_a_transition_tells_besides_stands_beside_the_livestream() -> None:
    marker = {"id": "m1", "title": "The chorus", "at": 30.0}
    data = read(replace(live(None), about={"marker": marker, "removed": False}), "ada")["data"]
    assert (data["id"], data["status"], data["marker"], data["removed"]) == ("show", "live", marker, False)


def test_ping_is_a_cloud_event_of_its_own_type() -> None:
    assert json.loads(write_ping("ping-1", "hook", AT, "https://live.example.org")) == {
        "specversion": "1.0",
        "id": "ping-1",
        "source": "https://live.example.org",
        "type": "live.encryptedmedia.platform.ping",
        "subject": "hook",
        "time": "2026-01-31T20:00:00.000Z",
        "datacontenttype": "application/json",
        "data": {"webhook_id": "hook"},
    }


def test_a_tip_says_who_gave_what_and_has_no_place_in_the_log() -> None:
    account = {"id": "fan", "display_name": "Grace", "badges": ["holder"]}
    message = {
        "id": "m1",
        "at": to_rfc3339(AT),
        "show_time": 12.5,
        "account": account,
        "text": "Encore!",
        "tip": {"amount": 50, "tier": 3, "refunded": False},
    }
    assert json.loads(write_tip(Tip("show", "ada", message), "https://live.example.org")) == {
        "specversion": "1.0",
        "id": "tip-m1",
        "source": "https://live.example.org",
        "type": "live.encryptedmedia.tip.received",
        "subject": "show",
        "time": "2026-01-31T20:00:00.000Z",
        "datacontenttype": "application/json",
        "data": {
            "livestream_id": "show",
            "message_id": "m1",
            "account": {"id": "fan", "display_name": "Grace"},
            "amount": 50,
            "tier": 3,
            "text": "Encore!",
            "show_time": 12.5,
        },
    }
