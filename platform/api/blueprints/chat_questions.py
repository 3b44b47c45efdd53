"""`/livestreams/:id/chat/questions` and `/livestreams/:id/chat/pin`: what is asked, and what stands above all."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, security_scheme_blueprint, tag_blueprint

from api.blueprints.chat import MessageList
from api.chat.entry import check_not_over, require_keeper
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Seq
from api.shapes.validation import validate_querystring, validate_request
from catalog.chat.moderation.acts import By, What
from catalog.chat.moderation.questions import mark_question, pin_message, select_questions
from catalog.chat.rules import QuestionState

blueprint = Blueprint("chat_questions", __name__, url_prefix="/api/v1/livestreams/<livestream_id>/chat")
tag_blueprint(blueprint, ["Chat"])
security_scheme_blueprint(blueprint, scoped("moderate"))

State = Literal["open", "answered", "dismissed"]


@dataclass(kw_only=True)
class QuestionsQuery:
    """Which questions."""

    __pydantic_config__ = STRICT

    state: State = "open"
    after: Annotated[Seq, Field(description="The first ones after this `seq`.")] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


@dataclass(kw_only=True)
class QuestionChange:
    """What became of a question."""

    __pydantic_config__ = STRICT

    state: Annotated[State | None, Field(description="Null: it is none, after all.")]


@dataclass(kw_only=True)
class PinDraft:
    """What is to stand above all."""

    __pydantic_config__ = STRICT

    message_id: Annotated[str, Field(min_length=1, max_length=200)]


@blueprint.get("/questions")
@document_response(MessageList)
@problems(400, 401, 403, 404)
@validate_querystring(QuestionsQuery)
async def list_chat_questions(livestream_id: str, query_args: QuestionsQuery) -> dict[str, Any]:
    """A room's questions that stand so, the first one first: for those who keep it."""
    await require_keeper(livestream_id)
    state = QuestionState(query_args.state)
    found = await select_questions(livestream_id, state, after=query_args.after, limit=query_args.limit)
    return {"messages": [dict(message) for message in found]}


@blueprint.put("/<message_id>/question")
@document_response(Empty, 204)
@problems(400, 401, 403, 404)
@validate_request(QuestionChange)
async def mark_chat_question(livestream_id: str, message_id: str, data: QuestionChange) -> tuple[str, int]:
    """Say what became of a question, or make a message one that was not meant so. Everybody sees it."""
    by, _ = await require_keeper(livestream_id)
    chat = get_context().live.chat
    state = None if data.state is None else QuestionState(data.state)

    async def act() -> None:
        await chat.change(lambda: mark_question(livestream_id, message_id, state, by))
        tell_keepers(livestream_id, What.QUESTION_CHANGED, by, message_id=message_id, question=data.state)

    await get_context().commits.run(act)
    return "", 204


@blueprint.put("/pin")
@document_response(Empty, 204)
@problems(400, 401, 403, 404, 409)
@validate_request(PinDraft)
async def pin_chat_message(livestream_id: str, data: PinDraft) -> tuple[str, int]:
    """Let a message stand above all, in place of the one that does: `pinned` of the room. It goes when the message
    is removed. Not in a room that is over: 409 `chat_closed`."""
    by, entry = await require_keeper(livestream_id)
    check_not_over(entry)
    await _pin(livestream_id, data.message_id, by)
    return "", 204


@blueprint.delete("/pin")
@document_response(Empty, 204)
@problems(401, 403, 404)
async def unpin_chat_message(livestream_id: str) -> tuple[str, int]:
    """Let no message stand above all."""
    by, _ = await require_keeper(livestream_id)
    await _pin(livestream_id, None, by)
    return "", 204


async def _pin(livestream_id: str, message_id: str | None, by: By) -> None:
    chat = get_context().live.chat

    async def act() -> None:
        await chat.change(lambda: pin_message(livestream_id, message_id, by))
        tell_keepers(livestream_id, What.UNPINNED if message_id is None else What.PINNED, by, message_id=message_id)

    await get_context().commits.run(act)
