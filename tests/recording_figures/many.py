"""Many streams that are recorded for minutes: is anything missed, is live in time, is each replay what was sent?"""

import asyncio
import hashlib
import itertools
import subprocess
from pathlib import Path

from bench.ingest.publisher import Publisher
from bench.ingest.recording import AUDIO, VIDEO, Recording, Tag, make_recording
from bench.processes import read_cpu, read_pss, read_tree_cpu
from bench.report import Report, Table, Target

from recording_figures.node import HOST, Node, Seen, doing, go_round, name_recording, spread
from support.needs import find_program
from support.waiting import until

PATIENCE = 60.0
ROUNDS = 4
"""Players that go from stream to stream."""


async def run_many(folder: Path, streams: int, seconds: float, video_kbit: int) -> Report:
    """`streams` with pictures of `video_kbit`, each into a recording of its own."""
    report = Report("recording-many")
    recording = await make_recording(video_kbit)
    node, seen = Node(folder), Seen()
    await node.start()
    try:
        keys = [f"many{number:012}" for number in range(streams)]
        names = [name_recording(number) for number in range(streams)]
        for key, name in zip(keys, names, strict=True):
            node.record(key, name)
        async with node.publishing(recording, keys) as publishers:
            own, whole, written = read_cpu(node.pid), read_tree_cpu(node.pid), node.read_written()
            async with doing(*(go_round(node, keys[turn::ROUNDS], seen) for turn in range(min(ROUNDS, streams)))):
                await asyncio.sleep(seconds)
            own, whole = read_cpu(node.pid) - own, read_tree_cpu(node.pid) - whole
            written, memory = node.read_written() - written, read_pss([node.pid]) / 2**20
        told = await until(
            lambda: [*filter(None, map(node.read_told, names))], PATIENCE, is_it=lambda all_: len(all_) == streams
        )
        missed = sum(one["missed"] for one in told)
        wrong: list[str] = []
        for publisher, name in zip(publishers, names, strict=True):
            found = await asyncio.to_thread(compare, recording, publisher, node, name)
            if found:
                wrong.append(f"{name}: {found}")
    finally:
        await node.close()
    rate = round(recording.bit_rate / 1000)
    report.tables.append(
        Table(
            f"{streams} streams of {rate:,} kbit/s, recorded for {seconds:.0f} s",
            ("", "value"),
            [
                ("CPU of ingest, cores", own / seconds),
                ("with FFmpeg, cores", whole / seconds),
                ("MB/s written", written / seconds / 1e6),
                ("MiB of ingest at the end", memory),
                ("parts taken by players", len(seen.behind)),
                *zip(
                    ("sent to taken, ms: median", "sent to taken, ms: 99 %", "sent to taken, ms: worst"),
                    spread(seen.behind),
                    strict=True,
                ),
                ("recordings that missed something", missed),
                ("replays that are not what was sent, packet by packet", len(wrong)),
            ],
        )
    )
    report.notes += wrong
    report.targets += [
        Target("recordings that missed something", missed, "at most", 0),
        Target("replays that are not what was sent", len(wrong), "at most", 0),
        Target("requests of players that failed", seen.failed, "at most", 0),
    ]
    return report


def compare(recording: Recording, publisher: Publisher, node: Node, name: str) -> str:
    """What is wrong with a replay; empty: each packet of it is what was sent then, from the first picture on."""
    sent = itertools.islice(itertools.cycle(recording.media), publisher.messages)
    shown = [*itertools.dropwhile(lambda tag: tag.kind != VIDEO, sent)]  # nobody sees or hears what is before it
    hashes = {id(tag): hash_packet(tag) for tag in recording.media}
    for kind, letter in ((VIDEO, "v"), (AUDIO, "a")):
        wanted = [hashes[id(tag)] for tag in shown if tag.kind == kind]
        kept = read_packets(f"http://{HOST}:{node.port}/live/{name}/index.m3u8", letter)
        if kept != wanted:
            return f"{len(kept)} packets of {letter}, and {len(wanted)} were sent, which are others"
    return ""


def hash_packet(tag: Tag) -> str:
    """Of what a container holds of a tag: without what FLV says before it."""
    return hashlib.md5(tag.body[5 if tag.kind == VIDEO else 2 :], usedforsecurity=False).hexdigest()


def read_packets(url: str, kind: str) -> list[str]:
    """A hash of each packet of a track, as FFmpeg finds it."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", url, "-map", f"0:{kind}", "-c", "copy"]
    command += ["-f", "framehash", "-hash", "md5", "-"]
    lines = subprocess.run(command, capture_output=True, check=True, timeout=600).stdout.decode().splitlines()
    return [line.rpartition(",")[2].strip() for line in lines if line and not line.startswith("#")]
