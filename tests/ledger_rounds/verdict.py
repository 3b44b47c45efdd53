"""What must hold of a ledger, whatever was done to its writers: said in SQL, without the code that wrote it."""

from collections.abc import Sequence
from typing import Any

from tortoise import Tortoise

from catalog.db.keys import Database
from catalog.db.orm import configure
from support.databases import KEYS

NONE_OF = {
    "the sum of all entries is not 0": "SELECT SUM(amount) FROM ledger_entries HAVING SUM(amount) <> 0",
    "a transaction without two entries, or a tip without some, that are 0 together": """
        SELECT t.id FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
        GROUP BY t.id, t.key
        HAVING COUNT(e.id) < 2 OR (COUNT(e.id) > 2 AND t.key NOT LIKE 'tip:%') OR SUM(e.amount) <> 0
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
    "a tip without its one message": """
        SELECT t.id FROM ledger_transactions t
        LEFT JOIN chat_messages m ON m.tip_transaction_id = t.id
        LEFT JOIN ledger_entries e ON e.transaction_id = t.id AND e.wallet_id = t.artist_id
        WHERE t.key LIKE 'tip:%' AND (m.id IS NULL OR m.tip_amount <> e.amount)
    """,
    "a message without its tip": """
        SELECT m.id FROM chat_messages m LEFT JOIN ledger_transactions t ON t.id = m.tip_transaction_id
        WHERE t.id IS NULL
    """,
    "a tip without its one alert": """
        SELECT m.id FROM chat_messages m LEFT JOIN alerts a ON a.message_id = m.id
        GROUP BY m.id HAVING COUNT(a.id) <> 1
    """,
    "a tip that the artist's webhook is not told of once": """
        SELECT m.id FROM chat_messages m LEFT JOIN deliveries d ON d.event_id = 'tip-' || m.id
        GROUP BY m.id HAVING COUNT(d.id) <> 1
    """,
    "a room's messages are not numbered from 1 on": """
        SELECT r.livestream_id FROM chat_rooms r JOIN chat_messages m ON m.livestream_id = r.livestream_id
        GROUP BY r.livestream_id, r.seq HAVING MIN(m.seq) <> 1 OR MAX(m.seq) <> COUNT(*) OR MAX(m.seq) <> r.seq
    """,
    "an artist's alerts are not numbered from 1 on": """
        SELECT artist_id FROM alerts GROUP BY artist_id HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)
    """,
    "somebody has two wallets": """
        SELECT artist_id, account_id FROM wallets WHERE account_id IS NOT NULL
        GROUP BY artist_id, account_id HAVING COUNT(*) > 1
    """,
    "an address has two wallets": """
        SELECT artist_id, email FROM wallets WHERE email IS NOT NULL GROUP BY artist_id, email HAVING COUNT(*) > 1
    """,
}


BY_TIP = """
    SELECT t.key, m.id FROM ledger_transactions t JOIN chat_messages m ON m.tip_transaction_id = t.id
"""
"""Keys of tips, which end with their sender's own, and their messages."""


async def judge(url: str, answers: Sequence[tuple[str, str, str]]) -> list[str]:
    """What does not hold, in words."""
    async with Database(KEYS) as context:
        await context.init(config=configure(url))
        found = []
        for words, query in NONE_OF.items():
            if rows := await read(url, query):
                found.append(f"{words}: {rows[:3]}")
        ids = {row["key"]: row["id"] for row in await read(url, "SELECT key, id FROM ledger_transactions")}
        tips = await read(url, BY_TIP)
        ids |= {f"grant:{row['key'].rpartition(':')[2]}": row["id"] for row in tips}
        booked = [(key, said) for key, answer, said in answers if answer == "booked" and said != "-"]
        lost = [key for key, said in booked if ids.get(f"grant:{key}") != said]
        if lost:
            found.append(f"an answered move is not there, or is another: {lost[:3]}")
        return found


async def read(url: str, query: str) -> list[dict[str, Any]]:
    """The rows of a query."""
    connection = Tortoise.get_connection(next(iter(configure(url)["connections"])))
    return [dict(row) for row in await connection.execute_query_dict(query)]
