"""Another `SECRET_KEY` for a database: what is sealed is sealed anew or, where the one before is lost, made anew."""

import hmac
from dataclasses import dataclass

from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.keys import PURPOSE, Database, hash_secret
from catalog.db.orm import APP, FAILURES, check_there, configure, describe, find_dialect
from catalog.db.versions import check_version
from catalog.errors import DatabaseError
from catalog.feeds.keys import PURPOSE as STREAM_KEY
from catalog.feeds.keys import hash_key, make_stream_key
from catalog.livestreams.log import CLOCK_ID
from catalog.outbox.subscriptions import PURPOSE as WEBHOOK_SECRET
from catalog.outbox.subscriptions import make_secret
from contract.publishing import digest_key
from runtime.keys import Keys, SealError


@dataclass(frozen=True, slots=True)
class Resealed:
    """How many of each there are."""

    stream_keys: int
    webhook_secrets: int


async def reseal(database_url: str, keys: Keys, before: Keys | None) -> Resealed:
    """Have the database know `keys`, in one transaction; no web process may run meanwhile. `before` opens what is
    sealed; None: nothing does any more, so every stream key and every webhook's secret becomes another.

    Raises:
        DatabaseError: it does not answer, is not of this version, or `before` are not its keys.
    """
    check_there(database_url)
    try:
        async with Database(keys) as context:
            await context.init(config=configure(database_url))
            await check_version(APP, find_dialect(database_url))
            async with in_transaction():
                clock = await models.Clock.filter(id=CLOCK_ID).select_for_update().get()
                if before is not None and not hmac.compare_digest(
                    clock.secret_hash, before.fingerprint(PURPOSE, clock.epoch)
                ):
                    raise DatabaseError("This is not the SECRET_KEY that the database is sealed with.")
                done = Resealed(await _reseal_feeds(keys, before), await _reseal_webhooks(keys, before))
                clock.secret_hash = hash_secret(clock.epoch)
                await clock.save(update_fields=["secret_hash"])
                return done
    except SealError as error:
        raise DatabaseError(f"Nothing was changed: {error}.") from error
    except FAILURES as error:
        raise DatabaseError(f"The database could not be sealed anew: {describe(error)}.") from error


async def _reseal_feeds(keys: Keys, before: Keys | None) -> int:
    feeds = await models.Feed.all()
    # A hash cannot be made anew: whoever is on air with a former key is told apart by its node alone.
    hashes = {feed.id: feed.key_hash for feed in feeds}
    for feed in feeds:
        key = make_stream_key() if before is None else before.unseal(STREAM_KEY, feed.sealed_key, feed.id)
        feed.key_hash, feed.sealed_key = hash_key(digest_key(key)), keys.seal(STREAM_KEY, key, feed.id)
        await feed.save(update_fields=["key_hash", "sealed_key"])
        sessions = models.PublisherSession.filter(feed_id=feed.id)
        await sessions.exclude(key_hash=hashes[feed.id]).update(key_hash=None)
        await sessions.filter(key_hash=hashes[feed.id]).update(key_hash=None if before is None else feed.key_hash)
    return len(feeds)


async def _reseal_webhooks(keys: Keys, before: Keys | None) -> int:
    webhooks = await models.WebhookSubscription.all()
    for webhook in webhooks:
        sealed: list[str | None] = [webhook.sealed_secret, webhook.previous_sealed_secret]
        if before is None:
            secrets: list[str | None] = [make_secret(), None]
        else:
            secrets = [None if one is None else before.unseal(WEBHOOK_SECRET, one, webhook.id) for one in sealed]
        sealed = [None if one is None else keys.seal(WEBHOOK_SECRET, one, webhook.id) for one in secrets]
        webhook.sealed_secret, webhook.previous_sealed_secret = str(sealed[0]), sealed[1]
        await webhook.save(update_fields=["sealed_secret", "previous_sealed_secret"])
    return len(webhooks)
