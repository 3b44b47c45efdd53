"""`encryptedmedia operator`, as whoever runs the platform types it."""

import asyncio
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api import command
from catalog import models
from catalog.accounts.errors import AccountNotFoundError, EmailUnverifiedError
from catalog.accounts.operators import make_operator
from catalog.db.orm import close_database, open_database
from settings import Settings
from support.app_world import Visitor, World
from support.databases import KEYS, create_artist, create_database

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
