"""Passwords are looked at by few threads, and few wait for them."""

import asyncio
import os
import sys
import threading

import pytest
from argon2 import PasswordHasher

from catalog.accounts import passwords
from catalog.accounts.errors import PasswordsBusyError
from catalog.accounts.passwords import MOST_HASHED, MOST_OF_STRANGERS, MOST_VERIFIED, hash_password, verify_password

pytestmark = pytest.mark.usefixtures("real_passwords")


async def test_who_registers_gives_way_and_nobody_waits_in_a_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    class Slow:
        def hash(self, password: str) -> str:
            assert go_on.wait(10)
            return "hash"

    monkeypatch.setattr(passwords, "HASHER", Slow())
    registering = [asyncio.create_task(hash_password("x")) for _ in range(180)]
    await asyncio.sleep(0)
    signing_in = [asyncio.create_task(verify_password("", "x")) for _ in range(180)]
    await asyncio.sleep(0)
    owners = [asyncio.create_task(verify_password("", "x", known=True)) for _ in range(180)]
    await asyncio.sleep(0)
    go_on.set()
    hashed = await asyncio.gather(*registering, return_exceptions=True)
    verified = await asyncio.gather(*signing_in, return_exceptions=True)
    assert hashed.count("hash") == MOST_HASHED
    let_in = await asyncio.gather(*owners, return_exceptions=True)
    assert verified.count(False) == MOST_OF_STRANGERS - MOST_HASHED
    assert let_in.count(False) == MOST_VERIFIED - MOST_OF_STRANGERS
    refused = sum(isinstance(result, PasswordsBusyError) for result in (*hashed, *verified, *let_in))
    assert refused == 540 - MOST_VERIFIED
    assert await hash_password("afterwards") == "hash"


@pytest.mark.parametrize(("first", "second"), [("caf\u00e9 noir", "cafe\u0301 noir"), ("cafe\u0301", "caf\u00e9")])
async def test_letters_count_however_they_are_composed(first: str, second: str) -> None:
    assert await verify_password(await hash_password(first), second)


async def test_no_account_and_no_password_cost_the_work_of_a_wrong_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real, worked = PasswordHasher(), list[str]()

    class Counting:
        """Both are one run of Argon2 with the same parameters."""

        def hash(self, password: str) -> str:
            worked.append("run")
            return real.hash(password)

        def verify(self, password_hash: str, password: str) -> bool:
            worked.append("run")
            return real.verify(password_hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting())
    for password_hash in (real.hash("right"), ""):
        worked.clear()
        assert await verify_password(password_hash, "wrong") is False
        assert worked == ["run"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has a niceness of its own")
async def test_hashing_gives_way_to_what_everybody_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Noting:
        def hash(self, password: str) -> str:
            return str(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    monkeypatch.setattr(passwords, "HASHER", Noting())
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert int(await hash_password("x")) == min(19, own + passwords.BEHIND)
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == own
