"""An audience in figures, as its show's artist hears of it: the shape of what is told, and an example."""

from typing import Any, Final, get_args

from contract.events.samples import EXAMPLE, ID
from contract.events.schema import Schema, amount, count, figure, make_object, moment, text
from contract.events.shapes import StatusWord

_POINT: dict[str, Schema] = {
    "at": amount("Seconds of show time when it begins."),
    "viewers": amount("Screens that were open, on average."),
    "joins": count("Screens that were opened."),
    "leaves": count("Screens that were closed."),
    "retention": figure("Of all screens that were opened by its end, the part that was open; null: none was."),
    "messages": count("Said in the chat and not removed."),
    "claps": count(""),
    "stalls": count("How often it stopped, as players reported then."),
    "failures": count("How often nothing played for ten seconds, as reported then."),
}
_RENDITION: dict[str, Schema] = {
    "rendition": text("`source`, `audio`, or as `480p`."),
    "minutes": amount("That it played, on all screens together."),
    "starts": count("First pictures."),
    "startup": figure("Seconds until those, on average."),
    "latency": figure("Seconds behind the encoder, on average."),
    "stalls": count("How often it stopped."),
    "stalled": amount("Seconds of that, all together."),
    "stalled_part": figure("Of all time that it played or stood still."),
    "failures": count("How often nothing played for ten seconds."),
}
_HOST: dict[str, Schema] = {"host": text("Its name."), "screens": count("")}
AUDIENCE: Final[dict[str, Schema]] = {
    "livestream_id": ID,
    "title": text("Its title."),
    "status": text("As of the livestream.", enum=list(get_args(StatusWord))),
    "started_at": moment("When it went live.", nullable=True),
    "seconds": amount("That the show lasted, so far."),
    "peak": count("The most screens at once while it was live."),
    "unique": count("Different visitors; null: no page has said.", nullable=True),
    "average": amount("Screens, on average."),
    "minutes_watched": amount("Of all screens together."),
    "joins": count("Screens opened."),
    "leaves": count("Screens closed before its end."),
    "now": count("Screens that are open, at this moment."),
    "came_from": make_object(
        "Pages that said from where they came.",
        {
            "direct": count("No other site led here."),
            "hosts": {"type": "array", "items": make_object("A site.", _HOST), "description": "The most first."},
            "others": count("All other sites together."),
        },
    ),
    "renditions": {
        "type": "array",
        "items": make_object("How one rendition played.", _RENDITION),
        "description": "Those that played most first.",
    },
    "messages": count("Said in the chat."),
    "tips": make_object("Those that were not given back.", {"count": count(""), "tokens": count("")}),
    "claps": count("All of the applause."),
    "every": count("Seconds that each point is of."),
    "points": {
        "type": "array",
        "items": make_object("One stretch of the show.", _POINT),
        "description": "The last six at the most; each may be as it was told before, or not yet.",
    },
}

EXAMPLE_AUDIENCE: Final[dict[str, Any]] = {
    "livestream_id": EXAMPLE["id"],
    "title": EXAMPLE["title"],
    "status": "live",
    "started_at": EXAMPLE["started_at"],
    "seconds": 1810.0,
    "peak": 57,
    "unique": 63,
    "average": 38.5,
    "minutes_watched": 1161.42,
    "joins": 88,
    "leaves": 47,
    "now": 41,
    "came_from": {"direct": 40, "hosts": [{"host": "news.example", "screens": 22}], "others": 1},
    "renditions": [
        {
            "rendition": "source",
            "minutes": 1098.2,
            "starts": 85,
            "startup": 0.61,
            "latency": 0.58,
            "stalls": 3,
            "stalled": 2.4,
            "stalled_part": 0.00004,
            "failures": 0,
        }
    ],
    "messages": 214,
    "tips": {"count": 4, "tokens": 120},
    "claps": 960,
    "every": 10,
    "points": [
        {
            "at": 1800.0,
            "viewers": 41.0,
            "joins": 1,
            "leaves": 0,
            "retention": 0.4659,
            "messages": 2,
            "claps": 11,
            "stalls": 0,
            "failures": 0,
        }
    ],
}
