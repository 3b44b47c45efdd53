"""A short chaos run: the same rounds every time. `make chaos` plays hundreds."""

import asyncio
import os
import sys

from support.processes import ROOT

LIMIT = 400.0


async def play(*arguments: str) -> tuple[int, str]:
    """`python -m chaos` with these arguments: its exit code, and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chaos", *arguments,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": "platform:tests"},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    except BaseException:
        process.kill()
        await process.wait()
        raise
    assert process.returncode is not None
    return process.returncode, said.decode(errors="replace")


async def test_shows_survive_what_breaks_around_them() -> None:
    code, said = await play("--rounds", "4", "--houses", "2", "--seed", "2003", "--keep")
    assert code == 0, said
    assert "4 rounds" in said, said


async def test_shows_survive_on_three_workers() -> None:
    code, said = await play("--rounds", "2", "--houses", "1", "--seed", "4082", "--workers", "3", "--keep")
    assert code == 0, said
    assert "2 rounds" in said, said
