"""Stream keys and webhooks' secrets of before: they go on, and lie nowhere as they are."""

import hashlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from catalog import models
from catalog.db.keys import Database, get_keys
from catalog.db.migrate import migrate
from catalog.db.orm import is_sqlite, open_database
from catalog.db.sqlite import PRAGMAS
from catalog.errors import DatabaseError
from catalog.feeds.publishing import admit_publisher, note_stream_ended
from catalog.feeds.rows import read_key
from catalog.livestreams.log import read_clock
from catalog.outbox.subscriptions import select_signing
from contract.publishing import digest_key
from runtime.keys import Keys, SealError
from support.databases import KEYS, on_own_connection
from support.postgres import PostgresServer
from support.rows import AT, LATER, insert, insert_account

KEY, REHEARSAL_KEY, FORMER_KEY = "0123456789abcdef" * 2, "fedcba9876543210" * 2, "00112233445566778899aabbccddeeff"
SECRETS = {"w": "whsec_" + "S" * 44, "v": "whsec_" + "T" * 44, "before": "whsec_" + "U" * 44}


def hash_of_before(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def make_rows() -> list[str]:
    show = {"title": "A show", "description": "", "auto_start": 1, "ready": 0, "status": 1, "started_at": AT}
    counts = {"viewer_count": 0, "peak_viewer_count": 0, "created_at": AT, "updated_at": AT}
    session = {"feed_id": "l", "node": "n", "client_ip": "", "admitted_at": AT, "started_at": AT}
    webhook = {"scope": "own", "url": "https://example.org", "types": "[]", "disabled_reason": ""}
    state = {"enabled": 1, "after_seq": 0, "failures": 0, "created_at": AT, "updated_at": AT}
    return [
        insert_account("ada"),
        insert("livestreams", id="l", artist_id="ada", **show, **counts),
        insert("feeds", id="l", kind="show", artist_id="ada", livestream_id="l", key=KEY, playback_id="p", node="n",
               session_id="s", media_url="https://one.example.org"),
        insert("feeds", id="ada", kind="rehearsal", artist_id="ada", key=REHEARSAL_KEY, playback_id="q"),
        insert("publisher_sessions", session_id="s", **session, key_hash=hash_of_before(FORMER_KEY), reason=""),
        insert("publisher_sessions", session_id="old", **session, ended_at=LATER, key_hash=None, reason="stopped"),
        insert("webhook_subscriptions", id="w", account_id="ada", secret=SECRETS["w"], **webhook, **state),
        insert("webhook_subscriptions", id="v", account_id="ada", secret=SECRETS["v"], **webhook, **state,
               previous_secret=SECRETS["before"], previous_secret_expires_at=LATER),
    ]  # fmt: skip


async def test_stream_keys_and_secrets_of_before_go_on(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    await before(11, *make_rows())
    now = datetime.fromisoformat(AT)

    async def read() -> None:
        feeds = {feed.id: feed for feed in await models.Feed.all()}
        assert {name: read_key(feed) for name, feed in feeds.items()} == {"l": KEY, "ada": REHEARSAL_KEY}
        show = feeds["l"]
        assert (show.playback_id, show.session_id, show.node, show.media_url, show.livestream_id) == (
            "p", "s", "n", "https://one.example.org", "l",
        )  # fmt: skip
        with pytest.raises(SealError):
            get_keys().unseal("stream key", show.sealed_key, "ada")
        admission = await admit_publisher(digest_key(REHEARSAL_KEY), None, silence=lambda _: None, now=now)
        assert admission.feed_id == "ada"
        # Who came in with a key that was changed while it was on air ends its own session, after the upgrade too.
        change = await note_stream_ended(digest_key(FORMER_KEY), "s", node="n", clean=True, grace=30, now=now)
        assert change.disconnected is not None
        assert (await models.PublisherSession.get(session_id="old")).key_hash is None
        assert (await select_signing("w", "ada", now=now)).secrets == (SECRETS["w"],)
        assert (await select_signing("v", "ada", now=now)).secrets == (SECRETS["v"], SECRETS["before"])
        assert (await read_clock())[0] == "of before"
        await models.Account.filter(id="ada").delete()
        assert not await models.Feed.exists()
        assert not await models.WebhookSubscription.exists()

    await on_own_connection(two_empty[0], read)


async def test_nothing_of_a_secret_stays_in_the_files(
    two_empty: tuple[str, str],
    before: Callable[..., Awaitable[None]],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of the database, that is: neither SQLite, as most build it, nor PostgreSQL clears away what is deleted."""
    monkeypatch.setitem(PRAGMAS, "secure_delete", "OFF")
    rows = [line.replace("'p'", "'playback of l'") for line in make_rows()]
    await before(11, *rows)
    folder = tmp_path
    if not is_sqlite(two_empty[0]):
        server: PostgresServer = request.getfixturevalue("postgres")
        server.execute("CHECKPOINT")
        name = two_empty[0].rpartition("/")[2]
        number = server.execute(f"SELECT oid FROM pg_database WHERE datname = '{name}'")  # noqa: S608
        folder = server.folder / "data" / "base" / number
    # Without PostgreSQL's notes on its own catalogs, which it writes anew when it likes.
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "pg_internal.init"]
    contents = b"".join(path.read_bytes() for path in files if "migrations" not in path.parts)
    assert b"playback of l" in contents, "they are the ones"
    for secret in (KEY, REHEARSAL_KEY, *SECRETS.values(), hash_of_before(FORMER_KEY)):
        assert secret.encode() not in contents, secret


async def test_another_secret_key_is_told_at_the_start(two_empty: tuple[str, str]) -> None:
    url, other = two_empty[0], Keys("another " * 4)
    await migrate(url, KEYS)
    with pytest.raises(DatabaseError, match="SECRET_KEY is not the one"):
        await open_database(url, other)
    await migrate(url, other)
    database: Database = await open_database(url, KEYS)
    await database.close_connections()
