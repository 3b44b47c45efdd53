"""`/me/tokens`: what an account holds, and of whom."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.auth import require_account
from api.context import get_context
from api.docs.openapi import scoped
from api.problems.problem import problems
from api.shapes.bodies import ArtistBody
from api.shapes.validation import validate_querystring
from api.tokens.known import check_here, check_known
from api.tokens.shapes import EntryPage, PageQuery, present_entries
from catalog.ledger.grants import check_artist
from catalog.ledger.holdings import select_entries, select_holdings

blueprint = Blueprint("wallets", __name__, url_prefix="/api/v1/me/tokens")
tag_blueprint(blueprint, ["Tokens"])
security_scheme_blueprint(blueprint, scoped("watch"))

Balance = Annotated[int, Field(ge=0, description="Tokens held; gated livestreams of their artist ask for some.")]


@dataclass(kw_only=True)
class WalletBody:
    """Some of an artist's tokens."""

    artist: ArtistBody
    balance: Balance


@dataclass(kw_only=True)
class WalletsBody:
    """All that an account holds."""

    wallets: list[WalletBody]


@dataclass(kw_only=True)
class BalanceBody:
    """How many of one artist's tokens an account holds; perhaps none."""

    artist_id: str
    balance: Balance


@blueprint.get("")
@document_response(WalletsBody)
@problems(401, 403, 409)
async def list_wallets() -> dict[str, Any]:
    """The tokens that you hold, by artist.

    409 `tokens_elsewhere` where another system keeps them, which alone knows all of yours. Of one artist it is asked.
    """
    account = await require_account("watch")
    check_here()
    holdings = await select_holdings(account.id)
    return {
        "wallets": [
            {"artist": {"id": held.artist_id, "display_name": held.artist_name}, "balance": held.balance}
            for held in holdings
        ]
    }


@blueprint.get("/<artist_id>")
@document_response(BalanceBody)
@problems(401, 403, 404, 503)
async def read_wallet(artist_id: str) -> dict[str, Any]:
    """How many tokens of one artist you hold at this moment, as its gates count them."""
    account = await require_account("watch")
    await check_artist(artist_id)
    pair = account.id, artist_id
    live = get_context().live
    balances = await live.read_balances([pair])
    check_known(pair, balances, live)
    return {"artist_id": artist_id, "balance": balances.get(pair, 0)}


@blueprint.get("/<artist_id>/entries")
@document_response(EntryPage)
@problems(400, 401, 403, 404, 409)
@validate_querystring(PageQuery)
async def list_own_entries(artist_id: str, query_args: PageQuery) -> dict[str, Any]:
    """What came into your wallet of one artist's tokens and went out of it, the last first."""
    account = await require_account("watch")
    check_here()
    await check_artist(artist_id)
    page = await select_entries(artist_id, account_id=account.id, limit=query_args.limit, cursor=query_args.cursor)
    return {"entries": await present_entries(page.entries), "next_cursor": page.next_cursor}
