"""What is asked for of artists' tokens, and what is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

from api.accounts.fields import Email
from api.problems.problem import FieldError
from api.shapes.bodies import STRICT, to_whole
from api.shapes.pages import Cursor, NextCursor
from catalog.ledger.grants import Granted
from catalog.ledger.holdings import EntryShown, HolderShown, Person, find_people
from catalog.ledger.rules import MOST_AT_ONCE, MoveKind
from contract.moments import to_rfc3339
from contract.text import Check, check_line
from contract.wording.faults import FaultError

KEY_LENGTH: Final = 200


def _check_amount(amount: int) -> int:
    if amount == 0:
        raise FaultError("zero")
    return amount


Amount = Annotated[
    int,
    Field(strict=True, ge=-MOST_AT_ONCE, le=MOST_AT_ONCE, examples=[10], description="Not 0. Below 0: so many back."),
    AfterValidator(_check_amount),
    BeforeValidator(to_whole),
]
Reason = Annotated[
    str,
    Field(max_length=200, examples=["Order 1001"], description="One line, which the fan sees, too."),
    Check(lambda line: check_line(line) if line else line),
]


@dataclass(kw_only=True)
class GrantRequest:
    """Tokens for somebody: an account, or an e-mail address that may have none yet."""

    __pydantic_config__ = STRICT

    account: Annotated[str | None, Field(max_length=36, description="An account's id.")] = None
    email: Annotated[
        Email | None, Field(description="Instead. For the account that has verified it, or does one day.")
    ] = None
    amount: Amount
    reason: Reason = ""


@dataclass(kw_only=True)
class Idempotency:
    """What makes a second try the same one."""

    idempotency_key: Annotated[
        str | None,
        Field(
            max_length=KEY_LENGTH,
            description="Of your making, such as the order's number: with the same one nothing is booked twice.",
        ),
    ] = None


@dataclass(kw_only=True)
class PersonBody:
    """An account."""

    id: str
    display_name: str


@dataclass(kw_only=True)
class GrantBody:
    """A grant that is booked."""

    id: str
    artist_id: str
    account: Annotated[PersonBody | None, Field(description="Where they were given to one.")]
    email: Annotated[str | None, Field(description="Where they were given to an address.")]
    amount: int
    reason: str
    balance: Annotated[int, Field(ge=0, description="Of what was given to that account or address, just after it.")]
    created_at: datetime


@dataclass(kw_only=True)
class RefusedLineBody:
    """A line of which nothing was booked."""

    line: Annotated[int, Field(description="Its number, from 1 on.")]
    code: str
    message: str
    errors: Annotated[list[FieldError], Field(description="With `invalid_line`: its fields.")]


@dataclass(kw_only=True)
class ImportBody:
    """What became of the lines of a file."""

    booked: int
    repeated: Annotated[int, Field(description="Lines that were booked before, under the same `Idempotency-Key`.")]
    refused: list[RefusedLineBody]


@dataclass(kw_only=True)
class PageQuery:
    """Which part of a list."""

    __pydantic_config__ = STRICT

    limit: Annotated[int, Field(ge=1, le=200)] = 50
    cursor: Cursor = None


@dataclass(kw_only=True)
class HolderBody:
    """Who holds tokens, as they were given: to an account, or to an address. Neither: a closed account."""

    account: PersonBody | None
    email: str | None
    balance: int
    since: datetime


@dataclass(kw_only=True)
class HolderPage:
    """Some holders, first come first."""

    holders: list[HolderBody]
    total: Annotated[int, Field(description="How many holders there are.")]
    next_cursor: NextCursor


@dataclass(kw_only=True)
class EntryBody:
    """A line of the ledger: what went into a wallet, or (below 0) out of it."""

    id: str
    kind: MoveKind
    account: PersonBody | None
    email: str | None
    amount: int
    balance: Annotated[int, Field(description="Of what was given to that account or address, just after it.")]
    reason: str
    by: Annotated[PersonBody | None, Field(description="Who asked for it; null: nobody, or a closed account.")]
    at: datetime


@dataclass(kw_only=True)
class EntryPage:
    """Some entries, the last first."""

    entries: list[EntryBody]
    next_cursor: NextCursor


def present_person(person: Person | None) -> dict[str, Any] | None:
    """`PersonBody`"""
    return None if person is None else {"id": person.id, "display_name": person.display_name}


def present_grant(granted: Granted, people: Mapping[str, Person]) -> dict[str, Any]:
    """`GrantBody`"""
    return {
        "id": granted.id,
        "artist_id": granted.artist_id,
        "account": present_person(people.get(granted.account_id or "")),
        "email": granted.email,
        "amount": granted.amount,
        "reason": granted.reason,
        "balance": granted.balance,
        "created_at": to_rfc3339(granted.at),
    }


def present_holder(holder: HolderShown) -> dict[str, Any]:
    """`HolderBody`"""
    return {
        "account": present_person(holder.account),
        "email": holder.email,
        "balance": holder.balance,
        "since": to_rfc3339(holder.since),
    }


async def present_entries(entries: Iterable[EntryShown]) -> list[dict[str, Any]]:
    """`EntryBody`s"""
    shown = list(entries)
    people = await find_people(entry.by for entry in shown)
    return [
        {
            "id": entry.id,
            "kind": entry.kind,
            "account": present_person(entry.account),
            "email": entry.email,
            "amount": entry.amount,
            "balance": entry.balance,
            "reason": entry.reason,
            "by": present_person(people.get(entry.by or "")),
            "at": to_rfc3339(entry.at),
        }
        for entry in shown
    ]
