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
from catalog.ledger.holdings import select_holdings

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
@problems(401)
async def list_wallets() -> dict[str, Any]:
    """The tokens that you hold, by artist."""
    account = await require_account("watch")
    holdings = await select_holdings(account.id)
    return {
        "wallets": [
            {"artist": {"id": held.artist_id, "display_name": held.artist_name}, "balance": held.balance}
            for held in holdings
        ]
    }


@blueprint.get("/<artist_id>")
@document_response(BalanceBody)
@problems(401)
async def read_wallet(artist_id: str) -> dict[str, Any]:
    """How many tokens of one artist you hold at this moment, as its gates count them."""
    account = await require_account("watch")
    pair = account.id, artist_id
    return {"artist_id": artist_id, "balance": (await get_context().live.read_balances([pair])).get(pair, 0)}
