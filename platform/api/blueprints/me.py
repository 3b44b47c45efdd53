"""`/me`: whoever is signed in."""

from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_account
from api.docs.openapi import SIGNED_IN
from api.problems.problem import problems
from api.shapes.bodies import AccountBody, present_account

blueprint = Blueprint("me", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


@blueprint.get("/me")
@document_response(AccountBody)
@security_scheme(SIGNED_IN)
@problems(401)
async def read_me() -> dict[str, Any]:
    """The account that is signed in."""
    return present_account(await require_account())
