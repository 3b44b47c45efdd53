"""`/artists/:id/tokens`: what an artist gives of its tokens, and who holds them."""

from typing import Any, Final, cast

from quart import Blueprint, request
from quart_schema import document_headers, document_response, security_scheme_blueprint, tag_blueprint

from api.context import get_context
from api.docs.openapi import scoped
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.problems.problem import ProblemError, problems
from api.shapes.validation import validate_querystring, validate_request
from api.tokens.asking import read_key, require_issuer
from api.tokens.known import check_here
from api.tokens.lines import RefusedLine, name_lines, present_line, read_aside
from api.tokens.shapes import (
    EntryPage,
    GrantBody,
    GrantRequest,
    HolderPage,
    Idempotency,
    ImportBody,
    PageQuery,
    present_entries,
    present_grant,
    present_holder,
)
from api.tokens.telling import tell_granted
from catalog.errors import CatalogError
from catalog.ledger.grants import Grant, Granted, grant_tokens, import_grants
from catalog.ledger.holdings import find_people, select_entries, select_holders

blueprint = Blueprint("tokens", __name__, url_prefix="/api/v1/artists/<artist_id>/tokens")
tag_blueprint(blueprint, ["Tokens"])
security_scheme_blueprint(blueprint, scoped("tokens"))

IMPORTS: Final = Bound("imports", 20, 3600)
"""Of an account, each of thousands of lines that stay for ever."""


@blueprint.post("/grants")
@document_headers(Idempotency)
@document_response(GrantBody, 201)
@document_response(GrantBody, 200)
@problems(400, 401, 403, 404, 409)
@validate_request(GrantRequest)
async def create_grant(artist_id: str, data: GrantRequest) -> tuple[dict[str, Any], int]:
    """Give tokens, or take some back.

    For the artist and for operators; an access token with the scope `tokens` may it, so a shop's webhook can. What is
    given to an e-mail address is for the account that has verified it, or does one day; whether there is one, neither
    the answer nor any list tells, and `balance` is what was given to the address. A grant is never changed: what was
    wrong is balanced by another, below 0 (409 `insufficient_tokens` where fewer are left). With the same
    `Idempotency-Key` the same grant is answered again, with 200.
    """
    account = await require_issuer(artist_id)
    check_here()
    if (data.account is None) == (data.email is None):
        words = "Say either account or email: whom the tokens are for."
        raise ProblemError(400, "account_or_email", words)
    grant = Grant(data.amount, data.account, data.email, data.reason, read_key())
    granted = await get_context().commits.run(lambda: _grant(artist_id, grant, account.id))
    people = {} if granted.account_id is None else await find_people([granted.account_id])
    return present_grant(granted, people), 200 if granted.again else 201


@blueprint.post("/import")
@document_headers(Idempotency)
@document_response(ImportBody)
@problems(400, 401, 403, 404, 409, 413, 415)
async def import_tokens(artist_id: str) -> dict[str, Any]:
    """Give tokens to many.

    The body is CSV (`text/csv`, UTF-8), with a line `email,amount` or `email,amount,reason` for each, with commas,
    semicolons or tabs; a first line that begins with `email` is passed over. Each line is booked as a grant of its
    own or refused on its own. The `Idempotency-Key` is the list's name: a line that was booked under it before is not
    booked again, wherever it stands, so the list can be sent again as it is or corrected. What differs in address,
    amount or reason is another line, and so is the same one the second time it is in the file. At most 5,000 lines,
    and 20 files an hour.
    """
    account = await require_issuer(artist_id)
    check_here()
    await check_tries(get_context().throttles, IMPORTS, account.id)
    body = cast("bytes", await request.get_data(as_text=False))
    lines = await read_aside(body, request.mimetype)
    names = name_lines(lines.read, read_key(), get_context().keys)
    grants = [
        Grant(line.amount, None, line.email, line.reason, name) for line, name in zip(lines.read, names, strict=True)
    ]
    done = await get_context().commits.run(lambda: _import(artist_id, grants, account.id))
    refused = [*lines.refused]
    refused += [
        RefusedLine(line.number, each.code, str(each))
        for line, each in zip(lines.read, done, strict=True)
        if isinstance(each, CatalogError)
    ]
    booked = [each for each in done if not isinstance(each, CatalogError)]
    repeated = sum(each.again for each in booked)
    return {
        "booked": len(booked) - repeated,
        "repeated": repeated,
        "refused": [present_line(line) for line in sorted(refused, key=lambda line: line.number)],
    }


@blueprint.get("")
@document_response(HolderPage)
@problems(400, 401, 403, 404, 409)
@validate_querystring(PageQuery)
async def list_holders(artist_id: str, query_args: PageQuery) -> dict[str, Any]:
    """Who holds an artist's tokens, and how many; for the artist and for operators."""
    await require_issuer(artist_id)
    check_here()
    page = await select_holders(artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {
        "holders": [present_holder(holder) for holder in page.holders],
        "total": page.total,
        "next_cursor": page.next_cursor,
    }


@blueprint.get("/entries")
@document_response(EntryPage)
@problems(400, 401, 403, 404, 409)
@validate_querystring(PageQuery)
async def list_entries(artist_id: str, query_args: PageQuery) -> dict[str, Any]:
    """All that was ever booked of an artist's tokens, the last first; for the artist and for operators."""
    await require_issuer(artist_id)
    check_here()
    page = await select_entries(artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {"entries": await present_entries(page.entries), "next_cursor": page.next_cursor}


async def _grant(artist_id: str, grant: Grant, by: str) -> Granted:
    granted = await grant_tokens(artist_id, grant, by)
    get_context().commits.follow(lambda: tell_granted(artist_id, [granted]))
    return granted


async def _import(artist_id: str, grants: list[Grant], by: str) -> list[Granted | CatalogError]:
    done = await import_grants(artist_id, grants, by)
    get_context().commits.follow(
        lambda: tell_granted(artist_id, [each for each in done if isinstance(each, Granted)])
    )
    return done
