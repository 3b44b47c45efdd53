"""From a notice to the outbox: page by page of those who want to hear, so that nobody waits long for the outbox."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from catalog import models
from catalog.livestreams.lifecycle import Status
from catalog.notices.rules import MAILED, MAILED_REMINDERS, NoticeKind, find_end, find_expiry
from catalog.notices.told import Ring, Told
from catalog.outbox.lock import lock_outbox
from catalog.outbox.mails import KIND as MAIL
from catalog.outbox.mails import Letter, name_mailbox, write_body
from catalog.outbox.rules import DeliveryState
from catalog.outbox.shapes import Claim
from contract.moments import to_rfc3339

KIND: Final = "push"
PAGE: Final = 1_000
"""Of those who want to hear, in one transaction."""
BATCH: Final = 250
"""Devices in one delivery."""
AHEAD: Final = 200
"""Deliveries of a kind that wait for their turn in the outbox at most: it looks at all of them to find whose it is.
Those that failed and wait for their time are none of them: nobody's receivers that are away hold up the others."""
RINGS, FOLLOWS, REMINDERS, MAILS = "rfmn"
"""How far a notice is, in the cursor `Notice.told_to` before the last row: first the devices of those who are to be
reminded of this show, then those of its artist's followers; then the mails to either."""
NEXT: Final = {RINGS: FOLLOWS, FOLLOWS: REMINDERS, REMINDERS: MAILS, MAILS: None}


async def tell_some(*, now: datetime | None = None, page: int = PAGE, batch: int = BATCH) -> bool:
    """Put the next page of a notice that is due into the outbox; whether there was one."""
    now = now or datetime.now(UTC)
    due = models.Notice.filter(done=False, due_at__lte=now).order_by("due_at")
    if not await due.exists():
        return False  # the usual case costs no lock
    async with lock_outbox():
        row = await _find_next(due, now)
        if row is None:
            return False
        show = await models.Livestream.get(id=row.livestream_id).select_related("artist")
        told = _describe(row, show, now)
        if told is None:
            row.done = True
        else:
            await _tell_page(row, show, told, page, batch, now)
        await row.save(update_fields=["told_to", "done"])
    return True


async def _find_next(due: QuerySet[models.Notice], now: datetime) -> models.Notice | None:
    """That a show is on before all else, and devices before mails; nothing for which the outbox has no room now."""
    by_mail = Q(told_to__startswith=REMINDERS) | Q(told_to__startswith=MAILS)
    if await _has_room(KIND, now):
        ringing = due.exclude(by_mail)
        if (row := await ringing.filter(kind=NoticeKind.LIVE).first() or await ringing.first()) is not None:
            return row
    return await due.filter(by_mail).first() if await _has_room(MAIL, now) else None


async def _has_room(kind: str, now: datetime) -> bool:
    waiting = models.Delivery.filter(kind=kind, state=DeliveryState.PENDING, next_attempt_at__lte=now)
    return await waiting.count() < AHEAD


def _describe(row: models.Notice, show: models.Livestream, now: datetime) -> Told | None:
    kind, status, starts_at = NoticeKind(row.kind), Status(show.status), _to_utc(show.scheduled_start_at)
    due_at = _to_utc(row.due_at) or now
    end = find_end(
        kind,
        status=status,
        starts_at=starts_at,
        about=row.about,
        date=to_rfc3339(starts_at) or "",
        told_at=due_at,
    )
    if end is None or end < now:
        return None
    return Told(
        id=row.id,
        kind=kind,
        livestream_id=show.id,
        title=show.title,
        artist=show.artist.display_name,
        starts_at=to_rfc3339(starts_at),
        tokens=show.token_gate_amount,
        cover=show.cover_id,
        portrait=show.artist.picture_id,
        zone=show.time_zone or "",
        until=to_rfc3339(find_expiry(kind, starts_at=starts_at, end=end, now=now)) or "",
    )


