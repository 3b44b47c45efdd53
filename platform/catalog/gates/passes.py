"""Passes: given out, taken back, and what an ingest node must know of those that were. `contract/passes.py` is what
one says."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tortoise.expressions import F, RawSQL, Subquery
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.batches import delete_in_batches, in_batches
from catalog.feeds.keys import media_path
from catalog.livestreams.errors import NotFoundError
from catalog.recordings.rules import Visibility
from contract.orders import Revocation
from contract.passes import CLOCKS_APART, ID_BYTES, Pass, write_pass
from runtime.keys import Keys

LIFETIME: Final = timedelta(hours=24)
RENEWED_BEFORE: Final = timedelta(hours=1)
"""A pass with less left is not given out again: a new one is."""
KEPT: Final = timedelta(seconds=CLOCKS_APART)
"""After it has expired here, a pass may be good at a node: it is taken back, and that is told, all the same."""
MOST_TOLD: Final = 1_000
"""Revocations in one answer to a node; the rest is in the next."""


@dataclass(frozen=True, slots=True)
class IssuedPass:
    """A pass, and where it opens what: the paths are whole addresses, or begin at the origin's root."""

    text: str
    media_path: str
    replay_path: str | None
    """None: nothing is kept."""
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LivingPass:
    """Who has a pass to what, by which sign-in, and what it takes now."""

    id: str
    livestream_id: str
    artist_id: str
    tokens: int
    """Of this artist's that it takes to watch, or to have the replay; 0: it is for everybody by now."""
    account_id: str | None
    """None: the account is closed."""
    session: str
    issued_at: datetime
    """When it was last asked for."""


_WATCHED: Final = RawSQL(
    "(SELECT COUNT(*) FROM screens s WHERE s.account_id = passes.account_id"
    " AND s.livestream_id = passes.livestream_id AND s.session = passes.session AND s.moved_to IS NULL)"
)


def derive_pass_key(keys: Keys, livestream_id: str) -> bytes:
    """What the passes to this livestream are signed with."""
    return keys.derive(f"pass:{livestream_id}")


def derive_replay_key(keys: Keys, livestream_id: str, gate: int, visibility: str) -> bytes:
    """What the passes to its replay are signed with; empty: it is for everybody. `gate`: the tokens that the show
    takes. Passes to the show open its replay, unless that is for its artist alone."""
    if visibility == Visibility.PRIVATE:
        return keys.derive(f"replay:{livestream_id}")
    return derive_pass_key(keys, livestream_id) if gate or visibility == Visibility.HOLDERS else b""


