"""`/me`: whoever is signed in."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme, tag_blueprint

from api.accounts.fields import Name
from api.auth import require_account
from api.changes import change_livestream
from api.context import get_context
from api.docs.openapi import SIGNED_IN
from api.limits.rates import check_tries
from api.limits.throttles import Bound
from api.problems.problem import problems
from api.shapes.artists import About, Language, Link, Links
from api.shapes.bodies import STRICT, AccountBody, Flag, left_out, list_changes, present_account
from api.shapes.validation import validate_request
from catalog.accounts.accounts import rename_account, show_support
from catalog.artists.profiles import CHANGEABLE as PROFILE
from catalog.artists.profiles import update_profile
from catalog.livestreams.changes import retell_livestream, select_open_ids
from catalog.livestreams.errors import NotFoundError

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

    display_name: Name = left_out()
    about: About = left_out()
    links: Links = left_out()
    language: Language = left_out()
    shows_support: Annotated[
        Flag, Field(description="Whether you may be named among those who gave most tips in a show.")
    ] = left_out()


RENAMES: Final = Bound("renames", 5, 3600)
"""By account: each is told of all the account's livestreams that are scheduled or live."""


@blueprint.patch("/me")
@document_response(AccountBody)
@security_scheme(SIGNED_IN)
@problems(401, 429)
@validate_request(AccountChange)
async def update_me(data: AccountChange) -> dict[str, Any]:
    """Change the name that others see, what an artist's page says, the language you are written to in, or whether
    others see how much you gave; fields left out stay as they are. Pages that show an artist's livestreams have the
    name at once."""
    account = await require_account()
    changes = list_changes(data)
    if "shows_support" in changes:
        account = await show_support(account.id, shown=data.shows_support)
    if not PROFILE.isdisjoint(changes):
        account = await update_profile(account.id, _write_plainly(changes))
    if changes.get("display_name", account.display_name) == account.display_name:
        return present_account(account)
    await check_tries(get_context().throttles, RENAMES, account.id)
    renamed = await rename_account(account.id, data.display_name)
    for livestream_id in await select_open_ids(account.id):
        with suppress(NotFoundError):  # deleted meanwhile
            await change_livestream(partial(retell_livestream, livestream_id, account.id))
    return present_account(renamed)


def _write_plainly(changes: Mapping[str, Any]) -> dict[str, Any]:
    links: list[Link] | None = changes.get("links")
    return {**changes} if links is None else {**changes, "links": [asdict(link) for link in links]}
