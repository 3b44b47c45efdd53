"""`/livestreams/:id/chat`: what is said in a livestream's room."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate, describe_missing, require_account, require_credential
from api.chat.entry import check_watching, find_entry, find_told
from api.chat.filtering import check_filter
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import ANYBODY, Empty, scoped
from api.embeds.tickets import read_ticket
from api.limits.throttles import Bound
from api.problems.problem import ProblemError, problems
from api.shapes.bodies import STRICT, Flag, Moment, Seq
from api.shapes.validation import validate_querystring, validate_request
from api.tokens.entry import NoEntry
from catalog.chat.changes import remove_messages
from catalog.chat.entry import find_writer
from catalog.chat.moderation.acts import By, What
from catalog.chat.moderation.errors import NotModeratorError
from catalog.chat.moderators import moderates
from catalog.chat.reading import find_author, find_sent, select_messages, select_speakers
from catalog.chat.rules import MOST_SENT_ID, MOST_TEXT
from catalog.chat.texts.mentions import find_mentions
from catalog.chat.writing import Draft
from catalog.errors import CatalogError
from catalog.shapes import Account
from contract.livestreams import Entry
from contract.text import LINE

blueprint = Blueprint("chat", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Chat"])

SAID: Final = Bound("chat", 5, 5)
"""Messages of one account."""

Words = Annotated[str, Field(min_length=1, max_length=MOST_TEXT, examples=["That bass line!"]), LINE]
SentId = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MOST_SENT_ID,
        pattern=r"^[A-Za-z0-9_-]+$",
        description="The sender's own, another for each message: sent again with it, it is the same message.",
    ),
]


@dataclass(kw_only=True)
class MessageDraft:
    """What is to be said."""

    __pydantic_config__ = STRICT

    text: Words
    id: SentId | None = None
    question: Annotated[
        Flag, Field(description="It asks the artist something, and joins the queue of questions.")
    ] = False


@dataclass(kw_only=True)
class WriterBody:
    """Who said it."""

    id: str
    display_name: str
    badges: Annotated[list[str], Field(description="`artist`, `moderator`, `holder`; more may come.")]


@dataclass(kw_only=True)
class TipBody:
    """Tokens that were given with a message."""

    amount: int
    tier: Annotated[int, Field(description="From 1 to 6: of 1, 10, 50, 100, 500, 1,000 tokens and more.")]
    refunded: Annotated[bool, Field(description="Its artist gave it back.")]


@dataclass(kw_only=True)
class MessageBody:
    """A message of a chat."""

    id: str
    seq: Annotated[int, Field(description="Its number in its room.")]
    at: datetime
    show_time: Annotated[
        float | None,
        Field(description="Seconds of show time, counted from `replay.from`; null: before the show, or after it."),
    ]
    account: Annotated[WriterBody | None, Field(description="Null: the account is closed.")]
    kind: Annotated[str, Field(description="`message`, `tip` or `notice`; more may come.")]
    text: str
    mentions: Annotated[list[str], Field(description="Ids of the accounts that it names.")]
    question: Annotated[
        str | None, Field(description="Of one that asks something: `open`, `answered` or `dismissed`; else null.")
    ]
    tip: TipBody | None
    about: Annotated[dict[str, Any] | None, Field(description="Of a notice: what it is about.")]


@dataclass(kw_only=True)
class MessageList:
    """Some messages, oldest first."""

    messages: list[MessageBody]


@dataclass(kw_only=True)
class ChatQuery:
    """Which messages: without `before` and `after` the last ones."""

    __pydantic_config__ = STRICT

    before: Annotated[Seq | None, Field(description="The last ones before this `seq`.")] = None
    after: Annotated[Seq | None, Field(description="The first ones after this `seq`.")] = None
    until: Annotated[Moment | None, Field(description="None that were said after this moment.")] = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@blueprint.post("/livestreams/<livestream_id>/chat")
@document_response(MessageBody, 200)
@document_response(MessageBody, 201)
@document_response(NoEntry, 403)
@security_scheme(scoped("chat"))
@problems(400, 401, 404, 409, 429, 503)
@validate_request(MessageDraft)
async def say(livestream_id: str, data: MessageDraft) -> tuple[dict[str, Any], int]:
    """Say something in a livestream's room.

    It is open from an hour before the show until an hour after it (else 409 `chat_closed`), for whoever may watch.
    Five messages are taken at once, then one a second, or fewer in slow mode: 429 says when the next one is. What the
    room does not take (403 `chat_links_off`, `chat_word_refused`, `chat_filtered`) is said in words. With an `id` of
    the sender's a message is said once, however often it is sent: the second time it is answered with 200.
    """
    account = await require_account("chat")
    entry = await find_entry(livestream_id)
    await check_watching(entry, account)
    try:
        draft = await _make_draft(entry, account, data)
    except (CatalogError, ProblemError):
        # It may stand there, and only the answer was lost: then the rules of now do not matter.
        known = None if data.id is None else await find_sent(livestream_id, account.id, data.id)
        if known is None or known["text"] != data.text:
            raise
        return dict(known), 200
    said = await get_context().live.chat.say(draft)
    return dict(said.message), 200 if said.again else 201


async def _make_draft(entry: Entry, account: Account, data: MessageDraft) -> Draft:
    """What is to be said, where it may be; raises whatever speaks against it."""
    context = get_context()
    pair = account.id, entry.artist_id
    holdings = await context.live.read_holdings([pair])
    writer = await find_writer(entry, account.id, holdings)
    if wait := await context.throttles.take(SAID, account.id):
        words = f"You are writing very fast. Wait {wait} second{'s' if wait != 1 else ''}, then send it again."
        raise ProblemError(429, "chat_too_fast", words, headers={"Retry-After": str(wait)}, values={"seconds": wait})
    writer.check_words(data.text, account.display_name)
    await check_filter(entry, account, writer, data.text, data.id, question=data.question)
    return Draft(
        entry.livestream_id,
        account.id,
        account.display_name,
        data.text,
        mentions=await find_named(entry, data.text, writer.room.seq),
        badges=writer.badges,
        sent_id=data.id,
        question=data.question,
        bound=not writer.keeps,
    )


@blueprint.get("/livestreams/<livestream_id>/chat")
@document_response(MessageList)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(400, 401, 404)
@validate_querystring(ChatQuery)
async def read_chat(livestream_id: str, query_args: ChatQuery) -> dict[str, Any]:
    """What was said in a livestream's room, back to the first word; for whoever may watch it. Removed messages are
    not there."""
    ticket = await read_ticket(request, livestream_id)
    account = await authenticate(request) if ticket is None else ticket.account
    entry = await find_entry(livestream_id)
    await check_watching(entry, account)
    until = query_args.until
    if (told := await find_told(entry, account)) is not None:
        until = told if until is None else min(until, told)
    messages = await select_messages(
        livestream_id, before=query_args.before, after=query_args.after, limit=query_args.limit, until=until
    )
    return {"messages": [dict(message) for message in messages]}


@blueprint.delete("/livestreams/<livestream_id>/chat/<message_id>")
@document_response(Empty, 204)
@security_scheme(scoped("chat"))
@problems(401, 403, 404)
async def remove_message(livestream_id: str, message_id: str) -> tuple[str, int]:
    """Remove a message, from every page, replay and overlay: one's own, or as one of those who keep the room. An
    access token takes the scope `moderate` besides for what others said."""
    credential = await require_credential("chat")
    account = credential.account
    context = get_context()
    entry = await find_entry(livestream_id)
    own = await _check_removal(entry, message_id, account)
    if not own and not credential.may("moderate"):
        raise ProblemError(403, "scope_missing", describe_missing("moderate"))
    keeper = None if own else By(account.id, account.display_name)

    async def act() -> None:
        await context.live.chat.change(
            lambda: remove_messages(livestream_id, [message_id], account.id, keeper=keeper)
        )
        if keeper is not None:
            tell_keepers(livestream_id, What.MESSAGES_REMOVED, keeper, message_ids=[message_id])

    await context.commits.run(act)
    return "", 204


async def find_named(entry: Entry, text: str, seq: int) -> list[str]:
    """Accounts that a text names in a room that has come to `seq`."""
    if "@" not in text:
        return []
    artist = entry.livestream["artist"]
    speakers = await select_speakers(entry.livestream_id, seq)
    return find_mentions(text, [(artist["id"], artist["display_name"]), *speakers])


async def _check_removal(entry: Entry, message_id: str, account: Account) -> bool:
    """Whether it is its own.

    Raises:
        ChatMessageNotFoundError; NotModeratorError, it is another's
    """
    if account.id == await find_author(entry.livestream_id, message_id):
        return True
    if not await moderates(account.id, entry.artist_id):
        raise NotModeratorError
    return False
