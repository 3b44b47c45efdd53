"""Copies on the disk that go, once the bucket has them."""

from pathlib import Path

from ingest.recording.disk.folder import note_path
from ingest.recording.disk.segment import RecordedSegment, Seam
from ingest.recording.store.copies import KEPT, Copy, choose_copies, list_recordings, measure_lacking, remove_copies

NOW = 1_769_889_600.0
RUN = "1769889600000-0123abcd"
RECORDING = "r0123456789abcdefghijklmno"


def make(number: int, age: float = 0.0, recording: str = RECORDING, size: int = 100) -> Copy:
    begins = round((NOW - age) * 1000) + number
    return Copy(recording, RUN, RecordedSegment(number, begins, 400_000, 0, Seam.CONTINUED, True, size))


def test_a_copy_goes_after_a_day() -> None:
    old, young = make(0, KEPT + 1), make(1, KEPT - 1)
    assert choose_copies([young, old], NOW, lacking=-1e9) == [old]


def test_where_room_is_lacking_the_oldest_of_all_go_and_no_more_than_must() -> None:
    copies = [make(3, 10), make(1, 50, "r1"), make(2, 30), make(0, 40)]
    assert choose_copies(copies, NOW, lacking=150) == [copies[1], copies[3]]
    assert choose_copies(copies, NOW, lacking=0) == []
    assert choose_copies(copies, NOW, lacking=1e9) == [copies[1], copies[3], copies[2], copies[0]]


def test_copies_are_never_more_than_can_be_kept_in_mind() -> None:
    copies = [make(number) for number in range(5)]
    assert choose_copies(copies, NOW, lacking=-1e9, most=3) == copies[:2]
    assert choose_copies(copies, NOW, lacking=-1e9, most=5) == []


def lay(store: Path, *copies: Copy) -> Path:
    folder = store / RECORDING / RUN
    folder.mkdir(parents=True)
    (folder / "init-0.mp4").write_bytes(b"init")
    for one in copies:
        (folder / one.segment.name).write_bytes(b"media")
    return folder


def test_the_folders_go_with_the_last_copy(tmp_path: Path) -> None:
    one, two = make(0), make(1)
    folder = lay(tmp_path, one, two)
    assert remove_copies(tmp_path, [one]) == [one]
    assert {file.name for file in folder.iterdir()} == {"init-0.mp4", two.segment.name}
    assert list_recordings(tmp_path) == [RECORDING]
    assert remove_copies(tmp_path, [two]) == [two]
    assert list_recordings(tmp_path) == []
    assert not folder.parent.exists()


def test_a_run_that_is_being_recorded_keeps_its_init_sections(tmp_path: Path) -> None:
    one = make(0)
    folder = lay(tmp_path, one)
    note = note_path(tmp_path, RECORDING, RUN)
    note.parent.mkdir()
    note.touch()
    remove_copies(tmp_path, [one])
    assert [file.name for file in folder.iterdir()] == ["init-0.mp4"]


def test_the_heads_of_what_went_stay_for_downloads(tmp_path: Path) -> None:
    one = make(0)
    folder = lay(tmp_path, one)
    (folder / "heads").write_bytes(b"heads")
    remove_copies(tmp_path, [one])
    assert sorted(file.name for file in folder.iterdir()) == ["heads", "init-0.mp4"]


def test_what_is_gone_already_counts_as_removed(tmp_path: Path) -> None:
    assert remove_copies(tmp_path, [make(0)]) == [make(0)]


def test_room_is_lacking_below_twice_of_what_recording_needs(tmp_path: Path) -> None:
    assert measure_lacking(tmp_path, 0.0) < 0
    assert measure_lacking(tmp_path, 1.0) > 0
    assert measure_lacking(tmp_path / "none yet", 1.0) == 0
