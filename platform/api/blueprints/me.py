"""`/me`: whoever is signed in."""

from dataclasses import dataclass
from typing import Any

from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.fields import Name
from api.auth import require_account
from api.docs.openapi import SIGNED_IN
from api.problems.problem import problems
from api.shapes.bodies import STRICT, AccountBody, present_account
from api.shapes.validation import validate_request
from catalog.accounts.accounts import rename_account

blueprint = Blueprint("me", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Accounts"])


@blueprint.get("/me")
@document_response(AccountBody)
@security_scheme(SIGNED_IN)
@problems(401)
async def read_me() -> dict[str, Any]:
    """The account that is signed in."""
    return present_account(await require_account())


@dataclass(kw_only=True)
class AccountChange:
    """What a person may change of themselves."""

    __pydantic_config__ = STRICT

    display_name: Name


@blueprint.patch("/me")
@document_response(AccountBody)
@security_scheme(SIGNED_IN)
@problems(401)
@validate_request(AccountChange)
async def update_me(data: AccountChange) -> dict[str, Any]:
    """Change the name that others see."""
    account = await require_account()
    return present_account(await rename_account(account.id, data.display_name))
