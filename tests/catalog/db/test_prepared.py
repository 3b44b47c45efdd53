"""Queries whose SQL is made once, on both databases."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tortoise.expressions import Q
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from catalog import models
from catalog.db.prepared import LONGEST, Prepared
from catalog.shapes import Account
from support.databases import create_artist

NOW = datetime.now(UTC)


class Counted:
    """Makes a query, and counts how often."""

    def __init__(self, make: Callable[..., QuerySet[Any]]) -> None:
        self._make = make
        self.times = 0

    def __call__(self, *values: Any) -> QuerySet[Any]:
        self.times += 1
        return self._make(*values)


@pytest.fixture
async def sessions(artist: Account) -> None:
    for name, minutes in (("old", -1), ("young", 1), ("younger", 2)):
        await models.Session.create(
            token_hash=name, account_id=artist.id, created_at=NOW, expires_at=NOW + timedelta(minutes=minutes)
        )


@pytest.mark.usefixtures("sessions")
async def test_strings_and_dates_are_asked_for_again_with_others(artist: Account) -> None:
    make = Counted(
        lambda name, now: models.Session.filter(token_hash=name, expires_at__gt=now).select_related("account")
    )
    query = Prepared(models.Session, make)
    assert await query.first("old", NOW) is None
    found = await query.first("old", NOW - timedelta(hours=1))
    assert found is not None
    assert found.account.email == artist.email
    assert found.expires_at == NOW - timedelta(minutes=1)
    assert await query.first("nobody's", NOW) is None
    assert make.times == 1


@pytest.mark.usefixtures("sessions")
async def test_a_list_has_a_statement_for_each_length_and_a_long_one_none() -> None:
    make = Counted(lambda names: models.Session.filter(token_hash__in=names).order_by("token_hash"))
    query = Prepared(models.Session, make)

    async def find(names: Sequence[str]) -> list[str]:
        return [row.token_hash for row in await query.all(names)]

    assert await find([]) == []
    assert await find(["old"]) == ["old"]
    assert await find(["young"]) == ["young"]
    assert await find(["younger", "old"]) == ["old", "younger"]
    assert await find(["young", "nobody's"]) == ["young"]
    assert make.times == 3
    long = ["old", "young", *map(str, range(LONGEST))]
    assert await find(long) == await find(long) == ["old", "young"]
    assert make.times == 5


@pytest.mark.usefixtures("sessions")
async def test_what_a_query_says_besides_its_values_stays() -> None:
    query = Prepared(
        models.Session,
        lambda account, now: (
            models.Session.filter(Q(expires_at__gt=now) | Q(token_hash="old"), account_id=account, method=None)
            .order_by("-expires_at")
            .limit(2)
        ),
    )
    account = (await models.Session.all())[0].account_id
    assert [row.token_hash for row in await query.all(account, NOW)] == ["younger", "young"]
    assert [row.token_hash for row in await query.all(account, NOW + timedelta(minutes=1))] == ["younger", "old"]


@pytest.mark.usefixtures("database")
async def test_it_sees_what_its_own_transaction_has_written() -> None:
    query = Prepared(models.Account, lambda email: models.Account.filter(email=email))
    async with in_transaction() as connection:
        await create_artist("grace@example.org")
        assert await query.first("grace@example.org") is not None
        await connection.rollback()
    assert await query.first("grace@example.org") is None


@pytest.mark.usefixtures("database")
async def test_a_query_that_does_not_take_a_value_as_it_is_is_a_mistake() -> None:
    query = Prepared(models.Account, lambda email: models.Account.filter(email=email.upper() + "X"))
    with pytest.raises(ValueError, match="does not take"):
        await query.first("ada@example.org")
