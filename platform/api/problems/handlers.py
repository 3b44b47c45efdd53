"""Turning whatever goes wrong in a request into a problem. The last stop: nothing reaches a client unexplained."""

import logging

from pydantic import ValidationError
from quart import Quart, Response, has_request_context, request, websocket
from quart_schema import RequestSchemaValidationError
from quart_schema.validation import QuerystringValidationError
from werkzeug.exceptions import HTTPException

from api.http.overlays import hide_address
from api.problems.problem import ProblemError
from api.problems.wording import describe_fields, refuse_fields
from catalog.accounts.errors import (
    AccessTokenNotFoundError,
    CredentialsError,
    EmailTakenError,
    IdentityNotFoundError,
    IdentityTakenError,
    LastWayInError,
    LinkByPasswordError,
    NoSuchAccountError,
    PasskeyCopiedError,
    PasskeyKnownError,
    PasskeyNotFoundError,
    PasswordsBusyError,
    SessionNotFoundError,
    SignInOverError,
    TooManyAccessTokensError,
    TooManyIdentitiesError,
    TooManyPasskeysError,
)
from catalog.chat.errors import (
    BannedError,
    ChatClosedError,
    ChatMessageNotFoundError,
    HoldersOnlyError,
    NobodyToThankError,
    SentIdReusedError,
)
from catalog.chat.moderation.errors import (
    FilteredError,
    FilterSilentError,
    KeepsRoomError,
    LinksOffError,
    NameRefusedError,
    NotModeratorError,
    SeveralOfThatNameError,
    SlowModeError,
    TooManyModeratorsError,
    WordRefusedError,
)
from catalog.clips.errors import (
    ClipGoneError,
    ClipNotFoundError,
    ClipRangeError,
    NoClippingError,
    NotYourClipError,
    TooManyClipsError,
    TooManyKeptError,
)
from catalog.db.orm import OUTAGES, TooLong, is_disk_full
from catalog.errors import CatalogError, CursorError, DatabaseError
from catalog.feeds.errors import NobodyPublishesError, RehearsalActiveError
from catalog.follows.errors import (
    NothingToComeError,
    OwnFollowError,
    TooManyFollowsError,
    TooManyRemindersError,
)
from catalog.ledger.errors import (
    ArtistNotFoundError,
    HolderNotFoundError,
    InsufficientTokensError,
    KeyReusedError,
    LedgerBusyError,
    TooManyTokensError,
)
from catalog.livestreams.errors import (
    AdmissionRefusedError,
    MoveRefusedError,
    NotAllowedError,
    NotFoundError,
    TooManyLivestreamsError,
)
from catalog.mailboxes.errors import LinkVoidError, PasswordNeededError
from catalog.markers.errors import (
    BeyondTheShowError,
    MarkerNotFoundError,
    NothingToMarkError,
    TooManyMarkersError,
)
from catalog.outbox.errors import (
    DeliveryNotFoundError,
    DeliveryPendingError,
    TooManyWebhooksError,
    WebhookNotFoundError,
)
from catalog.overlays.errors import OverlayNotFoundError, TooManyOverlaysError
from catalog.pictures.errors import (
    PictureNotFoundError,
    PicturesBusyError,
    PictureTooLargeError,
    PictureTooSmallError,
    PictureUnreadableError,
)
from catalog.recordings.errors import NotYourRecordingError, ReplayNotFoundError
from catalog.tips.errors import OwnTipError, TipNotFoundError
from live.chat.writer import BusyError

logger = logging.getLogger(__name__)

