"""A lot of rows without holding anybody up: a few at a time and, where they are deleted, one process at a time."""

import asyncio
from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from tortoise import Model
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

M = TypeVar("M", bound=Model)
T = TypeVar("T")

BATCH = 500
"""Rows in one statement, and in one transaction that deletes."""
PAUSE = 0.05
"""Seconds between two, for whoever waits to write."""
LOCK = 0x454D4D
"""The number that PostgreSQL locks for a batch. SQLite has one writer anyway."""


def in_batches(items: Collection[T], size: int = BATCH) -> Iterator[list[T]]:
    """All of them, at most `size` at a time."""
    whole = list(items)
    return (whole[at : at + size] for at in range(0, len(whole), size))


async def delete_in_batches(rows: QuerySet[M], size: int = BATCH, pause: float = PAUSE) -> int:
    """Delete them; how many. It ends early where another process is just at such work, which will do this too."""
    deleted, key_name = 0, rows.model._meta.pk_attr
    while True:
        async with in_transaction() as connection:
            if connection.capabilities.dialect == "postgres":
                answer = await connection.execute_query_dict(f"SELECT pg_try_advisory_xact_lock({LOCK}) AS mine")
                if not answer[0]["mine"]:
                    return deleted
            keys: list[Any] = [key for (key,) in await rows.limit(size).values_list(key_name)]
            if keys:
                deleted += await rows.model.filter(pk__in=keys).delete()
        if len(keys) < size:
            return deleted
        await asyncio.sleep(pause)
