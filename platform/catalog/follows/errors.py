"""What following refuses.

CatalogError
  OwnFollowError         an artist follows nobody by the own name
  TooManyFollowsError    the account follows as many as one may
  NothingToComeError     a show that is not to come cannot be reminded of
  TooManyRemindersError  the account has as many reminders as one may
"""

from catalog.errors import CatalogError


class OwnFollowError(CatalogError):
    """It is the artist who asks."""

    code = "own_account"

    def __init__(self) -> None:
        super().__init__("You cannot follow yourself.")


class TooManyFollowsError(CatalogError):
    """One more than an account may follow."""

    code = "too_many_follows"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You follow {most:,} artists, as many as one account may. Follow another one less first.", limit=most
        )


class NothingToComeError(CatalogError):
    """The show is on, over or cancelled."""

    code = "not_to_come"

    def __init__(self) -> None:
        super().__init__("This show is not to come any more, so there is nothing to be reminded of.")


class TooManyRemindersError(CatalogError):
    """One more than an account may have."""

    code = "too_many_reminders"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"You are to be reminded of {most:,} shows, as many as one may. Take one back first.", limit=most
        )
