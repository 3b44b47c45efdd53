"""From which sites a show's screens came: the host alone, a bounded number of them."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final, cast

from tortoise.expressions import F

from catalog import models
from catalog.models.lengths import HOST_LENGTH

DIRECT: Final = ""
"""No other site was named."""
OTHERS: Final = "*"
"""All hosts that have no row of their own."""
MOST_HOSTS: Final = 100
"""Of one show, besides those two."""

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


def name_host(said: str) -> str:
    """What is kept of what a page says: a name that the Internet could have, in small letters; never an address."""
    host = said.lower()
    if not host:
        return DIRECT
    return host if len(host) <= HOST_LENGTH and _HOST.fullmatch(host) is not None else OTHERS


async def add_referrers(livestream_id: str, hosts: Counter[str]) -> None:
    """Add so many screens by host, in the caller's transaction; who holds the show's salt adds alone."""
    if not hosts:
        return
    mine = models.AudienceReferrer.filter(livestream_id=livestream_id)
    known = set(cast("list[str]", await mine.values_list("host", flat=True))) | {DIRECT, OTHERS}
    added, room = Counter[str](), MOST_HOSTS + 2 - len(known)
    for host, screens in sorted(hosts.items(), key=lambda one: (-one[1], one[0])):
        if host not in known and room > 0:
            known.add(host)
            room -= 1
        added[host if host in known else OTHERS] += screens
    empty = [models.AudienceReferrer(livestream_id=livestream_id, host=host, screens=0) for host in added]
    await models.AudienceReferrer.bulk_create(empty, ignore_conflicts=True)
    for host, screens in added.items():
        await mine.filter(host=host).update(screens=F("screens") + screens)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Screens by where they came from."""

    direct: int
    others: int
    hosts: list[tuple[str, int]]
    """The most first."""


async def read_referrers(livestream_id: str) -> CameFrom:
    """All that is kept of one show."""
    rows = models.AudienceReferrer.filter(livestream_id=livestream_id)
    counts = cast("dict[str, int]", dict(await rows.values_list("host", "screens")))
    direct, others = counts.pop(DIRECT, 0), counts.pop(OTHERS, 0)
    return CameFrom(direct, others, sorted(counts.items(), key=lambda one: (-one[1], one[0])))
