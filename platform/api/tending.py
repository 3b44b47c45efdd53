"""What `encryptedmedia quota` and `encryptedmedia retention` do: the room for recordings, and what goes."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from catalog.accounts.accounts import select_emails
from catalog.db.orm import close_database, open_database
from catalog.recordings.policy import read_policy
from catalog.recordings.retention.clearing import clear_room, delete_expired, plan
from catalog.recordings.retention.plan import Going, Why
from catalog.recordings.retention.room import ANY, write_quota
from catalog.recordings.retention.telling import tell_going
from contract.moments import to_rfc3339
from runtime.keys import Keys
from settings import Settings
from settings.sizes import read_size, write_size

WORDS = {Why.DAYS: "its time is over", Why.QUOTA: "its artist's room is used up"}


class QuotaError(Exception):
    """It is no amount of bytes."""


def read_quota(text: str) -> int | None:
    """Of an account: a size, `none` for any number of bytes, `default` for what the platform says (None).

    Raises:
        QuotaError
    """
    match text.lower():
        case "none":
            return ANY
        case "default":
            return None
        case _:
            try:
                return read_size(text)
            except ValueError as error:
                raise QuotaError(f"{error}; or none, or default.") from None


async def change_quota(settings: Settings, email: str, quota: int | None) -> str:
    """Do it, and say what was done.

    Raises:
        DatabaseError, AccountNotFoundError
    """
    async with _open(settings):
        kept = await write_quota(email, quota)
    usual = "any number of bytes" if settings.recording_quota is None else write_size(settings.recording_quota)
    match quota:
        case None:
            return f"{kept} may keep recordings as everybody: {usual}."
        case -1:
            return f"{kept} may keep recordings of any size."
        case _:
            return f"{kept} may keep {write_size(quota)} of recordings."


async def show_retention(settings: Settings, ahead: timedelta, *, as_json: bool) -> str:
    """What goes by itself until then, as things are now. Nothing is done.

    Raises:
        DatabaseError
    """
    now = datetime.now(UTC)
    async with _open(settings):
        going = await plan(now + ahead, now=now)
        emails = await select_emails({one.held.artist_id for one in going})
    if as_json:
        return json.dumps([_describe(one, emails.get(one.held.artist_id, "")) for one in going], indent=2)
    total = sum(one.held.bytes for one in going)
    lines = [_write(one, emails.get(one.held.artist_id, ""), now) for one in going]
    return "\n".join([*lines, f"{_count(going)}, {write_size(total)}. Nothing was deleted."])


async def run_retention(settings: Settings, *, as_json: bool) -> str:
    """Have deleted what goes now, and tell artists of what goes soon.

    Raises:
        DatabaseError
    """
    now = datetime.now(UTC)
    async with _open(settings):
        going = [one for one in await plan(now, now=now) if one.at <= now]
        emails = await select_emails({one.held.artist_id for one in going})
        while (await clear_room()).lines or await delete_expired():
            pass
        while await tell_going():
            pass
    if as_json:
        return json.dumps([_describe(one, emails.get(one.held.artist_id, "")) for one in going], indent=2)
    total = sum(one.held.bytes for one in going)
    lines = [_write(one, emails.get(one.held.artist_id, ""), now) for one in going]
    after = "" if not going else " Web, while it runs, has the ingest nodes delete them."
    return "\n".join([*lines, f"{_count(going)} {'goes' if len(going) == 1 else 'go'}, {write_size(total)}.{after}"])


@asynccontextmanager
async def _open(settings: Settings) -> AsyncIterator[None]:
    database = await open_database(settings.database_url, Keys(settings.secret_key), read_policy(settings))
    try:
        yield
    finally:
        await close_database(database)


def _describe(one: Going, email: str) -> dict[str, Any]:
    held = one.held
    return {
        "livestream_id": held.livestream_id,
        "title": held.title,
        "recording": held.recording,
        "artist_id": held.artist_id,
        "email": email,
        "why": one.why.value,
        "bytes": held.bytes,
        "at": to_rfc3339(one.at),
        "over_since": to_rfc3339(held.since),
        "told_at": to_rfc3339(held.told_at),
    }


def _count(going: Sequence[Going]) -> str:
    return "1 recording" if len(going) == 1 else f"{len(going)} recordings"


def _write(one: Going, email: str, now: datetime) -> str:
    when = "now" if one.at <= now else f"{one.at:%Y-%m-%d %H:%M} UTC"
    held = one.held
    return f"{when}  {write_size(held.bytes):>8}  {email}  {held.title!r}, of {held.since:%Y-%m-%d}: {WORDS[one.why]}"
