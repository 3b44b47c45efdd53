"""The ledger beside a model of it, some dictionaries: whatever is asked in whatever order, both say the same."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import models
from catalog.ledger.errors import InsufficientTokensError, KeyReusedError
from catalog.ledger.grants import Grant, grant_tokens
from catalog.ledger.holdings import select_holders
from catalog.ledger.wallets import read_balances
from support.databases import create_database, on_own_connection

ARTISTS = ("ada", "bea")
PEOPLE = ("fan", "other")


@dataclass(frozen=True)
class Ask:
    """`to` is an account's name or, with `late`, its address. `key` makes it the same as another with that key."""

    artist: str
    to: str
    late: bool
    amount: int
    key: int | None


@dataclass(frozen=True)
class Verify:
    who: str


ASKS = st.builds(
    Ask,
    st.sampled_from(ARTISTS),
    st.sampled_from(PEOPLE),
    st.booleans(),
    st.integers(-5, 8).filter(bool),
    st.none() | st.integers(0, 3),
)
STEPS = st.lists(ASKS | st.builds(Verify, st.sampled_from(PEOPLE)), max_size=25)


def address(who: str) -> str:
    return f"{who}@example.org"


class Model:
    """What ought to be."""

    def __init__(self) -> None:
        self.held = defaultdict[tuple[str, str], int](int)
        self.verified = set[str]()
        self.keys = dict[tuple[str, int], Ask]()

    def ask(self, ask: Ask) -> type[Exception] | None:
        """What it is refused with; None: it is booked, or was."""
        if ask.key is not None and (known := self.keys.get((ask.artist, ask.key))) is not None:
            return None if known == ask else KeyReusedError
        wallet = ask.artist, address(ask.to) if ask.late else ask.to
        if self.held[wallet] + ask.amount < 0:
            return InsufficientTokensError
        self.held[wallet] += ask.amount
        if ask.key is not None:
            self.keys[ask.artist, ask.key] = ask
        return None

    def verify(self, who: str) -> None:
        self.verified.add(who)

    def balance(self, who: str, artist: str) -> int:
        late = self.held[artist, address(who)] if who in self.verified else 0
        return self.held[artist, who] + late


async def play(steps: list[Ask | Verify]) -> None:
    model = Model()
    for name in (*ARTISTS, *PEOPLE):
        role = "artist" if name in ARTISTS else "fan"
        await models.Account.create(
            id=name,
            email=address(name),
            role=role,
            password_hash="-",
            display_name=name,
            created_at=datetime.now(UTC),
        )
    for step in steps:
        if isinstance(step, Verify):
            model.verify(step.who)
            await models.Account.filter(id=step.who).update(email_verified_at=datetime.now(UTC))
            continue
        key = None if step.key is None else str(step.key)
        email, account_id = (address(step.to), None) if step.late else (None, step.to)
        grant = Grant(step.amount, account_id, email, key=key)
        refusal = model.ask(step)
        if refusal is None:
            await grant_tokens(step.artist, grant, step.artist)
        else:
            with pytest.raises(refusal):
                await grant_tokens(step.artist, grant, step.artist)
    held = {wallet: balance for wallet, balance in model.held.items() if balance}
    found = dict[tuple[str, str], int]()
    for artist in ARTISTS:
        for holder in (await select_holders(artist, limit=50)).holders:
            whose = holder.account.id if holder.account is not None else holder.email
            assert whose is not None
            found[artist, whose] = holder.balance
    assert found == held
    pairs = [(person, artist) for artist in ARTISTS for person in PEOPLE]
    balances = await read_balances(pairs)
    assert {pair: balances.get(pair, 0) for pair in pairs} == {
        (person, artist): model.balance(person, artist) for person, artist in pairs
    }
    issued = await read_balances([(artist, artist) for artist in ARTISTS])
    assert not any(issued.values()), "who issues holds none for it"
    assert sum(entry.amount for entry in await models.LedgerEntry.all()) == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_ledger_does_what_its_model_does(tmp_path: Path, steps: list[Ask | Verify]) -> None:
    async def run() -> None:
        url = await create_database(tmp_path)
        for suffix in ("-wal", "-shm"):
            (tmp_path / f"catalog.sqlite3{suffix}").unlink(missing_ok=True)
        await on_own_connection(url, lambda: play(steps))

    asyncio.run(run())
