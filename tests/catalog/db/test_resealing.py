"""Another SECRET_KEY: keys and secrets go on where the one before is known, and are made anew where it is lost."""

from datetime import timedelta

import pytest

from catalog import models
from catalog.db.orm import close_database, open_database
from catalog.db.resealing import reseal
from catalog.errors import DatabaseError
from catalog.feeds.publishing import admit_publisher, note_stream_ended
from catalog.feeds.rehearsals import select_rehearsal
from catalog.livestreams.changes import Created, rotate_stream_key, select_stream_key
from catalog.livestreams.errors import AdmissionRefusedError
from catalog.outbox.shapes import Signing
from catalog.outbox.subscriptions import insert_webhook, rotate_secret, select_signing
from catalog.shapes import Account
from contract.publishing import digest_key
from runtime.keys import Keys
from support.callbacks import NOW, after, begin, enter
from support.databases import KEYS, create_artist, create_livestream

NEW = Keys("another secret, of at least sixteen characters")


async def fill(url: str) -> tuple[Account, Created, str, Signing]:
    """An artist, a show that is on air, a rehearsal key, a webhook whose secret was changed lately."""
    database = await open_database(url, KEYS)
    artist = await create_artist("ada@example.org")
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    rehearsal = (await select_rehearsal(artist.id)).stream_key
    made = await insert_webhook(artist.id, "own", "https://example.org")
    signing = await rotate_secret(made.webhook.id, artist.id, overlap=timedelta(days=1), now=NOW)
    await close_database(database)
    return artist, show, rehearsal, signing


async def test_keys_and_secrets_go_on_under_another_secret_key(database_url: str) -> None:
    artist, show, rehearsal, signing = await fill(database_url)
    done = await reseal(database_url, NEW, KEYS)
    assert (done.stream_keys, done.webhook_secrets) == (2, 1)
    with pytest.raises(DatabaseError, match="SECRET_KEY is not the one"):
        await open_database(database_url, KEYS)
    database = await open_database(database_url, NEW)
    assert await select_stream_key(show.entry.livestream_id, artist.id) == show.stream_key
    assert (await select_rehearsal(artist.id)).stream_key == rehearsal
    assert (await select_signing(signing.webhook.id, artist.id, now=NOW)).secrets == signing.secrets
    change = await note_stream_ended(digest_key(show.stream_key), "s1", node="n1", clean=True, grace=30, now=after(2))
    assert change.disconnected is not None, "who was on air ends its own session"
    await close_database(database)


async def test_lost_ones_are_made_anew(database_url: str) -> None:
    artist, show, rehearsal, signing = await fill(database_url)
    await reseal(database_url, NEW, None)
    database = await open_database(database_url, NEW)
    new = await select_stream_key(show.entry.livestream_id, artist.id)
    assert new != show.stream_key
    assert (await select_rehearsal(artist.id)).stream_key != rehearsal
    (secret,) = (await select_signing(signing.webhook.id, artist.id, now=NOW)).secrets
    assert secret not in signing.secrets
    with pytest.raises(AdmissionRefusedError):
        await admit_publisher(digest_key(show.stream_key), None, silence=lambda _: None, now=after(60))
    await admit_publisher(digest_key(new), None, silence=lambda _: 9.0, now=after(60))
    await rotate_stream_key(show.entry.livestream_id, artist.id)
    await close_database(database)


async def test_a_wrong_one_changes_nothing(database_url: str) -> None:
    artist, show, *_ = await fill(database_url)
    with pytest.raises(DatabaseError, match="This is not the SECRET_KEY"):
        await reseal(database_url, NEW, Keys("guessed"))
    database = await open_database(database_url, KEYS)
    assert await select_stream_key(show.entry.livestream_id, artist.id) == show.stream_key
    # One text that does not open, and all of it stays as it was.
    await models.Feed.filter(id=artist.id).update(sealed_key="AAAA")
    await close_database(database)
    with pytest.raises(DatabaseError, match="Nothing was changed"):
        await reseal(database_url, NEW, KEYS)
    await close_database(await open_database(database_url, KEYS))
