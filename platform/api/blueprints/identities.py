"""`/sessions/oidc` and `/me/identities`: signing in with an identity provider's account, and linking one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint, Response, jsonify, request
from quart_schema import document_response, hide, security_scheme, tag_blueprint

from api.accounts.confirm import require_recent
from api.accounts.sign_in import begin_session, set_session_cookies
from api.accounts.whence import find_whence
from api.auth import require_account
from api.blueprints.passkeys import SIGNING_IN, Confirmation
from api.context import get_context
from api.docs.openapi import SIGNED_IN, Empty
from api.limits.rates import check_tries, client_of
from api.outbox.state import get_outbox
from api.problems.problem import ProblemError, problems
from api.shapes.validation import validate_querystring, validate_request
from api.signin.arrivals import Refused, blame, let_in, link
from api.signin.attempts import Attempt, AttemptError
from api.signin.browser import find_mark, make_mark, set_mark
from api.signin.paths import ACCOUNT, SIGN_IN, find_callback, find_home, read_next, say_refused
from api.signin.provider import Claims, Provider, ProviderError
from catalog.accounts.errors import SignInOverError
from catalog.accounts.identities import (
    Identity,
    delete_identity,
    select_identities,
)
from catalog.shapes import Account
from contract.moments import to_rfc3339

blueprint = Blueprint("identities", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


@dataclass(kw_only=True)
class WayBack:
    """Where to go on afterwards."""

    next: Annotated[
        str, Field(max_length=512, description="A path of our pages; anything else means the first page.")
    ] = ""


@dataclass(kw_only=True)
class ProviderAnswer:
    """With what the provider sends somebody back (OpenID Connect Core, 3.1.2.5 and 3.1.2.6; RFC 9207)."""

    state: Annotated[str, Field(max_length=4096)] = ""
    code: Annotated[str, Field(max_length=4096)] = ""
    iss: Annotated[str, Field(max_length=1024)] = ""
    error: Annotated[str, Field(max_length=256)] = ""


@dataclass(kw_only=True)
class AddressBody:
    """Where to send the browser."""

    url: Annotated[str, Field(description="The provider's page.")]


@dataclass(kw_only=True)
class IdentityBody:
    """A sign-in at a provider that is linked to an account."""

    id: str
    issuer: Annotated[str, Field(description="The provider.", examples=["https://id.example.org"])]
    created_at: datetime
    last_used_at: datetime | None


@dataclass(kw_only=True)
class IdentityList:
    """An account's linked sign-ins, the oldest first."""

    identities: list[IdentityBody]


@blueprint.get("/sessions/oidc")
@hide  # these two are pages to be led through, no calls for a program: they never answer with a body
@document_response(Empty, 303)
@problems(400, 404, 429)
@validate_querystring(WayBack)
async def begin_oidc_sign_in(query_args: WayBack) -> Response:
    """Sign in with the identity provider: open this in a browser.

    It leads to the provider's page, from there to `/sessions/oidc/callback`, and then, signed in, to `next`. What
    goes wrong is said on the sign-in page, whose `refused` is a stable code.
    """
    next_path = read_next(query_args.next) or ""
    try:
        address, mark = await begin(require_provider(), next_path)
    except Refused as refused:
        return lead(say_refused(SIGN_IN, refused.code, next_path))
    response = lead(address)
    set_mark(response, mark, get_context().settings)
    return response


@blueprint.get("/sessions/oidc/callback")
@hide
@document_response(Empty, 303)
@problems(400, 404, 414, 429)
@validate_querystring(ProviderAnswer)
async def end_oidc_sign_in(query_args: ProviderAnswer) -> Response:
    """Where the provider sends people back to. Of use to nobody else: it takes what only that browser has."""
    context, provider = get_context(), require_provider()
    await check_tries(context.throttles, SIGNING_IN, client_of(request, context.settings))
    try:
        # Begun in this browser, or somebody else's way in would end here, and their account be taken for one's own.
        attempt = await context.attempts.end(query_args.state, find_mark(context.settings) or "")
    except AttemptError:
        # Some leave out the state when they say no.
        turned_back = query_args.error == "access_denied" and not query_args.state
        return lead(say_refused(SIGN_IN, "sign_in_cancelled" if turned_back else "sign_in_expired"))
    try:
        claims = await ask(provider, attempt, query_args)
        if attempt.account_id is not None:
            await link(attempt.account_id, claims)
            return lead(attempt.next)
        account = await let_in(claims)
    except Refused as refused:
        page = SIGN_IN if attempt.account_id is None else ACCOUNT
        return lead(say_refused(page, refused.code, attempt.next))
    try:
        begun = await begin_session(account, "oidc")
    except SignInOverError:
        return lead(say_refused(SIGN_IN, "sign_in_expired", attempt.next))
    response = lead(attempt.next or find_home(account))
    await set_session_cookies(response, begun)
    return response


