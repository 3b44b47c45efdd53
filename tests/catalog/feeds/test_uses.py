"""Who used a stream key: sessions and refused tries, one by one and not without end."""

import pytest

from catalog import models
from catalog.errors import CursorError
from catalog.feeds.publishing import admit_publisher
from catalog.feeds.sessions import select_publishing, select_standings
from catalog.feeds.uses import MOST_RUNS, Use, select_uses
from catalog.livestreams.changes import Created, move_livestream, rotate_stream_key
from catalog.livestreams.errors import AdmissionRefusedError, NotAllowedError, NotFoundError
from catalog.shapes import Account
from contract.publishing import digest_key
from support.callbacks import after, begin, end, enter
from support.databases import create_artist, create_livestream


async def is_refused(show: Created, address: str, at: float, *, key: str | None = None) -> str:
    with pytest.raises(AdmissionRefusedError) as refused:
        await admit_publisher(
            digest_key(key or show.stream_key),
            "another",
            node="n2",
            client_ip=address,
            silence=lambda _: 0.0,
            now=after(at),
        )
    return refused.value.code


async def uses_of(show: Created, artist: Account) -> list[Use]:
    return (await select_uses(show.entry.livestream_id, artist.id, limit=100)).uses


async def test_every_use_is_there_with_its_end_and_its_key_the_newest_first(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await rotate_stream_key(show.entry.livestream_id, artist.id, now=after(2))
    await end(show, "s1", 3, clean=False)
    first, *others = await uses_of(show, artist)
    assert first == Use(
        "s1", "n1", "192.0.2.1", after(0), after(1), after(3), "closed", refused=False, is_current=False
    )
    assert others == []


async def test_tries_with_the_right_key_are_there_and_those_with_a_wrong_one_are_not(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    assert await is_refused(show, "203.0.113.7", 2) == "already_publishing"
    assert await is_refused(show, "203.0.113.8", 2, key="wrong") == "unknown_key"
    await move_livestream(show.entry.livestream_id, artist.id, "stop", now=after(100))
    assert await is_refused(show, "203.0.113.7", 3000) == "livestream_ended"
    found = [(one.address, one.reason, one.started_at, one.refused) for one in await uses_of(show, artist)]
    assert found == [
        ("203.0.113.7", "livestream_ended", None, True),
        ("203.0.113.7", "already_publishing", None, True),
        ("192.0.2.1", "ended", after(1), False),
    ]


async def test_a_refused_try_is_nobodys_publisher_and_its_session_may_come_in_later(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    await is_refused(show, "203.0.113.7", 2)
    assert [one.session_id for one in await select_publishing()] == ["s1"]
    await end(show, "s1", 3, clean=False)
    await enter(show, "another", 4)
    await begin(show, "another", 5)
    standings = await select_standings({"another": show.entry.livestream_id}, now=after(6))
    assert standings["another"].holds
    assert [one.refused for one in await uses_of(show, artist)] == [False, True, False]


async def test_an_encoder_that_tries_all_night_is_one_line(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    for at in range(10, 2000, 5):
        await is_refused(show, "203.0.113.7", at)
    refused = [one for one in await uses_of(show, artist) if one.refused]
    assert [(one.admitted_at, one.ended_at) for one in refused] == [(after(10), after(1990))]
    await is_refused(show, "203.0.113.7", 1995 + 601)
    assert len(await uses_of(show, artist)) == 3, "another time is another line"


async def test_a_key_that_everybody_has_does_not_fill_the_table(artist: Account) -> None:
    show = await create_livestream(artist)
    await enter(show, "s1")
    await begin(show, "s1", 1)
    for number in range(MOST_RUNS + 5):
        await is_refused(show, f"203.0.113.{number}", 2)
    assert await models.PublisherSession.filter(feed_id=show.entry.livestream_id).count() == MOST_RUNS + 1


async def test_pages_follow_each_other_without_a_gap(artist: Account) -> None:
    show = await create_livestream(artist)
    for number in range(5):
        await enter(show, f"s{number}", number // 2, silence=9.0)
    ids: list[str] = []
    cursor: str | None = None
    while True:
        page = await select_uses(show.entry.livestream_id, artist.id, limit=2, cursor=cursor)
        ids += [one.session_id for one in page.uses]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert ids == ["s4", "s3", "s2", "s1", "s0"]


async def test_it_is_for_its_artist_alone(artist: Account) -> None:
    show = await create_livestream(artist)
    stranger = await create_artist("eve@example.org")
    with pytest.raises(NotAllowedError):
        await select_uses(show.entry.livestream_id, stranger.id)
    with pytest.raises(NotFoundError):
        await select_uses(artist.id, artist.id)
    with pytest.raises(CursorError):
        await select_uses(show.entry.livestream_id, artist.id, cursor="nonsense")
