"""Unique visitors and where they came from: recounted from what each page said, over several processes."""

import asyncio
import random
from collections import Counter
from datetime import timedelta

import pytest

from catalog import models
from catalog.audience.keeping import Seen, add_samples, forget_samples
from catalog.audience.reading import compare_shows, read_audience
from catalog.audience.referrers import DIRECT, MOST_HOSTS, OTHERS, name_host
from catalog.audience.visitors import Visits, add_visits, hash_visitor, open_salt, settle_visitors
from catalog.livestreams.changes import delete_livestream
from catalog.shapes import Account
from support.callbacks import NOW, after, begin, end, enter
from support.databases import create_artist, create_livestream

KEY = b"of this installation"


async def go_live(artist: Account, session: str = "first") -> str:
    show = await create_livestream(artist)
    await enter(show, session)
    await begin(show, session)
    return show.entry.livestream_id


async def hash_here(livestream_id: str, who: str) -> int:
    return hash_visitor(await open_salt(livestream_id), KEY, who)


@pytest.mark.parametrize("seed", range(3))
async def test_each_visitor_counts_once_over_all_processes(artist: Account, seed: int) -> None:
    drawn = random.Random(seed)  # noqa: S311 - draws a show, keeps no secret
    name = await go_live(artist)
    said = [(f"fan {drawn.randrange(60)}", drawn.choice(["", "a.example", "b.example"])) for _ in range(200)]
    written = list[Visits]()
    for at in range(0, len(said), 20):
        part = said[at : at + 20]
        written.append(Visits({await hash_here(name, who) for who, _ in part}, Counter(host for _, host in part)))
    await asyncio.gather(*(add_visits({name: visits}) for visits in written))

    found = await read_audience(name, artist.id, now=after(60))
    counted = Counter(host for _, host in said)
    assert found.unique == len({who for who, _ in said})
    assert (found.came_from.direct, found.came_from.others) == (counted.pop(""), 0)
    assert found.came_from.hosts == sorted(counted.items(), key=lambda one: (-one[1], one[0]))


async def test_no_show_keeps_more_hosts_than_a_hundred(artist: Account) -> None:
    name = await go_live(artist)
    await open_salt(name)
    crowds = [Counter({f"h{place}.example": 1 for place in range(first, first + 40)}) for first in range(0, 160, 20)]
    await asyncio.gather(*(add_visits({name: Visits(hosts=Counter({DIRECT: 2, **crowd}))}) for crowd in crowds))
    found = (await read_audience(name, artist.id)).came_from
    assert len(found.hosts) == MOST_HOSTS
    assert found.direct == 2 * len(crowds)
    assert found.others + sum(screens for _, screens in found.hosts) == 40 * len(crowds)


async def test_salt_and_hashes_go_as_the_show_is_over_and_the_number_stays(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    name = show.entry.livestream_id
    assert (await read_audience(name, artist.id)).unique is None
    await add_visits({name: Visits({await hash_here(name, who) for who in "abc"}, Counter({"a.example": 3}))})
    await end(show, "first", 10, clean=True)
    assert await settle_visitors(after(5)) == 0
    assert (await read_audience(name, artist.id)).unique == 3

    counts = await asyncio.gather(*(settle_visitors(after(11)) for _ in range(3)))
    assert max(counts) == 1
    assert await settle_visitors(after(11)) == 0
    assert not await models.AudienceSalt.all()
    assert not await models.AudienceVisitor.all()
    found = await read_audience(name, artist.id)
    assert (found.unique, found.came_from.hosts) == (3, [("a.example", 3)])
    assert [one.unique for one in await compare_shows(artist.id, limit=20)] == [3]
    # Of what comes too late nothing is kept.
    await add_visits({name: Visits({7}, Counter({"b.example": 1}))})
    assert not await models.AudienceVisitor.all()
    assert (await read_audience(name, artist.id)).came_from == found.came_from


async def test_the_same_person_is_another_number_in_another_show(artist: Account) -> None:
    one, other = await go_live(artist), await go_live(await create_artist("other@example.org"), "second")
    mine = await hash_here(one, "account 1")
    assert mine == await hash_here(one, "account 1")
    assert len({mine, await hash_here(one, "account 2"), await hash_here(other, "account 1")}) == 3
    assert mine != hash_visitor(await open_salt(one), b"of another installation", "account 1")


async def test_it_goes_with_its_livestream(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    name = show.entry.livestream_id
    await add_visits({name: Visits({await hash_here(name, "a")}, Counter({"a.example": 1}))})
    await end(show, "first", 10, clean=True)
    await delete_livestream(name, artist.id)
    for table in (models.AudienceSalt, models.AudienceVisitor, models.AudienceReferrer):
        assert not await table.all()


async def test_where_they_came_from_goes_when_samples_do_and_how_many_stays(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "first")
    await begin(show, "first")
    name = show.entry.livestream_id
    await add_samples({(name, int(NOW.timestamp()) // 10 * 10): Seen(1_000, 1, 0)})
    await add_visits({name: Visits({await hash_here(name, "a")}, Counter({"a.example": 1}))})
    await end(show, "first", 10, clean=True)
    await settle_visitors(after(11))
    assert await forget_samples(after(10) + timedelta(days=1)) == 1
    found = await read_audience(name, artist.id)
    assert (found.unique, found.came_from.hosts) == (1, [])


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", DIRECT),
        ("News.Example.org", "news.example.org"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("192.0.2.7", OTHERS),
        ("[2001:db8::1]", OTHERS),
        ("localhost", OTHERS),
        ("example.org/a/path", OTHERS),
        ("example.org:8080", OTHERS),
        ("*", OTHERS),
        ("a" * 250 + ".example", OTHERS),
        ("-a.example", OTHERS),
        ("a.example\n", OTHERS),
    ],
)
def test_only_names_are_kept(said: str, kept: str) -> None:
    assert name_host(said) == kept
