"""Artists' grants: tokens for an account, or for an e-mail address; and corrections of them.

Nothing here asks whether an address has an account: what is done and answered is the same.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from catalog import models
from catalog.db.keys import get_keys
from catalog.errors import CatalogError
from catalog.ledger.errors import ArtistNotFoundError, HolderNotFoundError
from catalog.ledger.moves import Moved, move_many, move_tokens
from catalog.ledger.rules import ISSUER, Holder, Move, MoveKind
from catalog.ledger.wallets import BALANCE
from settings.emails import normalise_email

PURPOSE: Final = "ledger"
AT_ONCE: Final = 200
"""Lines of an import in one transaction: others wait for the artist's wallets meanwhile."""


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
    """A grant that is booked; to an account or to an e-mail address, as it was asked for."""

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


async def grant_tokens(artist_id: str, grant: Grant, by: str) -> Granted:
    """Book it; `by`: the account that asks.

    Raises:
        ArtistNotFoundError, HolderNotFoundError
        As `move_tokens`.
    """
    await check_artist(artist_id)
    if grant.account_id is not None and not await models.Account.exists(id=grant.account_id):
        raise HolderNotFoundError
    (move,) = await _to_moves(artist_id, [grant], by)
    return _to_granted(grant, move, await move_tokens(move))


async def import_grants(artist_id: str, grants: Sequence[Grant], by: str) -> list[Granted | CatalogError]:
    """Book many, all for addresses, a piece at a time; for each what became of it. What is broken off can be sent
    again where each has its key.

    Raises:
        ArtistNotFoundError
        LedgerBusyError: what came before the piece is booked.
    """
    await check_artist(artist_id)
    done = list[Granted | CatalogError]()
    for at in range(0, len(grants), AT_ONCE):
        piece = grants[at : at + AT_ONCE]
        moves = await _to_moves(artist_id, piece, by)
        done += [
            moved if isinstance(moved, CatalogError) else _to_granted(grant, move, moved)
            for grant, move, moved in zip(piece, moves, await move_many(moves), strict=True)
        ]
    return done


async def check_artist(artist_id: str) -> None:
    """Raises ArtistNotFoundError: nobody of that id, or a fan."""
    if not await models.Account.exists(id=artist_id, role="artist"):
        raise ArtistNotFoundError


async def _to_moves(artist_id: str, grants: Sequence[Grant], by: str) -> list[Move]:
    left = await _find_left(artist_id, grants)
    moves = list[Move]()
    for grant in grants:
        email = None if grant.email is None else normalise_email(grant.email)
        holder = Holder(grant.account_id, email)
        if email is not None and grant.amount < 0:
            holder = next((each for each, held in left.get(email, []) if held >= -grant.amount), holder)
        moves.append(_to_move(artist_id, grant, holder, by))
    return moves


async def _find_left(artist_id: str, grants: Sequence[Grant]) -> dict[str, list[tuple[Holder, int]]]:
    """By address, what its accounts took along when they left it, and how much is there: what was given by mistake
    can be taken back from there, too."""
    emails = {normalise_email(grant.email) for grant in grants if grant.email is not None and grant.amount < 0}
    left = dict[str, list[tuple[Holder, int]]]()
    if emails:
        rows = models.Wallet.filter(former_email__in=list(emails)).annotate(held=BALANCE).order_by("id")
        for email, wallet_id, whose, held in await rows.values_list("former_email", "id", "artist_id", "held"):
            if whose == artist_id:
                left.setdefault(email, []).append((Holder(wallet_id=wallet_id), held))
    return left


def _to_move(artist_id: str, grant: Grant, holder: Holder, by: str) -> Move:
    sides, kind = (ISSUER, holder), MoveKind.GRANT
    if grant.amount < 0:
        sides, kind = (holder, ISSUER), MoveKind.CORRECTION
    key = digest = None
    if grant.key is not None:
        # Of what was sent: the wallet that it is taken from may be another the second time.
        sent = [grant.account_id, grant.email and normalise_email(grant.email), grant.amount, grant.reason]
        key, digest = f"grant:{grant.key}", get_keys().fingerprint(PURPOSE, json.dumps(sent))
    return Move(kind, artist_id, *sides, abs(grant.amount), grant.reason, by, key, digest)


def _to_granted(grant: Grant, move: Move, moved: Moved) -> Granted:
    holder, balance = (move.giver, moved.giver_balance) if grant.amount < 0 else (move.taker, moved.taker_balance)
    return Granted(
        id=moved.id,
        artist_id=move.artist_id,
        account_id=holder.account_id,
        email=None if grant.email is None else normalise_email(grant.email),
        amount=grant.amount,
        reason=grant.reason,
        balance=balance,
        at=moved.at,
        again=moved.again,
    )
