"""What an ingest node needs, looked at by ingest's own code, which this process does not know."""

import asyncio
import contextlib
import sys
from typing import Final

from runtime.findings import Finding, read

COMMAND: Final = (sys.executable, "-m", "ingest.doctor")
PATIENCE: Final = 60.0
"""Seconds, so that it ends whatever happens; each of its looks has a time-out of its own."""


async def ask_ingest() -> list[Finding]:
    """Its findings, with the settings of this process."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            out, _ = await process.communicate()
        return read(out.decode())
    except (TimeoutError, ValueError, LookupError, TypeError):
        words = "FFmpeg and the bucket could not be looked at. Try `python -m ingest.doctor`, which says why."
        return [Finding("ingest-needs", "broken", words)]
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
