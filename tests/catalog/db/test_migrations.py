"""The migrations make the tables that the models describe, on both databases, and can be applied again."""

import asyncio
import json
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aerich.migrate import Migrate
from aerich.utils import get_models_describe
from tortoise import Model, Tortoise, fields
from tortoise.context import TortoiseContext

from catalog import models
from catalog.db import migrate as migrations
from catalog.db.migrate import find_location, migrate
from catalog.db.orm import APP, close_database, configure, is_sqlite, open_database
from catalog.errors import DatabaseError
from catalog.feeds.keys import hash_key
from catalog.feeds.rehearsals import select_rehearsal
from catalog.feeds.rows import read_key
from catalog.feeds.sessions import select_standings
from catalog.livestreams.lifecycle import Status
from catalog.livestreams.log import read_clock
from catalog.outbox.deliveries import replay_dead, select_deliveries
from catalog.outbox.queue import claim
from catalog.outbox.subscriptions import delete_webhook
from catalog.outbox.turns import Shares
from catalog.outbox.webhooks import KIND, find_conditions
from support.databases import KEYS, on_own_connection
from support.postgres import PostgresServer
from support.rows import AT, LATER, insert, insert_account

SQLITE_COLUMNS = """
    SELECT m.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND NOT m.name GLOB 'search_index*'
    ORDER BY 1, 2
"""
"""Without the full text's own tables, of which no model says anything."""
SQLITE_INDEXES = """
    SELECT m.name AS "table", i."unique", (SELECT group_concat(name) FROM pragma_index_info(i.name)) AS columns
    FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND NOT m.name GLOB 'search_index*'
    ORDER BY 1, 3, 2
"""
SQLITE_REFERENCES = """
    SELECT m.name AS "table", f."from", f."table" AS other, f."to", f.on_delete
    FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1, 2
"""
POSTGRES_COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2
"""
POSTGRES_INDEXES = """
    SELECT tablename, regexp_replace(indexdef, ' INDEX \\S+ ON', ' INDEX ON') AS definition
    FROM pg_indexes WHERE schemaname = 'public' AND indexname <> 'idx_search_words_gin' ORDER BY 1, 2
"""
POSTGRES_REFERENCES = """
    SELECT conrelid::regclass::text AS "table", pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype IN ('f', 'u', 'p', 'c') AND connamespace = 'public'::regnamespace ORDER BY 1, 2
