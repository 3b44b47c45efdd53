"""What the catalog refuses, and why.

    CatalogError
      DatabaseError            the database is missing, empty, older than the code, or does not answer
      EmailTakenError          another account has the address
      PasswordNeededError      a link that is good only for whoever is in the account
      LinkVoidError            what a mail's link holds is good no more
      PasswordsBusyError       too many passwords wait to be looked at
      CredentialsError         e-mail and password do not belong together
      AccountNotFoundError     no account has the address
      NoSuchAccountError       no account has the id
      EmailUnverifiedError     whoever has the account has not shown that the mailbox is theirs
      SessionNotFoundError     the account has no such session
      AccessTokenNotFoundError the account has no such access token
      TooManyAccessTokensError the account has as many as it may
      PasskeyCopiedError       a passkey's counter has not moved on: there may be a copy
      PasskeyKnownError        the passkey is an account's already
      PasskeyNotFoundError     the account has no such passkey
      TooManyPasskeysError     the account has as many as it may
      IdentityTakenError       the provider's identity is linked to another account
      IdentityNotFoundError    the account has no such identity
      TooManyIdentitiesError   the account has as many as it may
      LinkByPasswordError      an account has the address, and it takes more to be let into it
      LastWayInError           without it nobody could sign in to the account
      NotFoundError            no such livestream
      NotAllowedError          it is somebody else's
      CursorError              a page's cursor that was not made here
      RehearsalActiveError     a new rehearsal key while the old one is in use
      TooManyLivestreamsError  the artist has as many scheduled and live ones as they may
      WebhookNotFoundError     no such webhook, or not theirs
      TooManyWebhooksError     the account has as many as it may
      DeliveryNotFoundError    the webhook has no such delivery
      DeliveryPendingError     it is on its way, so it cannot be sent again
      ArtistNotFoundError      no such artist
      HolderNotFoundError      no such account to hold tokens
      InsufficientTokensError  the wallet holds fewer tokens
      TooManyTokensError       more tokens than can be counted
      KeyReusedError           an idempotency key that was another request's
      LedgerBusyError          others were quicker at the same wallets each time
      livestreams.MoveRefusedError        a move the lifecycle does not know
      livestreams.AdmissionRefusedError   a publisher that is not let in

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


class LinkVoidError(CatalogError):
    """What the link in a mail holds is not good, or no more: used, too old, or another one was asked for since."""

    code = "link_void"

    def __init__(self) -> None:
        super().__init__("This link is not good any more. Ask for a new one, and take the newest mail.")


class PasswordNeededError(CatalogError):
    """A link that only somebody who is in the account can use."""

    code = "password_needed"

    def __init__(self) -> None:
        super().__init__(
            "Sign in first, then open the link again: it confirms the address of an account that you are in. If the "
            "account is not yours, ask for a new password, and it will be."
        )


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


class NoSuchAccountError(CatalogError):
    """There is no account with this id."""

    code = "account_not_found"

    def __init__(self) -> None:
        super().__init__("There is no such account. It may have been closed.")


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
        super().__init__(f"There are {limit} of these already, and more are not possible. Delete one first.")


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
        super().__init__(f"You have {limit} passkeys already, and more are not possible. Remove one first.")


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
        super().__init__(f"You have {limit} linked sign-ins already, and more are not possible. Remove one first.")


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
        super().__init__(f"There are {held:,} tokens there, and {needed:,} are to be taken. Nothing was booked.")
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
            "Something else was booked under this Idempotency-Key before. Load the page anew to see what."
        )


class LedgerBusyError(CatalogError):
    """Others changed the same wallets at the same moment, each time."""

    code = "ledger_busy"

    def __init__(self) -> None:
        super().__init__("Others booked at the same moment. Nothing was booked; try again.")