@blueprint.post("/me/identities")
@document_response(AddressBody)
@security_scheme(SIGNED_IN)
@problems(400, 401, 403, 404, 429)
@validate_request(Confirmation)
async def begin_link(data: Confirmation) -> Response:
    """Link a sign-in at the identity provider to your account: send the browser to the `url` that this answers with.

    Takes a sign-in of the last ten minutes or the password, and the owner gets a mail, as with a new passkey.
    """
    account = (await require_recent(data.given)).account
    provider = require_provider()
    try:
        address, mark = await begin(provider, ACCOUNT, account)
    except Refused as refused:
        words = "The other site does not answer as it should at this moment. Try again in a while."
        raise ProblemError(503, refused.code, words, headers={"Retry-After": "5"}) from refused
    response = jsonify({"url": address})
    set_mark(response, mark, get_context().settings)
    return response


@blueprint.get("/me/identities")
@document_response(IdentityList)
@security_scheme(SIGNED_IN)
@problems(401)
async def list_identities() -> dict[str, Any]:
    """Your linked sign-ins."""
    account = await require_account()
    return {"identities": [present_identity(identity) for identity in await select_identities(account.id)]}


@blueprint.delete("/me/identities/<identity_id>")
@document_response(Empty, 204)
@security_scheme(SIGNED_IN)
@problems(401, 403, 404, 409, 429)
async def remove_identity(identity_id: str) -> Response:
    """Remove a linked sign-in. The last way into an account stays. The account's address, where it is confirmed, gets
    a mail.
    """
    account = await require_account()
    await delete_identity(identity_id, account.id, find_whence())
    get_outbox().dispatcher.wake()
    return Response(status=204)


def require_provider() -> Provider:
    """Who says who people are.

    Raises:
        ProblemError: 404 no_provider
    """
    provider = get_context().provider
    if provider is None:
        raise ProblemError(404, "no_provider", "There is no identity provider to sign in with here.")
    return provider


async def begin(provider: Provider, next_path: str, account: Account | None = None) -> tuple[str, str]:
    """The provider's page, and the mark for the browser that is sent there; to link an `account`, or to sign in.

    Raises:
        Refused
    """
    context = get_context()
    await check_tries(context.throttles, SIGNING_IN, client_of(request, context.settings))
    mark, callback = find_mark(context.settings) or make_mark(), find_callback(request, context.settings)
    attempt, state = context.attempts.begin(mark, next_path, callback, None if account is None else account.id)
    try:
        return await provider.locate(state, attempt.nonce, attempt.verifier, callback), mark
    except ProviderError as error:
        raise blame(error) from error


async def ask(provider: Provider, attempt: Attempt, answer: ProviderAnswer) -> Claims:
    """Who the provider says it is.

    Raises:
        Refused
    """
    if answer.error or not answer.code:
        raise Refused("sign_in_cancelled" if answer.error == "access_denied" else "provider_refused")
    try:
        return await provider.identify(
            answer.code, answer.iss or None, attempt.nonce, attempt.verifier, attempt.redirect_uri
        )
    except ProviderError as error:
        raise blame(error) from error


def lead(address: str) -> Response:
    """To another page, by GET. Nothing on the way is kept or told to whom it leads to."""
    headers = {"Location": address, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    return Response(status=303, headers=headers)


def present_identity(identity: Identity) -> dict[str, Any]:
    """`IdentityBody`"""
    return {
        "id": identity.id,
        "issuer": identity.issuer,
        "created_at": to_rfc3339(identity.created_at),
        "last_used_at": to_rfc3339(identity.last_used_at),
    }
