"""What a notice says on a device, in the browser's language. Times are written there, in its own zone."""

import json
from typing import Any, Final

from catalog.notices.told import Told
from outbox.words.words import find_words

LONGEST: Final = 200
"""Letters of a title, so that a message is never longer than push services take."""


def write_message(told: Told, language: str) -> bytes:
    """As `sw.js` reads it. `{when}` and `{time}` in it are for the device to fill."""
    words = find_words(language).push
    values = {"title": _cut(told.title), "artist": _cut(told.artist)}
    name = told.kind if told.starts_at is not None else f"{told.kind}_undated"
    title, body = words.get(name, words[told.kind])
    text = body.format_map(_Keep(values))
    if told.tokens is not None:
        text = f"{text} {_gate(language, told.tokens)}"
    message: dict[str, Any] = {
        "id": told.id,
        "kind": told.kind,
        "tag": told.livestream_id,
        "url": f"/livestreams/{told.livestream_id}",
        "title": title.format_map(_Keep(values)),
        "body": text,
        "at": told.starts_at,
        "lang": find_words(language).language,
    }
    if told.cover is not None:
        message["image"] = f"/pictures/{told.cover}-large.jpg"
    if told.portrait is not None:
        message["icon"] = f"/pictures/{told.portrait}-small.jpg"
    if told.kind == "live":
        # A phone that was off rings for no show that is over: it asks, and says this then, without a sound.
        over = words["over"]
        message["over"] = {"title": over[0].format_map(_Keep(values)), "body": over[1].format_map(_Keep(values))}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def _gate(language: str, tokens: int) -> str:
    one, many = find_words(language).holders
    return (one if tokens == 1 else many).format(count=tokens)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class _Keep(dict[str, str]):
    """Leaves the places that it has no value for."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
