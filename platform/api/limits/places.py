"""So many at once, for whom that matters. Remembers only those who are there."""

from collections.abc import Iterator
from contextlib import contextmanager

from api.problems.problem import ProblemError


class Places:
    """`most` for each key. Whoever finds none is refused at once: nobody waits in a line."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: dict[str, int] = {}

    @contextmanager
    def hold(self, key: str) -> Iterator[None]:
        """Be there.

        Raises:
            ProblemError: 429 too_many_at_once, with `Retry-After`
        """
        taken = self._taken.get(key, 0)
        if taken >= self._most:
            words = "Others at your address are doing the same at this moment. Try again in a few seconds."
            raise ProblemError(429, "too_many_at_once", words, headers={"Retry-After": "2"})
        self._taken[key] = taken + 1
        try:
            yield
        finally:
            self._taken[key] -= 1
            if not self._taken[key]:
                del self._taken[key]

    def __len__(self) -> int:
        return len(self._taken)
