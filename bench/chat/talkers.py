"""Those who talk: so many messages a second by REST, over kept-alive connections, each account its share."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.chat.book import make_text
from bench.client import Client
from bench.push.product import PREFIX, Web, expect
from bench.servers import HOST

PER_SECOND = 0.78
"""Of one account: it may say one message a second, and five at once."""
_PASSWORD = "correct horse battery"


@dataclass(slots=True)
class Talk:
    """What was said, and what came of it."""

    sent: dict[int, float] = field(default_factory=dict)
    """When a message's first byte went out, by its number."""
    answered: dict[int, float] = field(default_factory=dict)
    """When it was answered with success."""
    refused: int = 0


def count_talkers(rate: float) -> int:
    """How many it takes for so many messages a second."""
    return max(2, round(rate / PER_SECOND))


async def sign_up(web: Web, count: int) -> list[Client]:
    """So many fans, each signed in on a connection of their own."""
    clients = list[Client]()
    for number in range(count):
        client = Client(HOST, web.server.port)
        account = {"email": f"fan{number}@example.org", "password": _PASSWORD}
        made = {**account, "display_name": f"Fan {number:03}", "role": "fan"}
        expect(202, await client.request("POST", f"{PREFIX}/accounts", made))
        signed = expect(200, await client.request("POST", f"{PREFIX}/sessions", account))
        client.headers["authorization"] = f"Bearer {signed.json()['token']}"
        clients.append(client)
    return clients


async def talk(
    clients: Sequence[Client],
    path: str,
    make_body: Callable[[str], object],
    rate: float,
    seconds: float,
    first: int = 0,
    *,
    grace: float = 0.0,
) -> Talk:
    """`rate` messages a second for so long, each sent when its time has come and its talker's last one is answered;
    what has not been sent `grace` seconds after the end is not sent any more. `first`: their numbers begin there."""
    said = Talk()
    chance = random.Random(first)  # noqa: S311 - the same crowd each time
    began = time.perf_counter()
    dues = [(first + k, began + (k + chance.random()) / rate) for k in range(round(rate * seconds))]
    until = began + seconds + grace

    async def say(client: Client, own: Sequence[tuple[int, float]]) -> None:
        for number, due in own:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if (now := time.perf_counter()) > until:
                return
            said.sent[number] = now
            answer = await client.request("POST", path, make_body(make_text(number)), timeout=120)
            if answer.status in (200, 201):
                said.answered[number] = time.perf_counter()
            else:
                said.refused += 1
                del said.sent[number]

    async with asyncio.TaskGroup() as group:
        for at, client in enumerate(clients):
            group.create_task(say(client, dues[at :: len(clients)]))
    return said
