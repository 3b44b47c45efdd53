"""An artist's alerts: appended in the transaction of what they tell of, read after a number, withdrawn.

Whoever appends holds the row of the artist's issuing wallet (its id is the artist's), which whoever moves the
artist's tokens holds anyway: so numbers have no gaps and come in the order of commits, and whoever has read up to one
has missed nothing before it. Wallets are locked before rooms, everywhere: whoever is to hold a room's row as well
calls `hold_alerts` first, or two may wait for each other.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from tortoise.expressions import Q

from catalog import models
from catalog.db.batches import in_batches
from catalog.db.orm import one_look
from catalog.ledger.rules import ISSUER
from catalog.ledger.wallets import ensure_wallets
from contract.moments import to_rfc3339
from contract.overlays.alerts import Alert, Past

KEPT: Final = timedelta(hours=12)
"""What is older is shown to nobody: it was of another evening."""
MOST: Final = 500
"""Read at once, the newest ones: as many as an overlay shows in an hour."""

AlertKind = Literal["tip", "thanks"]


async def hold_alerts(artist_id: str) -> None:
    """Nobody else appends to the artist's alerts until the transaction ends. To be called in one; harmless the second
    time."""
    locked = await models.Wallet.filter(id=artist_id).select_for_update().first()
    if locked is None:
        await ensure_wallets(artist_id, [ISSUER])
        await models.Wallet.filter(id=artist_id).select_for_update().first()


async def append_alert(
    artist_id: str,
    kind: AlertKind,
    about: Mapping[str, Any],
    livestream_id: str | None,
    message_id: str | None,
    now: datetime,
    *,
    delay: int = 0,
) -> Alert:
    """The artist's next alert. To be called in the transaction of what it tells of; when that is committed, it is to
    be announced (`live.overlays.alerts.Alerts.announce`).

    `about` is what everybody may see: of a tip `{account: {id, display_name} | null, amount, text}`, of a thanks
    `{account, text}`. `message_id` is the chat's message that it came with: removed, the alert is withdrawn with it.
    `delay`: seconds that it waits for moderators, as its message does; what comes after it waits behind it.
    """
    await hold_alerts(artist_id)
    newest = await _find_newest(artist_id)
    at = now.replace(microsecond=now.microsecond // 1000 * 1000) + timedelta(seconds=delay)
    row = models.Alert(
        artist_id=artist_id,
        number=1 if newest is None else newest.number + 1,
        livestream_id=livestream_id,
        kind=kind,
        about=dict(about),
        message_id=message_id,
        at=at if newest is None else max(at, newest.at),
    )
    await row.save()
    return _to_alert(row)


async def withdraw_alerts(message_ids: list[str]) -> list[Alert]:
    """What came with these messages is not to be shown any more. Those that were to be."""
    rows = await models.Alert.filter(message_id__in=message_ids, withdrawn=False).order_by("number")
    if rows:
        await models.Alert.filter(id__in=[row.id for row in rows]).update(withdrawn=True)
    return [_to_alert(row) for row in rows]


async def read_last(artist_id: str, *, now: datetime | None = None) -> int:
    """The last number that does not wait any more; 0: none yet."""
    last, _ = await _find_last(artist_id, now or datetime.now(UTC))
    return last


async def read_past(artist_id: str, after: int, *, now: datetime | None = None) -> Past:
    """What is to be shown after a number, and up to where that leads."""
    now = now or datetime.now(UTC)
    async with one_look():
        last, due = await _find_last(artist_id, now)
        rows = await (
            models.Alert.filter(
                artist_id=artist_id, number__gt=after, number__lte=last, withdrawn=False, at__gte=now - KEPT
            )
            .order_by("-number")
            .limit(MOST)
        )
        gone = await _find_gone([row.message_id for row in rows if row.message_id is not None])
    left = [row for row in reversed(rows) if row.message_id not in gone]
    return Past(artist_id, after, max(after, last), tuple(_to_alert(row) for row in left), due)


async def _find_gone(message_ids: list[str]) -> set[str]:
    """Messages that were removed, and tips that were given back."""
    found = set[str]()
    for some in in_batches(message_ids):
        gone = ~Q(removed_at=None) | ~Q(tip_refunded_at=None)
        found |= {one for (one,) in await models.ChatMessage.filter(gone, id__in=some).values_list("id")}
    return found


async def _find_last(artist_id: str, now: datetime) -> tuple[int, datetime | None]:
    """The last number that does not wait, and when the one after it is due; None: there is none."""
    newest = await _find_newest(artist_id)
    if newest is None or newest.at <= now:
        return 0 if newest is None else newest.number, None
    rows = models.Alert.filter(artist_id=artist_id, number__gt=newest.number - MOST, at__gt=now)
    first = await rows.order_by("number").first() or newest
    return first.number - 1, first.at


async def _find_newest(artist_id: str) -> models.Alert | None:
    # Not with the lock: in one statement with it, PostgreSQL would look at alerts as they were before it waited.
    return await models.Alert.filter(artist_id=artist_id).order_by("-number").first()


def _to_alert(row: models.Alert) -> Alert:
    shape = {
        "number": row.number,
        "at": to_rfc3339(row.at),
        "kind": row.kind,
        "livestream_id": row.livestream_id,
        "message_id": row.message_id,
        "about": row.about,
    }
    return Alert(row.artist_id, row.number, shape)
