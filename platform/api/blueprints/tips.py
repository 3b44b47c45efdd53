"""`/livestreams/:id/tips`: tokens for the artist, which all who watch see; giving them back; who gave."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field
from quart import Blueprint, request
from quart_schema import document_headers, document_response, security_scheme, tag_blueprint

from api.auth import authenticate, require_account, require_artist
from api.blueprints.chat import MessageBody, find_named
from api.chat.entry import check_watching, find_entry, find_told
from api.chat.filtering import check_filter
from api.context import get_context, get_live
from api.docs.openapi import ANYBODY, scoped
from api.limits.throttles import Bound
from api.outbox.state import get_outbox
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, to_whole
from api.shapes.pages import NextCursor
from api.shapes.validation import validate_querystring, validate_request
from api.tokens.asking import read_key, require_issuer
from api.tokens.entry import NoEntry
from api.tokens.known import check_here
from api.tokens.shapes import Idempotency, PageQuery, PersonBody, present_person
from catalog.chat.entry import find_writer
from catalog.chat.rules import MOST_TEXT
from catalog.ledger.rules import MOST_AT_ONCE
from catalog.ledger.wallets import read_balances
from catalog.tips.errors import OwnTipError
from catalog.tips.giving import Given, find_given, give_tip
from catalog.tips.refunds import Refunded, refund_tip
from catalog.tips.rules import TipDraft
from catalog.tips.supporters import TipShown, select_supporters, select_tips
from contract.moments import to_rfc3339
from contract.text import Check, check_line
from outbox.webhook.envelope import write_tip

blueprint = Blueprint("tips", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Tips"])

GIVEN: Final = Bound("tips", 10, 10)
"""Tips of one account."""
ELSEWHERE: Final = "Another system keeps this platform's tokens, so nobody can give any here."

Amount = Annotated[
    int,
    Field(strict=True, ge=1, le=MOST_AT_ONCE, examples=[50], description="Tokens."),
    BeforeValidator(to_whole),
]
Words = Annotated[
    str,
    Field(max_length=MOST_TEXT, examples=["For the encore!"], description="Said with it; perhaps nothing."),
    Check(lambda line: check_line(line) if line else line),
]


@dataclass(kw_only=True)
class TipRequest:
    """What is to be given."""

    __pydantic_config__ = STRICT

    amount: Amount
    message: Words = ""


@dataclass(kw_only=True)
class GivenBody:
    """A tip that was given."""

    message: MessageBody
    balance: Annotated[int, Field(ge=0, description="How many of the artist's tokens you hold now.")]


@dataclass(kw_only=True)
class SupporterBody:
    """Somebody who gave."""

    account: PersonBody
    amount: int


@dataclass(kw_only=True)
class SupportersBody:
    """What was given in a livestream's room, without what was given back."""

    total: Annotated[int, Field(ge=0, description="Tokens.")]
    tips: Annotated[int, Field(ge=0, description="How many tips that are.")]
    supporters: Annotated[
        list[SupporterBody], Field(description="The ten who gave most, among those who let it be seen.")
    ]
    unnamed: Annotated[int, Field(ge=0, description="What all those gave together who do not let it be seen.")]


@dataclass(kw_only=True)
class TipShownBody:
    """A tip, as its artist sees it."""

    message_id: Annotated[str, Field(description="Of its message in the chat.")]
    livestream_id: str
    livestream_title: str
    account: Annotated[PersonBody | None, Field(description="Who gave; null: the account is closed.")]
    amount: int
    text: Annotated[str, Field(description="Empty, too, where the message was removed.")]
    at: datetime
    refunded_at: Annotated[datetime | None, Field(description="When it was given back; null: it was not.")]


@dataclass(kw_only=True)
class TipPage:
    """Some tips, the last first."""

    tips: list[TipShownBody]
    next_cursor: NextCursor


@blueprint.post("/livestreams/<livestream_id>/tips")
@document_headers(Idempotency)
@document_response(GivenBody, 200)
@document_response(GivenBody, 201)
@document_response(NoEntry, 403)
@security_scheme(scoped("tokens"))
@problems(400, 401, 404, 409, 429, 503)
@validate_request(TipRequest)
async def give(livestream_id: str, data: TipRequest) -> tuple[dict[str, Any], int]:
    """Give the artist some of the tokens that you hold of theirs.

    Everybody sees it: it is a message of kind `tip` in the livestream's room, and can be given wherever you may
    write (else 409 `chat_closed`, 403 `banned_from_chat`); its words are asked as any message's are.
    409 `insufficient_tokens`: you hold fewer; 409 `own_tip`:
    the show is your own; 409 `tokens_elsewhere`: another system keeps the tokens. With the same `Idempotency-Key` the
    same tip is answered again, with 200; with something else it is refused (409 `idempotency_key_reused`). Without
    one, each request counts. What takes more tokens than you hold then, you no longer watch.
    """
    account = await require_account("tokens")
    context = get_context()
    check_here(ELSEWHERE)
    entry = await find_entry(livestream_id)
    if entry.artist_id == account.id:
        raise OwnTipError
    asked = TipDraft(livestream_id, account.id, account.display_name, data.amount, data.message, key=read_key())
    if (known := await find_given(asked, entry.artist_id)) is not None:
        return await _present_given(known, account.id, entry.artist_id), 200
    await check_watching(entry, account)
    pair = account.id, entry.artist_id
    writer = await find_writer(entry, account.id, await context.live.read_holdings([pair]))
    if wait := await context.throttles.take(GIVEN, account.id):
        words = f"You are giving very fast. Wait {wait} second{'s' if wait != 1 else ''}, then try again."
        raise ProblemError(429, "tips_too_fast", words, headers={"Retry-After": str(wait)}, values={"seconds": wait})
    writer.check_words(data.message, account.display_name)
    await check_filter(entry, account, writer, data.message, tip={"amount": data.amount})
    draft = TipDraft(
        livestream_id,
        account.id,
        account.display_name,
        data.amount,
        data.message,
        badges=writer.badges,
        mentions=tuple(await find_named(entry, data.message, writer.room.seq)),
        key=asked.key,
        bound=not writer.keeps,
    )
    given = await context.commits.run(lambda: _give(draft))
    return await _present_given(given, *pair), 200 if given.again else 201


