"""A file of grants, read beside everything else."""

import asyncio

import pytest

from api.problems.problem import ProblemError
from api.tokens.lines import MOST_LINES, read_aside


async def test_everybody_else_goes_on_while_a_file_is_read() -> None:
    turns = 0

    async def go_on() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    others = asyncio.create_task(go_on())
    try:
        lines = await read_aside(b"fan@example.org,1\n" * MOST_LINES, "text/csv")
    finally:
        others.cancel()
    assert len(lines.read) == MOST_LINES
    assert turns > 1


async def test_what_is_wrong_with_it_is_told_to_whoever_sent_it() -> None:
    with pytest.raises(ProblemError, match="CSV"):
        await read_aside(b"", "text/plain")