_STATUSES: dict[type[CatalogError], int] = {
    CredentialsError: 401,
    SignInOverError: 401,
    LinkVoidError: 410,
    PasswordNeededError: 403,
    EmailTakenError: 409,
    PasswordsBusyError: 429,
    SessionNotFoundError: 404,
    AccessTokenNotFoundError: 404,
    TooManyAccessTokensError: 409,
    PasskeyCopiedError: 401,
    PasskeyKnownError: 409,
    PasskeyNotFoundError: 404,
    TooManyPasskeysError: 409,
    LastWayInError: 409,
    IdentityTakenError: 409,
    IdentityNotFoundError: 404,
    TooManyIdentitiesError: 409,
    LinkByPasswordError: 409,
    NotFoundError: 404,
    NoSuchAccountError: 404,
    NotAllowedError: 403,
    CursorError: 400,
    MoveRefusedError: 409,
    AdmissionRefusedError: 403,
    DatabaseError: 503,
    NobodyPublishesError: 409,
    RehearsalActiveError: 409,
    ReplayNotFoundError: 404,
    NotYourRecordingError: 403,
    ClipNotFoundError: 404,
    NotYourClipError: 403,
    NoClippingError: 403,
    ClipRangeError: 400,
    TooManyClipsError: 409,
    TooManyKeptError: 409,
    ClipGoneError: 409,
    MarkerNotFoundError: 404,
    NothingToMarkError: 409,
    BeyondTheShowError: 400,
    TooManyMarkersError: 409,
    WebhookNotFoundError: 404,
    TooManyLivestreamsError: 409,
    TooManyWebhooksError: 409,
    DeliveryNotFoundError: 404,
    DeliveryPendingError: 409,
    ArtistNotFoundError: 404,
    HolderNotFoundError: 404,
    InsufficientTokensError: 409,
    TooManyTokensError: 409,
    KeyReusedError: 409,
    LedgerBusyError: 503,
    ChatClosedError: 409,
    ChatMessageNotFoundError: 404,
    BannedError: 403,
    HoldersOnlyError: 403,
    NotModeratorError: 403,
    KeepsRoomError: 409,
    LinksOffError: 403,
    WordRefusedError: 403,
    NameRefusedError: 403,
    SlowModeError: 429,
    FilteredError: 403,
    FilterSilentError: 503,
    SeveralOfThatNameError: 409,
    TooManyModeratorsError: 409,
    SentIdReusedError: 409,
    OwnTipError: 409,
    TipNotFoundError: 404,
    NobodyToThankError: 409,
    OverlayNotFoundError: 404,
    TooManyOverlaysError: 409,
    OwnFollowError: 409,
    TooManyFollowsError: 409,
    NothingToComeError: 409,
    TooManyRemindersError: 409,
    BusyError: 503,
    PictureNotFoundError: 404,
    PicturesBusyError: 503,
    PictureTooLargeError: 413,
    PictureTooSmallError: 400,
    PictureUnreadableError: 400,
}

_HTTP: dict[int, tuple[str, str]] = {
    400: ("bad_request", "This request could not be understood."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "{method} is not possible here; {allowed} is."),
    408: ("body_too_slow", "The request's body did not arrive in time. Try again."),
    413: ("body_too_large", "The request's body is too large."),
    415: ("not_json", "Send the body as JSON, with Content-Type: application/json."),
    500: ("server_error", "Something went wrong on the server. It has been logged; try again in a moment."),
}


def register_errors(app: Quart) -> None:
    """Answer every exception with a problem."""

    @app.errorhandler(ProblemError)
    async def problem(error: ProblemError) -> Response:
        return error.to_response()

    @app.errorhandler(CatalogError)
    async def catalog(error: CatalogError) -> Response:
        status = next((number for kind, number in _STATUSES.items() if isinstance(error, kind)), 400)
        seconds = getattr(error, "seconds", None) or (2 if status in (429, 503) else None)
        headers = {} if seconds is None else {"Retry-After": str(seconds)}
        return ProblemError(status, error.code, str(error), headers=headers, values=error.values).to_response()

    @app.errorhandler(RequestSchemaValidationError)
    async def invalid(error: RequestSchemaValidationError) -> Response:
        return _to_problem(error).to_response()

    @app.errorhandler(HTTPException)
    async def http(error: HTTPException) -> Response:
        status = error.code or 500
        code, words = _HTTP.get(status, (f"http_{status}", error.description or error.name))
        allowed = ", ".join(sorted(getattr(error, "valid_methods", None) or []))
        headers = {"Allow": allowed} if allowed else {}
        words = words.format(method=request.method, allowed=allowed) if status == 405 else words
        return ProblemError(status, code, words, headers=headers).to_response()

    @app.errorhandler(TooLong)
    async def too_long(error: TooLong) -> Response:
        # An id in the address that is longer than the column it is looked for in; bodies have been checked before.
        return ProblemError(404, "not_found", _HTTP[404][1]).to_response()

    async def database(error: Exception) -> Response:
        what = f"{request.method} {request.path}" if has_request_context() else f"WebSocket {websocket.path}"
        logger.error("%s: the database failed: %s", hide_address(what), error)
        if is_disk_full(error):
            words = (
                "The platform's disk is full. Nothing can be saved until its operator has made room; live goes on."
            )
            return ProblemError(503, "disk_full", words, headers={"Retry-After": "30"}).to_response()
        words = "The platform cannot reach its database at this moment. Try again in a few seconds."
        return ProblemError(503, "database_unavailable", words, headers={"Retry-After": "2"}).to_response()

    for failure in OUTAGES:
        app.register_error_handler(failure, database)


def _to_problem(error: RequestSchemaValidationError) -> ProblemError:
    cause = error.validation_error
    fields = describe_fields(cause) if isinstance(cause, ValidationError) else {}
    if not fields:
        words = "Send a JSON object as the body, with Content-Type: application/json."
        return ProblemError(400, "not_an_object", words)
    where = "the address's query" if isinstance(error, QuerystringValidationError) else "what you sent"
    return refuse_fields(fields, where)
