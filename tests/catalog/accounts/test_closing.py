"""Closing an account: what goes with it, what stays, and that it can be begun again."""

import pytest
from tortoise import Model

from catalog import models
from catalog.accounts import closing
from catalog.accounts.access_tokens import insert_access_token
from catalog.accounts.accounts import rename_account
from catalog.accounts.closing import delete_account, delete_livestreams, end_credentials
from catalog.accounts.identities import insert_identity
from catalog.accounts.passkeys import insert_passkey
from catalog.accounts.sessions import insert_session
from catalog.feeds.publishing import admit_publisher, note_stream_started
from catalog.feeds.rehearsals import select_rehearsal
from catalog.feeds.sessions import select_standings
from catalog.gates.blocks import block_account
from catalog.gates.passes import issue_pass
from catalog.livestreams.log import select_transitions_after
from catalog.mailboxes.links import Purpose, insert_token
from catalog.outbox.mails import Letter, insert_mail
from catalog.outbox.subscriptions import insert_webhook
from catalog.shapes import Account
from contract.publishing import Reason, digest_key
from support.callbacks import GRACE, after
from support.databases import KEYS, create_artist, create_livestream, give_tokens
from support.lookups import read_balance, select_session


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
    await create_livestream(artist, title="A show", description="With me", series="Mine", tags=["ada"])
    await close(artist)
    lines = await select_transitions_after(0)
    assert [line.seq for line in lines] == [1, 2, 3]
    kept = [line for line in lines if line.artist_id != artist.id]
    assert [line.livestream["title"] for line in kept] == [other.entry.livestream["title"]]
    for line in lines:
        if line.artist_id == artist.id:
            assert (line.livestream["title"], line.livestream["description"]) == ("", "")
            assert line.livestream["artist"] == {"id": artist.id, "display_name": "", "picture": None}
            assert (line.livestream["series"], line.livestream["tags"], line.livestream["cover"]) == ("", [], None)


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


KEPT = {
    "transitions": {"artist_id", "livestream"},
    "wallets": {"id", "artist_id"},
    "ledger_transactions": {"artist_id", "by"},
    "ledger_entries": {"artist_id", "wallet_id"},
}
"""Where an account's id, which is no name, may still be: in what others' numbers and balances hang on."""


async def find_traces(*words: str) -> dict[str, set[str]]:
    """Tables and their columns in which one of these words is."""
    found: dict[str, set[str]] = {}
    for model in vars(models).values():
        if not isinstance(model, type) or not issubclass(model, Model) or model is Model:
            continue
        for row in await model.all().values():
            named = {name for name, value in row.items() if any(word in str(value) for word in words)}
            if named:
                found.setdefault(model._meta.db_table, set()).update(named)
    return found


async def test_no_table_knows_an_account_that_was_closed(artist: Account) -> None:
    email, now = "grace.hopper@example.org", after(0)
    grace = await create_artist(email)
    await rename_account(grace.id, "Grace Hopper")
    show = await create_livestream(grace, title="Grace Hopper live", token_gate_amount=3)
    gated = await create_livestream(artist, title="Another show", token_gate_amount=3)
    await publish(show.stream_key, "on-air")
    await insert_session(grace, device="Firefox on Linux", address="192.0.2.1")
    await insert_access_token(grace.id, "Grace Hopper's bot", ["watch"])
    await insert_webhook(grace.id, "own", f"https://example.org/{email}", [])
    await insert_passkey(grace.id, "Grace Hopper's phone", "credential", "key", 0)
    await insert_identity(grace.id, "https://id.example.org", email)
    await insert_token(grace.id, Purpose.VERIFY, email, asked_at=now, now=now)
    await insert_mail(Letter.VERIFY, email, account_id=grace.id, now=now)
    await give_tokens(grace.id, artist.id, 5)
    await give_tokens(artist.id, grace.id, 5)
    await issue_pass(KEYS, gated.entry.livestream_id, grace.id, "session")
    await block_account(artist.id, grace.id)
    await block_account(grace.id, artist.id)
    assert len(await find_traces(grace.id, email, "Grace Hopper")) >= 14, "it was everywhere"
    await close(grace)
    assert await find_traces(email, "Grace Hopper", "Firefox", "192.0.2.1") == {}
    traces = await find_traces(grace.id)
    assert {table: left for table, columns in traces.items() if (left := columns - KEPT.get(table, set()))} == {}
    assert await read_balance(artist.id, grace.id) == 5, "others' wallets stay as they were"
