"""The clients' command as a process of its own, read line by line."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "clients" / "python" / "src"


class Command:
    """`python -m encryptedmedia ...`, read line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.lines: list[str] = []

    async def read_until(self, word: str, timeout: float = 60.0) -> str:
        """The next line with this word in it."""
        assert self.process.stdout is not None
        async with asyncio.timeout(timeout):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line.rstrip("\n"))
                if word in line:
                    return self.lines[-1]
        raise AssertionError(f"it ended without {word!r}: {self.lines}\n{await self.read_errors()}")

    def type(self, line: str) -> None:
        """A line of input."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())

    def end_input(self) -> None:
        """There is no more."""
        assert self.process.stdin is not None
        self.process.stdin.close()

    async def read_errors(self) -> str:
        """What it said on stderr, to the end."""
        assert self.process.stderr is not None
        return (await self.process.stderr.read()).decode()

    async def wait(self, timeout: float = 60.0) -> int:
        """Read to the end; the exit code."""
        assert self.process.stdout is not None
        async with asyncio.timeout(timeout):
            self.lines += (await self.process.stdout.read()).decode().splitlines()
            return await self.process.wait()


@asynccontextmanager
async def run_command(
    *arguments: str, typing: bool = False, stdin: int = asyncio.subprocess.DEVNULL, **environ: str
) -> AsyncIterator[Command]:
    """Start it; it is killed if it still runs at the end. `typing`: it has an input; else `stdin` is what it has."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "encryptedmedia",
        *arguments,
        stdin=asyncio.subprocess.PIPE if typing else stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), **environ},
    )
    try:
        yield Command(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
