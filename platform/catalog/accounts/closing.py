"""Closing an account: its data goes, piece by piece, and can be begun again where it was broken off.

What stays is not the account's alone: the log's numbers (their texts and names go), what it said in others' rooms and
the ledger's entries, without a name, artists' blocks of the address, which they had from elsewhere, and for a week
that mails went to some mailbox within its last hour, by the mailbox's fingerprint.
"""

from datetime import UTC, datetime
from typing import Any, Final

from catalog import models
from catalog.accounts.sessions import end_sessions
from catalog.chat.authors import forget_keeper
from catalog.clips.creators import forget_creator
from catalog.feeds.sessions import select_current, to_session
from catalog.ledger.wallets import forget_holder
from catalog.livestreams import moves
from catalog.livestreams.errors import NotFoundError
from catalog.livestreams.lifecycle import Outcome, Status
from catalog.livestreams.rows import delete_row, lock_livestream, to_entry, to_state, write_steps
from catalog.outbox.lock import lock_outbox
from catalog.outbox.mails import withdraw_mails
from catalog.recordings.rows import leave
from catalog.shapes import PublisherSession
from contract.livestreams import Entry, Transition

AT_ONCE: Final = 20
"""Livestreams between two announcements."""


async def end_credentials(account_id: str) -> None:
    """End every sign-in and every access token: from now on nobody does anything as this account."""
    await end_sessions(account_id)
    await models.AccessToken.filter(account_id=account_id).delete()


async def delete_livestreams(account_id: str, *, now: datetime | None = None) -> list[Transition]:
    """Delete some of the account's livestreams, live ones too; what everybody hears. Empty: there were none left."""
    ids = await models.Livestream.filter(artist_id=account_id).limit(AT_ONCE).values_list("id", flat=True)
    lines: list[Transition] = []
    for livestream_id in ids:
        lines += await _delete_livestream(str(livestream_id), now or datetime.now(UTC))
    return lines


async def delete_account(account_id: str, *, now: datetime | None = None) -> tuple[bool, PublisherSession | None]:
    """Delete what is left, where no livestream is and nothing that it said has its name: whether it was done, and who
    was in rehearsal."""
    # Its webhooks and their deliveries go with it, and only who holds the outbox may change those.
    async with lock_outbox():
        account = await models.Account.filter(id=account_id).select_for_update().first()
        if account is None:
            return True, None
        if await models.Livestream.exists(artist_id=account_id):
            return False, None  # one more was made meanwhile
        if await models.ChatMessage.exists(account_id=account_id):
            return False, None  # something more was said
        feed = await models.Feed.get_or_none(id=account_id)
        current = None if feed is None else await select_current(feed)
        rehearsing = None if feed is None or current is None else to_session(current, feed)
        await forget_holder(account_id)
        await forget_creator(account_id)
        await forget_keeper(account_id)
        await withdraw_mails(account.email, now=now or datetime.now(UTC))
        await models.Account.filter(id=account_id).delete()
    return True, rehearsing


async def _delete_livestream(livestream_id: str, now: datetime) -> list[Transition]:
    try:
        async with lock_livestream(livestream_id) as (row, feed):
            state = to_state(feed, row)
            ended = moves.stop(state, now) if row.status is Status.LIVE else Outcome(state)
            gone = moves.delete(ended.state, now)
            await leave(row, now)
            await delete_row(row)
            outcome = Outcome(gone.state, (*ended.steps, *gone.steps))
            lines = await write_steps(row, feed, outcome, now)
            await _blank(to_entry(row, feed, gone.state))
            return lines
    except NotFoundError:
        return []  # deleted by its artist at the same moment


async def _blank(entry: Entry) -> None:
    """Take the texts and the name out of all that the log says of a livestream. Its numbers stay, for who resumes."""
    artist = {**entry.livestream["artist"], "display_name": "", "picture": None}
    words: dict[str, Any] = {"title": "", "description": "", "series": "", "tags": [], "cover": None}
    livestream = {**entry.livestream, **words, "artist": artist}
    lines = models.Transition.filter(livestream_id=entry.livestream_id)
    await lines.update(livestream=livestream, private=dict(entry.private))
