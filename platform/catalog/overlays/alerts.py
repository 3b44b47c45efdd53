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
) -> Alert:
    """The artist's next alert. To be called in the transaction of what it tells of; when that is committed, it is to
    be announced (`live.overlays.alerts.Alerts.announce`).

    `about` is what everybody may see: of a tip `{account: {id, display_name} | null, amount, text}`, of a thanks
    `{account, text}`. `message_id` is the chat's message that it came with: removed, the alert is withdrawn with it.
    """
    await hold_alerts(artist_id)
    row = models.Alert(
        artist_id=artist_id,
        number=await _find_last(artist_id) + 1,
        livestream_id=livestream_id,
        kind=kind,
        about=dict(about),
        message_id=message_id,
        at=now.replace(microsecond=now.microsecond // 1000 * 1000),
    )
    await row.save()
    return _to_alert(row)


async def withdraw_alerts(message_ids: list[str]) -> list[Alert]:
    """What came with these messages is not to be shown any more. Those that were to be."""
    rows = await models.Alert.filter(message_id__in=message_ids, withdrawn=False).order_by("number")
    if rows:
        await models.Alert.filter(id__in=[row.id for row in rows]).update(withdrawn=True)
    return [_to_alert(row) for row in rows]


async def read_last(artist_id: str) -> int:
    """The last number given; 0: none yet."""
    return await _find_last(artist_id)


async def read_past(artist_id: str, after: int, *, now: datetime | None = None) -> Past:
    """What is to be shown after a number, and up to where that leads."""
    oldest = (now or datetime.now(UTC)) - KEPT
    async with one_look():
        last = await _find_last(artist_id)
        rows = await (
            models.Alert.filter(artist_id=artist_id, number__gt=after, withdrawn=False, at__gte=oldest)
            .order_by("-number")
            .limit(MOST)
        )
        gone = await _find_gone([row.message_id for row in rows if row.message_id is not None])
    left = [row for row in reversed(rows) if row.message_id not in gone]
    return Past(artist_id, after, max(after, last), tuple(_to_alert(row) for row in left))


async def _find_gone(message_ids: list[str]) -> set[str]:
    """Messages that were removed, and tips that were given back."""
    found = set[str]()
    for some in in_batches(message_ids):
        gone = ~Q(removed_at=None) | ~Q(tip_refunded_at=None)
        found |= {one for (one,) in await models.ChatMessage.filter(gone, id__in=some).values_list("id")}
    return found


async def _find_last(artist_id: str) -> int:
    # Not with the lock: in one statement with it, PostgreSQL would look at alerts as they were before it waited.
    found = await models.Alert.filter(artist_id=artist_id).order_by("-number").first()
    return 0 if found is None else found.number


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
