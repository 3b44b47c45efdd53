"""Every player through every case, and the table of what was seen."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.report import Report, Table

from players.browsers import OWN, BrowserWatchers, start_chromium, start_firefox
from players.cases import Case
from players.measure import Look, Row, measure
from players.natives import NATIVES, start_native
from players.watchers import Watchers
from support.flv_clips import make_clip
from support.hls_playlist import read_playlist
from support.late_track import LatePublisher
from support.origins import fetch
from support.platform_pair import PlatformPair
from support.publisher import Publisher
from support.rest import Artist, publish_url
from support.rtmp import AUDIO
from support.waiting import until

log = logging.getLogger(__name__)

NATIVE = "natives"
GROUPS = (NATIVE, "Chromium", "Firefox")

LOOK_EVERY = 0.25
END_PATIENCE = 20.0
"""Seconds a player may take to say that the show is over: those far behind still have to play it."""


class Clock:
    """When what stands at a position of the stream's clock was sent, as the playlist's first date says."""

    def __init__(self) -> None:
        self.zero: float | None = None

    def __call__(self, position: float) -> float | None:
        return None if self.zero is None else self.zero + position


async def run_players(cases: Sequence[Case], groups: Sequence[str], folder: Path) -> Report:
    """Each case has its own show, and each group of players (Chromium, Firefox, natives) its own run of it."""
    report = Report("players")
    columns = ("player", "start", "latency", "stalls", "stood", "ended after", "widths", "")
    async with contextlib.AsyncExitStack() as stack:
        pairs: dict[bool, PlatformPair] = {}
        for case in cases:
            if case.rungs not in pairs:
                pairs[case.rungs] = await _start_pair(stack, folder, case)
            pair = pairs[case.rungs]
            rows: dict[str, Row] = {}
            for number, group in enumerate(groups):
                if case.own and group == NATIVE:
                    continue
                log.info("%s: %s", case.name, group)
                place = folder / f"{case.name}-{number}".replace(" ", "-")
                place.mkdir()
                rows |= await run_case(case, group, pair, place)
            report.tables.append(Table(case.name, columns, [_show(name, row) for name, row in rows.items()]))
    report.notes.append(
        "Seconds. `latency` by each player's own date, of our page what it holds past the picture; `stood`: how long "
        "the picture stood in all, the encoder's own absence of 3 s and its start included."
    )
    return report


async def _start_pair(stack: contextlib.AsyncExitStack, folder: Path, case: Case) -> PlatformPair:
    place = folder / ("rungs" if case.rungs else "plain")
    place.mkdir()
    names = "source,240p,120p,audio" if case.rungs else "source"
    pair = await asyncio.to_thread(PlatformPair.start, place, RECONNECT_GRACE="10", RENDITIONS=names)
    stack.push_async_callback(asyncio.to_thread, pair.kill)
    return pair


def _show(name: str, row: Row) -> tuple[str | float | int | None, ...]:
    return (name, row.start, row.latency, row.stalls, row.still, row.ended, _say_widths(row), row.failed or "")


def _say_widths(row: Row) -> str:
    return ", ".join(map(str, row.widths))


async def run_case(case: Case, group: str, pair: PlatformPair, folder: Path) -> dict[str, Row]:
    """One show, watched by one group of players; a row for each."""
    clock = Clock()
    artist = await Artist.register(pair.url)
    livestream = await artist.create_livestream(case.name)
    page = f"{pair.url}/livestreams/{livestream['id']}"
    url: str = livestream["hls_url"]
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(artist.close)
        watchers: list[Watchers] = []
        clip = None if case.joins is None else await asyncio.to_thread(make_clip, seconds=case.seconds + 10)
        if group == "Chromium":
            watchers.append(await stack.enter_async_context(start_chromium(folder)))
        elif group == "Firefox":
            watchers.append(await stack.enter_async_context(start_firefox(folder)))
        else:
            players = [await stack.enter_async_context(start_native(kind, folder, clock)) for kind in NATIVES]
            watchers.extend(players)
        for each in watchers:
            if isinstance(each, BrowserWatchers):
                await each.prepare(page if case.join == 0 else None, stock=not case.own)
        began = time.monotonic()
        publisher: Publisher | LatePublisher
        if clip is None:
            publisher = await _publish(stack, livestream, folder, case.begin)
        else:
            publisher = LatePublisher(publish_url(livestream), clip, AUDIO, case.joins or 0.0)
            await stack.enter_async_context(publisher)
        clock.zero = await _wait_for_playlist(pair, url)
        zero = time.monotonic()
        await asyncio.sleep(case.join)
        opened = time.monotonic()
        await asyncio.gather(*(each.open(url, page) for each in watchers))
        looks: dict[str, list[Look]] = {}
        looking = asyncio.create_task(_look_on(watchers, looks), name="look on")
        try:
            steady = zero + (case.lost or case.seconds)
            if case.lost is not None:
                await asyncio.sleep(max(0.0, steady - time.monotonic()))
                await publisher.kill()
                await asyncio.sleep(case.away)
                publisher = await _publish(stack, livestream, folder, {**case.begin, **case.after})
            for at, smallest in zip(case.switched, (True, False), strict=True) if case.rungs else ():
                await asyncio.sleep(max(0.0, zero + at - time.monotonic()))
                await asyncio.gather(*(each.choose(smallest=smallest) for each in watchers))
            await asyncio.sleep(max(0.0, zero + case.seconds - time.monotonic()))
            stopped = time.monotonic()
            await publisher.stop()
            await _wait_for_ends(looks, stopped)
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
    own_opened = began if case.join == 0 else opened
    return {
        name: measure(seen, own_opened if name.startswith(OWN) else opened, stopped, min(steady, stopped))
        for name, seen in looks.items()
    }


async def _publish(
    stack: contextlib.AsyncExitStack, livestream: dict[str, Any], folder: Path, options: dict[str, Any]
) -> Publisher:
    return await stack.enter_async_context(Publisher.start(publish_url(livestream), folder, **options))


async def _wait_for_playlist(pair: PlatformPair, url: str) -> float:
    """Until there is something to play; when the stream's clock stood at 0, as far as the playlist tells."""
    path = "/live/" + url.partition("/live/")[2].replace("index.m3u8", "source/index.m3u8")
    answer = await until(lambda: fetch(pair.http_port, path), 30, is_it=lambda answer: answer.status == 200)
    date = read_playlist(answer.text).segments[0].date
    assert date is not None
    return date.timestamp()


async def _look_on(watchers: Sequence[Watchers], looks: dict[str, list[Look]]) -> None:
    async def look(each: Watchers) -> None:
        while True:
            for name, state in (await each.look()).items():
                looks.setdefault(name, []).append(Look(time.monotonic(), state))
            await asyncio.sleep(LOOK_EVERY)

    await asyncio.gather(*(look(each) for each in watchers))


async def _wait_for_ends(looks: dict[str, list[Look]], stopped: float) -> None:
    while time.monotonic() < stopped + END_PATIENCE:
        if all(seen[-1].state.ended or seen[-1].state.failed for seen in looks.values()):
            return
        await asyncio.sleep(LOOK_EVERY)
