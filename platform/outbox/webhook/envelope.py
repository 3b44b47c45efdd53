"""Events as CloudEvents 1.0 in JSON (structured mode). Pure.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from catalog.gates.gate import replay_owed, tokens_owed
from contract.chat.tips import Tip
from contract.events.clips import tell_clip
from contract.gates import redact, redact_replay
from contract.livestreams import Transition, locate
from contract.moments import to_rfc3339

MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
PREFIX = "live.encryptedmedia."
"""Before the event's own type, because CloudEvents of all the world must differ."""
PING = "platform.ping"
QUESTION = "chat.filter"
TIP = "tip.received"


def write_transition(line: Transition, epoch: str, account_id: str, source: str, origin_url: str) -> str:
    """A transition as `account_id` may see it: where a gated livestream plays, only its artist is told. Nobody asked
    for it, so its addresses are those that the settings say."""
    data = line.livestream
    if tokens_owed(account_id, line.artist_id, data):
        data = redact(data)
    elif replay_owed(account_id, line.artist_id, data):
        data = redact_replay(data)
    view = "artist" if account_id == line.artist_id else "lobby"
    kind, about = tell_clip(line.type, line.about, line.livestream, origin_url, view=view)
    told = {**locate(data, origin_url), **about}
    event = _envelope(f"{epoch}-{line.seq}", kind, line.livestream_id, line.at, source, told)
    return _dump({**event, "seq": line.seq, "epoch": epoch})


def write_tip(tip: Tip, source: str) -> str:
    """A tip as its artist is told of it. It is no transition, and has no place in the log."""
    message = tip.message
    return _dump(_envelope(f"tip-{message['id']}", TIP, tip.livestream_id, message["at"], source, tip.to_fields()))


def write_ping(event_id: str, webhook_id: str, at: datetime, source: str) -> str:
    """An event that says nothing but that it arrives."""
    return _dump(_envelope(event_id, PING, webhook_id, to_rfc3339(at), source, {"webhook_id": webhook_id}))


def write_question(event_id: str, message: Mapping[str, Any], at: datetime, source: str) -> str:
    """Whether a chat's message may be said: `{livestream_id, ...}`."""
    return _dump(_envelope(event_id, QUESTION, message["livestream_id"], to_rfc3339(at), source, dict(message)))


def _envelope(event_id: str, kind: str, subject: str, at: str, source: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": event_id,
        "source": source,
        "type": f"{PREFIX}{kind}",
        "subject": subject,
        "time": at,
        "datacontenttype": "application/json",
        "data": data,
    }


def _dump(event: dict[str, Any]) -> str:
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))
