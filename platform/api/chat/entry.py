"""Who is let in to a room, and who keeps it."""

from datetime import UTC, datetime, timedelta

from api.auth import require_account
from api.context import get_context
from api.problems.problem import ProblemError
from api.tokens.entry import check_holdings
from catalog.chat.errors import ChatClosedError
from catalog.chat.hours import find_over
from catalog.chat.moderation.acts import By
from catalog.chat.moderation.errors import NotModeratorError
from catalog.chat.moderators import moderates
from catalog.gates.gate import tokens_owed
from catalog.livestreams.board import select_livestream
from catalog.livestreams.errors import NotAllowedError, NotFoundError
from catalog.shapes import Account
from contract.livestreams import Entry


async def find_entry(livestream_id: str) -> Entry:
    """Raises NotFoundError"""
    read = await select_livestream(livestream_id)
    if read is None:
        raise NotFoundError
    return read.entries[0]


async def check_watching(entry: Entry, account: Account | None) -> None:
    """Whether somebody may hear a room: who may watch, and who keeps it.

    Raises:
        ProblemError: 401 or 403 of the gate
    """
    owed = tokens_owed(None if account is None else account.id, entry.artist_id, entry.livestream)
    if not owed:
        return
    if account is None:
        raise ProblemError(401, "not_signed_in", "Sign in first.", headers={"WWW-Authenticate": "Bearer"})
    if not await moderates(account.id, entry.artist_id):
        await check_holdings(account.id, entry, owed)


async def find_told(entry: Entry, account: Account | None) -> datetime | None:
    """What was said after this moment is not heard yet by whoever asks: it waits for the room's moderators. None:
    nothing does.

    Raises:
        NotFoundError
    """
    room = await get_context().live.chat.open(entry.livestream_id)
    delay = room.shape["delay_seconds"]
    if not delay or (account is not None and await moderates(account.id, entry.artist_id)):
        return None
    return datetime.now(UTC) - timedelta(seconds=delay)


async def require_keeper(livestream_id: str) -> tuple[By, Entry]:
    """One of those who keep this livestream's room sends the current request.

    Raises:
        NotFoundError, NotModeratorError; ProblemError: 401, 403 scope_missing
    """
    account = await require_account("moderate")
    entry = await find_entry(livestream_id)
    if not await moderates(account.id, entry.artist_id):
        raise NotModeratorError
    return By(account.id, account.display_name), entry


def check_not_over(entry: Entry) -> None:
    """Nothing new is set above a room that never opens again.

    Raises:
        ChatClosedError
    """
    if words := find_over(entry.livestream, datetime.now(UTC)):
        raise ChatClosedError(words)


async def require_own(livestream_id: str) -> tuple[By, Entry]:
    """The same, if it is the livestream's artist.

    Raises:
        NotFoundError, NotAllowedError; ProblemError: 401, 403 scope_missing
    """
    account = await require_account("moderate")
    entry = await find_entry(livestream_id)
    if account.id != entry.artist_id:
        raise NotAllowedError
    return By(account.id, account.display_name), entry
