"""Argon2id, off the event loop. Each hash takes tens of milliseconds and 64 MiB, so few run at once."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# Two threads bound the memory; more sign-ins at once wait their turn, and the event loop goes on meanwhile.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
_HASHER = PasswordHasher()


async def hash_password(password: str) -> str:
    """The hash to store, with its salt and parameters in it."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


async def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password made the hash. None (no such account) takes as long as any other and is False."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _verify, password_hash, password)


def needs_rehash(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _verify(password_hash: str | None, password: str) -> bool:
    if password_hash is None:
        # The same work as below, so that the time taken does not tell which addresses have accounts.
        _HASHER.hash(password)
        return False
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False
