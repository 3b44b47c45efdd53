"""What the ledger refuses.

CatalogError
  ArtistNotFoundError       no such artist
  HolderNotFoundError       no such account to hold tokens
  InsufficientTokensError   the wallet holds fewer tokens
  TooManyTokensError        more tokens than can be counted
  KeyReusedError            an idempotency key that was another request's
  LedgerBusyError           others were quicker at the same wallets each time
"""

from catalog.errors import CatalogError


class ArtistNotFoundError(CatalogError):
    """There is no artist with this id."""

    code = "artist_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such artist.")


class HolderNotFoundError(CatalogError):
    """There is no account with this id."""

    code = "holder_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such account. Tokens for somebody who has none yet go to an e-mail address.")


class InsufficientTokensError(CatalogError):
    """The wallet holds fewer tokens than are to leave it."""

    code = "insufficient_tokens"

    def __init__(self, held: int, needed: int) -> None:
        super().__init__(
            f"There are {held:,} tokens there, and {needed:,} are to be taken. Nothing was booked.",
            held=held,
            needed=needed,
        )
        self.held = held


class TooManyTokensError(CatalogError):
    """More tokens than can be counted."""

    code = "too_many_tokens"

    def __init__(self) -> None:
        super().__init__("That would be more tokens than can be counted.")


class KeyReusedError(CatalogError):
    """An idempotency key that was sent with another request before."""

    code = "idempotency_key_reused"

    def __init__(self) -> None:
        super().__init__(
            "Something else was booked under this Idempotency-Key before, and nothing now. Look what that was."
        )


class LedgerBusyError(CatalogError):
    """Others changed the same wallets at the same moment, each time."""

    code = "ledger_busy"

    def __init__(self) -> None:
        super().__init__("Others booked at the same moment. Nothing was booked; try again.")
