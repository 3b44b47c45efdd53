"""One round: shows begin, things break, all is put right, and what is left is looked at."""

import asyncio
import contextlib
import os
import random
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from catalog.recordings.retention.clearing import PATIENCE
from chaos.encoder import Encoder
from chaos.faults import SILENT_FROM, Fault, draw_fault
from chaos.house import House
from chaos.recorder import PlaylistRecorder, SocketRecorder
from chaos.verdict import (
    BESIDES,
    Deed,
    Kept,
    Line,
    Row,
    Story,
    check_heard,
    check_kept,
    check_log,
    check_output,
    check_story,
)
from ingest.recording.disk.segment import read_name
from live.supervisor import CLEAR
from recording_kills.__main__ import find_faults
from support.descendants import list_descendants
from support.hls_playlist import read_playlist
from support.rest import Artist, publish_url

T = TypeVar("T")

UNSEEN = 6.0
"""Seconds after everything works again within which a flowing show must be live: two, and what a machine takes that
plays several houses at once. The longest of a run is among its figures."""

ADMITTED = 12.0
"""Seconds after everything works again within which an encoder that tries every second must have been let in."""

ABSENT = 10.0
"""Seconds past the grace within which a show without a publisher must have ended."""

KEPT = PATIENCE.total_seconds() + 3 * CLEAR
"""Seconds after the last end within which all replays must be there. The platform itself waits so long for a node
that may still tell of one, and looks every `CLEAR`; then it is called partial."""

GONE = 40.0
"""Seconds within which what is deleted is gone."""

APART = 3.0
"""Seconds of any fault after which a recording may have begun too late for its show."""

CAUGHT_UP = 15.0
"""Seconds that a recorder may need to have heard the last line: it may wait for a connection to time out."""