"""


async def describe(url: str) -> list[list[dict[str, Any]]]:
    """Columns with their types, indexes, and references of a database, as the database itself tells."""
    queries = (
        (SQLITE_COLUMNS, SQLITE_INDEXES, SQLITE_REFERENCES)
        if is_sqlite(url)
        else (POSTGRES_COLUMNS, POSTGRES_INDEXES, POSTGRES_REFERENCES)
    )

    async def read() -> list[list[dict[str, Any]]]:
        connection = Tortoise.get_connection(next(iter(configure(url)["connections"])))
        return [[dict(row) for row in await connection.execute_query_dict(query)] for query in queries]

    return await on_own_connection(url, read)


async def generate_schemas(url: str) -> None:
    """What Tortoise itself would make of the models."""
    async with TortoiseContext() as context:
        await context.init(config=configure(url))
        await context.generate_schemas()


async def test_migrations_make_what_the_models_describe(two_empty: tuple[str, str]) -> None:
    migrated, generated = two_empty
    assert await migrate(migrated, KEYS)
    await generate_schemas(generated)
    found, wanted = await describe(migrated), await describe(generated)
    assert found == wanted
    assert all(wanted), "there is something to compare"
    tables = {next(iter(row.values())) for row in found[0]}
    assert tables >= {
        "accounts",
        "sessions",
        "livestreams",
        "publisher_sessions",
        "transitions",
        "clock",
        "webhook_subscriptions",
        "deliveries",
        "consumers",
        "wallets",
        "ledger_transactions",
        "ledger_entries",
    }


async def test_last_migration_knows_the_models_of_today(two_empty: tuple[str, str]) -> None:
    """Else the next one that aerich writes would hold more than its author changed."""
    url = two_empty[0]
    async with TortoiseContext() as context:
        await context.init(config=configure(url))
        Migrate.migrate_location = find_location(url) / APP
        module = Migrate.get_last_version_module()
        assert module is not None
        kept = Migrate.get_migration_info_for_file(module).models_state
        # Kept as JSON, which knows no tuples.
        assert kept == json.loads(json.dumps(get_models_describe(APP)))


async def test_migrating_again_changes_nothing(two_empty: tuple[str, str]) -> None:
    url = two_empty[0]
    await migrate(url, KEYS)
    before = await describe(url), await on_own_connection(url, read_clock)
    assert await migrate(url, KEYS) == []
    assert (await describe(url), await on_own_connection(url, read_clock)) == before


async def test_machines_that_are_released_at_once_migrate_once(postgres: PostgresServer) -> None:
    url = await asyncio.to_thread(postgres.url, "released_at_once")
    applied = await asyncio.gather(*(asyncio.create_task(migrate(url, KEYS)) for _ in range(3)))
    steps = len(list(find_location(url).glob(f"{APP}/*_*.py")))
    assert sorted(map(len, applied)) == [0, 0, steps]


async def test_migration_that_fails_leaves_nothing_behind(
    two_empty: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = two_empty[0]
    folder = tmp_path / "migrations" / find_location(url).name / APP
    folder.mkdir(parents=True)
    step = (
        'async def upgrade(db):\n    return """CREATE TABLE "half" ("id" INT); CREATE TABLE nonsense nonsense;"""\n'
    )
    (folder / "0_20260131200000_init.py").write_text(step)
    monkeypatch.setattr(migrations, "MIGRATIONS", tmp_path / "migrations")
    with pytest.raises(DatabaseError, match=r"could not be migrated: .*nonsense"):
        await migrate(url, KEYS)
    columns, _, _ = await describe(url)
    assert "half" not in {next(iter(row.values())) for row in columns}


def make_file(url: str) -> None:
    """An empty one, where the database is to be a file."""
    if is_sqlite(url):
        Path(url.removeprefix("sqlite://")).touch()


async def test_database_without_tables_is_refused_with_what_to_do(two_empty: tuple[str, str]) -> None:
    url = two_empty[0]
    make_file(url)
    with pytest.raises(DatabaseError, match=r"no tables yet\. Run `python -m api\.release`"):
        await open_database(url, KEYS)


async def test_database_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"There is no database at .*nowhere/catalog\.sqlite3'\. Run"):
        await open_database(f"sqlite://{tmp_path}/nowhere/catalog.sqlite3", KEYS)
    with pytest.raises(DatabaseError, match="does not answer"):
        await open_database("postgres://somebody:secret@127.0.0.1:1/catalog", KEYS)


async def test_database_that_is_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, this is not a database, however long it may go on.\n" * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        await migrate(f"sqlite://{path}", KEYS)


async def test_sqlite_waits_for_writers_and_survives_power_cuts(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/catalog.sqlite3"
    await migrate(url, KEYS)
    context = await open_database(url, KEYS)
    connection = context.db()
    settings = {
        name: next(iter(dict((await connection.execute_query(f"PRAGMA {name}"))[1][0]).values()))
        for name in ("journal_mode", "busy_timeout", "synchronous", "foreign_keys")
    }
    await close_database(context)
    assert settings == {"journal_mode": "wal", "busy_timeout": 30_000, "synchronous": 2, "foreign_keys": 1}


async def test_next_step_is_written_for_each_dialect_and_only_once(
    own_migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await migrations.write_migrations("nothing") == []

    class Note(Model):
        id = fields.IntField(primary_key=True)
        words = fields.JSONField[Any]()

    Note.__module__ = models.__name__
    monkeypatch.setattr(models, "Note", Note, raising=False)
    written = await migrations.write_migrations("notes")
    assert [name.split("/")[0] for name in written] == ["sqlite", "postgres"]
    sqlite, postgres = ((own_migrations / name).read_text() for name in written)
    assert ("AUTOINCREMENT" in sqlite, "SERIAL" in sqlite) == (True, False)
    assert ("AUTOINCREMENT" in postgres, "SERIAL" in postgres) == (False, True)
    assert await migrations.write_migrations("nothing") == []
    url = f"sqlite://{own_migrations.parent}/catalog.sqlite3"
    assert (await migrate(url, KEYS))[-1].endswith("_notes.py")


def insert_show(name: str, status: Status, **columns: object) -> str:
    """Before feeds."""
    fixed = {"artist_id": "ada", "title": name, "description": "", "auto_start": 1, "ready": 0, "status": int(status)}
    names = {"stream_key": f"key of {name}", "playback_id": f"playback of {name}", "rtmp_url": "", "hls_url": ""}
    counts = {"viewer_count": 3, "peak_viewer_count": 5, "created_at": AT, "updated_at": AT}
    return insert("livestreams", id=name, **fixed, **names, **counts, **columns)


async def test_ends_of_before_have_no_reason_and_stay_ends(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    await before(
        3,
        insert_account("ada"),
        insert_show("l", Status.ENDED, ended_at=AT),
        insert(
            "publisher_sessions", session_id="s", livestream_id="l", node="n", client_ip="", admitted_at=AT, reason=""
        ),
    )

    async def read() -> Any:
        return (
            await models.Livestream.get(id="l").values("status", "end_reason"),
            await models.PublisherSession.get(session_id="s").values("node", "key_hash"),
        )

    assert await on_own_connection(two_empty[0], read) == (
        {"status": 2, "end_reason": None},
        {"node": "n", "key_hash": None},
    )


async def test_places_to_publish_to_become_feeds_and_nothing_is_lost(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    def publisher(name: str, show: str, **columns: object) -> str:
        fixed = {"node": "n1", "client_ip": "192.0.2.1", "admitted_at": AT, "key_hash": f"hash of {name}"}
        return insert("publisher_sessions", session_id=name, livestream_id=show, **fixed, **columns)

    def rehearsal(name: str, artist: str, **columns: object) -> str:
        fixed = {"node": "n2", "client_ip": "192.0.2.2", "admitted_at": AT, "key_hash": f"hash of {name}"}
        return insert("rehearsal_sessions", session_id=name, artist_id=artist, **fixed, **columns)

    webhook = {"scope": "own", "url": "https://example.org", "types": "[]", "secret": "s", "disabled_reason": ""}
    delivery = {"event_id": "e", "type": "livestream.live", "livestream_id": "on air", "body": "{}", "last_words": ""}
    await before(
        5,
        insert_account("ada", rehearsal_key="key of ada", rehearsal_playback_id="playback of ada"),
        insert_account("bea", rehearsal_key="key of bea", rehearsal_playback_id="playback of bea"),
        insert_account("from before rehearsals"),
        insert("sessions", token_hash="t", account_id="ada", created_at=AT, expires_at=LATER),
        insert(
            "webhook_subscriptions", id="w", account_id="ada", **webhook, enabled=1, after_seq=0, failures=0,
            created_at=AT, updated_at=AT,
        ),
        insert(
            "webhook_deliveries", id="d", subscription_id="w", seq=1, **delivery, state=0, attempts=0,
            next_attempt_at=AT, created_at=AT,
        ),
        insert_show("on air", Status.LIVE, started_at=AT, session_id="flows", node="n1"),
        insert_show("waiting", Status.LIVE, started_at=AT, interrupted_until=LATER),
        insert_show("over", Status.ENDED, started_at=AT, ended_at=LATER, end_reason="lost"),
        insert_show("in preview", Status.SCHEDULED, session_id="previews", node="n1"),
        publisher("flows", "on air", started_at=AT, reason=""),
        publisher("broke off", "waiting", started_at=AT, ended_at=LATER, reason="closed", clean=0),
        publisher("is given up", "over", started_at=AT, ended_at=LATER, reason="node_lost"),
        publisher("previews", "in preview", started_at=AT, reason=""),
        publisher("is coming", "waiting", reason=""),
        rehearsal("rehearses", "ada", started_at=AT, reason=""),
        rehearsal("rehearsed", "ada", started_at=AT, ended_at=LATER, reason="stopped", verdict='{"ready": true}'),
        rehearsal("began", "bea", reason=""),
    )  # fmt: skip

    async def read() -> None:
        feeds = {feed.id: feed for feed in await models.Feed.all()}
        assert {(name, feed.kind, feed.artist_id, feed.livestream_id) for name, feed in feeds.items()} == {
            *((show, "show", "ada", show) for show in ("on air", "waiting", "over", "in preview")),
            *((artist, "rehearsal", artist, None) for artist in ("ada", "bea")),
        }
        assert all(
            (read_key(feed), feed.playback_id) == (f"key of {name}", f"playback of {name}")
            for name, feed in feeds.items()
        )
        assert {name: (feed.session_id, feed.node) for name, feed in feeds.items() if feed.session_id} == {
            "on air": ("flows", "n1"),
            "in preview": ("previews", "n1"),
            "ada": ("rehearses", "n2"),
        }
        shows = await models.Livestream.all().order_by("id").values("id", "status", "end_reason", "peak_viewer_count")
        assert shows == [
            {"id": "in preview", "status": Status.SCHEDULED, "end_reason": None, "peak_viewer_count": 5},
            {"id": "on air", "status": Status.LIVE, "end_reason": None, "peak_viewer_count": 5},
            {"id": "over", "status": Status.ENDED, "end_reason": "lost", "peak_viewer_count": 5},
            {"id": "waiting", "status": Status.LIVE, "end_reason": None, "peak_viewer_count": 5},
        ]
        waiting = await models.Livestream.get(id="waiting")
        assert waiting.interrupted_until == datetime.fromisoformat(LATER)
        sessions = {row.session_id: row for row in await models.PublisherSession.all()}
        assert {
            name: (row.feed_id, row.node, row.started_at is None, row.reason) for name, row in sessions.items()
        } == {
            "flows": ("on air", "n1", False, ""),
            "broke off": ("waiting", "n1", False, "closed"),
            "is given up": ("over", "n1", False, "node_lost"),
            "previews": ("in preview", "n1", False, ""),
            "is coming": ("waiting", "n1", True, ""),
            "rehearses": ("ada", "n2", False, ""),
            "rehearsed": ("ada", "n2", False, "stopped"),
            "began": ("bea", "n2", True, ""),
        }
        assert all(row.key_hash == hash_key(f"hash of {name}") for name, row in sessions.items())
        assert (sessions["broke off"].clean, sessions["flows"].clean) == (False, None)
        assert (await select_rehearsal("ada")).verdict == {"ready": True}
        assert await models.Account.all().count() == 3
        assert [await table.all().count() for table in (models.Session, models.Delivery)] == [1, 1], "they stay"
        standings = await select_standings({"flows": "on air", "rehearses": "ada"})
        assert all(standing.holds for standing in standings.values())
        # What refers to a row still goes with it.
        await models.Account.filter(id="ada").delete()
        assert {feed.id for feed in await models.Feed.all()} == {"bea"}
        assert await models.PublisherSession.all().count() == 1

    await on_own_connection(two_empty[0], read)


async def test_deliveries_of_webhooks_stay_what_they_are_as_the_first_kind(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    def webhook(name: str, account: str) -> str:
        fixed = {"scope": "own", "url": "https://example.org", "types": "[]", "secret": "s", "disabled_reason": ""}
        counts = {"enabled": 1, "after_seq": 0, "failures": 0, "created_at": AT, "updated_at": AT}
        return insert("webhook_subscriptions", id=name, account_id=account, **fixed, **counts)

    def delivery(name: str, webhook: str, seq: int, **columns: object) -> str:
        fixed = {"event_id": f"e-{seq}", "type": "livestream.live", "livestream_id": "l", "body": '{"a": 1}'}
        return insert(
            "webhook_deliveries", id=name, subscription_id=webhook, seq=seq, **fixed, created_at=AT,
            **{"next_attempt_at": AT, "last_words": "", "attempts": 0, "state": 0} | columns,
        )  # fmt: skip

    failed = {"last_attempt_at": AT, "last_status": 500, "last_words": "No."}
    await before(
        7,
        insert_account("ada"),
        insert_account("bea"),
        webhook("w", "ada"),
        webhook("v", "bea"),
        insert("webhook_cursor", id=1, seq=4),
        delivery("pending", "w", 1),
        delivery("leased", "w", 2, attempts=3, claimed_until=LATER, next_attempt_at=LATER, **failed),
        delivery("dead", "w", 3, attempts=12, state=2, **failed),
        delivery("done", "w", 4, attempts=1, state=1, delivered_at=LATER, last_status=204),
        delivery("other", "v", 4),
    )

    async def read() -> None:
        assert await models.Consumer.all().values_list("name", "seq") == [("webhooks", 4)]
        rows = {row.id: row for row in await models.Delivery.all()}
        assert {(row.kind, row.account_id, row.receiver) for name, row in rows.items() if name != "other"} == {
            ("webhook", "ada", "w")
        }
        assert (rows["other"].account_id, rows["other"].receiver) == ("bea", "v")
        assert {row.body for row in rows.values()} == {'{"a": 1}'}
        page = await select_deliveries("w")
        assert [(one.id, one.event_id, one.state, one.attempts, one.last_status) for one in page.deliveries] == [
            ("done", "e-4", "delivered", 1, 204),
            ("dead", "e-3", "dead", 12, 500),
            ("leased", "e-2", "pending", 3, 500),
            ("pending", "e-1", "pending", 0, None),
        ]
        now, later = datetime.fromisoformat(AT), datetime.fromisoformat(LATER)
        assert (rows["leased"].claimed_until, rows["done"].delivered_at) == (later, later)

        async def take(moment: datetime) -> list[str]:
            shares = Shares(attempts=10, failing=10, receiver=10, account=10, host=10)
            return [one.delivery_id for one in await claim(moment, {KIND: shares}, {KIND: find_conditions})]

        assert await take(now) == ["other"], "the livestream's event before is under way, and keeps its lease"
        assert await take(later) == ["pending", "other"], "in order, when the leases have run out"
        assert await replay_dead("w", now=now) == 1
        await delete_webhook("w", "ada")
        assert [row.id for row in await models.Delivery.all()] == ["other"]
        await models.Account.filter(id="bea").delete()
        assert not await models.Delivery.exists()

    await on_own_connection(two_empty[0], read)


async def test_devices_of_before_ring_on_and_go_with_all_sign_ins_of_their_account(
    two_empty: tuple[str, str], before: Callable[..., Awaitable[None]]
) -> None:
    device = {"url": "https://push.example/1", "public_key": "k", "auth_secret": "s", "language": "en", "device": ""}
    await before(
        24,
        insert("accounts", id="ada", email="ada", password_hash="", display_name="Ada", role="fan", created_at=AT),
        insert("sessions", token_hash="t", account_id="ada", created_at=AT, expires_at=LATER),
        insert("push_endpoints", id="e", account_id="ada", url_hash="h", created_at=AT, **device),
    )

    async def read() -> None:
        assert await models.PushEndpoint.all().values_list("id", "session_id") == [("e", None)]
        await models.PushEndpoint.filter(id="e").update(session_id="t")
        await models.Session.filter(token_hash="t").delete()
        assert not await models.PushEndpoint.exists()

    await on_own_connection(two_empty[0], read)


async def test_steps_are_written_from_nothing(own_migrations: Path) -> None:
    for dialect in ("sqlite", "postgres"):
        shutil.rmtree(own_migrations / dialect)
    assert await migrations.write_migrations("init") == ["sqlite/catalog", "postgres/catalog"]
    assert await migrate(f"sqlite://{own_migrations.parent}/catalog.sqlite3", KEYS)