async def _tell_page(
    row: models.Notice, show: models.Livestream, told: Told, page: int, batch: int, now: datetime
) -> None:
    """Those who came after what it tells of hear only what follows."""
    phase, last = row.told_to[:1] or RINGS, int(row.told_to[1:] or "0")
    reminders = models.Reminder.filter(livestream_id=show.id, created_at__lte=row.due_at)
    if phase in (RINGS, REMINDERS):
        rows: Sequence[models.Reminder | models.Follow] = (
            await reminders.filter(id__gt=last).order_by("id").limit(page)
        )
    else:
        follows = models.Follow.filter(artist_id=show.artist_id, created_at__lte=row.due_at, id__gt=last)
        wanted = follows.filter(push=True) if phase == FOLLOWS else follows.filter(mail=True)
        rows = await wanted.order_by("id").limit(page)
    accounts = [one.account_id for one in rows]
    match phase:
        case "r":
            await _ring(told, accounts, batch, now)
        case "f":
            also = await reminders.filter(account_id__in=accounts).values_list("account_id", flat=True)
            reminded = {str(name) for name in also}
            await _ring(told, [one for one in accounts if one not in reminded], batch, now)
        case "m" if told.kind in MAILED_REMINDERS:
            rung = {account for _, account in await _select_devices(accounts)}
            await _write(told, [one for one in accounts if one not in rung], now)
        case "n" if told.kind in MAILED:
            await _write(told, accounts, now)
    following = NEXT[phase]
    if len(rows) == page:
        row.told_to = f"{phase}{rows[-1].id}"
    elif following is not None:
        row.told_to = f"{following}0"
    else:
        row.done = True


async def _select_devices(accounts: Sequence[str]) -> list[tuple[str, str]]:
    """Endpoints' ids, and whose each is."""
    if not accounts:
        return []
    rows = models.PushEndpoint.filter(account_id__in=list(accounts)).order_by("id")
    return [(str(name), str(account)) for name, account in await rows.values_list("id", "account_id")]


async def _ring(told: Told, accounts: Sequence[str], batch: int, now: datetime) -> None:
    endpoints = [name for name, _ in await _select_devices(accounts)]
    some = [endpoints[at : at + batch] for at in range(0, len(endpoints), batch)]
    deliveries = [_to_row(KIND, f"{told.id}-{each[0]}", told, Ring(told, tuple(each)).write(), now) for each in some]
    if deliveries:
        await models.Delivery.bulk_create(deliveries)


async def _write(told: Told, accounts: Sequence[str], now: datetime) -> None:
    """To those whose address is verified."""
    if not accounts:
        return
    rows = models.Account.filter(id__in=list(accounts)).exclude(email_verified_at=None)
    about: dict[str, Any] = asdict(told)
    mails = [
        _to_row(
            MAIL,
            name_mailbox(one.email),
            told,
            write_body(Letter.SHOW, one.email, account_id=one.id, asked_at=now, about=about),
            now,
            event_id=f"{told.id}-{one.id}",
        )
        for one in await rows
    ]
    if mails:
        await models.Delivery.bulk_create(mails, batch_size=50, ignore_conflicts=True)


def _to_row(
    kind: str, receiver: str, told: Told, body: str, now: datetime, event_id: str | None = None
) -> models.Delivery:
    return models.Delivery(
        id=str(uuid4()),
        kind=kind,
        receiver=receiver,
        event_id=event_id or receiver,
        type=Letter.SHOW if kind == MAIL else f"notice.{told.kind}",
        livestream_id=told.livestream_id,
        body=body,
        next_attempt_at=now,
        created_at=now,
    )


def _to_utc(moment: datetime | None) -> datetime | None:
    return moment if moment is None or moment.tzinfo is not None else moment.replace(tzinfo=UTC)


async def keep_rest(claim: Claim, rest: Ring) -> None:
    """Write down which devices of a batch are still to be rung: who begins it again goes on from there."""
    await models.Delivery.filter(id=claim.delivery_id, attempts=claim.attempts).update(body=rest.write())
