"""What stands above all, and what the artist is asked: a room's pinned message, and its queue of questions."""

from collections.abc import Sequence

from catalog import models
from catalog.chat.changes import change_message, change_room
from catalog.chat.errors import ChatMessageNotFoundError
from catalog.chat.moderation.acts import By, What
from catalog.chat.rows import find_livestreams, find_span, to_message
from catalog.chat.rules import QuestionState
from catalog.livestreams.errors import NotFoundError
from contract.chat.lines import Batch, Message


async def pin_message(livestream_id: str, message_id: str | None, by: By) -> Batch:
    """Let one message of a room stand above all; None: none does.

    Raises:
        NotFoundError, ChatMessageNotFoundError
    """
    if message_id is None:
        return await change_room(livestream_id, {"pinned_id": None}, keeper=by, act=What.UNPINNED, about={})
    row = await models.ChatMessage.get_or_none(livestream_id=livestream_id, id=message_id, removed_at=None)
    if row is None:
        raise ChatMessageNotFoundError
    about = {"message": {"id": row.id, "text": row.text}}
    # Were it removed just now, nothing would be shown of it all the same: see `rows.to_shape`.
    return await change_room(livestream_id, {"pinned_id": row.id}, keeper=by, act=What.PINNED, about=about)


async def mark_question(livestream_id: str, message_id: str, state: QuestionState | None, by: By) -> Batch:
    """Say what became of a question; any message can be made one, and (None) be one no more.

    Raises:
        NotFoundError, ChatMessageNotFoundError
    """

    async def change(row: models.ChatMessage) -> None:
        row.update_from_dict({"question": state})

    about = {"message_id": message_id, "question": None if state is None else state.value}
    return await change_message(livestream_id, message_id, change, keeper=by, act=What.QUESTION_CHANGED, about=about)


async def select_questions(
    livestream_id: str, state: QuestionState, *, after: int = 0, limit: int = 100
) -> Sequence[Message]:
    """A room's questions that stand so, the first after a number first.

    Raises:
        NotFoundError
    """
    livestreams = await find_livestreams([livestream_id])
    if livestream_id not in livestreams:
        raise NotFoundError
    rows = models.ChatMessage.filter(livestream_id=livestream_id, question=state, removed_at=None, seq__gt=after)
    span = find_span(livestreams[livestream_id])
    return [to_message(row, span) for row in await rows.order_by("seq").limit(limit)]
