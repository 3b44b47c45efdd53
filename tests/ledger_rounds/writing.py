"""What is written in a round: moves between few wallets, by many at once."""

import asyncio
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from catalog import models
from catalog.db.keys import Database
from catalog.db.migrate import migrate
from catalog.db.orm import configure
from catalog.errors import CatalogError
from catalog.ledger.errors import InsufficientTokensError
from catalog.ledger.grants import Grant, grant_tokens
from catalog.ledger.moves import move_tokens
from catalog.ledger.rules import Holder, Move, MoveKind
from catalog.livestreams.changes import Draft, insert_livestream
from catalog.outbox.subscriptions import insert_webhook
from catalog.tips.giving import give_tip
from catalog.tips.rules import TipDraft
from support.databases import KEYS

ARTISTS = ("ada", "bea")
FANS = tuple(f"fan-{number}" for number in range(8))
EMAILS = tuple(f"late-{number}@example.org" for number in range(4))


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a writer does: a grant (below 0: back), a move from fan to artist, a tip in the artist's show,
    or showing that an e-mail address is its own."""

    key: str
    artist: str
    kind: str
    who: str
    amount: int = 0


def draw_tasks(chance: random.Random, count: int) -> list[Task]:
    """As many, of which every tenth is there twice: two writers try it at once."""
    name, tasks = chance.getrandbits(64), list[Task]()
    while len(tasks) < count:
        kind = chance.choices(["grant", "back", "move", "tip", "late", "late back"], [40, 10, 10, 20, 12, 8])[0]
        who = chance.choice(EMAILS if kind.startswith("late") else (*FANS, *EMAILS) if kind == "tip" else FANS)
        amount = chance.randint(1, 40)
        task = Task(f"{name:x}-{len(tasks)}", chance.choice(ARTISTS), kind, who, amount)
        tasks += [task, task] if chance.random() < 0.1 else [task]
    if chance.random() < 0.3:
        tasks[-1] = Task(f"{name:x}-verify", "", "verify", chance.choice(EMAILS))
    return chance.sample(tasks[:count], count)


async def migrate_for_rounds(url: str) -> None:
    """A database with the artists, a show and a webhook of each, their fans, and some who have not verified their
    addresses yet."""
    await migrate(url, KEYS)
    async with Database(KEYS) as context:
        await context.init(config=configure(url))
        for name in (*ARTISTS, *FANS, *EMAILS):
            await models.Account.create(
                id=name,
                email=name if "@" in name else f"{name}@example.org",
                email_verified_at=None if "@" in name else datetime.now(UTC),
                password_hash="-",
                display_name=name,
                role="artist" if name in ARTISTS else "fan",
                created_at=datetime.now(UTC),
            )
        for artist in ARTISTS:
            await insert_livestream(artist, Draft("A show"))
            await insert_webhook(artist, "own", "https://hooks.example.org", ["tip.received"])


async def write(url: str, tasks: Sequence[Task], out: int) -> None:
    """Do all of it at once; each that is answered is said as a line, `key answer id`."""
    async with Database(KEYS) as context:
        await context.init(config=configure(url))

        async def do_one(task: Task) -> None:
            line = f"{task.key} {await _answer(task)}\n".encode()
            os.write(out, line)

        await asyncio.gather(*(asyncio.create_task(do_one(task)) for task in tasks))


async def _answer(task: Task) -> str:
    try:
        return await _do(task)
    except InsufficientTokensError:
        return "refused -"
    except CatalogError as error:
        return f"failed {error.code}"
    except Exception as error:  # a finding, whatever it is
        return f"failed {type(error).__name__}:{'_'.join(str(error).split())[:100]}"


async def _do(task: Task) -> str:
    if task.kind == "verify":
        await models.Account.filter(id=task.who).update(email_verified_at=datetime.now(UTC))
        return "booked -"
    if task.kind == "tip":
        show = await models.Livestream.get(artist_id=task.artist)
        given = await give_tip(TipDraft(show.id, task.who, task.who, task.amount, key=task.key), lambda tip: "{}")
        return f"booked {given.message['id']}"
    if task.kind == "move":
        sides = Holder(task.who), Holder(task.artist)
        moved = await move_tokens(Move(MoveKind.TIP, task.artist, *sides, task.amount, key=f"grant:{task.key}"))
        return f"booked {moved.id}"
    amount = -task.amount if task.kind.endswith("back") else task.amount
    whose = {"email": task.who} if "@" in task.who else {"account_id": task.who}
    granted = await grant_tokens(task.artist, Grant(amount, key=task.key, **whose), task.artist)
    return f"booked {granted.id}"
