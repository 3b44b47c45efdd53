"""`/livestreams/:id/chat/room`: what is set for a room."""

from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate
from api.blueprints.chat import MessageBody
from api.chat.entry import check_watching, find_entry, require_keeper
from api.chat.telling import tell_keepers
from api.context import get_context
from api.docs.openapi import ANYBODY, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Flag, left_out, list_changes
from api.shapes.validation import validate_request
from api.tokens.entry import NoEntry
from catalog.chat.changes import change_room
from catalog.chat.moderation.acts import What
from catalog.chat.moderation.settings import Settings, read_settings
from catalog.chat.moderators import moderates
from catalog.chat.texts.words import check_word
from contract.text import Check

blueprint = Blueprint("chat_room", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Chat"])

MOST_WORDS: Final = 300
LONGEST_WORD: Final = 40
"""What a message is compared with costs a tenth of a millisecond where a list is usual, a few where it is full."""
SLOWEST: Final = 3_600
LONGEST_DELAY: Final = 60

Word = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_WORD,
        examples=["spam*"],
        description="A whole word, or several; with `*` at its end all that begins with it. However it is written: "
        "case, width, accents, lookalike letters, digits for letters and repeated letters do not count.",
    ),
    Check(check_word),
]
Slow = Annotated[int, Field(strict=True, ge=0, le=SLOWEST, description="Between two messages of one account.")]
Delay = Annotated[
    int,
    Field(
        strict=True,
        ge=0,
        le=LONGEST_DELAY,
        description="That messages wait before all see them. Moderators see them at once, and can remove them.",
    ),
]


@dataclass(kw_only=True)
class GoalBody:
    """What tips are for, and how far it is."""

    title: str
    amount: int
    given: Annotated[int, Field(ge=0, description="Tokens given since there is this goal; perhaps more than its.")]


@dataclass(kw_only=True)
class FilterBody:
    """Another system that is asked of each message."""

    url: str
    closed: Annotated[bool, Field(description="Without its answer nothing is said; else everything is.")]


@dataclass(kw_only=True)
class RoomBody:
    """A room, and what is set for it."""

    enabled: bool
    slow_seconds: int
    holders_only: Annotated[bool, Field(description="Only who holds the artist's tokens may write.")]
    delay_seconds: int
    links: Annotated[bool, Field(description="Messages may have links.")]
    shield: Annotated[
        bool, Field(description="Only holders and moderators write, every ten seconds at most, without links.")
    ]
    pinned: MessageBody | None
    goal: GoalBody | None
    words: Annotated[list[str] | None, Field(description="That no message may have. Null: you are no moderator.")]
    filter: Annotated[FilterBody | None, Field(description="Null: there is none, or you are no moderator.")]
    moderates: Annotated[bool, Field(description="Whether you keep this room: the artist, or a moderator.")]


@dataclass(kw_only=True)
class RoomChanges:
    """What is to be different; fields left out stay as they are."""

    __pydantic_config__ = STRICT

    enabled: Flag = left_out()
    slow_seconds: Slow = left_out()
    holders_only: Flag = left_out()
    delay_seconds: Delay = left_out()
    links: Flag = left_out()
    words: Annotated[list[Word], Field(max_length=MOST_WORDS)] = left_out()
    shield: Flag = left_out()


@blueprint.get("/livestreams/<livestream_id>/chat/room")
@document_response(RoomBody)
@document_response(NoEntry, 403)
@security_scheme(ANYBODY)
@problems(401, 404)
async def read_chat_room(livestream_id: str) -> dict[str, Any]:
    """What is set for a room, for whoever may watch its livestream: the words and the filter for moderators alone."""
    account = await authenticate(request)
    entry = await find_entry(livestream_id)
    keeps = account is not None and await moderates(account.id, entry.artist_id)
    if not keeps:
        await check_watching(entry, account)
    return present_room(await read_settings(livestream_id, keeps=keeps), keeps=keeps)


@blueprint.patch("/livestreams/<livestream_id>/chat")
@document_response(RoomBody)
@security_scheme(scoped("moderate"))
@problems(400, 401, 403, 404)
@validate_request(RoomChanges)
async def change_chat_room(livestream_id: str, data: RoomChanges) -> dict[str, Any]:
    """Change what is set for a room, as its artist or a moderator.

    All pages hear it at once, as `room` of the `chat` event. The artist's next room begins with the same settings,
    but for `enabled` and `shield`. Artist and moderators themselves may write whatever is set.
    """
    by, _ = await require_keeper(livestream_id)
    context, changes = get_context(), list_changes(data)

    async def act() -> None:
        batch = await context.live.chat.change(lambda: change_room(livestream_id, changes, keeper=by))
        if batch.lines:
            tell_keepers(livestream_id, What.SETTINGS_CHANGED, by, settings=changes)

    await context.commits.run(act)
    return present_room(await read_settings(livestream_id, keeps=True), keeps=True)


def present_room(settings: Settings, *, keeps: bool) -> dict[str, Any]:
    """A room, to one who keeps it or to everybody."""
    shown = settings.filter if keeps else None
    return {
        **settings.shape,
        "words": settings.words if keeps else None,
        "filter": None if shown is None else {"url": shown.url, "closed": shown.closed},
        "moderates": keeps,
    }
