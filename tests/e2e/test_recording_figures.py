"""The measurements of recordings in their shortest form: they run, and what must hold holds."""

from pathlib import Path

from recording_figures.many import run_many


async def test_each_of_some_replays_is_what_was_sent_packet_by_packet(tmp_path: Path) -> None:
    report = await run_many(tmp_path, streams=2, seconds=6, video_kbit=300)
    assert all(target.met for target in report.targets), (report.targets, report.notes)
