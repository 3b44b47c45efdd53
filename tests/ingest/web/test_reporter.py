"""Reports to a web that is not there yet, away, or of another secret: what the log says of it, and how often."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contract.callbacks import ReportedSession
from contract.orders import Orders
from contract.recordings import ReportedReplay
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.publishing.publishers import Publishers
from ingest.web.callbacks import REPORT_WAIT, Web
from ingest.web.courier import Courier
from ingest.web.reporter import Periods, Reporter
from ingest.web.spool import Spool
from support.packagers import RecordingOrigin
from support.waiting import until

DOWN = WebUnreachableError("report: ConnectError")
SHORT = Periods(idle=0.1, wrong_secret=0.1)


class ScriptedWeb(Web):
    """Answers reports as scripted, then well; `asked` counts them."""

    def __init__(self, *script: Exception | None) -> None:
        super().__init__("http://web.invalid", "secret", "node-1")
        self.asked = 0
        self._script = script
        self.conditions: list[dict[str, Any] | None] = []

    async def report(
        self,
        sessions: Sequence[ReportedSession],
        wait: float = REPORT_WAIT,
        replays: Sequence[ReportedReplay] = (),
        condition: dict[str, Any] | None = None,
    ) -> Orders:
        self.asked += 1
        self.conditions.append(condition)
        failure = self._script[self.asked - 1] if self.asked <= len(self._script) else None
        if failure is not None:
            raise failure
        return Orders(orders=[])

    async def wait_until_asked(self, times: int) -> None:
        await until(lambda: self.asked, is_it=lambda asked: asked >= times)


@asynccontextmanager
async def reporting(web: ScriptedWeb, folder: Path, periods: Periods = SHORT) -> AsyncIterator[Reporter]:
    reporter = Reporter(web, Publishers(RecordingOrigin()), Courier(web, Spool(folder)), periods)
    reporter.start()
    try:
        yield reporter
    finally:
        await reporter.stop()
        await web.close()


@pytest.fixture(autouse=True)
def all_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "ingest.web.reporter")


async def test_a_web_that_is_up_a_moment_later_is_nothing_to_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    web = ScriptedWeb(DOWN, DOWN)
    async with reporting(web, tmp_path) as reporter:
        await web.wait_until_asked(2)
        assert reporter.readiness() == "report: ConnectError"
        await web.wait_until_asked(4)
        assert reporter.readiness() == "ok"
    assert caplog.messages == []


async def test_a_web_that_is_not_there_yet_is_asked_again_soon(tmp_path: Path) -> None:
    web = ScriptedWeb(DOWN)
    async with reporting(web, tmp_path, Periods(idle=60.0)):
        await web.wait_until_asked(2)


async def test_a_web_that_stays_away_is_logged_once_and_so_is_its_return(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    web = ScriptedWeb(DOWN, DOWN, DOWN)
    async with reporting(web, tmp_path, replace(SHORT, start_patience=0.0)):
        await web.wait_until_asked(5)
    assert caplog.messages == [
        "web cannot be told who publishes here: report: ConnectError",
        "web answers the reports again",
    ]


async def test_a_web_that_goes_away_later_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    web = ScriptedWeb(None, None, DOWN, DOWN)
    async with reporting(web, tmp_path, replace(SHORT, start_patience=0.05)):
        await web.wait_until_asked(4)
    assert len(caplog.messages) == 1


async def test_a_wrong_secret_is_logged_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    web = ScriptedWeb(WrongSecretError("report: not accepted"))
    async with reporting(web, tmp_path):
        await web.wait_until_asked(2)
    assert "set the same STREAMING_SECRET on both sides" in caplog.messages[0]


class SlowWeb(ScriptedWeb):
    """Holds every report for a while, as web does, and keeps what arrived whole."""

    def __init__(self, hold: float) -> None:
        super().__init__()
        self.heard: list[int] = []
        self._hold = hold

    async def report(
        self,
        sessions: Sequence[ReportedSession],
        wait: float = REPORT_WAIT,
        replays: Sequence[ReportedReplay] = (),
        condition: dict[str, Any] | None = None,
    ) -> Orders:
        number = self.asked + 1
        await super().report(sessions, wait)
        await asyncio.sleep(self._hold)
        self.heard.append(number)
        return Orders(orders=[])


async def test_reports_get_through_however_often_publishers_come_and_go(tmp_path: Path) -> None:
    web = SlowWeb(hold=0.3)
    publishers = Publishers(RecordingOrigin())
    reporter = Reporter(web, publishers, Courier(web, Spool(tmp_path)), SHORT)
    reporter.start()

    async def change_all_the_time() -> None:
        while True:
            publishers.changed.set()
            await asyncio.sleep(0.02)

    changes = asyncio.create_task(change_all_the_time())
    await until(lambda: len(web.heard) >= 5)
    assert web.heard == sorted(web.heard)
    changes.cancel()
    await reporter.stop()
    await web.close()


async def test_reports_go_on_beside_one_that_hangs(tmp_path: Path) -> None:
    class HangingOnce(ScriptedWeb):
        async def report(
            self,
            sessions: Sequence[ReportedSession],
            wait: float = REPORT_WAIT,
            replays: Sequence[ReportedReplay] = (),
            condition: dict[str, Any] | None = None,
        ) -> Orders:
            await super().report(sessions, wait)
            if self.asked == 1:
                await asyncio.Event().wait()
            return Orders(orders=[])

    web = HangingOnce()
    async with reporting(web, tmp_path, replace(SHORT, busy=0.1)):
        await web.wait_until_asked(4)


async def test_a_fault_nobody_expected_is_logged_with_its_traceback_shows_and_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    web = ScriptedWeb()
    publishers = Publishers(RecordingOrigin())
    whole = publishers.report

    def fail_once(now: float) -> list[dict[str, Any]]:
        monkeypatch.setattr(publishers, "report", whole)
        raise RuntimeError("a fault")

    monkeypatch.setattr(publishers, "report", fail_once)
    reporter = Reporter(web, publishers, Courier(web, Spool(tmp_path)), replace(SHORT, fault=0.1))
    assert reporter.readiness() == "ok"
    reporter.start()
    await until(reporter.readiness, is_it=lambda said: said != "ok")
    assert "RuntimeError" in reporter.readiness()
    await web.wait_until_asked(2)
    assert reporter.readiness() == "ok"
    assert "Traceback" in caplog.text
    await reporter.stop()
    await web.close()


async def test_a_report_says_now_and_then_how_the_node_is(tmp_path: Path) -> None:
    web = ScriptedWeb()
    async with reporting(web, tmp_path, replace(SHORT, condition=3600)) as reporter:
        await web.wait_until_asked(1)
        reporter.describe = lambda: {"since": "now"}
        await until(lambda: [each for each in web.conditions if each is not None])
        asked = web.asked
        await web.wait_until_asked(asked + 2)
        assert web.conditions.count({"since": "now"}) == 1


async def test_reports_go_on_where_that_cannot_be_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> dict[str, Any]:
        raise ValueError

    web = ScriptedWeb()
    async with reporting(web, tmp_path, replace(SHORT, condition=0)) as reporter:
        reporter.describe = fail
        await web.wait_until_asked(3)
        assert reporter.readiness() == "ok"
    assert "cannot be said" in caplog.text
