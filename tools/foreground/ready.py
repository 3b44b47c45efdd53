"""When both servers can serve, and where a person finds them."""

import asyncio
import contextlib
import http.client
import json
import socket

from foreground.output import Output
from settings import Settings, bracket

COMPLAIN_AFTER = 60.0
"""Seconds after which a process that cannot serve yet is named, with what it says is missing; and again each time."""
ASK_EVERY = 0.1
"""Seconds between two questions to one process."""


def write_banner(settings: Settings, own_address: str | None) -> str:
    """The addresses to open and to type. `own_address` is this machine's in its network, None where it has none."""
    reachable = own_address if settings.host in ("0.0.0.0", "::") else None  # noqa: S104
    lines = ["", "  Ready.", f"  Watch and manage:  {settings.page_url}"]
    if reachable is not None and settings.public_url is None:
        lines.append(f"  from other devices: http://{bracket(reachable)}:{settings.port}")
    lines.append(f"  Publish from OBS:  {settings.rtmp_url()}")
    if (secure := settings.rtmps_url()) is not None:
        lines.append(f"  with TLS:          {secure}")
    if reachable is not None and settings.rtmp_url(reachable) != settings.rtmp_url():
        lines.append(f"  from other devices: {settings.rtmp_url(reachable)}")
    return "\n".join([*lines, ""])


def find_own_address() -> str | None:
    """The address by which other devices of the network reach this machine; None: it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it has the kernel choose the way out
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def is_taken(host: str, port: int) -> bool:
    """Whether somebody answers there already."""
    with contextlib.suppress(OSError), socket.create_connection((_reach(host), port), timeout=2):
        return True
    return False


async def wait_until_ready(name: str, host: str, port: int, output: Output) -> None:
    """Until the process that listens there says at `/ready` that it can serve."""
    clock = asyncio.get_running_loop().time
    complain_at = clock() + COMPLAIN_AFTER
    while (missing := await asyncio.to_thread(_ask_ready, _reach(host), port)) is not None:
        if clock() >= complain_at:
            output.write(f"system | {name} is not ready: {missing}")
            complain_at += COMPLAIN_AFTER
        await asyncio.sleep(ASK_EVERY)


def _reach(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _ask_ready(host: str, port: int) -> str | None:
    """None when `/ready` answers 200, else what it says. A plain connection: no proxy of the environment is asked."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/ready")
        answer = connection.getresponse()
        body = answer.read(4096).decode(errors="replace")
    except (OSError, http.client.HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        connection.close()
    if answer.status == http.HTTPStatus.OK:
        return None
    with contextlib.suppress(ValueError):
        body = json.dumps(json.loads(body))  # on one line
    return body
