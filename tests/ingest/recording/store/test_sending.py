"""What of a run is sent next."""

import pytest

from ingest.recording.disk.segment import RecordedSegment, Seam
from ingest.recording.store.sending import Sending


def make(number: int, *, init: int = 0, size: int = 1000) -> RecordedSegment:
    return RecordedSegment(number, 1_769_889_600_000 + 4000 * number, 400_000, init, Seam.CONTINUED, True, size)


def begin(*segments: RecordedSegment, there: dict[str, int] | None = None) -> Sending:
    sending = Sending("recording", "run")
    sending.see(there or {})
    sending.add(segments)
    return sending


def send_all(sending: Sending) -> list[str]:
    sent = []
    while (name := sending.find_next()) is not None:
        sending.confirm(name)
        sent.append(name)
    return sent


def test_a_run_is_sent_in_its_order_and_init_sections_before_what_needs_them() -> None:
    one, two, three = make(0), make(1), make(2, init=1)
    sending = begin(two, three, one)
    assert send_all(sending) == ["init-0.mp4", one.name, two.name, "init-1.mp4", three.name]
    assert list(sending.copies) == [one.name, two.name, three.name]


def test_what_was_not_confirmed_is_sent_again() -> None:
    sending = begin(make(0))
    assert sending.find_next() == sending.find_next() == "init-0.mp4"


def test_what_the_bucket_has_is_not_sent_again() -> None:
    one, two = make(0), make(1)
    sending = begin(one, two, there={"init-0.mp4": 500, one.name: 1000})
    assert send_all(sending) == [two.name]
    assert one.name in sending.copies


def test_what_the_bucket_has_in_another_size_is_sent_again() -> None:
    one = make(0)
    assert send_all(begin(one, there={"init-0.mp4": 500, one.name: 999})) == [one.name]


def test_a_segment_that_was_mended_is_sent_although_others_after_it_were() -> None:
    first, torn, last = make(0), make(1), make(2)
    sending = begin(first, last)
    assert send_all(sending)[-1] == last.name
    sending.add([torn])
    assert send_all(sending) == [torn.name]


def test_a_segment_that_is_mended_while_a_later_one_is_on_its_way_costs_neither() -> None:
    torn, last = make(1), make(2)
    sending = begin(last, there={"init-0.mp4": 500})
    assert sending.find_next() == last.name
    sending.add([torn])
    sending.confirm(last.name)
    assert send_all(sending) == [torn.name]


def test_a_segment_is_not_sent_twice_for_being_told_twice() -> None:
    sending = begin(make(0))
    assert len(send_all(sending)) == 2
    sending.add([make(0)])
    assert sending.find_next() is None


@pytest.mark.parametrize("name", ["init-0.mp4", make(0).name])
def test_a_file_that_cannot_be_read_holds_up_none_of_the_others(name: str) -> None:
    sending = begin(make(0), make(1))
    while sending.find_next() != name:
        sending.confirm(sending.find_next() or "")
    sending.leave(name)
    assert send_all(sending)[-1] == make(1).name
    assert name not in sending.copies
