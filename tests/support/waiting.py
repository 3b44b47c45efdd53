"""Waiting for what has no event to be awaited."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any, TypeVar, overload

T = TypeVar("T")

FIRST_PAUSE = 0.001
LONGEST_PAUSE = 0.05
PATIENCE = 30.0
"""Seconds; what comes at once on a machine of its own comes late on one that is busy with other tests."""


@overload
async def until(
    look: Callable[[], Awaitable[T]], timeout: float = ..., *, is_it: Callable[[T], object] = ...
) -> T: ...


@overload
async def until(look: Callable[[], T], timeout: float = ..., *, is_it: Callable[[T], object] = ...) -> T: ...


async def until(look: Callable[[], Any], timeout: float = PATIENCE, *, is_it: Callable[[Any], object] = bool) -> Any:
    """Look again and again, often at first; what is seen once `is_it` says yes to it.

    Fails with what was seen last.
    """
    seen: Any = None
    pause = FIRST_PAUSE
    try:
        async with asyncio.timeout(timeout) as clock:
            while True:
                found = look()
                seen = await found if isawaitable(found) else found
                if is_it(seen):
                    return seen
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
    except TimeoutError:
        if not clock.expired():
            raise
        raise AssertionError(f"after {timeout:g} s it is still {seen!r}") from None