async def issue_pass(
    keys: Keys,
    livestream_id: str,
    account_id: str,
    session: str,
    *,
    gate: int = 0,
    replay: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> IssuedPass:
    """The account's pass to this livestream by one sign-in (`session`, see `name_session`): the one it has, or a new
    one. Each sign-in has its own, which ends with it. Whether the account may have one, the gate says before: it
    takes so many tokens (`gate`), and `replay` is what the account is shown of it.

    Raises:
        NotFoundError
    """
    now = now or datetime.now(UTC)
    feed = await models.Feed.get_or_none(livestream_id=livestream_id)
    if feed is None:
        raise NotFoundError
    own = models.Pass.filter(livestream_id=livestream_id, account_id=account_id, session=session)
    row = await own.filter(revoked_at=None, expires_at__gt=now + RENEWED_BEFORE).order_by("-expires_at").first()
    # Whoever asks is about to watch: of one that nobody was seen to watch by, that begins anew to be judged.
    asked = models.Pass.filter(id=row.id if row is not None else "", revoked_at=None)
    if row is None or not await asked.update(issued_at=now):
        row = await models.Pass.create(
            id=secrets.token_hex(ID_BYTES),
            livestream_id=livestream_id,
            account_id=account_id,
            session=session,
            issued_at=now,
            # To the second, as a pass says it.
            expires_at=(now + LIFETIME).replace(microsecond=0),
        )
    said = Pass(row.id, int(row.expires_at.timestamp()))
    text = write_pass(derive_pass_key(keys, livestream_id), said)
    replay_path = None if replay is None else replay["url"]
    if replay_path is not None and replay is not None:
        key = derive_replay_key(keys, livestream_id, gate, replay["visibility"])
        if key:
            folder, _, file = replay_path.rpartition("/")
            replay_path = f"{folder}/{write_pass(key, said)}/{file}"
    media = media_path(f"{feed.playback_id}/{text}", feed.media_url)
    return IssuedPass(text, media, replay_path, row.expires_at)


async def select_living(accounts: Collection[str], *, now: datetime | None = None) -> list[LivingPass]:
    """The passes of some accounts that are good now, or may be by another clock."""
    return await _list(_living(now).filter(account_id__in=list(accounts)))


async def select_held_at(processes: Collection[str], *, now: datetime | None = None) -> list[LivingPass]:
    """The passes of accounts that have screens at these web processes."""
    accounts = models.Screen.filter(process__in=list(processes), moved_to=None).values("account_id")
    return await _list(_living(now).filter(account_id__in=Subquery(accounts)))


async def select_unwatched(account_id: str | None = None, *, now: datetime | None = None) -> list[LivingPass]:
    """Those of them that their sign-in has no screen open for, everybody's or one account's."""
    found = _living(now) if account_id is None else _living(now).filter(account_id=account_id)
    return await _list(found.annotate(watched=_WATCHED).filter(watched=0))


def _living(now: datetime | None) -> QuerySet[models.Pass]:
    return models.Pass.filter(revoked_at=None, expires_at__gt=(now or datetime.now(UTC)) - KEPT)


async def _list(found: QuerySet[models.Pass]) -> list[LivingPass]:
    rows: list[Any] = await found.values_list(
        "id",
        "livestream_id",
        "livestream__artist_id",
        "livestream__token_gate_amount",
        "livestream__recording__visibility",
        "account_id",
        "session",
        "issued_at",
    )
    return [
        LivingPass(
            name,
            livestream_id,
            artist_id,
            max(tokens or 0, 1 if visibility == Visibility.HOLDERS else 0),
            account_id,
            session,
            issued_at,
        )
        for name, livestream_id, artist_id, tokens, visibility, account_id, session, issued_at in rows
    ]


async def revoke_passes(
    passes: Collection[LivingPass], *, unwatched: bool = False, now: datetime | None = None
) -> set[str]:
    """Take passes back; the livestreams of those that were still good. Each gets the next number of its livestream,
    whose row is held meanwhile: so numbers come in the order of commits, and a node misses none. `unwatched`: only if
    nobody has opened a screen for it, or asked for it, meanwhile."""
    now = now or datetime.now(UTC)
    by_livestream: dict[str, list[LivingPass]] = {}
    for one in passes:
        by_livestream.setdefault(one.livestream_id, []).append(one)
    return {
        livestream_id
        for livestream_id, those in by_livestream.items()
        for some in in_batches(those)
        if await _revoke(livestream_id, some, now, unwatched=unwatched)
    }


async def _revoke(livestream_id: str, passes: Sequence[LivingPass], now: datetime, *, unwatched: bool) -> int:
    seen = {one.id: one.issued_at for one in passes}
    async with in_transaction():
        held = await models.Livestream.filter(id=livestream_id).select_for_update().first()
        if held is None:
            return 0  # deleted, and its passes with it
        rows = await models.Pass.filter(id__in=list(seen), revoked_at=None).order_by("id").select_for_update()
        if unwatched:
            open_ = await models.Screen.filter(livestream_id=livestream_id, moved_to=None)
            there = {(one.account_id, one.session) for one in open_}
            rows = [
                row for row in rows if row.issued_at == seen[row.id] and (row.account_id, row.session) not in there
            ]
        for number, row in enumerate(rows, held.revocations + 1):
            row.revoked_at, row.revocation = now, number
        if rows:
            await models.Livestream.filter(id=livestream_id).update(revocations=F("revocations") + len(rows))
            await models.Pass.bulk_update(rows, fields=["revoked_at", "revocation"])
        return len(rows)


@dataclass(frozen=True, slots=True)
class Revoked:
    """Revocations up to `number` that a node has not heard of. What has expired by any clock is not among them."""

    number: int
    passes: list[Revocation]
    more: bool = False
    """Whether there are others beyond that number."""


async def select_revoked(
    known: Mapping[str, int], *, most: int = MOST_TOLD, now: datetime | None = None
) -> dict[str, Revoked]:
    """By livestream, where there is something new: what was taken back after the number that is `known`. To one who
    knows of nothing (-1), that there is nothing is new."""
    now = now or datetime.now(UTC)
    numbers = dict(await models.Livestream.filter(id__in=list(known)).values_list("id", "revocations"))
    found: dict[str, Revoked] = {}
    for livestream_id, last in numbers.items():
        if last <= known[livestream_id]:
            continue
        rows = await (
            models.Pass.filter(
                livestream_id=livestream_id,
                revocation__gt=known[livestream_id],
                revocation__lte=last,
                expires_at__gt=now - KEPT,
            )
            .order_by("revocation")
            .limit(most + 1)
        )
        told = rows[:most]
        more = len(rows) > most
        number = last if not more else told[-1].revocation or last
        passes = [Revocation(id=row.id, expires_at=int(row.expires_at.timestamp())) for row in told]
        found[livestream_id] = Revoked(number, passes, more)
    return found


async def prune_passes(*, now: datetime | None = None) -> int:
    """Forget passes that have expired by any clock; how many. What was taken back is remembered as long."""
    return await delete_in_batches(models.Pass.filter(expires_at__lte=(now or datetime.now(UTC)) - KEPT))
