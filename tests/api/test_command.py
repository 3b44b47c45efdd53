"""`encryptedmedia operator` and its siblings, as whoever runs the platform types it."""

import asyncio
import json
import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api import command
from api.tending import change_quota, read_quota, run_retention, show_retention
from catalog import models
from catalog.accounts.errors import AccountNotFoundError, EmailUnverifiedError
from catalog.accounts.operators import make_operator
from catalog.db.orm import close_database, open_database
from catalog.recordings.nodes import select_deletions
from settings import Settings
from support.app_world import Visitor, World
from support.databases import KEYS, create_artist, create_database
from support.recordings import finish

ROOT = Path(__file__).resolve().parents[2]


async def verify(account_id: str) -> None:
    await models.Account.filter(id=account_id).update(email_verified_at=datetime.now(UTC))


async def read_operators(url: str) -> list[str]:
    context = await open_database(url, KEYS)
    try:
        return [row.email for row in await models.Account.exclude(operator_since=None)]
    finally:
        await close_database(context)


async def test_of_a_verified_address_only(tmp_path: Path) -> None:
    settings = Settings(database_url=await create_database(tmp_path))
    url = settings.database_url
    context = await open_database(url, KEYS)
    ada = await create_artist("ada@example.org")
    await create_artist("mallory@example.org")
    await verify(ada.id)
    await close_database(context)
    with pytest.raises(EmailUnverifiedError, match="not verified"):
        await command.change_operator(settings, "mallory@example.org", remove=False)
    with pytest.raises(AccountNotFoundError, match="No account"):
        await command.change_operator(settings, "nobody@example.org", remove=False)
    assert await read_operators(url) == []
    for _ in range(2):
        words = await command.change_operator(settings, " Ada@Example.org", remove=False)
        assert words == "ada@example.org is an operator."
    assert await read_operators(url) == ["ada@example.org"]
    assert (
        await command.change_operator(settings, "ada@example.org", remove=True) == "ada@example.org is no operator."
    )
    assert await read_operators(url) == []


def test_secret_key_is_changed_by_a_command_and_none_is_ever_on_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = asyncio.run(create_database(tmp_path))
    for name, value in {"DATA_DIR": str(tmp_path), "DATABASE_URL": url, "SECRET_KEY": "n" * 32}.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "before"
    monkeypatch.setattr("sys.argv", ["encryptedmedia", "reseal", "--before", str(file)])
    assert command.main() == 1
    assert "cannot be read as the SECRET_KEY of before" in capsys.readouterr().err
    file.write_text("guessed, and long enough\n")
    assert command.main() == 1
    assert "This is not the SECRET_KEY" in capsys.readouterr().err
    file.write_text(f"{Settings().secret_key}\n")
    assert command.main() == 0
    assert capsys.readouterr().out == "0 stream keys and 0 webhooks' secrets were sealed anew.\n"
    monkeypatch.setattr("sys.argv", ["encryptedmedia", "reseal", "--lost"])
    monkeypatch.setenv("SECRET_KEY", "m" * 32)
    assert command.main() == 0
    monkeypatch.setattr("sys.argv", ["encryptedmedia", "reseal"])
    with pytest.raises(SystemExit):
        command.main()


@pytest.mark.parametrize("words", [["operator", "ada@example.org"], ["reseal", "--lost"]], ids=lambda words: words[0])
@pytest.mark.parametrize("secret_key", ["", "s" * 32], ids=["key in DATA_DIR", "key given"])
@pytest.mark.parametrize("folder", ["", "not/there"])
def test_where_no_platform_is_the_command_says_so_and_makes_none(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    secret_key: str,
    folder: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"DATA_DIR": str(tmp_path / folder), "SECRET_KEY": secret_key}.items():
        monkeypatch.setenv(name, value)
    for name in ("DATABASE_URL", "STREAMING_SECRET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.argv", ["encryptedmedia", *words])
    assert command.main() == 1
    said = capsys.readouterr().err
    assert said.startswith(f"encryptedmedia: There is no {'database at' if secret_key else 'platform in'} ")
    assert str(tmp_path / folder) in said
    assert list(tmp_path.iterdir()) == []


