"""Which stream keys are anybody's: many at once, where somebody tries wrong ones by the thousand."""

from collections.abc import Collection

from catalog import models
from catalog.feeds.keys import hash_key


async def select_known(digests: Collection[str]) -> list[str]:
    """Those digests (see `contract.publishing.digest_key`) whose key some feed has now."""
    by_hash = {hash_key(digest): digest for digest in digests}
    found = await models.Feed.filter(key_hash__in=list(by_hash)).values_list("key_hash", flat=True)
    return [by_hash[str(key_hash)] for key_hash in found]
