"""Callbacks that must not be lost: web down, web slow, ingest killed, the disk full."""

import asyncio
import json
import os
import stat
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from contract.publishing import digest_key
from ingest.errors import StartError
from ingest.publishing.interfaces import Admission
from ingest.publishing.publishers import Publishers
from ingest.web.callbacks import Web
from ingest.web.courier import Courier, Pauses
from ingest.web.reporter import Periods, Reporter
from ingest.web.spool import Call, Spool
from support.callback_web import SECRET, CallbackWeb
from support.packagers import RecordingOrigin
from support.waiting import PATIENCE


class YesterdaysClock(datetime):
    """A wall clock that was set back."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "YesterdaysClock":
        return super().now(tz) - timedelta(days=1)


KEY = "00112233445566778899aabbccddeeff"

StartCourier = Callable[..., Awaitable[Courier]]


def admission(session_id: str) -> Admission:
    return Admission(session_id, "livestream", "playback", KEY, 30.0)


@pytest.fixture
async def start_courier(web: CallbackWeb, tmp_path: Path) -> AsyncIterator[StartCourier]:
    async with AsyncExitStack() as stack:

        async def start(secret: str = SECRET, **pauses: float) -> Courier:
            client = Web(web.url, secret, "node-1")
            courier = Courier(client, Spool(tmp_path / "spool"), Pauses(**pauses))
            await courier.start()
            stack.push_async_callback(client.close)
            stack.push_async_callback(courier.stop, 0)
            return courier

        yield start


def spooled(folder: Path) -> list[str]:
    return [json.loads(path.read_text())["call"] for path in sorted((folder / "spool" / "calls").glob("*.json"))]


def left_open(folder: Path) -> list[str]:
    return [path.stem for path in (folder / "spool" / "open").iterdir()]


async def test_told_in_order_and_then_forgotten(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    courier = await start_courier()
    courier.tell_started(admission("s1"), video=True, audio=False)
    courier.tell_ended(admission("s1"), reason="stopped", clean=True)
    (ended,) = await web.wait_for("stream_ended")
    assert [name for name, _ in web.calls] == ["stream_started", "stream_ended"]
    assert ended == {
        "key_digest": digest_key(KEY), "session_id": "s1", "at": ended["at"], "ago_ms": ended["ago_ms"],
        "reason": "stopped", "clean": True, "node": "node-1",
    }  # fmt: skip
    assert ended["at"].endswith("Z")
    await courier.stop(2)
    assert spooled(tmp_path) == left_open(tmp_path) == []


async def test_web_that_is_down_is_told_when_it_returns(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    courier = await start_courier()
    await web.stop()
    for session in ("s1", "s2"):
        courier.tell_started(admission(session), video=True, audio=True)
        courier.tell_ended(admission(session), reason="stopped", clean=True)
    await courier._new.join()
    assert spooled(tmp_path) == ["stream_started", "stream_ended"] * 2
    kept = [path.read_text() for path in (tmp_path / "spool").rglob("*.json")]
    assert len(kept) == 4
    assert not any(KEY in text for text in kept), "nobody can publish by what lies there"
    await web.start()
    courier.retry_now()
    await web.wait_for("stream_ended", 2)
    for session in ("s1", "s2"):
        assert [name for name, body in web.calls if body["session_id"] == session] == [
            "stream_started",
            "stream_ended",
        ]


async def test_a_later_process_goes_on_where_one_was_stopped(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    first = await start_courier()
    await web.stop()
    first.tell_started(admission("s1"), video=True, audio=True)
    first.tell_ended(admission("s1"), reason="connection_lost", clean=False)
    await first.stop(0.2)
    assert spooled(tmp_path) == ["stream_started", "stream_ended"]
    await web.start()
    await start_courier()
    (ended,) = await web.wait_for("stream_ended")
    assert ended["reason"] == "connection_lost"
    assert [name for name, _ in web.calls] == ["stream_started", "stream_ended"]


async def test_sessions_of_a_killed_process_are_ended_by_the_next(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    killed = await start_courier()
    killed.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started")
    await killed.stop(1)  # nothing said that s1 ended, as when the process was killed
    assert left_open(tmp_path) == ["s1"]
    heir = await start_courier()
    (ended,) = await web.wait_for("stream_ended")
    assert (ended["session_id"], ended["reason"], ended["clean"]) == ("s1", "node_restarted", False)
    assert ended["key_digest"] == digest_key(KEY)
    await heir.stop(1)
    assert left_open(tmp_path) == spooled(tmp_path) == []


async def test_what_a_version_before_left_with_keys_in_it_is_told_by_their_digests(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    for folder, session, name in (("calls", "s1", "000000000001"), ("open", "s2", "s2")):
        (tmp_path / "spool" / folder).mkdir(parents=True)
        body = {"session_id": session, "stream_key": KEY}
        (tmp_path / "spool" / folder / f"{name}.json").write_text(json.dumps({"call": "stream_ended", "body": body}))
    courier = await start_courier()
    told = await web.wait_for("stream_ended", 2)
    assert {(body["session_id"], body["key_digest"]) for body in told} == {
        ("s1", digest_key(KEY)),
        ("s2", digest_key(KEY)),
    }
    assert not any("stream_key" in body for body in told)
    await courier.stop(1)
    assert left_open(tmp_path) == spooled(tmp_path) == []


async def test_how_long_ago_it_was_is_told_by_a_clock_that_nobody_sets(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier = await start_courier()
    await web.stop()
    courier.tell_ended(admission("s1"), reason="stopped", clean=True)
    await courier._new.join()
    steady = time.monotonic
    monkeypatch.setattr("ingest.web.courier.time.monotonic", lambda: steady() + 7)
    monkeypatch.setattr("ingest.web.courier.datetime", YesterdaysClock)
    await web.start()
    courier.retry_now()
    (ended,) = await web.wait_for("stream_ended")
    assert 7_000 <= ended["ago_ms"] < 60_000


async def test_a_later_process_tells_how_old_its_heritage_is(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    at = (datetime.now(UTC) - timedelta(seconds=90)).isoformat()
    spool = Spool(tmp_path / "spool")
    spool.start()
    spool.put(Call("stream_ended", {"session_id": "s1", "stream_key": KEY, "at": at}))
    spool.stop()
    await start_courier()
    (ended,) = await web.wait_for("stream_ended")
    assert 90_000 <= ended["ago_ms"] < 150_000


async def test_a_call_that_web_fails_at_backs_off_although_reports_are_answered(
    web: CallbackWeb, tmp_path: Path
) -> None:
    web.answer = lambda name, body: (500, {}) if name == "stream_started" else None
    client = Web(web.url, SECRET, "node-1")
    courier = Courier(client, Spool(tmp_path / "spool"), Pauses(first=60.0))
    await courier.start()
    reporter = Reporter(client, Publishers(RecordingOrigin()), courier, Periods(idle=0.1))
    courier.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started")
    reporter.start()
    await web.wait_for("report", 3)
    assert len(web.named("stream_started")) == 1
    await reporter.stop()
    await courier.stop(0)
    await client.close()


async def test_a_fault_nobody_expected_loses_no_call_and_shows(
    start_courier: StartCourier, web: CallbackWeb, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    courier = await start_courier()
    whole = Spool.put

    def fail_once(*_: object) -> Call:
        monkeypatch.setattr(Spool, "put", whole)
        raise RuntimeError("a fault")

    monkeypatch.setattr(Spool, "put", fail_once)
    courier.tell_ended(admission("s1"), reason="stopped", clean=True)
    await web.wait_for("stream_ended", 1)
    assert "RuntimeError" in courier.readiness()
    courier.tell_ended(admission("s2"), reason="stopped", clean=True)
    await web.wait_for("stream_ended", 2)
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("status", [400, 403, 409, 422])
async def test_a_final_refusal_is_not_repeated(start_courier: StartCourier, web: CallbackWeb, status: int) -> None:
    web.answer = lambda name, body: (status, {"code": "no"}) if name == "stream_started" else None
    courier = await start_courier()
    courier.tell_started(admission("s1"), video=True, audio=True)
    courier.tell_ended(admission("s1"), reason="stopped", clean=True)
    await web.wait_for("stream_ended")
    assert len(web.named("stream_started")) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
async def test_a_passing_fault_is_tried_again(start_courier: StartCourier, web: CallbackWeb, status: int) -> None:
    web.answer = lambda name, body: (status, {}) if len(web.calls) < 3 else None
    courier = await start_courier()
    courier.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started", 3)


async def test_a_wrong_secret_is_named_and_tried_again(
    start_courier: StartCourier, web: CallbackWeb, caplog: pytest.LogCaptureFixture
) -> None:
    courier = await start_courier("wrong", wrong_secret=0.1)
    courier.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started", 2)
    assert "STREAMING_SECRET" in caplog.text
    assert "wrong" not in caplog.text.replace("wrong secret", "")
    assert KEY not in caplog.text


async def test_a_full_disk_does_not_keep_web_from_hearing(
    start_courier: StartCourier,
    web: CallbackWeb,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    courier = await start_courier()
    monkeypatch.setattr("ingest.web.spool._write", full)
    courier.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started")
    assert "DATA_DIR" in caplog.text


async def test_an_end_that_could_not_be_kept_leaves_no_open_session(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier = await start_courier()
    courier.tell_started(admission("s1"), video=True, audio=True)
    await web.wait_for("stream_started")
    whole = os.fsync

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    courier.tell_ended(admission("s1"), reason="stopped", clean=True)
    await web.wait_for("stream_ended")
    monkeypatch.setattr(os, "fsync", whole)
    await courier.stop(1.0)
    assert left_open(tmp_path) == []
    drafts = list(tmp_path.rglob("*.draft"))  # noqa: ASYNC240 - a look at a small folder
    assert drafts == [], "a file half written holds a key, and room"


async def test_a_stopping_courier_gives_web_its_time_and_no_more(
    start_courier: StartCourier, web: CallbackWeb, tmp_path: Path
) -> None:
    courier = await start_courier()
    await web.stop()
    courier.tell_started(admission("s1"), video=True, audio=True)
    loop = asyncio.get_running_loop()
    began = loop.time()
    await courier.stop(0.5)
    assert loop.time() - began < 2
    assert spooled(tmp_path) == ["stream_started"]


def test_files_are_their_owners_alone_and_whole(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.start()
    call = spool.put(Call("stream_ended", {"session_id": "s1", "key_digest": digest_key(KEY)}))
    (path,) = (tmp_path / "spool" / "calls").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "spool").stat().st_mode) == 0o700
    assert digest_key(KEY) not in repr(call)
    spool.stop()
    assert Spool(tmp_path / "spool").start() == [call]


def test_a_second_process_on_the_same_folder_is_told_so(tmp_path: Path) -> None:
    first = Spool(tmp_path / "spool")
    first.start()
    with pytest.raises(StartError, match="DATA_DIR"):
        Spool(tmp_path / "spool").start()
    first.stop()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "spool").write_text("in the way")
    with pytest.raises(StartError, match="DATA_DIR cannot be written"):
        Spool(tmp_path / "spool").start()


GOOD = '{"call": "stream_ended", "body": {"session_id": "s1", "stream_key": "KEY-OF-S1"}}'


def test_half_written_and_foreign_files_do_no_harm(tmp_path: Path) -> None:
    calls = tmp_path / "spool" / "calls"
    calls.mkdir(parents=True)
    (calls / "000000000003.draft").write_text('{"call": "stream_')
    (calls / "000000000005.json").write_text(GOOD)
    (calls / "zzz.json").write_text(GOOD)
    spool = Spool(tmp_path / "spool")
    assert [call.number for call in spool.start()] == [5]
    assert spool.put(Call("stream_ended", {"session_id": "s2", "stream_key": KEY})).number == 6
    spool.stop()


UNREADABLE: dict[str, str | bytes] = {
    "half": '{"call": "stream_',
    "deep": "[" * 50_000,
    "deep in a body": '{"call": "stream_ended", "body": ' + '{"a":' * 20_000 + "1" + "}" * 20_001,
    "no session": '{"call": "stream_ended", "body": {"stream_key": "KEY-OF-S1"}}',
    "no key": '{"call": "stream_ended", "body": {"session_id": "s1"}}',
    "a number for a session": '{"call": "stream_ended", "body": {"session_id": 5, "stream_key": "KEY-OF-S1"}}',
    "no body": '{"call": "stream_ended"}',
    "a list": "[]",
    "not UTF-8": b"\xff\xfe",
    "large": GOOD + " " * 70_000,
}


@pytest.mark.parametrize("folder", ["calls", "open"])
@pytest.mark.parametrize("kind", [*UNREADABLE, "folder", "pipe", "dangling link"])
async def test_what_cannot_be_read_is_put_aside_and_told(
    start_courier: StartCourier,
    web: CallbackWeb,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    folder: str,
    kind: str,
) -> None:
    place = tmp_path / "spool" / folder
    place.mkdir(parents=True)
    bad = place / "000000000004.json"
    match kind:
        case "folder":
            bad.mkdir()
        case "pipe":
            os.mkfifo(bad)
        case "dangling link":
            bad.symlink_to("nowhere")
        case _:
            content = UNREADABLE[kind]
            bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    (place / ("000000000005.json" if folder == "calls" else "s1.json")).write_text(GOOD)
    (tmp_path / "spool" / "open").mkdir(exist_ok=True)
    (tmp_path / "spool" / "open" / "another.json").write_text(GOOD)
    async with asyncio.timeout(PATIENCE):
        courier = await start_courier()
    (told,) = await web.wait_for("stream_ended")
    assert told["session_id"] == "s1"
    await courier.stop(1)
    names = [path.name for path in place.iterdir()]
    assert "000000000004.json" not in names
    assert "000000000004.unreadable" in names
    assert "another.json was put aside" in caplog.text
    assert "000000000004.json was put aside" in caplog.text
    assert "KEY-OF-S1" not in caplog.text


def test_what_cannot_even_be_moved_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    calls = tmp_path / "spool" / "calls"
    (calls / "000000000004.json").mkdir(parents=True)
    (calls / "000000000004.unreadable").write_text("from an earlier time")
    spool = Spool(tmp_path / "spool")
    assert spool.start() == []
    assert "passed over" in caplog.text
    spool.stop()


def test_the_spool_has_a_limit(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool", most=2)
    spool.start()
    kept = [spool.put(Call("stream_ended", {"session_id": "s"})) for _ in range(2)]
    with pytest.raises(OSError, match="full"):
        spool.put(Call("stream_ended", {"session_id": "s"}))
    spool.remove(kept[0])
    spool.put(Call("stream_ended", {"session_id": "s"}))
    spool.stop()
