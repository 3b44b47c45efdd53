"""The audit trail: who did what to keep a room pleasant. Each act is written in the transaction of what was done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from catalog import models
from catalog.db.batches import in_batches
from catalog.db.cursors import read_number, write_cursor


class What(StrEnum):
    """What was done."""

    MESSAGES_REMOVED = "messages_removed"
    TIMED_OUT = "timed_out"
    BANNED = "banned"
    BAN_LIFTED = "ban_lifted"
    MODERATOR_ADDED = "moderator_added"
    MODERATOR_DISMISSED = "moderator_dismissed"
    SETTINGS_CHANGED = "settings_changed"
    FILTER_SET = "filter_set"
    FILTER_REMOVED = "filter_removed"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    QUESTION_CHANGED = "question_changed"
    REPORT_CLOSED = "report_closed"


@dataclass(frozen=True, slots=True)
class By:
    """Who does it: the artist, or a moderator."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done; `by` None: by an account that is closed. `about` says whom and what it was done to."""

    id: int
    by: By | None
    act: str
    about: Mapping[str, Any]
    at: datetime


async def write_act(
    livestream: models.Livestream, by: By, act: What, about: Mapping[str, Any], now: datetime | None = None
) -> None:
    """To be called in the transaction of what was done. `about` names accounts by `account_id` alone: what they are
    called is looked up when it is read, and goes with them."""
    await models.ChatAct.create(
        artist_id=livestream.artist_id,
        livestream_id=livestream.id,
        by=by.id,
        by_name=by.name,
        act=act.value,
        about=dict(about),
        at=now or datetime.now(UTC),
    )


async def select_acts(
    livestream_id: str, *, limit: int = 100, cursor: str | None = None
) -> tuple[list[Act], str | None]:
    """What was done in a room, the last first, and the way to the next ones.

    Raises:
        CursorError
    """
    rows = models.ChatAct.filter(livestream_id=livestream_id)
    if cursor is not None:
        rows = rows.filter(id__lt=read_number("chat-acts", cursor))
    found = await rows.order_by("-id").limit(limit + 1)
    more = write_cursor("chat-acts", found[limit - 1].id) if len(found) > limit else None
    names = await _find_names(row.about for row in found)
    return [
        Act(row.id, None if row.by is None else By(row.by, row.by_name), row.act, _tell(row.about, names), row.at)
        for row in found[:limit]
    ], more


async def _find_names(abouts: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    parts = [part for about in abouts for part in (about, *about.get("messages", ()))]
    accounts = {account_id for part in parts if (account_id := part.get("account_id")) is not None}
    found = dict[str, str]()
    for asked in in_batches(accounts):
        found |= dict(await models.Account.filter(id__in=asked).values_list("id", "display_name"))
    return found


def _tell(about: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """With accounts as `{id, display_name}`; null: it is closed."""
    told = {name: value for name, value in about.items() if name != "account_id"}
    if "account_id" in about:
        account_id = about["account_id"]
        told["account"] = {"id": account_id, "display_name": names[account_id]} if account_id in names else None
    if "messages" in about:
        told["messages"] = [_tell(one, names) for one in about["messages"]]
    return told
