"""The measurements of recordings in their shortest form: they run, and what must hold holds."""

from pathlib import Path

from ingest.movie.boxes import box, find, full_box
from recording_figures.hours import shift
from recording_figures.many import run_many


async def test_each_of_some_replays_is_what_was_sent_packet_by_packet(tmp_path: Path) -> None:
    report = await run_many(tmp_path, streams=2, seconds=6, video_kbit=300)
    assert all(target.met for target in report.targets), (report.targets, report.notes)


def test_a_recording_that_is_made_longer_goes_on_in_its_own_time() -> None:
    track = full_box(b"tfhd", 0, 0, (2).to_bytes(4, "big")), full_box(b"tfdt", 1, 0, (90_000).to_bytes(8, "big"))
    segment = box(b"moof", box(b"traf", *track)) + box(b"mdat", b"media")
    later = shift(segment, 16, {2: 48_000})
    assert len(later) == len(segment)
    tfdt = find(later, 0, len(later), b"moof", b"traf", b"tfdt")
    assert int.from_bytes(later[tfdt.content + 4 : tfdt.end], "big") == 90_000 + 16 * 48_000
