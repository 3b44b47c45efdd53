"""A run's folder: whatever happens to who writes it, what is sealed is whole, and a torn tail is mended."""

import errno
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection
from ingest.recording.disk.folder import (
    RunFolder,
    collect_heads,
    find_open,
    list_runs,
    list_segments,
    mend,
    note_path,
)
from ingest.recording.disk.heads import find_heads, read_records
from ingest.recording.disk.segment import TICKS, RecordedSegment, Seam, read_name
from ingest.recording.making.cutting import Append, Begin, Seal, Step
from support.flv_clips import make_clip
from support.needs import find_program

RECORDING, RUN = "r0123456789abcdefghijklmno", "1769889600000-0123abcd"


@pytest.fixture(scope="module")
def media() -> tuple[InitSection, list[Fragment]]:
    """An init section and six seconds of fragments, as FFmpeg makes them for the origin."""
    command = [find_program("ffmpeg"), "-v", "error", "-i", "pipe:0", "-c", "copy", "-f", "mp4"]
    command += ["-movflags", "+empty_moov+default_base_moof+frag_keyframe", "-frag_duration", "200000", "pipe:1"]
    made = subprocess.run(command, input=make_clip(seconds=6), capture_output=True, check=True, timeout=60).stdout
    found = FragmentReader().feed(made)
    assert isinstance(found[0], InitSection)
    fragments = [one for one in found if isinstance(one, Fragment)]
    assert len(fragments) >= 6
    return found[0], fragments


def draft(number: int = 0, seam: Seam = Seam.NEW) -> RecordedSegment:
    return RecordedSegment(number, 1_769_889_600_000 + 4_000 * number, None, 0, seam, True)


def whole(number: int, duration: int) -> RecordedSegment:
    one = draft(number)
    return RecordedSegment(number, one.begins_ms, duration, 0, Seam.NEW, True)


def steps(media: tuple[InitSection, list[Fragment]]) -> Iterator[Step]:
    init, fragments = media
    yield Begin(draft(), init.data)
    for fragment in fragments:
        yield Append(fragment.data, 0.2)


def test_what_is_sealed_has_its_name_and_its_bytes(tmp_path: Path, media: tuple[InitSection, list[Fragment]]) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    assert folder.write(steps(media)) == []
    assert [*find_open(tmp_path)] == [(RECORDING, RUN)]
    (sealed,) = folder.write([Seal(whole(0, 6 * TICKS))])
    folder.close()
    data = b"".join(fragment.data for fragment in media[1])
    assert sealed.size == len(data)
    assert list_runs(tmp_path, RECORDING) == [RUN]
    assert list_segments(tmp_path, RECORDING, RUN) == [sealed]
    assert (tmp_path / RECORDING / RUN / sealed.name).read_bytes() == data
    assert [*find_open(tmp_path)] == []


def test_a_torn_tail_is_mended_wherever_it_was_torn(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    init, fragments = media
    data = b"".join(fragment.data for fragment in fragments)
    ends = [0]
    for fragment in fragments:
        ends.append(ends[-1] + len(fragment.data))
    randomly = random.Random(7)  # noqa: S311 - the same cuts each time
    cuts = {*ends, *(end + 1 for end in ends[:-1]), *(randomly.randrange(len(data)) for _ in range(60))}
    for cut in sorted(cuts):
        folder = RunFolder(tmp_path, RECORDING, RUN)
        folder.write([Begin(draft(), init.data), Append(data[:cut], 0)])
        del folder  # as by kill -9: nobody closes it
        mended = mend(tmp_path, RECORDING, RUN)
        kept = max(end for end in ends if end <= cut)
        assert [one.size for one in mended] == ([kept] if kept else [])
        if mended:
            path = tmp_path / RECORDING / RUN / mended[0].name
            assert path.read_bytes() == data[:kept]
            last = next(fragment for fragment, end in zip(fragments, ends[1:], strict=True) if end == kept)
            assert fragments[0].video
            assert last.video
            assert mended[0].seconds == pytest.approx(last.video.end - fragments[0].video.start, abs=0.001)
            path.unlink()
        assert not note_path(tmp_path, RECORDING, RUN).exists()


@pytest.mark.parametrize("rubbish", [b"", b"\0" * 4_096, b"no media at all" * 50, b"\xff" * 100])
def test_what_holds_nothing_whole_is_gone(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]], rubbish: bytes
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    folder.write([Begin(draft(), media[0].data), Append(rubbish, 0)])
    assert mend(tmp_path, RECORDING, RUN) == []
    assert not [file for file in tmp_path.rglob("*.m4s") if read_name(file.name)]


