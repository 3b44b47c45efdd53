"""Balances that another system keeps (`TOKEN_BALANCE_URL`), asked instead of the ledger."""
