"""The chat bench's book: what it says was lost, doubled or out of order was, and nothing else."""

import json

from bench.chat.book import Book, make_text


def write_frame(after: int, numbers: dict[int, int], *, reset: bool = False, removed: tuple[str, ...] = ()) -> bytes:
    """`numbers`: the bench's number of each message, by its `seq`."""
    messages = [{"id": f"m{seq}", "seq": seq, "text": make_text(number)} for seq, number in numbers.items()]
    told = {"after": after, "seq": max(numbers, default=after), "reset": reset}
    return json.dumps({"type": "chat", **told, "messages": messages, "removed": list(removed)}).encode()


def listen(book: Book, *frames: bytes) -> int:
    """A listener gets these; what it has come to."""
    seq = -1
    for frame in frames:
        seq = book.hear(book.find(frame), seq)
    return seq


FIRST = write_frame(0, {1: 7, 2: 8}, reset=True)
SECOND = write_frame(2, {3: 9})
BOTH = write_frame(0, {1: 7, 2: 8, 3: 9}, reset=True)


def test_whoever_hears_all_in_whichever_frames_has_nothing_wrong() -> None:
    book = Book()
    heard = [listen(book, FIRST, SECOND), listen(book, BOTH), listen(book, FIRST, SECOND)]
    book.settle(heard, 3)
    assert heard == [3, 3, 3]
    assert (book.lost, book.doubled, book.muddled) == (0, 0, 0)
    assert {number: count for number, (count, _) in book.list_arrivals().items()} == {7: 3, 8: 3, 9: 3}
    assert len(book.frames) == 3


def test_the_last_to_hear_says_when_a_message_was_there() -> None:
    book = Book()
    listen(book, FIRST)
    early = book.list_arrivals()[7][1]
    listen(book, BOTH)
    count, late = book.list_arrivals()[7]
    assert count == 2
    assert late >= early > 0


def test_a_frame_that_is_missing_is_lost_and_one_that_comes_again_doubled() -> None:
    book = Book()
    listen(book, FIRST, write_frame(4, {5: 11}))
    assert (book.lost, book.doubled) == (2, 0)
    listen(book, FIRST, SECOND, SECOND)
    assert (book.lost, book.doubled) == (2, 1)


def test_whoever_stays_behind_lacks_the_rest() -> None:
    book = Book()
    book.settle([listen(book, FIRST), listen(book, FIRST, SECOND)], 3)
    assert book.lost == 1


def test_messages_out_of_order_or_unlike_others_are_muddled() -> None:
    for wrong in (write_frame(2, {4: 10, 3: 9}), write_frame(2, {2: 8, 3: 9}), write_frame(2, {3: 12})):
        book = Book()
        listen(book, FIRST, SECOND)
        assert book.muddled == 0
        listen(book, FIRST, wrong)
        assert book.muddled > 0


def test_a_removal_is_known_by_the_message_it_takes_away() -> None:
    book = Book()
    taken = write_frame(3, {}, removed=("m2",))
    listen(book, FIRST, SECOND, taken)
    listen(book, BOTH, taken)
    assert book.find_removal("m2")[0] == 2
    assert book.find_removal("m1") == (0, 0.0)