def test_zeros_that_a_power_cut_left_at_the_end_are_cut_off(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    folder.write([*steps(media), Append(b"\0" * 8_192, 0)])
    (mended,) = mend(tmp_path, RECORDING, RUN)
    assert mended.size == sum(len(fragment.data) for fragment in media[1])


def test_an_init_section_for_which_there_was_no_room_is_written_with_the_next_segment(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    written, full = tmp_path / RECORDING / RUN / "init-0.mp4", OSError(errno.ENOSPC, "full")
    with monkeypatch.context() as patch:
        patch.setattr("ingest.recording.disk.folder.write_whole", Mock(side_effect=full))
        with pytest.raises(OSError, match="full"):
            folder.write([Begin(draft(), media[0].data)])
    assert not written.exists()
    folder.write([Begin(draft(1, Seam.FULL), media[0].data)])
    assert written.read_bytes() == media[0].data


def test_a_segment_is_sealed_though_there_is_no_room_to_note_its_heads(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    folder.write(steps(media))
    (tmp_path / RECORDING / RUN / "heads").mkdir()  # as little to be written as on a full disk
    (sealed,) = folder.write([Seal(whole(0, 6 * TICKS))])
    folder.close()
    assert list_segments(tmp_path, RECORDING, RUN) == [sealed]
    (tmp_path / RECORDING / RUN / "heads").rmdir()
    data = b"".join(fragment.data for fragment in media[1])
    assert read_records(collect_heads(tmp_path, RECORDING, RUN)) == {0: b"".join(find_heads(data))}


def test_what_was_torn_is_found_though_there_is_no_room_to_note_its_heads(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    folder.write(steps(media))
    (tmp_path / RECORDING / RUN / "heads").mkdir()
    (mended,) = mend(tmp_path, RECORDING, RUN)
    assert list_segments(tmp_path, RECORDING, RUN) == [mended]
    assert list(find_open(tmp_path)) == []


def test_what_was_torn_is_sealed_in_order_and_the_run_goes_on(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    fragments = media[1][:2]
    for number in range(12):
        folder.write([Begin(draft(number, Seam.FULL), media[0].data), *(Append(one.data, 0.2) for one in fragments)])
    assert [one.number for one in folder.mend()] == [*range(12)]
    assert folder.mend() == []
    folder.write([Begin(draft(12), media[0].data), Append(fragments[0].data, 0.2)])
    (sealed,) = folder.write([Seal(whole(12, TICKS))])
    assert list_segments(tmp_path, RECORDING, RUN)[-1] == sealed


def test_without_an_init_section_there_is_nothing_to_play(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    with pytest.raises(OSError, match="nothing is open"):
        folder.write([Append(b"media", 0)])


def test_mending_again_changes_nothing(tmp_path: Path, media: tuple[InitSection, list[Fragment]]) -> None:
    RunFolder(tmp_path, RECORDING, RUN).write(steps(media))
    mended = mend(tmp_path, RECORDING, RUN)
    assert mend(tmp_path, RECORDING, RUN) == []
    assert list_segments(tmp_path, RECORDING, RUN) == mended


def test_a_run_that_never_got_anything_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    note_path(tmp_path, RECORDING, RUN).touch()
    (tmp_path / RECORDING / RUN).mkdir(parents=True)
    assert mend(tmp_path, RECORDING, RUN) == []
    assert [*tmp_path.iterdir()] == [tmp_path / "open"]
    assert [*find_open(tmp_path)] == []


def test_heads_lie_beside_the_media_and_are_made_again_from_it(
    tmp_path: Path, media: tuple[InitSection, list[Fragment]]
) -> None:
    folder = RunFolder(tmp_path, RECORDING, RUN)
    folder.write(
        [*steps(media), Seal(whole(0, 6 * TICKS)), Begin(draft(1), media[0].data), Append(media[1][0].data, 0.2)]
    )
    del folder
    mend(tmp_path, RECORDING, RUN)
    heads = collect_heads(tmp_path, RECORDING, RUN)
    kept = read_records(heads)
    assert [*kept] == [0, 1]
    assert kept[0].count(b"moof") == len(media[1]) == kept[0].count(b"mdat")
    assert kept[1] == b"".join(find_heads(media[1][0].data))
    assert len(heads) < sum(len(fragment.data) for fragment in media[1]) / 3
    file = tmp_path / RECORDING / RUN / "heads"
    for torn in (b"", file.read_bytes()[:-5], file.read_bytes()[:3]):
        file.write_bytes(torn)
        assert collect_heads(tmp_path, RECORDING, RUN) == heads
    file.unlink()
    assert collect_heads(tmp_path, RECORDING, RUN) == heads
