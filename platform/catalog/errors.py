"""What the catalog refuses, and why.

    CatalogError
      DatabaseError            the database is missing, empty, older than the code, or does not answer
      EmailTakenError          another account has the address
      PasswordsBusyError       too many passwords wait to be looked at
      CredentialsError         e-mail and password do not belong together
      AccountNotFoundError     no account has the address
      EmailUnverifiedError     whoever has the account has not shown that the mailbox is theirs
      SessionNotFoundError     the account has no such session
      AccessTokenNotFoundError the account has no such access token
      TooManyAccessTokensError the account has as many as it may
      NotFoundError            no such livestream
      NotAllowedError          it is somebody else's
      CursorError              a page's cursor that was not made here
      RehearsalActiveError     a new rehearsal key while the old one is in use
      TooManyLivestreamsError  the artist has as many scheduled and live ones as they may
      WebhookNotFoundError     no such webhook, or not theirs
      TooManyWebhooksError     the account has as many as it may
      DeliveryNotFoundError    the webhook has no such delivery
      DeliveryPendingError     it is on its way, so it cannot be sent again
      InsufficientTokensError  the wallet holds fewer tokens
      TooManyTokensError       more tokens than can be counted
      KeyReusedError           an idempotency key that was another request's
      LedgerBusyError          others were quicker at the same wallets each time
      lifecycle.MoveRefusedError        a move the lifecycle does not know
      lifecycle.AdmissionRefusedError   a publisher that is not let in

`code` is stable and for programs; `str(error)` is for the person who asked.
"""


class CatalogError(Exception):
    """Base of all that the catalog refuses."""

    code = "catalog_error"


class DatabaseError(CatalogError):
    """The database cannot be used as it is; the words say what to do."""

    code = "database_unusable"


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


class AccountNotFoundError(CatalogError):
    """No account has this address. For the operator at the machine: no request is told."""

    code = "account_not_found"

    def __init__(self, email: str) -> None:
        super().__init__(f"No account has the e-mail address {email}.")


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
        super().__init__(f"You have {limit} access tokens already, and more are not possible. Delete one first.")


class NotFoundError(CatalogError):
    """There is no livestream with this id."""

    code = "livestream_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such livestream. It may have been deleted.")


class NotAllowedError(CatalogError):
    """The livestream belongs to another artist."""

    code = "not_your_livestream"

    def __init__(self) -> None:
        super().__init__("This livestream belongs to another artist; only they can do this.")


class CursorError(CatalogError):
    """A cursor that no page gave out."""

    code = "bad_cursor"

    def __init__(self) -> None:
        super().__init__("This cursor is not one of ours. Take next_cursor from the page before, or leave it out.")


class RehearsalActiveError(CatalogError):
    """An encoder is connected with the rehearsal key."""

    code = "rehearsal_active"

    def __init__(self) -> None:
        super().__init__("OBS is connected with this rehearsal key. Stop streaming there first, then make a new key.")


class TooManyLivestreamsError(CatalogError):
    """The artist has as many livestreams scheduled or live as they may."""

    code = "too_many_livestreams"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"You have as many livestreams scheduled or live as are possible ({limit}). "
            "Cancel, delete or end one first."
        )


class WebhookNotFoundError(CatalogError):
    """There is no webhook with this id among the account's own."""

    code = "webhook_not_found"

    def __init__(self) -> None:
        super().__init__("You have no such webhook. It may have been deleted.")


class TooManyWebhooksError(CatalogError):
    """The account has as many webhooks as it may."""

    code = "too_many_webhooks"

    def __init__(self, limit: int) -> None:
        super().__init__(f"You have {limit} webhooks already, and more are not possible. Delete one first.")


class DeliveryNotFoundError(CatalogError):
    """The webhook has no delivery with this id."""

    code = "delivery_not_found"

    def __init__(self) -> None:
        super().__init__("This webhook has no such delivery. Old ones are removed after some time.")


class DeliveryPendingError(CatalogError):
    """The delivery is on its way."""

    code = "delivery_pending"

    def __init__(self) -> None:
        super().__init__("This delivery is on its way already; it will be tried until it arrives or is given up.")


class InsufficientTokensError(CatalogError):
    """The wallet holds fewer tokens than are to leave it."""

    code = "insufficient_tokens"

    def __init__(self, held: int, needed: int) -> None:
        super().__init__(f"There are {held} tokens there, and {needed} are to be taken.")
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
        super().__init__("This Idempotency-Key came with something else before. Take a new one for a new request.")


class LedgerBusyError(CatalogError):
    """Others changed the same wallets at the same moment, each time."""

    code = "ledger_busy"

    def __init__(self) -> None:
        super().__init__("These wallets are in use at this moment. Nothing was booked; try again.")
