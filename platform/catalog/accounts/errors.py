"""What accounts refuse: signing in, what somebody signs in with, and what is made of it.

CatalogError
  EmailTakenError           another account has the address
  PasswordsBusyError        too many passwords wait to be looked at
  CredentialsError          e-mail and password do not belong together
  SignInOverError           the account has another password since, or is closed
  AccountNotFoundError      no account has the address
  NoSuchAccountError        no account has the id
  EmailUnverifiedError      whoever has the account has not shown that the mailbox is theirs
  SessionNotFoundError      the account has no such session
  AccessTokenNotFoundError  the account has no such access token
  TooManyAccessTokensError  the account has as many as it may
  PasskeyCopiedError        a passkey's counter has not moved on: there may be a copy
  PasskeyKnownError         the passkey is an account's already
  PasskeyNotFoundError      the account has no such passkey
  TooManyPasskeysError      the account has as many as it may
  IdentityTakenError        the provider's identity is linked to another account
  IdentityNotFoundError     the account has no such identity
  TooManyIdentitiesError    the account has as many as it may
  LinkByPasswordError       an account has the address, and it takes more to be let into it
  LastWayInError            without it nobody could sign in to the account
"""

from catalog.errors import CatalogError


class EmailTakenError(CatalogError):
    """An account with this e-mail address exists already."""

    code = "email_taken"

    def __init__(self) -> None:
        super().__init__("There is already an account with this e-mail address.")


class PasswordsBusyError(CatalogError):
    """Too many people sign in or register at this moment."""

    code = "too_busy"

    def __init__(self) -> None:
        super().__init__("Many people sign in at this moment. Try again in a few seconds.")


class CredentialsError(CatalogError):
    """E-mail address and password do not belong together. Which of them is wrong is not told."""

    code = "wrong_credentials"

    def __init__(self) -> None:
        super().__init__("The e-mail address or the password is not right.")


class SignInOverError(CatalogError):
    """Somebody was let through, and the account has had another password since, or is closed."""

    code = "not_signed_in"

    def __init__(self) -> None:
        super().__init__("The account's password was changed just now. Sign in again.")


class AccountNotFoundError(CatalogError):
    """No account has this address. For the operator at the machine: no request is told."""

    code = "account_not_found"

    def __init__(self, email: str) -> None:
        super().__init__(f"No account has the e-mail address {email}.")


class NoSuchAccountError(CatalogError):
    """There is no account with this id."""

    code = "account_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such account. It may have been closed.")


class EmailUnverifiedError(CatalogError):
    """Anybody can register any address; until it is verified it counts for nothing."""

    code = "email_unverified"

    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is not verified yet: open the link in the mail that was sent there first.")


class SessionNotFoundError(CatalogError):
    """The account has no session with this id."""

    code = "session_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such session. It may be over already.")


class AccessTokenNotFoundError(CatalogError):
    """The account has no access token with this id."""

    code = "access_token_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such access token. It may have been deleted, or its time may be over.")


class TooManyAccessTokensError(CatalogError):
    """The account has as many access tokens as it may."""

    code = "too_many_access_tokens"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"There are {limit} of these already, and more are not possible. Delete one first.", limit=limit
        )


class PasskeyCopiedError(CatalogError):
    """A passkey's counter has not moved on since it signed last."""

    code = "passkey_copied"

    def __init__(self) -> None:
        super().__init__(
            "Somebody else may have a copy of this passkey, so it was not accepted. Sign in another way, then remove "
            "it in your account."
        )


class PasskeyKnownError(CatalogError):
    """This passkey is registered already."""

    code = "passkey_known"

    def __init__(self) -> None:
        super().__init__("This passkey is registered already. Choose another device or password manager.")


class PasskeyNotFoundError(CatalogError):
    """There is no passkey with this id among the account's own."""

    code = "passkey_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such passkey. It may have been removed.")


class TooManyPasskeysError(CatalogError):
    """The account has as many passkeys as it may."""

    code = "too_many_passkeys"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have {limit} passkeys already, and more are not possible. Remove one first.", limit=limit
        )


class IdentityTakenError(CatalogError):
    """An identity is linked to another account."""

    code = "identity_taken"

    def __init__(self) -> None:
        super().__init__("This sign-in is linked to another account here already. Remove it there first.")


class IdentityNotFoundError(CatalogError):
    """There is no identity with this id among the account's own."""

    code = "identity_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such linked sign-in. It may have been removed.")


class TooManyIdentitiesError(CatalogError):
    """The account has as many identities as it may."""

    code = "too_many_identities"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have {limit} linked sign-ins already, and more are not possible. Remove one first.", limit=limit
        )


class LinkByPasswordError(CatalogError):
    """An account has this address, and what the provider says is not enough to be let into it."""

    code = "link_by_password"

    def __init__(self) -> None:
        super().__init__(
            "There is an account with your e-mail address here. Sign in with its password, and link the other way to "
            "sign in under Your account."
        )


class LastWayInError(CatalogError):
    """Nothing would be left to sign in with."""

    code = "last_way_in"

    def __init__(self) -> None:
        super().__init__(
            "This is the last way into your account. Set a password or add a passkey first, then remove it."
        )
