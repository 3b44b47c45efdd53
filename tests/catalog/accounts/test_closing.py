"""Closing an account: what goes with it, what stays, and that it can be begun again."""

import pytest

from catalog import models
from catalog.accounts import closing
from catalog.accounts.access_tokens import insert_access_token
from catalog.accounts.closing import delete_account, delete_livestreams, end_credentials
from catalog.accounts.sessions import insert_session, select_session
from catalog.feeds.publishing import admit_publisher, note_stream_started
from catalog.feeds.rehearsals import select_rehearsal
from catalog.feeds.sessions import select_standings
from catalog.livestreams.log import select_transitions_after
from catalog.outbox.subscriptions import insert_webhook
from catalog.shapes import Account
from contract.publishing import Reason, digest_key
from support.callbacks import GRACE, after
from support.databases import create_artist, create_livestream, give_tokens


async def close(account: Account) -> list[tuple[str, str]]:
    """All of it; what everybody hears: types and livestreams."""
    await end_credentials(account.id)
    told: list[tuple[str, str]] = []
    while lines := await delete_livestreams(account.id):
        told += [(line.livestream_id, line.type.removeprefix("livestream.")) for line in lines]
    done, _ = await delete_account(account.id)
    assert done
    return told


async def publish(key: str, session_id: str) -> None:
    digest = digest_key(key)
    await admit_publisher(digest, session_id, node="n1", silence=lambda _: None, now=after(0))
    await note_stream_started(digest, session_id, node="n1", grace=GRACE, now=after(1))


async def test_all_that_is_the_accounts_goes_and_nothing_of_others(artist: Account) -> None:
    other = await create_artist("bea@example.org")
    for account in (artist, other):
        await create_livestream(account, title="A show")
        await select_rehearsal(account.id)
        await insert_webhook(account.id, "own", "https://example.org/x", [])
        await insert_access_token(account.id, "x", ["watch"])
    theirs, own = await insert_session(other), await insert_session(artist)
    tables = (models.Account, models.Livestream, models.WebhookSubscription, models.AccessToken, models.Session)
    assert [await table.all().count() for table in tables] == [2] * 5
    assert await models.Feed.all().count() == 4
    await close(artist)
    assert [await table.all().count() for table in tables] == [1] * 5
    assert await models.Feed.all().count() == 2
    assert await select_session(own.token) is None
    assert await select_session(theirs.token) == other


async def test_everybody_hears_that_shows_are_gone_and_publishers_are_told_to_stop(artist: Account) -> None:
    live, upcoming = await create_livestream(artist), await create_livestream(artist)
    await publish(live.stream_key, "on-air")
    await publish((await select_rehearsal(artist.id)).stream_key, "rehearsing")
    live_id, upcoming_id = live.entry.livestream_id, upcoming.entry.livestream_id
    await end_credentials(artist.id)
    lines = await delete_livestreams(artist.id)
    told = {one: [line.type for line in lines if line.livestream_id == one] for one in (live_id, upcoming_id)}
    assert told == {live_id: ["livestream.ended", "livestream.deleted"], upcoming_id: ["livestream.deleted"]}
    done, rehearsing = await delete_account(artist.id)
    assert done
    assert rehearsing is not None
    assert rehearsing.session_id == "rehearsing"
    standings = await select_standings({"on-air": live_id, "rehearsing": artist.id})
    assert {name: standing.stop for name, standing in standings.items()} == {
        "on-air": Reason.DELETED,
        "rehearsing": Reason.UNKNOWN,
    }


async def test_the_log_keeps_its_numbers_and_no_texts_or_names(artist: Account) -> None:
    other = await create_livestream(await create_artist("bea@example.org"), title="Another show")
    await create_livestream(artist, title="A show", description="With me")
    await close(artist)
    lines = await select_transitions_after(0)
    assert [line.seq for line in lines] == [1, 2, 3]
    kept = [line for line in lines if line.artist_id != artist.id]
    assert [line.livestream["title"] for line in kept] == [other.entry.livestream["title"]]
    for line in lines:
        if line.artist_id == artist.id:
            assert (line.livestream["title"], line.livestream["description"]) == ("", "")
            assert line.livestream["artist"] == {"id": artist.id, "display_name": ""}


async def test_what_was_broken_off_is_begun_again(artist: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closing, "AT_ONCE", 1)
    shows = {(await create_livestream(artist)).entry.livestream_id for _ in range(3)}
    await end_credentials(artist.id)
    [first] = await delete_livestreams(artist.id)
    assert await delete_account(artist.id) == (False, None), "some are left"
    told = await close(artist)
    assert {livestream_id for livestream_id, _ in told} == shows - {first.livestream_id}
    assert await close(artist) == [], "nobody is left"


async def test_the_ledger_stays_without_a_name(artist: Account) -> None:
    fan = await create_artist("fan@example.org", role="fan")
    await give_tokens(fan.id, artist.id, 10)
    await close(fan)
    assert [row.amount for row in await models.LedgerEntry.all().order_by("amount")] == [-10, 10]
    assert await models.Wallet.exclude(account_id=None).count() == 0
