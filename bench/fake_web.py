"""A web that admits every publisher: for measuring ingest alone. `PORT=... python -m bench.fake_web`.

The playback id is the key's hash (`playback_id`), so that a bench knows where a stream's playlist will be. What is
published with a key that begins with `GATED` is for holders of passes (`make_pass`).
"""

import asyncio
import hashlib
import json
import os
import time
from typing import Any

import uvloop

from contract.passes import Pass, write_pass

_LONGEST_WAIT = 1.0


def playback_id(key: str) -> str:
    """Where the stream published with `key` is played: 16 characters of [0-9a-f]."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


GATED = "gated"
_PASS_KEY = bytes(32)


def make_pass(number: int) -> str:
    """One of endlessly many, good for a day."""
    return write_pass(_PASS_KEY, Pass(f"{number:024x}", int(time.time()) + 86_400))


async def _answer(path: str, body: dict[str, Any]) -> dict[str, Any]:
    if path.endswith("/validate"):
        return {
            "valid": True,
            "livestream_id": "00000000-0000-4000-8000-" + playback_id(body["stream_key"])[:12],
            "playback_id": playback_id(body["stream_key"]),
            "title": "Bench",
            "reconnect_grace": 5,
            "kind": "show",
            "pass_key": _PASS_KEY.hex() if body["stream_key"].startswith(GATED) else "",
        }
    if path.endswith("/report"):
        # Held as the real one holds it, so that ingest reports as often as it would.
        await asyncio.sleep(min(_LONGEST_WAIT, body.get("wait_ms", 0) / 1000))
        return {
            "orders": [
                {"order": "revoke", "session_id": session["session_id"], "number": 0, "passes": []}
                for session in body["sessions"]
                if session["gated"] and session["revocations"] is None
            ]
        }
    return {}


async def _serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            lines = head.split("\r\n")
            fields = {
                name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])
            }
            body = await reader.readexactly(int(fields.get("content-length", "0")))
            answer = json.dumps(await _answer(lines[0].split()[1], json.loads(body or b"{}"))).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(answer)
                + answer
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def serve(port: int) -> None:
    """Listen on 127.0.0.1 until killed."""
    server = await asyncio.start_server(_serve, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(os.environ["PORT"])))
