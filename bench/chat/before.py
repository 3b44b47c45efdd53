"""Whether those who do not ask for the chat pay for it: what a transition costs to viewers of the tree as it is, and
of one from before there was a chat, both at once and in turns."""

import asyncio
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from bench.push.product import start_product
from bench.push.scenario import WARM_UP
from bench.push.side_by_side import Turns, rotate
from bench.push.swarm import Swarm
from bench.servers import ROOT, ServerError

COMMIT = "0391f53"
"""The last one without a chat."""
_PER_TURN = 5


@asynccontextmanager
async def check_out(commit: str) -> AsyncIterator[Path]:
    """A commit's tree in a temporary folder.

    Raises:
        ServerError: it is not there, or this is no git repository.
    """
    with tempfile.TemporaryDirectory(prefix="bench-before-") as folder:
        archive = [
            "git",
            "-C",
            str(ROOT),
            "archive",
            "--format=tar",
            commit,
            "platform",
            "migrations",
            "pyproject.toml",
        ]
        packed = subprocess.run(archive, capture_output=True, check=False)  # noqa: ASYNC221 - nothing runs yet
        if packed.returncode:
            raise ServerError(f"the tree of {commit} cannot be read: {packed.stderr.decode().strip()}")
        subprocess.run(["tar", "-x", "-C", folder], input=packed.stdout, check=True)  # noqa: ASYNC221
        yield Path(folder)


async def compare_transitions(commit: str, sockets: int, rounds: int) -> list[Turns]:
    """-> what transitions to `sockets` viewers cost: now, and at `commit`."""
    async with AsyncExitStack() as stack:
        old = await stack.enter_async_context(check_out(commit))
        lanes = []
        for name, root in (("now", ROOT), (f"before ({commit})", old)):
            stage = await stack.enter_async_context(start_product(root))
            lanes.append((stage, Swarm(stage.server.port, stage.dialect), Turns(name)))
        for stage, swarm, turns in lanes:
            await swarm.grow(WARM_UP)
            for event in range(20):
                await swarm.time_event(f"warm-{event:05}", stage.trigger)
            before = stage.server.cpu()
            turns.join_time += await swarm.grow(sockets)
            await stage.server.settle()
            turns.join_cpu += stage.server.cpu() - before
            turns.joins += sockets - WARM_UP
        for number in range(rounds):
            for stage, swarm, turns in rotate(lanes, number):
                before, frames = stage.server.cpu(), swarm.tally.frames
                for event in range(_PER_TURN):
                    await swarm.time_event(f"at-{number:03}-{event:03}", stage.trigger)
                await asyncio.sleep(0.1)  # what the server does after its last write is its own, too
                turns.fan_cpu += stage.server.cpu() - before
                turns.frames += swarm.tally.frames - frames
                turns.events += _PER_TURN
        return [turns for _, _, turns in lanes]
