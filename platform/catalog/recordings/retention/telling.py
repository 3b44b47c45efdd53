"""Artists are told before replays go: in one mail a day with all of them, each once, and on their page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from catalog import models
from catalog.outbox.mails import Letter, insert_mail
from catalog.recordings.policy import get_policy
from catalog.recordings.retention.clearing import AT_ONCE, select_late
from catalog.recordings.retention.plan import NEARLY, Held, make_room
from catalog.recordings.retention.room import select_held, select_quotas, to_held

DAY: Final = timedelta(days=1)


async def tell_going(*, now: datetime | None = None) -> int:
    """Tell some of the artists of whose replays some go soon that have not been told within a day; how many."""
    now, policy = now or datetime.now(UTC), get_policy()
    if not policy.notice:
        return 0
    nearly = await select_quotas(NEARLY)
    artists = dict[str, None]()
    if policy.days:
        late = select_late(now + policy.notice).filter(_untold(now), _not_today(now))
        found = await late.order_by("created_at").limit(AT_ONCE).values_list("livestream__artist_id", flat=True)
        artists |= {str(each): None for each in found}
    artists |= dict.fromkeys(nearly)
    return sum([await _tell(artist_id, nearly.get(artist_id), now) for artist_id in artists])


async def select_told(account_id: str, told_at: datetime) -> Sequence[Held]:
    """What an artist was told of at that moment, and can keep still; the first to go first. What goes only if room
    is needed has no `expires_at`."""
    soon = told_at + get_policy().notice + DAY
    rows = models.Recording.filter(
        livestream__artist_id=account_id, told_at=told_at, keep=False, deleted_at=None
    ).exclude(begins_at=None)
    held = [to_held(row) for row in await rows.select_related("livestream")]
    held = [
        each if each.expires_at is None or each.expires_at <= soon else replace(each, expires_at=None)
        for each in held
    ]
    return sorted(held, key=lambda one: (one.expires_at is None, one.expires_at, one.since))


async def _tell(artist_id: str, quota: int | None, now: datetime) -> bool:
    """Of all that goes before there can be another mail; whether there was something to tell."""
    policy = get_policy()
    async with in_transaction():
        account = await models.Account.filter(id=artist_id).select_for_update().first()
        if account is None or _is_today(account.replays_told_at, now):
            return False
        going = [one.recording for one in make_room(await select_held(artist_id), quota * NEARLY)] if quota else []
        own = models.Recording.filter(_untold(now), livestream__artist_id=artist_id, deleted_at=None)
        names = {each.id: each for each in await own.filter(id__in=going)} if going else {}
        if policy.days:
            names |= {
                each.id: each
                for each in await select_late(now + policy.notice + DAY).filter(
                    _untold(now), livestream__artist_id=artist_id
                )
            }
        if not names:
            return False
        await models.Recording.filter(id__in=[*names]).update(told_at=now)
        if any(each.begins_at is not None for each in names.values()):
            await models.Account.filter(id=artist_id).update(replays_told_at=now)
            if account.email_verified_at is not None:
                await insert_mail(Letter.REPLAYS, account.email, account_id=artist_id, now=now)
        return True


def _untold(now: datetime) -> Q:
    """Or told by a clock that was ahead: that would keep it until then."""
    return Q(told_at=None) | Q(told_at__gt=now)


def _not_today(now: datetime) -> Q:
    earlier = Q(livestream__artist__replays_told_at__lte=now - DAY)
    return earlier | Q(livestream__artist__replays_told_at=None) | Q(livestream__artist__replays_told_at__gt=now)


def _is_today(told_at: datetime | None, now: datetime) -> bool:
    return told_at is not None and now - DAY < told_at <= now
