"""People: accounts, sign-ins, passwords."""
