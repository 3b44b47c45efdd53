"""The document as a page: HTML without scripts, so that it can be read anywhere and linked into."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from api.docs.asyncapi.channels import CHANNELS, CLOSE_CODES
from contract.events.shapes import SCHEMAS

Document = Mapping[str, Any]

STYLE = (Path(__file__).parent / "page.css").read_text()

_CODE = re.compile(r"`([^`]+)`")


def write_page(document: Document) -> str:
    """The page for a document of `api.docs.asyncapi.document`."""
    info = document["info"]
    parts = [
        "<!doctype html><html lang=en><head><meta charset=utf-8>",
        '<meta name=viewport content="width=device-width, initial-scale=1">',
        f"<link rel=icon href=/favicon.svg><title>Events - EncryptedMedia Live</title><style>{STYLE}</style>",
        "</head><body>",
        "<header><h1>Events</h1>",
        _prose(info["description"]),
        '<p>For tools: <a href="/asyncapi.json">/asyncapi.json</a> (AsyncAPI 3.0). The requests beside it are at '
        f'<a href="/docs">/docs</a>. Version {escape(info["version"])}.</p>',
        _table_of_contents(document),
        "</header><main>",
        *(_channel(document, key) for key in document["channels"]),
        _messages(document),
        _close_codes(),
        _schemas(document),
        "</main></body></html>",
    ]
    return "".join(parts)


def _prose(text: str) -> str:
    blocks = (" ".join(block.split()) for block in text.split("\n\n"))
    return "".join(f"<p>{_inline(block)}</p>" for block in blocks)


def _inline(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _table_of_contents(document: Document) -> str:
    links = [(key, channel["title"]) for key, channel in document["channels"].items()]
    links += [("events", "Events"), ("close-codes", "Close codes"), ("shapes", "Shapes")]
    items = "".join(f'<li><a href="#{key}">{escape(title)}</a></li>' for key, title in links)
    return f'<nav aria-label="On this page"><ul>{items}</ul></nav>'


def _channel(document: Document, key: str) -> str:
    channel = document["channels"][key]
    server = document["servers"][channel["servers"][0]["$ref"].rpartition("/")[2]]
    own = next(one for one in CHANNELS if one.key == key)
    host, secure = server["host"], server["protocol"] in ("wss", "https")
    attempt = own.attempt.format(http=f"http{'s' * secure}://{host}", ws=f"ws{'s' * secure}://{host}")
    known = document["components"]["messages"]
    messages = [(event.key, known[event.key]) for event in own.events]
    hears = [(event.key, known[event.key]) for event in own.hears]
    return "".join(
        [
            f'<section aria-labelledby="{key}"><h2 id="{key}">{escape(channel["title"])}</h2>',
            f"<p class=address><code>{escape(server['protocol'])}://{escape(host)}{escape(channel['address'])}</code></p>",
            _prose(channel["description"]),
            f"<pre><code>{escape(attempt)}</code></pre>",
            "<h3>Query</h3>",
            _fields(own.query, required=()),
            "<h3>Events</h3>",
            _links(messages),
            "<h3>What you may send</h3>" + _links(hears) if hears else "",
            "</section>",
        ]
    )


def _links(messages: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    links = (f'<li><a href="#event-{name}"><code>{escape(one["title"])}</code></a></li>' for name, one in messages)
    return f"<ul class=links>{''.join(links)}</ul>"


def _messages(document: Document) -> str:
    events = "".join(_message(name, message) for name, message in document["components"]["messages"].items())
    return f"<section aria-labelledby=events><h2 id=events>Events</h2>{events}</section>"


def _message(name: str, message: Mapping[str, Any]) -> str:
    payload = message["payload"]
    example = json.dumps(message["examples"][0]["payload"], indent=2, ensure_ascii=False)
    return (
        f'<details id="event-{name}"><summary><code>{escape(message["title"])}</code>'
        f"<span class=about>{_inline(message['summary'])}</span></summary>"
        f"{_fields(payload['properties'], payload['required'])}<pre><code>{escape(example)}</code></pre></details>"
    )


def _fields(fields: Mapping[str, Any], required: Iterable[str]) -> str:
    rows = []
    for name, schema in fields.items():
        known = set(required)
        optional = "" if not known or name in known else ", not always there"
        rows.append(
            (f"<code>{escape(name)}</code>", f"<span class=kind>{_kind(schema)}{optional}</span>", _about(schema))
        )
    return _table(("Field", "Type", "Meaning"), rows)


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#shape-{name}">{escape(name)}</a>'
    if "const" in schema:
        return f"<code>{escape(json.dumps(schema['const']))}</code>"
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    words = ["time" if schema.get("format") == "date-time" and kind == "string" else kind for kind in kinds]
    return escape(" or ".join(words))


def _about(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return _inline(SCHEMAS[schema["$ref"].rpartition("/")[2]]["description"])
    about = _inline(schema.get("description", ""))
    if "enum" in schema:
        about += " One of " + ", ".join(f"<code>{escape(value or 'null')}</code>" for value in schema["enum"]) + "."
    if "properties" in schema:
        about += " " + ", ".join(f"<code>{escape(name)}</code>" for name in schema["properties"]) + "."
    return about


def _close_codes() -> str:
    rows = [(f"<code>{code.code}</code>", _inline(code.meaning), _inline(code.then)) for code in CLOSE_CODES]
    return (
        "<section aria-labelledby=close-codes><h2 id=close-codes>Close codes</h2>"
        "<p>Why a WebSocket is closed. A stream of Server-Sent Events ends with the event <code>close</code> and the "
        "same codes; what is refused from the start is refused with an HTTP status.</p>"
        f"{_table(('Code', 'Meaning', 'What to do'), rows)}</section>"
    )


def _schemas(document: Document) -> str:
    shapes = []
    for name, schema in document["components"]["schemas"].items():
        shapes.append(f'<h3 id="shape-{name}">{escape(name)}</h3>')
        shapes.append(f"<p>{_inline(schema['description'])} <span class=kind>{_kind(schema)}</span></p>")
        if "properties" in schema:
            shapes.append(_fields(schema["properties"], schema["required"]))
    return f"<section aria-labelledby=shapes><h2 id=shapes>Shapes</h2>{''.join(shapes)}</section>"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    titles = "".join(f"<th scope=col>{title}</th>" for title in head)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<div class=wide><table><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table></div>"
