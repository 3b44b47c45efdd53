"""Reports to a web that is not there yet, away, or of another secret: what the log says of it, and how often."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from ingest.callbacks import REPORT_WAIT, Stop, Web
from ingest.courier import Courier
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.publishers import Publishers
from ingest.reporter import Reporter
from ingest.spool import Spool
from support.packagers import RecordingOrigin

DOWN = WebUnreachableError("report: ConnectError")


class ScriptedWeb(Web):
    """Answers reports as scripted, then well; `asked` counts them."""

    def __init__(self, *script: Exception | None) -> None:
        super().__init__("http://web.invalid", "secret", "node-1")
        self.asked = 0
        self._script = script
        self._changed = asyncio.Condition()

    async def report(self, sessions: Sequence[Mapping[str, Any]], wait: float = REPORT_WAIT) -> list[Stop]:
        async with self._changed:
            self.asked += 1
            self._changed.notify_all()
        failure = self._script[self.asked - 1] if self.asked <= len(self._script) else None
        if failure is not None:
            raise failure
        return []

    async def wait_until_asked(self, times: int) -> None:
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(lambda: self.asked >= times)


@asynccontextmanager
async def reporting(web: ScriptedWeb, folder: Path) -> AsyncIterator[Reporter]:
    reporter = Reporter(web, Publishers(RecordingOrigin()), Courier(web, Spool(folder)))
    reporter.start()
    try:
        yield reporter
    finally:
        await reporter.stop()
        await web.close()


@pytest.fixture(autouse=True)
def short_periods(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("ingest.reporter.IDLE_PERIOD", 0.1)
    monkeypatch.setattr("ingest.reporter.SECRET_PERIOD", 0.1)
    caplog.set_level(logging.INFO, "ingest.reporter")


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


async def test_a_web_that_is_not_there_yet_is_asked_again_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.reporter.IDLE_PERIOD", 60.0)
    web = ScriptedWeb(DOWN)
    async with reporting(web, tmp_path):
        await web.wait_until_asked(2)


async def test_a_web_that_stays_away_is_logged_once_and_so_is_its_return(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ingest.reporter.START_PATIENCE", 0.0)
    web = ScriptedWeb(DOWN, DOWN, DOWN)
    async with reporting(web, tmp_path):
        await web.wait_until_asked(5)
    assert caplog.messages == [
        "web cannot be told who publishes here: report: ConnectError",
        "web answers the reports again",
    ]


async def test_a_web_that_goes_away_later_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ingest.reporter.START_PATIENCE", 0.05)
    web = ScriptedWeb(None, None, DOWN, DOWN)
    async with reporting(web, tmp_path):
        await web.wait_until_asked(4)
    assert len(caplog.messages) == 1


async def test_a_wrong_secret_is_logged_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    web = ScriptedWeb(WrongSecretError("report: not accepted"))
    async with reporting(web, tmp_path):
        await web.wait_until_asked(2)
    assert "set the same STREAMING_SECRET on both sides" in caplog.messages[0]
