"""Artists' grants: tokens for an account, or for an e-mail address that has none yet; and corrections of them."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from catalog import models
from catalog.db.keys import get_keys
from catalog.errors import (
    ArtistNotFoundError,
    CatalogError,
    HolderNotFoundError,
    InsufficientTokensError,
    LedgerBusyError,
)
from catalog.ledger.moves import TRIES, HolderKnownError, Moved, move_many, move_tokens
from catalog.ledger.rules import ISSUER, Holder, Move, MoveKind
from catalog.ledger.wallets import read_wallet
from settings.emails import normalise_email

T = TypeVar("T")

PURPOSE: Final = "ledger"
AT_ONCE: Final = 200
"""Lines of an import in one transaction: others wait for the artist's wallets meanwhile."""
CLAIMED: Final = "Was waiting for the e-mail address."


@dataclass(frozen=True, slots=True)
class Grant:
    """What is asked for: `amount` tokens for an account or for an e-mail address; below 0: so many back.

    With a `key` it is booked once, however often it is asked for.
    """

    amount: int
    account_id: str | None = None
    email: str | None = None
    reason: str = ""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """A grant that is booked; to an account, or waiting at an e-mail address."""

    id: str
    artist_id: str
    account_id: str | None
    email: str | None
    amount: int
    reason: str
    balance: int
    """Just after it."""
    at: datetime
    again: bool
    """It was booked before, with the same key."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Tokens that came to an account which has shown that an e-mail address is its own."""

    artist_id: str
    balance: int


async def grant_tokens(artist_id: str, grant: Grant, by: str) -> Granted:
    """Book it; `by`: the account that asks.

    Raises:
        ArtistNotFoundError, HolderNotFoundError
        As `move_tokens`.
    """
    await check_artist(artist_id)

    async def book() -> Granted:
        (holder,) = (await _find_holders([grant])).values()
        move = _to_move(artist_id, grant, holder, by)
        return _to_granted(grant, move, await move_tokens(move))

    return await _while_known(book)


async def import_grants(artist_id: str, grants: Sequence[Grant], by: str) -> list[Granted | CatalogError]:
    """Book many, a piece at a time; for each what became of it. What is broken off can be sent again where each has
    its key.

    Raises:
        ArtistNotFoundError
        LedgerBusyError: what came before the piece is booked.
    """
    await check_artist(artist_id)
    done = list[Granted | CatalogError]()
    for at in range(0, len(grants), AT_ONCE):
        piece = grants[at : at + AT_ONCE]

        async def book(piece: Sequence[Grant] = piece) -> list[Granted | CatalogError]:
            holders = await _find_holders(piece)
            moves = [_to_move(artist_id, grant, holders[grant.email or ""], by) for grant in piece]
            answers = zip(piece, moves, await move_many(moves), strict=True)
            return [
                moved if isinstance(moved, CatalogError) else _to_granted(grant, move, moved)
                for grant, move, moved in answers
            ]

        done += await _while_known(book)
    return done


async def book_waiting(account_id: str, email: str) -> list[Claimed]:
    """Give an account what waits for its e-mail address, which it has just shown to be its own: to be called once
    that is committed, for only then what comes meanwhile finds the account by itself. Again: nothing."""
    claimed = dict[str, int]()
    for wallet in await models.Wallet.filter(email=normalise_email(email)):
        artist_id, sides = wallet.artist_id, (Holder(email=wallet.email), Holder(account_id))
        # Until nothing is left: a grant that was under way may come after the look, but none can begin now.
        while waiting := await read_wallet(wallet.id):
            with suppress(InsufficientTokensError):  # somebody else claims it, too
                moved = await move_tokens(Move(MoveKind.CLAIM, artist_id, *sides, waiting, CLAIMED))
                claimed[artist_id] = moved.taker_balance
        await models.Wallet.filter(id=wallet.id).update(email=None, claimed_by=account_id)
    return [Claimed(artist_id, balance) for artist_id, balance in claimed.items()]


async def check_artist(artist_id: str) -> None:
    """Raises ArtistNotFoundError: nobody of that id, or a fan."""
    if not await models.Account.exists(id=artist_id, role="artist"):
        raise ArtistNotFoundError


async def _while_known(book: Callable[[], Awaitable[T]]) -> T:
    """Again, where an e-mail address came to be an account's just now."""
    for _ in range(TRIES):
        try:
            return await book()
        except HolderKnownError:
            continue
    raise LedgerBusyError


async def _find_holders(grants: Sequence[Grant]) -> Mapping[str, Holder]:
    """By e-mail address as it was sent ("" for none): its account, once verified, or itself."""
    holders = dict[str, Holder]()
    emails = {grant.email: normalise_email(grant.email) for grant in grants if grant.email is not None}
    if emails:
        rows = models.Account.filter(email__in=list(emails.values()), email_verified_at__isnull=False)
        known = {email: account_id for account_id, email in await rows.values_list("id", "email")}
        for sent, email in emails.items():
            holders[sent] = Holder(known[email]) if email in known else Holder(email=email)
    for grant in grants:
        if grant.account_id is not None:
            if not await models.Account.exists(id=grant.account_id):
                raise HolderNotFoundError
            holders[""] = Holder(grant.account_id)
    return holders


def _to_move(artist_id: str, grant: Grant, holder: Holder, by: str) -> Move:
    sides, kind = (ISSUER, holder), MoveKind.GRANT
    if grant.amount < 0:
        sides, kind = (holder, ISSUER), MoveKind.CORRECTION
    key = digest = None
    if grant.key is not None:
        # Of what was sent: whose the address is may be another's the second time.
        sent = [grant.account_id, grant.email and normalise_email(grant.email), grant.amount, grant.reason]
        key, digest = f"grant:{grant.key}", get_keys().fingerprint(PURPOSE, json.dumps(sent))
    return Move(kind, artist_id, *sides, abs(grant.amount), grant.reason, by, key, digest)


def _to_granted(grant: Grant, move: Move, moved: Moved) -> Granted:
    holder, balance = (move.giver, moved.giver_balance) if grant.amount < 0 else (move.taker, moved.taker_balance)
    return Granted(
        id=moved.id,
        artist_id=move.artist_id,
        account_id=holder.account_id,
        email=holder.email,
        amount=grant.amount,
        reason=grant.reason,
        balance=balance,
        at=moved.at,
        again=moved.again,
    )
