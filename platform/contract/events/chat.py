"""What is told of a livestream's room, to whoever asks for it: `?with=chat`, or `with=moderation`."""

from typing import Any, Final

from contract.events.event import Audience, Delivery, Event
from contract.events.samples import AT, EXAMPLE, ID
from contract.events.schema import Schema, count, figure, make_object, moment, ref, text

_ACCOUNT: Final = {
    "id": text("The account's id.", format="uuid"),
    "display_name": text("Its name when it said so."),
    "badges": {
        "type": "array",
        "items": {"type": "string"},
        "description": "What it was then: `artist`, `moderator`, `holder` of the artist's tokens; more may come.",
    },
}
_TIP: Final = {
    "amount": count("Tokens."),
    "tier": {
        "type": "integer",
        "minimum": 1,
        "maximum": 6,
        "description": "How much that is: of 1, 10, 50, 100, 500, 1,000 tokens and more.",
    },
    "refunded": {"type": "boolean", "description": "They were given back."},
}
_MESSAGE: Final[dict[str, Schema]] = {
    "id": text("Its id, the same as in the REST API.", format="uuid"),
    "seq": count("Its place in the room: messages are shown in this order."),
    "at": moment("When it was said."),
    "show_time": figure("Seconds of show time, since the replay's `from`; null: before the show, or after it."),
    "account": {**make_object("Who said it; null: the account is closed.", _ACCOUNT), "type": ["object", "null"]},
    "kind": text("`message`; `tip`: tokens were given; `notice`: said by the room itself. More may come."),
    "text": text("What was said: plain text on one line, perhaps empty where it is a tip or a notice."),
    "mentions": {"type": "array", "items": {"type": "string"}, "description": "Ids of accounts that it names."},
    "question": {
        "type": ["string", "null"],
        "enum": ["open", "answered", "dismissed", None],
        "description": "Of one that asks the artist something, what became of it.",
    },
    "tip": {**make_object("Of a tip.", _TIP), "type": ["object", "null"]},
    "about": {"type": ["object", "null"], "description": "Of a notice: what it is about."},
}
_GOAL: Final = {
    "title": text("What tips are for."),
    "amount": count("Tokens that it takes."),
    "given": count("Those that were given for it."),
}
_ROOM: Final[dict[str, Schema]] = {
    "enabled": {"type": "boolean", "description": "Fans may write."},
    "slow_seconds": count("Between two messages of one account; 0: as fast as it likes."),
    "holders_only": {"type": "boolean", "description": "Only holders of the artist's tokens may write."},
    "delay_seconds": count("That messages wait for moderators before everybody hears them."),
    "links": {"type": "boolean", "description": "Messages may have links."},
    "shield": {"type": "boolean", "description": "Strangers are kept out for now."},
    "pinned": {**make_object("The message that stands above all.", _MESSAGE), "type": ["object", "null"]},
    "goal": {**make_object("What tips are for; null: nothing special.", _GOAL), "type": ["object", "null"]},
}
SHAPES: Final[dict[str, Schema]] = {
    "chatMessage": make_object("A message of a livestream's room.", _MESSAGE),
    "chatRoom": make_object("How a room is, for everybody to see.", _ROOM),
}

MESSAGE: Final[dict[str, Any]] = {
    "id": "5d0c7a3e-2b14-4f6a-9c3e-8a1b2c3d4e5f",
    "seq": 42,
    "at": AT,
    "show_time": 754.2,
    "account": {"id": "9a1e3c5d-7b2f-4a6c-8e0d-1f2a3b4c5d6e", "display_name": "Grace", "badges": ["holder"]},
    "kind": "message",
    "text": "That bass line!",
    "mentions": [],
    "question": None,
    "tip": None,
    "about": None,
}
CHAT: Final = Event(
    "chat",
    "chat",
    Delivery.ROOM,
    (Audience.HOLDERS, Audience.OVERLAY),
    "What happened in the room: everything of a fifth of a second together. Only where the address says `with=chat`.",
    {
        "livestream_id": ID,
        "after": count("Where the room was before: the `seq` of the frame before this one."),
        "seq": count("Where it is now. Each message, removal and change takes a number of the room's own."),
        "reset": {
            "type": "boolean",
            "description": "Forget the messages that you have, and begin with these. So says the first frame, unless "
            "you resumed, and one that comes where too much was missed.",
        },
        "messages": {
            "type": "array",
            "items": ref("chatMessage"),
            "description": "New ones; one that you have already has changed, and takes its place.",
        },
        "removed": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Ids of messages that are no more, also of some that you never had. Always to be heeded, "
            "though the frame's `seq` be none that is new.",
        },
        "room": ref("chatRoom"),
    },
    {
        "livestream_id": EXAMPLE["id"],
        "after": 40,
        "seq": 42,
        "reset": False,
        "messages": [MESSAGE],
        "removed": ["1c9b0a8f-7e6d-4c5b-a493-827160514233"],
    },
    optional=("room",),
    topic="chat",
)

MODERATION: Final = Event(
    "chatModeration",
    "chat.moderation",
    Delivery.NEWEST,
    (Audience.HOLDERS,),
    "Something was done to keep the room pleasant, or a message was reported. Only for the artist and its "
    "moderators, where the address says `with=moderation`; the chat comes without its delay then.",
    {
        "livestream_id": ID,
        "at": moment("When."),
        "what": text("What was done, as in the room's acts; or `reported`. More may come."),
        "by": make_object(
            "Who did it.", {"id": text("The account's id.", format="uuid"), "display_name": text("Its name.")}
        ),
        "about": {"type": "object", "description": "Whom and what it was done to."},
    },
    {
        "livestream_id": EXAMPLE["id"],
        "at": AT,
        "what": "reported",
        "by": {"id": "9a1e3c5d-7b2f-4a6c-8e0d-1f2a3b4c5d6e", "display_name": "Grace"},
        "about": {"message_id": "5d0c7a3e-2b14-4f6a-9c3e-8a1b2c3d4e5f", "reason": "not kind"},
    },
    thing="moderation",
    kept=32,
    topic="moderation",
)
