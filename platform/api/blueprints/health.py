"""`/health` and `/ready`, for operators and their load balancers."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field
from quart import Blueprint
from quart_schema import document_response, tag_blueprint

from api.context import get_context, get_live
from api.operations.condition import find_problems
from catalog.db.orm import check_database
from catalog.errors import DatabaseError

blueprint = Blueprint("health", __name__)
tag_blueprint(blueprint, ["Health"])

NO_STORE = {"Cache-Control": "no-store"}


@dataclass(kw_only=True)
class HealthBody:
    """The process runs; `degraded` when something it can do without does not work."""

    status: Annotated[str, Field(examples=["ok", "degraded"])]
    problems: Annotated[dict[str, str], Field(description="Part -> what is wrong with it; empty while all is well.")]
    dropped: Annotated[
        dict[str, int],
        Field(
            description="Since this process began: sockets closed that read too slowly, counts they were spared as "
            "newer ones came, figures skipped for them, and messages that other web processes did not get."
        ),
    ]


@dataclass(kw_only=True)
class ReadyBody:
    """Whether the process can serve."""

    ready: bool
    parts: Annotated[dict[str, str], Field(description="Part -> `ok`, or what is missing.")]


@dataclass(kw_only=True)
class NotReadyBody(ReadyBody):
    """Something is missing; `parts` says what."""


def _find_problems() -> dict[str, str]:
    return find_problems(get_context(), get_live())


@blueprint.get("/health")
@document_response(HealthBody)
async def read_health() -> tuple[dict[str, Any], int, dict[str, str]]:
    """Is the process alive? Always 200, so that a failing database or Redis does not get it killed."""
    problems = _find_problems()
    status = "degraded" if problems else "ok"
    return {"status": status, "problems": problems, "dropped": get_live().drops()}, 200, NO_STORE


@blueprint.get("/ready")
@document_response(ReadyBody)
@document_response(NotReadyBody, 503)
async def read_readiness() -> tuple[dict[str, Any], int, dict[str, str]]:
    """Can the process serve, and if not, what is missing?"""
    try:
        await check_database()
        database = "ok"
    except DatabaseError as error:
        database = str(error)
    parts = {"database": database, **get_live().readiness()}
    ready = all(state == "ok" for state in parts.values())
    # A Redis that is away takes no process out of service: all would go at once, and each can still serve its own.
    # Nor does a full disk: whoever watches goes on watching, and another process would have no more room.
    parts |= _find_problems()
    return {"ready": ready, "parts": parts}, 200 if ready else 503, NO_STORE
