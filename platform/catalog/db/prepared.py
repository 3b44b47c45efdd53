"""Queries that are asked with every request: their SQL is made once.

Making it takes several times as long as SQLite takes to answer. What is asked is the same each time but for some
values; so it is made with others in their places, which are found again among the statement's parameters.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from tortoise.models import Model
from tortoise.queryset import QuerySet

M = TypeVar("M", bound=Model)
Value = str | datetime | Sequence[str]

LONGEST: Final = 8
"""Of a list whose statement is kept: each length has one of its own."""
_STANDING_IN: Final = datetime(1, 1, 2, tzinfo=UTC)
"""For a date: no date that anybody asks for, and for the next one a second later."""


class Prepared(Generic[M]):
    """A query for some values: strings, dates, lists of strings. `make` must put each of them into a filter as it is,
    and do nothing else that depends on one."""

    def __init__(self, model: type[M], make: Callable[..., QuerySet[M]]) -> None:
        self._model = model
        self._make = make
        self._kept: dict[object, _Statement] = {}

    async def all(self, *values: Value) -> list[M]:
        """Everything that is found."""
        lengths = [-1 if isinstance(value, str | datetime) else len(value) for value in values]
        if max(lengths, default=0) > LONGEST:
            return await self._make(*values)
        database = self._model._meta.db  # within a transaction, the one that has it
        key = database.capabilities.dialect, *lengths
        statement = self._kept.get(key)
        if statement is None:
            statement = self._kept[key] = _Statement(self._make, lengths, values)
        return await statement.execute(database, values)

    async def first(self, *values: Value) -> M | None:
        """The first that is found; the query's limit is its maker's affair."""
        found = await self.all(*values)
        return found[0] if found else None


class _Statement:
    """For lists of some lengths, in one dialect."""

    def __init__(self, make: Callable[..., QuerySet[Any]], lengths: Sequence[int], values: Sequence[Value]) -> None:
        standing: list[Value] = []
        places: dict[object, tuple[int, int]] = {}
        for at, (value, length) in enumerate(zip(values, lengths, strict=True)):
            if isinstance(value, datetime):
                one: list[Any] = [_STANDING_IN + timedelta(seconds=at)]
            else:
                one = [f"\x01{at}.{index}" for index in range(abs(length))]
            places |= {each: (at, index if length >= 0 else -1) for index, each in enumerate(one)}
            standing.append(one if length >= 0 else one[0])
        query = make(*standing)
        # What it does when it is awaited, but for the asking.
        query._db = query._choose_db()
        query._make_query()
        self._sql, parameters = query.query.get_parameterized_sql()
        self._parameters = [(parameter, places.get(parameter)) for parameter in parameters]
        if missing := set(places) - set(parameters):
            raise ValueError(f"the query does not take as they are: {missing}")
        self._model, self._joined, self._custom = query.model, query._select_related_idx, list(query._annotations)

    async def execute(self, database: Any, values: Sequence[Any]) -> list[Any]:
        parameters = [
            parameter if place is None else values[place[0]] if place[1] < 0 else values[place[0]][place[1]]
            for parameter, place in self._parameters
        ]
        executor = database.executor_class(model=self._model, db=database, select_related_idx=self._joined)
        found: list[Any] = await executor.execute_select(self._sql, parameters, custom_fields=self._custom)
        return found
