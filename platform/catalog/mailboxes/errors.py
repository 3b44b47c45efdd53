"""What the links in mails refuse.

CatalogError
  PasswordNeededError       a link that is good only for whoever is in the account
  LinkVoidError             what a mail's link holds is good no more
"""

from catalog.errors import CatalogError


class PasswordNeededError(CatalogError):
    """A link that only somebody who is in the account can use."""

    code = "password_needed"

    def __init__(self) -> None:
        super().__init__(
            "Sign in first, then open the link again: it confirms the address of an account that you are in. If the "
            "account is not yours, ask for a new password, and it will be."
        )


class LinkVoidError(CatalogError):
    """What the link in a mail holds is not good, or no more: used, too old, or another one was asked for since."""

    code = "link_void"

    def __init__(self) -> None:
        super().__init__("This link is not good any more. Ask for a new one, and take the newest mail.")
