"""The channels' addresses: who may come, what they carry, how they end, and how to try them."""

from dataclasses import dataclass
from typing import Any

from contract.events.applause import APPLAUD
from contract.events.connection import CLOSE
from contract.events.event import Audience, Event
from contract.events.livestreams import VIEWERS
from contract.events.registry import EVENTS
from contract.events.schema import Schema
from live.channels.livestream import LIVESTREAM
from live.channels.lobby import LOBBY
from live.channels.me import ME
from live.channels.overlay import OVERLAY
from live.channels.request import SCREEN


@dataclass(frozen=True)
class CloseCode:
    """Why a WebSocket ends, and whether it is worth coming back."""

    code: int
    meaning: str
    then: str


CLOSE_CODES = [
    CloseCode(1002, "A frame broke the protocol (RFC 6455).", "Mend the client."),
    CloseCode(1003, "The client sent a message that the channel does not take.", "Send nothing but `applaud`."),
    CloseCode(1007, "The client sent a text that is not UTF-8.", "Mend the client."),
    CloseCode(
        1008,
        "The client sent more than ten `applaud` in a second, or more than 200 frames in 25 seconds.",
        "Send fewer.",
    ),
    CloseCode(1009, "The client sent a message of more than 4 KiB.", "Send nothing."),
    CloseCode(
        1012, "This process restarts or lacks its database; or who may watch has changed.", "Reconnect and resume."
    ),
    CloseCode(4400, "The query is not understood; the reason says what.", "Mend the address."),
    CloseCode(
        4401, "Sign in first; or your session is over, as when you signed out.", "Come back with a session's token."
    ),
    CloseCode(
        4403,
        "Not allowed (any more): too few tokens, an access token without the scope, a foreign page.",
        "Stay away.",
    ),
    CloseCode(4404, "No such livestream or overlay, or it was deleted or revoked.", "Stay away."),
    CloseCode(4408, "The client reads too slowly; 256 KiB of transitions were waiting.", "Reconnect and resume."),
    CloseCode(
        4409,
        "The account watches on another page instead; or this page has another connection under the same `screen`.",
        "Stay away, until its person says otherwise.",
    ),
    CloseCode(4429, "Too many connections, in all or from this address.", "Wait at least 5 seconds."),
    CloseCode(4503, "The system that keeps the tokens does not answer.", "Reconnect after some seconds."),
]

EPOCH: Schema = {"type": "string", "description": "The `epoch` last seen. Together with `seq`."}
SEQ: Schema = {
    "type": "integer",
    "minimum": 0,
    "description": "The `seq` last seen: what came after it follows. Where the history does not reach back, or that "
    'would be more than 256 KiB, a snapshot with `"resumed": false` comes instead.',
}
OBSERVE: Schema = {
    "type": "boolean",
    "default": False,
    "description": "Listen without counting as a viewer. For anything that shows nobody a picture.",
}
SCREEN_NAME: Schema = {
    "type": "string",
    "pattern": f"^{SCREEN}$",
    "description": "What this page calls itself over all its connections, made up anew by each. Where watching takes "
    "a pass, `POST /api/v1/livestreams/{id}/pass` is told the same.",
}
LAST_EVENT_ID: Schema = {
    "type": "string",
    "description": "The last `id` seen, for clients that cannot send the header `Last-Event-ID`.",
}
WITH: Schema = {
    "type": "string",
    "description": "What is told besides, with commas in between: `chat`, `applause`; for the artist and moderators "
    "also `moderation`, which is the chat without its delay. Who does not ask hears nothing of it.",
}
CHAT_SEQ: Schema = {
    "type": "integer",
    "minimum": 0,
    "description": "The `seq` of the last `chat` event: what came after it in the room follows. Where that is too "
    'much, an event with `"reset": true` comes instead.',
}
OVERLAY_WITH: Schema = {
    "type": "string",
    "description": "What is told besides, with commas in between: `alerts` or `chat`, `applause`, `markers`.",
}
ALERT_SEQ: Schema = {
    "type": "integer",
    "minimum": 0,
    "description": "The `number` of the last alert that was begun: what came after it follows, but for what the "
    "overlay has shown elsewhere (`POST /api/v1/overlays/{address}/shown`), and what is older than twelve hours.",
}


