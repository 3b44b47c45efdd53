"""`/unsubscribe/:token`: what mail programs call for their own button (RFC 8058), and our page for its."""

from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.context import get_live
from api.docs.openapi import ANYBODY, Empty
from api.problems.problem import problems
from catalog.follows.follows import find_follow
from catalog.follows.leaving import FOLLOW, leave

blueprint = Blueprint("unsubscribe", __name__)
tag_blueprint(blueprint, ["Follows"])
security_scheme_blueprint(blueprint, ANYBODY)


@blueprint.post("/unsubscribe/<token>")
@document_response(Empty, 204)
@problems(410)
async def unsubscribe(token: str) -> tuple[str, int]:
    """No more of these mails (RFC 8058). Whoever has the mail may say so, and is asked nothing; again, the answer is
    the same. 410 `link_void` where the address is not one of ours."""
    kind, account_id, about = await leave(token)
    if kind != FOLLOW:
        get_live().tell_reminder(account_id, about, reminded=False)
    elif (kept := await find_follow(account_id, about)) is not None:
        get_live().tell_follow(account_id, about, following=True, push=kept.push, mail=kept.mail)
    return "", 204