class Show:
    """A livestream, the encoder that plays it, and what is known of both."""

    def __init__(self, livestream: dict[str, Any], encoder: Encoder) -> None:
        self.id: str = livestream["id"]
        self.encoder = encoder
        self.story = Story(self.id)
        self.stopped_by_artist = False

    async def wait_for_media(self, seconds: float) -> None:
        """Until its encoder was let in, `seconds` at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.encoder.flowing_since is None:
                    await asyncio.sleep(0.05)

    def note_trouble(self, what: str) -> None:
        """It may be interrupted once from now on."""
        self.story.deeds.append(Deed(time.time(), what))

    def note_end(self, what: str) -> None:
        """It may end from now on."""
        self.story.ends.append(Deed(time.time(), what))


class Round:
    """Everything of one round, drawn from `chance`."""

    def __init__(
        self, house: House, artist: Artist, chance: random.Random, recordings: list[Path], shows: int
    ) -> None:
        self.findings: list[str] = []
        self.faults: list[Fault] = []
        self.figures: dict[str, float] = {}
        self.longest_unseen = 0.0
        self._house = house
        self._artist = artist
        self._chance = chance
        self.recordings = recordings
        self._count = shows
        self._shows: list[Show] = []
        self._playlists: list[PlaylistRecorder] = []

    async def play(self) -> None:
        """Play it. `findings` is empty where all held."""
        house, chance = self._house, self._chance
        before = await asyncio.to_thread(house.read_log, 0)
        seq = before[-1].seq if before else 0
        output = {process: len(process.output) for process in house.processes}
        for _ in range(self._count):
            livestream = await self._artist.create_livestream()
            encoder = Encoder(publish_url(livestream), chance.choice(self.recordings), house.folder)
            self._shows.append(Show(livestream, encoder))
        self.faults = [draw_fault(house, chance) for _ in range(chance.choice([1, 1, 2, 3]))]
        silent = sum(
            fault.seconds for fault in self.faults if fault.name in ("ingest stopped", "ingest cut off from web")
        )
        recorders = await self._start_recorders()
        playlists = [PlaylistRecorder(house.pair.origin_url) for _ in self._shows]
        for playlist in playlists:
            playlist.start()
        self._playlists = playlists
        feeding = asyncio.create_task(self._feed(playlists, recorders), name="playlist addresses")
        try:
            await asyncio.gather(
                *(self._perform(show) for show in self._shows),
                *(self._break(fault, silent > SILENT_FROM) for fault in self.faults),
            )
            await self._part()
            await self._settle(seq)
            recordings = await self._wait_for_replays()
            lines = await asyncio.to_thread(house.read_log, seq)
            await self._hear_out(recorders, lines)
        finally:
            feeding.cancel()
            for recorder in recorders:
                await recorder.stop()
            for playlist in playlists:
                await playlist.stop()
            for show in self._shows:
                await show.encoder.abandon()
        self._judge(lines, recorders, playlists)
        await self._judge_replays(recordings)
        await self._look_for_leftovers(output)

    # -- what is played --------------------------------------------------------------------------------------------

    async def _perform(self, show: Show) -> None:
        chance = self._chance
        plan = chance.choice(
            [play_steadily, lose_and_return, lose_and_return, freeze, press_end, say_goodbye_twice, vanish]
        )
        await asyncio.sleep(chance.uniform(0, 2.5))
        await plan(self, show, chance)

    async def _break(self, fault: Fault, silent: bool) -> None:
        await asyncio.sleep(self._chance.uniform(0, 5))
        troubles = fault.troubles or (silent and fault.name in ("ingest stopped", "ingest cut off from web"))
        if troubles:
            for show in self._shows:
                show.note_trouble(fault.name)
        self._forget(fault)
        await fault.run()
        self._forget(fault)

    def _forget(self, fault: Fault) -> None:
        if fault.name == "ingest killed":
            for playlist in self._playlists:
                playlist.forget()

    async def _part(self) -> None:
        """All is well again: who streams is live now; then the encoders say goodbye."""
        await self._house.wait_ready()
        begun = time.monotonic()
        waiting = {show.id: show for show in self._shows if show.encoder.wanted and not show.stopped_by_artist}
        for show in waiting.values():
            await show.wait_for_media(ADMITTED)
        while waiting:
            for show in list(waiting.values()):
                state = await persist(lambda show=show: self._artist.status(show.id))  # type: ignore[misc]
                # An encoder that is thrown out now, of a connection that was dead before, begins to count anew.
                unseen = time.monotonic() - max(begun, show.encoder.flowing_since or time.monotonic())
                seen = state["status"] == "live" and not state.get("interrupted_until")
                if seen or unseen > UNSEEN or time.monotonic() - begun > 2 * ADMITTED:
                    del waiting[show.id]
                    self.longest_unseen = max(self.longest_unseen, unseen)
                    if not seen:
                        said = show.encoder.output[-300:]
                        self.findings.append(
                            f"{show.id}: {unseen:.1f} s of media, and it is {state}; it said: {said}"
                        )
            await asyncio.sleep(0.05)
        for show in self._shows:
            if show.encoder.wanted:
                show.note_end("goodbye")
        await asyncio.gather(*(show.encoder.goodbye() for show in self._shows))

    async def end(self, show: Show) -> None:
        """The artist presses End, and again where web did not answer."""
        show.note_end("End")
        show.stopped_by_artist = True
        await persist(lambda: self._press_end(show))

    async def _press_end(self, show: Show) -> None:
        answer = await self._artist.client.post(f"/livestreams/{show.id}/stop")
        if (
            answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
            or answer.status_code == httpx.codes.TOO_MANY_REQUESTS
        ):
            raise httpx.TransportError(f"{answer.status_code} {answer.text[:200]}")

    # -- what is looked at -----------------------------------------------------------------------------------------

    async def _start_recorders(self) -> list[SocketRecorder]:
        house = self._house
        addresses = [house.url(index) for index in range(len(house.webs))]
        recorders = [SocketRecorder("artist", addresses, "/ws/artist", self._artist.token)]
        recorders.append(SocketRecorder("lobby", addresses[::-1], "/ws/livestreams"))
        for number, show in enumerate(self._shows):
            own = addresses[number % len(addresses) :] + addresses[: number % len(addresses)]
            recorders.append(SocketRecorder(f"fan of {show.id}", own, f"/ws/livestreams/{show.id}"))
            recorders.append(
                SocketRecorder(f"observer of {show.id}", own[::-1], f"/ws/livestreams/{show.id}?observe=true")
            )
        await asyncio.gather(*(recorder.start() for recorder in recorders))
        return recorders

    async def _feed(self, playlists: list[PlaylistRecorder], recorders: list[SocketRecorder]) -> None:
        dashboard = recorders[0].heard
        while True:
            for show, playlist in zip(self._shows, playlists, strict=True):
                heard = dashboard.newest.get(show.id, {})
                playlist.note_address(heard.get("hls_url"))
                if heard.get("status") == "ended":
                    playlist.forget()  # as a page does; what may follow at the same address is begun anew
            await asyncio.sleep(0.2)

    async def _settle(self, seq: int) -> None:
        """Until every show that was ever live has ended."""
        deadline = time.monotonic() + self._house.grace + ABSENT
        while True:
            lines = await asyncio.to_thread(self._house.read_log, seq)
            last = {line.livestream_id: line.type for line in lines if line.type not in BESIDES}
            open_ones = [show.id for show in self._shows if last.get(show.id) not in ("ended", "scheduled")]
            if not open_ones or time.monotonic() > deadline:
                break
            await asyncio.sleep(0.25)
        self.findings += [
            f"{each}: {last.get(each)} with nobody there, {ABSENT:g} s past the grace" for each in open_ones
        ]

    async def _wait_for_replays(self) -> dict[str, Row]:
        """Until each recording of the round is told to be all, but of which nothing was kept."""
        ids, store = {show.id for show in self._shows}, self._house.store
        deadline = time.monotonic() + KEPT
        while True:
            rows = await asyncio.to_thread(self._house.read_recordings)
            own = {each: row for each, row in rows.items() if each in ids}
            left = [row for row in own.values() if not row.closed and (row.begun or (store / row.name).exists())]
            if not left or time.monotonic() > deadline:
                return own
            await asyncio.sleep(0.25)

    async def _hear_out(self, recorders: list[SocketRecorder], lines: list[Line]) -> None:
        """Until the recorders had the time to hear the last line."""
        deadline = time.monotonic() + CAUGHT_UP
        ids = {show.id for show in self._shows}
        while time.monotonic() < deadline:
            if not any(check_heard(lines, recorder.heard, self._concerns(recorder, ids)) for recorder in recorders):
                return
            await asyncio.sleep(0.25)

    def _concerns(self, recorder: SocketRecorder, ids: set[str]) -> set[str]:
        own = {each for each in ids if recorder.heard.name.endswith(each)}
        return own or ids

    def _judge(self, lines: list[Line], recorders: list[SocketRecorder], playlists: list[PlaylistRecorder]) -> None:
        ids = {show.id for show in self._shows}
        self.findings += check_log(lines)
        for recorder in recorders:
            self.findings += check_heard(lines, recorder.heard, self._concerns(recorder, ids))
        for show, playlist in zip(self._shows, playlists, strict=True):
            self.findings += check_story(lines, show.story)
            self.findings += playlist.findings
            if show.encoder.thrown_out and not show.story.deeds and not show.stopped_by_artist:
                self.findings.append(f"{show.id}: its encoder was thrown out: {show.encoder.output[-400:]}")
        self._note_figure("transitions", len(lines))
        self._note_figure("deliveries", sum(len(recorder.heard.events) for recorder in recorders))
        self._note_figure("playlists", sum(playlist.loads for playlist in playlists))

    async def _judge_replays(self, recordings: dict[str, Row]) -> None:
        """What was kept of each show; then it is deleted, and must be gone."""
        for show in self._shows:
            row = recordings.get(show.id)
            if row is not None:
                kept = await self._look_at(show, row)
                self.findings += check_kept(kept)
                self._note_figure("replays", kept.replay is not None)
                if kept.replay is not None:
                    self._note_figure("partial ones", kept.replay["state"] == "partial")
                    await persist(lambda show=show: self._delete_replay(show))  # type: ignore[misc]
        deadline = time.monotonic() + GONE
        names = [row.name for show in self._shows if (row := recordings.get(show.id)) is not None and row.begun]
        while left := [each for name in names for each in list_files(self._house.store) if name in each]:
            if time.monotonic() > deadline:
                self.findings.append(f"what was deleted is still there: {left[:5]}")
                break
            await asyncio.sleep(0.1)

    async def _delete_replay(self, show: Show) -> None:
        answer = await self._artist.client.delete(f"/livestreams/{show.id}/replay")
        assert answer.status_code == httpx.codes.NO_CONTENT, answer.text

    async def _read_replay(self, show: Show) -> dict[str, Any] | None:
        """Once it is more than begun: what is kept of a show may be told last of all, when the wait was over."""
        deadline = time.monotonic() + KEPT
        while True:
            replay: dict[str, Any] | None = (await persist(lambda: self._artist.get(show.id)))["replay"]
            if replay is None or replay["state"] != "recording" or time.monotonic() > deadline:
                return replay
            await asyncio.sleep(0.25)

    async def _look_at(self, show: Show, row: Row) -> Kept:
        replay = await self._read_replay(show)
        files = [each.rpartition("/")[2] for each in list_files(self._house.store / row.name)]
        trouble = [one.name for one in self.faults if one.seconds > APART or one.name.startswith(("disk", "ingest"))]
        keyed = {f"{one.begins_ms}-{one.number}.m4s" for one in map(read_name, files) if one and one.independent}
        if replay is None or replay["state"] not in ("ready", "partial"):
            return Kept(show.id, replay, files)
        async with httpx.AsyncClient(trust_env=False, timeout=20) as client:
            playlist = await persist(lambda: client.get(replay["url"]))
            pieces: list[list[bytes]] = []
            fetched, before = 0, None
            for segment in read_playlist(playlist.text).segments if playlist.is_success else []:
                if segment.discontinuity or segment.map_uri != before:
                    before = segment.map_uri
                    pieces.append([await fetch(client, replay["url"], before)])
                media = await fetch(client, replay["url"], segment.uri)
                fetched += len(media)
                if segment.uri in keyed or len(pieces[-1]) > 1:  # what follows something missed begins anywhere
                    pieces[-1].append(media)
        whole = [b"".join(piece) for piece in pieces if len(piece) > 1]
        faults = [fault for piece in whole for fault in await asyncio.to_thread(find_faults, piece)]
        return Kept(show.id, replay, files, playlist.text, fetched, faults, ", ".join(trouble))

    async def _look_for_leftovers(self, output: dict[Any, int]) -> None:
        house = self._house
        spool = house.data_dir / "spool"
        deadline = time.monotonic() + 8
        left: list[str] = []
        while time.monotonic() < deadline:
            left = [f"{each.name} is still spooled" for each in spool.glob("*/*.json")]
            left += [f"still runs: {each.command[:80]}" for each in list_descendants(house.ingest.pid)]
            if not left:
                break
            await asyncio.sleep(0.25)
        if left:
            self.findings.append(f"left over: {left}; ingest's last words: {house.ingest.output[-1_500:]}")
        for process, seen in output.items():
            self.findings += check_output(process.module, process.output[seen:])
        await house.wait_ready()

    def _note_figure(self, name: str, value: float) -> None:
        self.figures[name] = self.figures.get(name, 0) + value


# -- plans ---------------------------------------------------------------------------------------------------------


async def play_steadily(_: Round, show: Show, chance: random.Random) -> None:
    """Publish, and nothing else."""
    show.encoder.start()
    await asyncio.sleep(chance.uniform(4, 8))


async def lose_and_return(played: Round, show: Show, chance: random.Random) -> None:
    """The connection dies once or twice and is made again, perhaps with other settings."""
    show.encoder.start()
    for _ in range(chance.choice([1, 2])):
        await asyncio.sleep(chance.uniform(1, 4))
        show.note_trouble("encoder killed")
        show.encoder.recording = chance.choice(played.recordings)
        show.encoder.kill()
    await asyncio.sleep(chance.uniform(1, 4))


async def freeze(_: Round, show: Show, chance: random.Random) -> None:
    """The encoder hangs, perhaps for longer than ingest waits."""
    show.encoder.start()
    await asyncio.sleep(chance.uniform(2, 4))
    show.note_trouble("encoder frozen")
    show.encoder.freeze()
    await asyncio.sleep(chance.uniform(0.5, 7))
    show.encoder.thaw()
    await asyncio.sleep(2)


async def press_end(played: Round, show: Show, chance: random.Random) -> None:
    """The artist ends the show on its page; the encoder goes on trying."""
    show.encoder.start()
    await asyncio.sleep(chance.uniform(2, 6))
    if show.encoder.flowing_since:
        await played.end(show)
    await asyncio.sleep(1)


async def say_goodbye_twice(_: Round, show: Show, chance: random.Random) -> None:
    """Stop Streaming by mistake, and Start again."""
    show.encoder.start()
    await asyncio.sleep(chance.uniform(2, 4))
    show.note_end("goodbye")
    show.note_trouble("goodbye")  # heard only after the return, where web was away: then it is a loss and a return
    await show.encoder.goodbye()
    await asyncio.sleep(chance.uniform(0.2, 2))
    show.encoder.start()
    await asyncio.sleep(chance.uniform(2, 4))


async def vanish(_: Round, show: Show, chance: random.Random) -> None:
    """The encoder's machine dies for good."""
    show.encoder.start()
    await asyncio.sleep(chance.uniform(2, 6))
    show.note_trouble("encoder gone")
    await show.encoder.abandon()


def list_files(folder: Path) -> list[str]:
    """All there are below, while some may come and go."""
    return [f"{path}/{name}" for path, _, names in os.walk(folder) for name in names]


async def fetch(client: httpx.AsyncClient, playlist: str, name: str | None) -> bytes:
    """A file that a replay's playlist names."""
    answer = await persist(lambda: client.get(playlist.replace("index.m3u8", str(name))))
    return answer.content if answer.is_success else b""


async def persist(ask: Callable[[], Awaitable[T]], seconds: float = 30.0) -> T:
    """Ask until answered, as a person does who presses again."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return await ask()
        except (httpx.HTTPError, AssertionError):
            if time.monotonic() > deadline:
                raise
        await asyncio.sleep(0.3)