@dataclass(frozen=True)
class Channel:
    """One address."""

    key: str
    address: str
    title: str
    description: str
    audience: Audience
    query: dict[str, Schema]
    server: str = "sockets"
    security: tuple[str, ...] = ()
    signed_in_only: bool = False
    hears: tuple[Event, ...] = ()
    """What clients may send."""
    attempt: str = ""
    """A command to try it with; `{http}` and `{ws}` stand for the server."""

    @property
    def events(self) -> list[Event]:
        """What it carries."""
        heard = [event for event in EVENTS if self.audience in event.to]
        return heard if self.server == "streams" else [event for event in heard if event is not CLOSE]

    @property
    def parameters(self) -> dict[str, Any]:
        """AsyncAPI's Parameter Objects for what is in braces."""
        if "{address}" in self.address:
            return {"address": {"description": "The overlay's secret `address`.", "examples": ["ID.MAC"]}}
        if "{livestream_id}" not in self.address:
            return {}
        return {
            "livestream_id": {
                "description": "The livestream's `id`.",
                "examples": [VIEWERS.example["livestream_id"]],
            }
        }


CHANNELS = [
    Channel(
        "livestreams",
        LOBBY.paths[0],
        "All livestreams",
        "Every public livestream's transitions and counts: for lists, bots and boards. Descriptions are left out.",
        Audience.EVERYBODY,
        {"epoch": EPOCH, "seq": SEQ},
        attempt="websocat {ws}/ws/livestreams",
    ),
    Channel(
        "livestream",
        LIVESTREAM.paths[0],
        "One livestream",
        "One livestream's transitions and counts. Each open socket is one viewer, unless it says `observe=true`.\n\n"
        "Where `token_gate_amount` is set it is for the artist and for accounts that hold that many tokens.",
        Audience.HOLDERS,
        {
            "observe": OBSERVE,
            "epoch": EPOCH,
            "seq": SEQ,
            "screen": SCREEN_NAME,
            "with": WITH,
            "chat_seq": CHAT_SEQ,
        },
        security=("bearer", "cookie"),
        hears=(APPLAUD,),
        attempt='websocat "{ws}/ws/livestreams/ID?observe=true"',
    ),
    Channel(
        "me",
        ME.paths[0],
        "One's own",
        "For any account: the snapshot says whose channel it is, and the connection closes with 4401 when the "
        "session ends. For an artist also its own livestreams, with what only the artist sees: the encoder coming "
        "and going, how its stream is, conflicts, and the artist's rehearsals.\n\n"
        "`/ws/artist` is another name of it.",
        Audience.ARTIST,
        {"epoch": EPOCH, "seq": SEQ},
        security=("bearer", "cookie"),
        signed_in_only=True,
        attempt='websocat -H "Authorization: Bearer TOKEN" {ws}/ws/me',
    ),
    Channel(
        "overlay",
        OVERLAY.paths[0],
        "An artist's overlay",
        "What an artist puts over the picture in OBS, for whoever has an overlay's secret address. The artist's show "
        "that is live, its counts, and what the address asks for besides. It follows from show to show by itself. "
        "Alerts come each once, oldest first.\n\nWhen the address is revoked the connection closes with 4404.",
        Audience.OVERLAY,
        {"with": OVERLAY_WITH, "alert_seq": ALERT_SEQ},
        attempt='websocat "{ws}/ws/overlay/ADDRESS?with=alerts"',
    ),
    Channel(
        "livestreamsEvents",
        "/api/v1/livestreams/events",
        "All livestreams, as Server-Sent Events",
        "The events of `/ws/livestreams` over plain HTTP. Numbered events carry `id: EPOCH-SEQ`; `Last-Event-ID` "
        "resumes. A browser's `EventSource` does so by itself.",
        Audience.EVERYBODY,
        {"last_event_id": LAST_EVENT_ID},
        server="streams",
        attempt="curl -N {http}/api/v1/livestreams/events",
    ),
    Channel(
        "livestreamEvents",
        "/api/v1/livestreams/{livestream_id}/events",
        "One livestream, as Server-Sent Events",
        "The events of `/ws/livestreams/{livestream_id}` over plain HTTP. A stream never counts as a viewer.",
        Audience.HOLDERS,
        {"last_event_id": LAST_EVENT_ID, "with": WITH, "chat_seq": CHAT_SEQ},
        server="streams",
        security=("bearer", "cookie"),
        attempt="curl -N {http}/api/v1/livestreams/ID/events",
    ),
]
