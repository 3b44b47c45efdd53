"""Events as text, and what their ids are worth when they come back."""

import pytest

from live.channels.request import Request
from realtime.sockets.sse import close_text, cursor_text, event_text, goodbye_text, resume_query, write_head


def test_what_can_be_resumed_after_has_an_id_and_counts_have_none() -> None:
    assert event_text(b'{"type":"livestream.live"}', "ab-7") == b'id: ab-7\ndata: {"type":"livestream.live"}\n\n'
    assert event_text(b'{"type":"livestream.viewers"}') == b'data: {"type":"livestream.viewers"}\n\n'


def test_what_concerns_the_connection_is_named() -> None:
    assert goodbye_text(500) == b'retry: 2500\nevent: goodbye\ndata: {"type":"goodbye","reconnect_in_ms":2500}\n\n'
    assert close_text(4408, "too slow").startswith(b'event: close\ndata: {"type":"close","code":4408')


def test_an_id_that_comes_back_is_the_channels_own_cursor() -> None:
    resumed = Request.parse(resume_query(cursor_text("0a-b&c", 12)))
    assert (resumed.epoch, resumed.seq, resumed.observe) == ("0a-b&c", 12, True)


@pytest.mark.parametrize("no_id", ["nonsense", "-4", "epoch-", "epoch-x", "epoch-1234567890123456", "e-²"])
def test_what_is_no_id_of_ours_resumes_nothing_and_is_not_refused(no_id: str) -> None:
    resumed = Request.parse(resume_query(no_id))
    assert (resumed.epoch, resumed.seq) == ("unknown", 0)


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_an_id_there_is_nothing_to_resume(nothing: str | None) -> None:
    assert Request.parse(resume_query(nothing)) == Request(observe=True)


def test_the_head_names_its_day_and_forbids_keeping_the_answer() -> None:
    head = write_head(0.0)
    assert b"\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n" in head
    assert b"\r\nCache-Control: no-store\r\n" in head
    assert head.endswith(b"\r\n\r\nretry: 2000\n\n")


def test_what_is_asked_for_besides_is_asked_for_again_when_a_stream_comes_back() -> None:
    more = {"with": "chat", "chat_seq": "7", "screen": None}
    for last_event_id in (None, cursor_text("e", 3)):
        resumed = Request.parse(resume_query(last_event_id, **more))
        assert (resumed.topics, resumed.chat_seq, resumed.screen) == (frozenset({"chat"}), 7, "")
        assert resumed.seq == (None if last_event_id is None else 3)
