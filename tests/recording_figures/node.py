"""An ingest process that records, a stand-in for web that says what, encoders that only send, and low-latency players
that write down how late each part is."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.client import Client
from bench.delivery.viewer import read_edge
from bench.ingest.publisher import Publisher
from bench.ingest.recording import Recording
from bench.ingest.soak import read_end

from recording_figures.limits import Limits
from support.callback_web import SECRET, CallbackWeb
from support.hls_playlist import read_playlist
from support.ports import find_free_ports
from support.processes import ServerProcess
from support.waiting import until

HOST = "127.0.0.1"
BEGIN = 60.0
"""Seconds that a busy machine has until there is a stream, or a replay."""
END = 10.0


class Node:
    """`python -m ingest` with a folder of its own, within `limits` where there are any. What is published with a key
    goes into the recording that `record` says."""

    def __init__(self, folder: Path, limits: Limits | None = None, **environ: str) -> None:
        """`environ`: other settings of it."""
        self.port, self.rtmp_port = find_free_ports(2)
        self.folder = folder
        self._limits = limits
        self._web = CallbackWeb()
        self._web.answer = self._answer
        self._recordings: dict[str, str] = {}
        self.ahead: dict[str, float] = {}
        """By how many seconds a stream's dates say later than its encoder sent it."""
        given = {
            "HOST": HOST, "RTMP_PORT": str(self.rtmp_port), "HTTP_PORT": str(self.port), "DATA_DIR": str(folder),
            "STREAMING_SECRET": SECRET, "NODE_NAME": "node", "RECORDING_MIN_FREE": "0", **environ,
        }  # fmt: skip
        self._process = ServerProcess("ingest", self.port, given, folder)

    @property
    def store(self) -> Path:
        """Where the recordings are."""
        return self.folder / "recordings"

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    async def start(self) -> None:
        """Until it is ready."""
        if not self._web.port:
            await self._web.start()
        self._process.environ["BACKEND_API_URL"] = self._web.url
        await asyncio.to_thread(self._process.start)
        if self._limits is not None:
            self._limits.hold(self.pid)
        await asyncio.to_thread(self._process.wait_ready)

    async def stop(self) -> None:
        """The process; `start` begins it anew."""
        if self._limits is not None:
            self._limits.lift()
        await asyncio.to_thread(self._process.kill)

    async def close(self) -> None:
        """For good."""
        await self.stop()
        await self._web.stop()

    def record(self, key: str, recording: str) -> None:
        """What is published with this key from now on; empty: nothing is recorded of it."""
        self._web.admit(key, key)
        self._recordings[key] = recording

    def read_told(self, recording: str) -> dict[str, Any] | None:
        """What the node has said of a recording at last."""
        return next((one for one in self._web.named("recorded")[::-1] if one["recording"] == recording), None)

    def read_missed(self) -> int:
        """Reports in which a session said that it is not recorded just now."""
        return sum(bool(one["record_problem"]) for body in self._web.named("report") for one in body["sessions"])

    def read_written(self) -> int:
        """Bytes that the process has had written to the disk."""
        lines = Path(f"/proc/{self.pid}/io").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("write_bytes:")).split()[1])

    def _answer(self, name: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        if name == "replay":
            return 200, {"livestream_id": "livestream-1", "pass_key": "", "over": True}
        if name == "report":
            orders = [
                {"order": "record", "session_id": one["session_id"], "recording": wanted, "since": 0.0}
                for one in body["sessions"]
                if (wanted := self._recordings.get(one["playback_id"], "")) != one["recording"]
                and one["state"] == "publishing"
            ]
            return (200, {"orders": orders}) if orders else None
        return None

    @contextlib.asynccontextmanager
    async def publishing(self, recording: Recording, keys: Sequence[str]) -> AsyncIterator[list[Publisher]]:
        """One encoder for each key, spread over time as they are, until it is left. All have a playlist by then."""
        publishers = [Publisher(recording, key) for key in keys]
        sending: list[asyncio.Task[None]] = []
        anchoring: list[asyncio.Task[None]] = []
        try:
            for publisher in publishers:
                await publisher.open(self.rtmp_port)
                sending.append(asyncio.create_task(publisher.pace(1e6), name="encoder"))
                anchoring.append(asyncio.create_task(self._anchor(publisher), name="a stream's first date"))
                await asyncio.sleep(min(0.1, 2.0 / len(keys)))
            await asyncio.gather(*anchoring)
            yield publishers
            lost = [publisher.lost for publisher in publishers if publisher.lost is not None]
            assert not lost, lost
        finally:
            for task in [*sending, *anchoring]:
                task.cancel()
            await asyncio.gather(*sending, *anchoring, return_exceptions=True)
            for publisher in publishers:
                await publisher.close()

    async def _anchor(self, publisher: Publisher) -> None:
        """Before its first segment has left the list."""
        with contextlib.closing(Client(HOST, self.port)) as client:
            playlist = await until(
                lambda: client.request("GET", f"/live/{publisher.key}/index.m3u8"),
                BEGIN,
                is_it=lambda answer: answer.status == 200,
            )
        first = read_playlist(playlist.body.decode()).all_segments[0]
        assert first.date is not None
        self.ahead[publisher.key] = first.date.timestamp() - publisher.began


@dataclass
class Seen:
    """What players saw; seconds. `behind`: from when the encoder had sent all of a part to its last byte here;
    `gaps`: between one part and the next of a stream."""

    behind: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    failed: int = 0

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(self.behind + other.behind, self.gaps + other.gaps, self.failed + other.failed)


async def follow(node: Node, key: str, seen: Seen) -> None:
    """As a low-latency player does: wait for each part, and take it."""
    with contextlib.closing(Client(HOST, node.port)) as client:
        query, came = "", 0.0
        while True:
            part = await _take_part(node, client, key, query, seen)
            now = time.monotonic()
            if part is not None and came:
                seen.gaps.append(now - came)
            query, came = part or "", now if part else 0.0


async def go_round(node: Node, keys: Sequence[str], seen: Seen) -> None:
    """One part of each stream after the other."""
    with contextlib.closing(Client(HOST, node.port)) as client:
        while True:
            for key in keys:
                query = await _take_part(node, client, key, "", None)
                await _take_part(node, client, key, query or "", seen)


async def _take_part(node: Node, client: Client, key: str, query: str, seen: Seen | None) -> str | None:
    """Ask for a playlist and take the newest part of it; what to ask for then."""
    playlist = await client.request("GET", f"/live/{key}/index.m3u8{query}")
    edge = read_edge(playlist.body) if playlist.status == 200 else None
    if edge is not None:
        part = await client.request("GET", f"/live/{key}/{edge.part.decode()}")
        if part.status == 200:
            if seen is not None and query:
                sent = read_end(playlist.body.decode()) - node.ahead[key]
                seen.behind.append(time.time() - sent)
            return f"?{edge.query.decode()}"
    if seen is not None:
        seen.failed += 1
    await asyncio.sleep(0.2)
    return None


@contextlib.asynccontextmanager
async def doing(*work: Any) -> AsyncIterator[None]:
    """These go on while this holds; what one of them raises is raised."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for one in ended:
        if isinstance(one, BaseException) and not isinstance(one, asyncio.CancelledError):
            raise one


def spread(values: Sequence[float]) -> Iterator[float]:
    """Median, 99th percentile and worst, in milliseconds."""
    order = sorted(values)
    for share in (0.5, 0.99, 1.0):
        yield order[min(len(order) - 1, int(len(order) * share))] * 1000


def name_recording(number: int) -> str:
    """One of endlessly many."""
    return f"r{number:025d}"