async def test_an_operator_may_what_concerns_all_from_the_next_request_on(world: World, artist: Visitor) -> None:
    draft = {"url": "https://example.org/x", "scope": "all"}
    me = await artist.expect(200, "GET", "/me")
    assert me["operator"] is False
    await artist.refused(403, "not_an_operator", "POST", "/webhooks", draft)
    await verify(artist.id)
    await artist.refused(403, "not_an_operator", "POST", "/webhooks", draft)
    await make_operator(me["email"])
    assert (await artist.expect(200, "GET", "/me"))["operator"] is True
    await artist.expect(201, "POST", "/webhooks", draft)
    await models.Account.filter(id=artist.id).update(email_verified_at=None)
    await artist.refused(403, "not_an_operator", "POST", "/webhooks", draft)


def test_the_wheel_brings_the_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    module, _, name = project["scripts"]["encryptedmedia"].partition(":")
    assert (module, getattr(command, name)) == (command.__name__, command.main)


async def test_room_is_given_to_an_account_and_what_goes_is_listed_before_it_does(tmp_path: Path) -> None:
    settings = Settings(database_url=await create_database(tmp_path), recording_quota=6_000)
    context = await open_database(settings.database_url, KEYS)
    ada = await create_artist("ada@example.org")
    shows = [await finish(ada, title=title) for title in ("First", "Second")]
    first = models.Livestream.filter(id=shows[0][0].entry.livestream_id)
    await first.update(ended_at=datetime(2026, 1, 31, 20, tzinfo=UTC))
    await close_database(context)
    listed = json.loads(await show_retention(settings, timedelta(0), as_json=True))
    assert [(one["title"], one["email"], one["why"], one["bytes"]) for one in listed] == [
        ("First", "ada@example.org", "quota", 5_000)
    ]
    words = await show_retention(settings, timedelta(0), as_json=False)
    assert "now      5 KB  ada@example.org  'First', of 2026-01-31: its artist's room is used up\n" in words
    assert words.endswith("1 recording, 5 KB. Nothing was deleted.")
    assert await change_quota(settings, "Ada@example.org", read_quota("200gb")) == (
        "ada@example.org may keep 200 GB of recordings."
    )
    assert json.loads(await show_retention(settings, timedelta(0), as_json=True)) == []
    assert await change_quota(settings, ada.email, read_quota("none")) == (
        "ada@example.org may keep recordings of any size."
    )
    assert await change_quota(settings, ada.email, read_quota("default")) == (
        "ada@example.org may keep recordings as everybody: 6 KB."
    )
    assert "1 recording goes, 5 KB." in await run_retention(settings, as_json=False)
    context = await open_database(settings.database_url, KEYS)
    assert await select_deletions() == {shows[0][1]: {"n1"}}
    await close_database(context)


@pytest.mark.parametrize("text", ["", "200", "many", "-1GB", "0.5MB", "2000PB", "1e3GB"])
def test_what_is_no_size_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"DATA_DIR": str(tmp_path), "SECRET_KEY": "n" * 32}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["encryptedmedia", "quota", "ada@example.org", "--", text])
    assert command.main() == 1
    assert "is no size from 1MB to 1000PB" in capsys.readouterr().err


def test_a_checkout_knows_each_command_of_the_platform() -> None:
    (commands,) = (one for one in command.build_parser()._actions if one.dest == "command")
    script = (ROOT / "tools" / "encryptedmedia").read_text(encoding="utf-8")
    (line,) = re.findall(r"^([a-z |]+)\)", script, re.MULTILINE)
    assert sorted(line.split(" | ")) == sorted(commands.choices or [])
