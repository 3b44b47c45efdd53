"""What is told of applause, and what a page says of it."""

from typing import Final

from contract.events.event import Audience, Delivery, Event
from contract.events.samples import AT, EXAMPLE, ID
from contract.events.schema import count, moment

MOST_CLAPS: Final = 20
"""Of one message: hands do not clap faster than that in a second."""

APPLAUSE: Final = Event(
    "applause",
    "applause",
    Delivery.NEWEST,
    (Audience.HOLDERS, Audience.OVERLAY),
    "How loud the people are, for sockets opened with `?with=applause`: four times a second while somebody claps, "
    "and once more, with level 0, two seconds after the last clap. Not numbered: only the newest counts.",
    {
        "livestream_id": ID,
        "level": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "From 0, nobody claps, to 1, all who watch clap heartily: the root of the claps of the "
            "last two seconds over four a second for each who watches. A quarter of them is half as loud as all.",
        },
        "count": count("Claps since the last of these events, over all servers."),
        "at": moment("When it was counted: a page shows it when its own picture is there."),
    },
    {"livestream_id": EXAMPLE["id"], "level": 0.42, "count": 180, "at": AT},
    thing="applause",
    topic="applause",
)

APPLAUD: Final = Event(
    "applaud",
    "applaud",
    Delivery.CONNECTION,
    (),
    "What a socket that was opened with `?with=applause` may send: how often its person has clapped since it last "
    "said so. Once a second is counted; more is ignored, and more than ten a second closes the connection with 1008. "
    "It counts while the livestream is live, and for two minutes after its end.",
    {"count": {"type": "integer", "minimum": 1, "maximum": MOST_CLAPS, "description": "Claps, from 1 to 20."}},
    {"count": 5},
)
"""What is said to us, and the only thing that is: all other events are told."""
