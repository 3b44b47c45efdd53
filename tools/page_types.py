"""The pages' types, written from `/openapi.json` and `/asyncapi.json`; `--check` only says whether they are.

Both documents are made from the application itself: no server runs, and no database is opened.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from api.app import create_app
from api.compose import attach_live
from api.docs.asyncapi.document import write_document
from api.outbox.attach import attach_outbox
from contract.events.event import TRANSITION_TYPES
from contract.events.registry import EVENTS
from live.catalog_store import CatalogStore
from live.live import Live
from realtime.bus.bus import MemoryBus
from settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "frontend" / "src" / "api"
POINTER = "#/components/schemas/"

Schemas = dict[str, Any]


def read_openapi() -> dict[str, Any]:
    """What the web process serves at `/openapi.json`."""
    settings = Settings()
    live = Live(settings, CatalogStore(settings.reconnect_grace), MemoryBus())

    async def reach() -> bool:
        return True

    async def read() -> dict[str, Any]:
        extensions = [attach_live(live, settings), attach_outbox(settings, reach)]
        app = create_app(settings, live=live, extensions=extensions)
        async with app.app_context():
            document: dict[str, Any] = app.extensions["QUART_SCHEMA"].openapi_provider.schema()
            return document

    return asyncio.run(read())


def list_rest_schemas(document: dict[str, Any]) -> Schemas:
    """What requests and answers are made of."""
    return dict(document["components"]["schemas"])


def list_event_schemas(document: dict[str, Any]) -> Schemas:
    """What is inside the events, each event, and any of them."""
    components = document["components"]
    shapes = {_capitalise(name): schema for name, schema in components["schemas"].items()}
    events = {f"{_capitalise(key)}Event": message["payload"] for key, message in components["messages"].items()}
    told = [f"{_capitalise(event.key)}Event" for event in EVENTS]  # and what is said to us is none of them
    frame = {"description": "Any event.", "anyOf": [{"$ref": f"{POINTER}{name}"} for name in told]}
    return {**shapes, **events, "Frame": frame}


def write_request() -> dict[str, Any]:
    """What the generator is to make: file name -> definitions, and constants."""
    asyncapi = write_document("localhost:3000", secure=False)
    kinds = {event.type for event in EVENTS}
    constants = {"TRANSITION_TYPES": list(TRANSITION_TYPES), "EVENT_TYPES": sorted(kinds)}
    return {
        "generatedRest.ts": {"definitions": _simplify(list_rest_schemas(read_openapi())), "constants": {}},
        "generatedEvents.ts": {"definitions": _simplify(list_event_schemas(asyncapi)), "constants": constants},
    }


def generate() -> dict[str, str]:
    """File name -> TypeScript."""
    done = subprocess.run(  # noqa: S603 - our own script
        [ROOT / "tools" / "npm", "exec", "--offline", "--", "node", "dev/types.mjs"],
        cwd=ROOT,
        input=json.dumps(write_request()),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    written: dict[str, str] = json.loads(done.stdout)
    return written


def _capitalise(name: str) -> str:
    return name[0].upper() + name[1:]


def _simplify(value: Any) -> Any:
    """Pointers to where the generator looks, and no titles: it would make a type of each titled field."""
    if isinstance(value, list):
        return [_simplify(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: _simplify(one) for key, one in value.items() if not (key == "title" and isinstance(one, str))}
    if isinstance(kept.get("$ref"), str):
        kept["$ref"] = f"#/definitions/{_capitalise(kept['$ref'].removeprefix(POINTER))}"
    return kept


def main() -> int:
    """The exit status: 1 where a file is not what the documents say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check: bool = parser.parse_args().check
    stale = [name for name, text in generate().items() if not _is(PAGES / name, text, write=not check)]
    if check and stale:
        print(f"{', '.join(stale)}: not what the documents say. Run `make types`.", file=sys.stderr)
    return int(check and bool(stale))


def _is(path: Path, text: str, *, write: bool) -> bool:
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return True
    if write:
        path.write_text(text, encoding="utf-8")
    return False


if __name__ == "__main__":
    sys.exit(main())
