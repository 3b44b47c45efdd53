"""Argon2id, off the event loop. Each hash takes tens of milliseconds and 64 MiB, so few run at once, and few wait."""

import asyncio
import os
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from catalog.accounts.errors import PasswordsBusyError

T = TypeVar("T")

BEHIND: Final = 10
"""How far behind everything else the kernel lets passwords be hashed, as `nice` counts."""


def _step_back() -> None:
    # Each hash works in four threads, which are of the thread's niceness, too: else a burst of sign-ins has nearly
    # all of the processor, and the event loop, on which everybody waits, its ninth. On Linux a thread has a niceness
    # of its own.
    if sys.platform == "linux":
        os.nice(BEHIND)


# Two threads bound the memory; more sign-ins at once wait their turn, and the event loop goes on meanwhile.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2", initializer=_step_back)

HASHER = PasswordHasher()
"""What a hash costs. The suite puts a cheap one here (`tests/conftest.py`), except where a test is about hashing."""

MOST_VERIFIED: Final = 32
"""Passwords under way at once, so that nobody waits for more than a second or two."""
MOST_OF_STRANGERS: Final = 24
"""From how many under way on only those are taken who have signed in from there before: guessers at many addresses
cannot keep them out."""
MOST_HASHED: Final = 16
"""From how many under way on no new one is made: whoever has an account goes before whoever wants one."""

_under_way = 0


async def hash_password(password: str) -> str:
    """The hash to store, with its salt and parameters in it.

    Raises:
        PasswordsBusyError: too many wait already.
    """
    return await _run(MOST_HASHED, lambda: HASHER.hash(_compose(password)))


async def verify_password(password_hash: str, password: str, *, known: bool = False) -> bool:
    """Whether the password made the hash. None at all (no such account, or one without a password) takes as long as
    any other and is False.

    Raises:
        PasswordsBusyError: too many wait already.
    """
    most = MOST_VERIFIED if known else MOST_OF_STRANGERS
    return await _run(most, lambda: _verify(password_hash, _compose(password)))


def needs_rehash(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


async def _run(most: int, work: Callable[[], T]) -> T:
    global _under_way
    if _under_way >= most:
        raise PasswordsBusyError
    _under_way += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_THREADS, work)
    finally:
        _under_way -= 1


def _compose(password: str) -> str:
    # The same letters, typed on another system, may arrive in another form (RFC 8265, section 4.2.2).
    return unicodedata.normalize("NFC", password)


def _verify(password_hash: str, password: str) -> bool:
    if not password_hash:
        # The same work as below, so that the time taken does not tell which addresses have accounts.
        HASHER.hash(password)
        return False
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
