"""What must hold of a ledger, whatever was done to its writers: said in SQL, without the code that wrote it."""

from collections.abc import Sequence
from typing import Any

from tortoise import Tortoise

from catalog.db.keys import Database
from catalog.db.orm import configure
from support.databases import KEYS

NONE_OF = {
    "the sum of all entries is not 0": "SELECT SUM(amount) FROM ledger_entries HAVING SUM(amount) <> 0",
    "a transaction without two entries that are 0 together": """
        SELECT t.id FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
        GROUP BY t.id HAVING COUNT(e.id) <> 2 OR SUM(e.amount) <> 0
    """,
    "a key is booked twice": """
        SELECT artist_id, key FROM ledger_transactions WHERE key IS NOT NULL
        GROUP BY artist_id, key HAVING COUNT(*) > 1
    """,
    "a balance is below 0": "SELECT id FROM ledger_entries WHERE balance < 0 AND wallet_id <> artist_id",
    "a balance is not the sum of what came before": """
        SELECT id FROM (
            SELECT id, balance, SUM(amount) OVER (PARTITION BY wallet_id ORDER BY number) AS total FROM ledger_entries
        ) AS running WHERE balance <> total
    """,
    "a wallet's entries are not numbered from 1 on": """
        SELECT wallet_id FROM ledger_entries
        GROUP BY wallet_id HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)
    """,
    "somebody has two wallets": """
        SELECT artist_id, account_id FROM wallets WHERE account_id IS NOT NULL
        GROUP BY artist_id, account_id HAVING COUNT(*) > 1
    """,
    "an address has two wallets": """
        SELECT artist_id, email FROM wallets WHERE email IS NOT NULL GROUP BY artist_id, email HAVING COUNT(*) > 1
    """,
}


async def judge(url: str, answers: Sequence[tuple[str, str, str]]) -> list[str]:
    """What does not hold, in words."""
    async with Database(KEYS) as context:
        await context.init(config=configure(url))
        found = []
        for words, query in NONE_OF.items():
            if rows := await read(url, query):
                found.append(f"{words}: {rows[:3]}")
        ids = {row["key"]: row["id"] for row in await read(url, "SELECT key, id FROM ledger_transactions")}
        booked = [(key, said) for key, answer, said in answers if answer == "booked" and said != "-"]
        lost = [key for key, said in booked if ids.get(f"grant:{key}") != said]
        if lost:
            found.append(f"an answered move is not there, or is another: {lost[:3]}")
        return found


async def read(url: str, query: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    connection = Tortoise.get_connection(next(iter(configure(url)["connections"])))
    return [dict(row) for row in await connection.execute_query_dict(query)]
