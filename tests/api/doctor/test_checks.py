"""What the doctor sees of things that are well, and of each when it is broken."""

import asyncio
import json
import ssl
from pathlib import Path

import pytest

from api import command
from api.doctor.checks import check_certificate, check_database, check_disk, check_mail, check_redis
from runtime.findings import Finding, is_well, read, write
from settings import Settings
from support.certificates import make_contexts
from support.databases import create_database
from support.mail_server import SmtpServer
from support.ports import find_free_port
from support.processes import ROOT
from support.redis import RedisServer

SECRET = "not-to-be-seen"


async def test_a_database_is_of_this_version_or_it_is_said_what_to_do(tmp_path: Path) -> None:
    url = await create_database(tmp_path)
    well = await check_database(Settings(database_url=url))
    assert well.state == "ok", well
    missing = await check_database(Settings(database_url=f"sqlite://{tmp_path}/none.sqlite3"))
    assert missing.state == "broken"
    assert "no database" in missing.words
    away = await check_database(Settings(database_url=f"postgres://ada:{SECRET}@127.0.0.1:{find_free_port()}/live"))
    assert away.state == "broken"
    assert SECRET not in away.words


async def test_redis_answers_is_away_or_is_not_needed(redis: RedisServer) -> None:
    assert (await check_redis(Settings())).state == "ok"
    assert (await check_redis(Settings(redis_url=redis.url))).state == "ok"
    away = await check_redis(Settings(redis_url=f"redis://:{SECRET}@127.0.0.1:{find_free_port()}"))
    assert away.state == "broken"
    assert SECRET not in away.words


def test_a_disk_is_written_to_and_nothing_stays_there(tmp_path: Path) -> None:
    assert "MiB" in check_disk(Settings(data_dir=tmp_path)).words
    assert list(tmp_path.iterdir()) == []
    nowhere = check_disk(Settings(data_dir=tmp_path / "none"))
    assert (nowhere.state, "DATA_DIR" in nowhere.words) == ("broken", True)


async def test_a_mail_server_takes_our_password_and_gets_no_mail() -> None:
    async with SmtpServer(password=SECRET) as server:
        for password, state in ((SECRET, "ok"), ("another", "broken")):
            finding = await check_mail(Settings(smtp_url=f"smtp://ada:{password}@127.0.0.1:{server.port}"))
            assert finding.state == state, finding
            assert password not in finding.words
        assert server.arrived == []
    away = await check_mail(Settings(smtp_url=f"smtp://127.0.0.1:{find_free_port()}"))
    assert (away.state, "SMTP_URL" in away.words) == ("broken", True)
    assert (await check_mail(Settings())).state == "unsure"


async def test_a_certificate_is_one_that_browsers_trust(tmp_path: Path) -> None:
    ours, theirs = make_contexts(tmp_path, "localhost")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=ours) as server:
        settings = Settings(public_url=f"https://localhost:{server.sockets[0].getsockname()[1]}")
        assert (await check_certificate(settings, theirs)).state in ("ok", "unsure")
        stranger = await check_certificate(settings, ssl.create_default_context())
        assert (stranger.state, "not trust" in stranger.words) == ("broken", True)
    away = await check_certificate(Settings(public_url=f"https://localhost:{find_free_port()}"))
    assert away.state == "broken"
    assert (await check_certificate(Settings())).state == "unsure"


def test_findings_are_read_by_people_and_programs() -> None:
    findings = [Finding("redis", "ok", "It answers."), Finding("mail", "broken", "It does not.")]
    assert not is_well(findings)
    assert is_well(findings[:1])
    assert write(findings, as_json=False).splitlines()[1].split() == ["broken", "mail", "It", "does", "not."]
    assert json.loads(write(findings, as_json=True))["findings"][0]["what"] == "redis"
    assert read(write(findings, as_json=True)) == findings


def test_the_command_ends_with_1_where_one_thing_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite://{tmp_path}/none.sqlite3",
        "SECRET_KEY": "n" * 32,
        "PORT": str(find_free_port()),
        "HTTP_PORT": str(find_free_port()),
        "RTMP_PORT": str(find_free_port()),
        "PYTHONPATH": str(ROOT / "platform"),
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["encryptedmedia", "doctor", "--json"])
    assert command.main() == 1
    told = json.loads(capsys.readouterr().out)
    states = {one["what"]: one["state"] for one in told["findings"]}
    assert states["database"] == "broken"
    assert {states[what] for what in ("ffmpeg", "bucket", "clock", f"port {environment['RTMP_PORT']}")} == {"ok"}
    assert "n" * 32 not in json.dumps(told)
