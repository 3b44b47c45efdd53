"""Rows as SQL, for databases of versions that the models of today do not know."""

AT, LATER = "2026-01-31 20:00:00+00:00", "2026-01-31 20:00:30+00:00"


def insert(table: str, **columns: object) -> str:
    """A row. All is quoted: what a column is, each database knows."""
    values = ["NULL" if value is None else f"'{value}'" for value in columns.values()]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(values)})"  # noqa: S608 - the test's own words


def insert_account(name: str, *, counts: bool = True, **columns: object) -> str:
    """Before the ledger (migration 12) an account counted its own tokens (`counts`)."""
    fixed = {"email": f"{name}@example.org", "password_hash": "-", "display_name": name, "role": "artist", **columns}
    return insert("accounts", id=name, **fixed, **({"token_balance": 0} if counts else {}), created_at=AT)