@blueprint.post("/livestreams/<livestream_id>/tips/<message_id>/refund")
@document_response(MessageBody)
@security_scheme(scoped("tokens"))
@problems(401, 403, 404, 503)
async def refund(livestream_id: str, message_id: str) -> dict[str, Any]:
    """Give a tip back; for the livestream's artist.

    The fan holds its tokens again, by a new entry in the ledger. The message stays and says `refunded`, overlays
    that have not shown it yet do not, and it no longer counts for the goal nor among the supporters. Asked for again,
    it is answered the same.
    """
    artist = await require_artist("tokens")
    check_here(ELSEWHERE)
    refunded = await get_context().commits.run(lambda: _refund(livestream_id, message_id, artist.id))
    return dict(refunded.message)


@blueprint.get("/livestreams/<livestream_id>/supporters")
@document_response(SupportersBody)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(401, 404, 503)
async def list_supporters(livestream_id: str) -> dict[str, Any]:
    """Who gave most in a livestream's room; for whoever may watch it. Those who do not let it be seen
    (`PATCH /me {"shows_support": false}`) are counted in `unnamed`. Tips count once their messages are heard."""
    account = await authenticate(request)
    entry = await find_entry(livestream_id)
    await check_watching(entry, account)
    found = await select_supporters(livestream_id, until=await find_told(entry, account))
    return {
        "total": found.total,
        "tips": found.tips,
        "supporters": [{"account": present_person(each.person), "amount": each.amount} for each in found.named],
        "unnamed": found.unnamed,
    }


@blueprint.get("/artists/<artist_id>/tips")
@document_response(TipPage)
@security_scheme(scoped("tokens"))
@problems(400, 401, 403, 404)
@validate_querystring(PageQuery)
async def list_tips(artist_id: str, query_args: PageQuery) -> dict[str, Any]:
    """All tips that an artist was given, the last first; for the artist and for operators."""
    await require_issuer(artist_id)
    page = await select_tips(artist_id, limit=query_args.limit, cursor=query_args.cursor)
    return {"tips": [_present_tip(tip) for tip in page.tips], "next_cursor": page.next_cursor}


async def _give(draft: TipDraft) -> Given:
    given = await give_tip(draft, lambda tip: write_tip(tip, get_context().settings.page_url))
    if given.tip is None or given.batch is None or given.alert is None:
        return given
    live, tip = get_live(), given.tip
    live.chat.announce(given.batch)
    live.overlays.alerts.announce(given.alert)
    live.tell_tip(tip)
    get_outbox().dispatcher.wake()
    get_context().commits.follow(lambda: _tell_wallet(draft.account_id, tip.artist_id, fell=True))
    return given


async def _refund(livestream_id: str, message_id: str, artist_id: str) -> Refunded:
    refunded = await refund_tip(livestream_id, message_id, artist_id)
    get_live().chat.announce(refunded.batch)
    get_live().overlays.alerts.withdraw(artist_id, [message_id])
    fan = refunded.account_id
    if fan is not None and not refunded.again:
        get_context().commits.follow(lambda: _tell_wallet(fan, artist_id))
    return refunded


async def _tell_wallet(account_id: str, artist_id: str, *, fell: bool = False) -> None:
    pair = account_id, artist_id
    balances = await read_balances([pair])
    get_live().tell_wallet(*pair, balances.get(pair, 0), fell=fell)


async def _present_given(given: Given, account_id: str, artist_id: str) -> dict[str, Any]:
    pair = account_id, artist_id
    return {"message": dict(given.message), "balance": (await read_balances([pair])).get(pair, 0)}


def _present_tip(tip: TipShown) -> dict[str, Any]:
    return {
        "message_id": tip.message_id,
        "livestream_id": tip.livestream_id,
        "livestream_title": tip.livestream_title,
        "account": present_person(tip.person),
        "amount": tip.amount,
        "text": tip.text,
        "at": to_rfc3339(tip.at),
        "refunded_at": None if tip.refunded_at is None else to_rfc3339(tip.refunded_at),
    }
