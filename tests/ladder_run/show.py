"""Every rendition of a show, followed from the first playlist to the end, and what was found of each."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx

from ladder_run.compare import Findings, compare, decode, parse_strictly
from ladder_run.follow import Rendition

END = 60.0
"""Seconds after its publisher's end after which a show does not end."""
LOOK = 0.5
"""Seconds between two looks at the playlist of all."""


class Followed:
    """`renditions`, the source first; `several`: each version of the playlist of all."""

    def __init__(self, renditions: Sequence[Rendition]) -> None:
        self.renditions = renditions
        self.several: list[str] = []

    def judge(self, folder: Path) -> list[Findings]:
        """What was found of each, and of the playlist of all at last."""
        found = compare(self.renditions)
        for each, rendition in zip(found, self.renditions, strict=True):
            each.counted, said = parse_strictly(rendition.texts, folder)
            each.faults += [*said, *decode(rendition)]
        counted, said = parse_strictly(self.several, folder)
        return [*found, Findings("all", playlists=len(self.several), counted=counted, faults=said)]


@contextlib.asynccontextmanager
async def following(address: str, names: Sequence[str], folder: Path) -> AsyncIterator[Followed]:
    """While the block publishes, and up to the end of every rendition."""
    async with httpx.AsyncClient(timeout=60) as client, asyncio.TaskGroup() as tasks:
        followed = Followed([Rendition(client, address, name, folder) for name in names])
        follow = [tasks.create_task(each.follow()) for each in followed.renditions]
        watch = tasks.create_task(_watch(client, f"{address}/index.m3u8", followed.several))
        yield followed
        async with asyncio.timeout(END):
            await asyncio.gather(*follow)
        watch.cancel()


async def _watch(client: httpx.AsyncClient, address: str, texts: list[str]) -> None:
    while True:
        answer = await client.get(address)
        if answer.status_code == 200 and texts[-1:] != [answer.text]:
            texts.append(answer.text)
        await asyncio.sleep(LOOK)
