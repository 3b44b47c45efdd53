"""A rendition as a low-latency player has it: every playlist, and each part once, in their order."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from support.hls_playlist import PartLine, SegmentLines, read_playlist

PAUSE = 0.1
"""Seconds before a playlist that is not there is asked for again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part, and where its bytes are in its run's file."""

    line: PartLine
    begin: int
    end: int


@dataclass(slots=True)
class Run:
    """Parts behind one init section."""

    init: str
    file: Path
    parts: list[Placed] = field(default_factory=list)
    size: int = 0


class Rendition:
    """`follow` it to its end; then all of it lies in `folder`."""

    def __init__(self, client: httpx.AsyncClient, stream: str, name: str, folder: Path) -> None:
        self.name = name
        self.texts: list[str] = []
        """Every playlist that was not the one before it."""
        self.segments: dict[int, SegmentLines] = {}
        """By number, as they were listed at last while they had their parts."""
        self.runs: list[Run] = []
        self.missed: list[str] = []
        """What was listed, or had been there, and was not."""
        self._client = client
        self._address = f"{stream}/{name}"
        self._folder = folder
        self._seen: set[str] = set()

    @property
    def parts(self) -> list[Placed]:
        """Of all runs."""
        return [part for run in self.runs for part in run.parts]

    @property
    def seconds(self) -> float:
        """How much there is by now."""
        return sum(part.line.duration for part in self.parts)

    async def follow(self) -> None:
        """From the first playlist on, with each part, to the end."""
        query = ""
        while True:
            answer = await self._client.get(f"{self._address}/index.m3u8{query}")
            if answer.status_code != 200:  # it begins, or its publisher is away
                if self.texts and answer.status_code != 503:
                    self.missed.append(f"index.m3u8{query}: {answer.status_code} after {self.seconds:.1f} s")
                    return
                query = ""
                await asyncio.sleep(PAUSE)
                continue
            if self.texts[-1:] != [answer.text]:
                self.texts.append(answer.text)
            playlist = read_playlist(answer.text)
            for segment in playlist.all_segments:
                if segment.parts or segment.sequence not in self.segments:
                    self.segments[segment.sequence] = segment
                for line in segment.parts:
                    if line.uri not in self._seen:
                        self._seen.add(line.uri)
                        await self._take(segment.map_uri or "", line)
            if playlist.ended:
                return
            sequence, index = playlist.last_part
            query = f"?_HLS_msn={sequence}&_HLS_part={index + 1}"

    async def _take(self, init: str, line: PartLine) -> None:
        if not self.runs or self.runs[-1].init != init:
            self.runs.append(Run(init, self._folder / f"{self.name}-{len(self.runs)}.mp4"))
            await self._append(self.runs[-1], init)
        run = self.runs[-1]
        begin = run.size
        await self._append(run, line.uri)
        run.parts.append(Placed(line, begin, run.size))

    async def _append(self, run: Run, name: str) -> None:
        answer = await self._client.get(f"{self._address}/{name}")
        if answer.status_code != 200:
            self.missed.append(f"{name}: {answer.status_code}")
            return
        with run.file.open("ab") as file:
            run.size += file.write(answer.content)
