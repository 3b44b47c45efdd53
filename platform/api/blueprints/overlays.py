"""`/me/overlays`: what an artist puts over the picture in OBS; `/overlays/:address`: how far one has come."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field
from quart import Blueprint, Response, jsonify
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import require_artist
from api.context import get_live
from api.docs.openapi import ANYBODY, Empty, scoped
from api.problems.problem import problems
from api.shapes.bodies import STRICT, Flag, to_whole
from api.shapes.validation import validate_request
from catalog.overlays.overlays import (
    Overlay,
    delete_overlay,
    insert_overlay,
    note_shown,
    select_overlay,
    select_overlays,
    update_overlay,
)
from contract.moments import to_rfc3339
from contract.text import LINE

blueprint = Blueprint("overlays", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Overlays"])

Name = Annotated[str, Field(min_length=1, max_length=80, examples=["Main camera"]), LINE]
TESTS: Final[dict[str, dict[str, Any]]] = {
    "tip": {"amount": 50, "text": "This is a test: so looks what your fans send you."},
    "thanks": {"text": ""},
}


@dataclass(kw_only=True)
class OverlayDraft:
    """An overlay to be."""

    __pydantic_config__ = STRICT

    name: Name = "Overlay"


@dataclass(kw_only=True)
class OverlayChange:
    """What is to be different; what is left out stays."""

    __pydantic_config__ = STRICT

    name: Name | None = None
    paused: Annotated[
        Flag | None, Field(description="Alerts wait, in their order, until this is false again; none is lost.")
    ] = None


@dataclass(kw_only=True)
class OverlayTest:
    """What a test looks like."""

    __pydantic_config__ = STRICT

    kind: Literal["tip", "thanks"] = "tip"


@dataclass(kw_only=True)
class Shown:
    """How far an overlay has come."""

    __pydantic_config__ = STRICT

    number: Annotated[
        int,
        Field(strict=True, ge=0, le=2**53 - 1, description="Of the last alert that it has begun to show."),
        BeforeValidator(to_whole),
    ]


@dataclass(kw_only=True)
class OverlayBody:
    """An overlay, as its artist sees it."""

    id: str
    name: str
    address: Annotated[
        str,
        Field(
            description="Secret: the page is `/overlay/{address}?show=alerts`, the channel `/ws/overlay/{address}`. "
            "Whoever has it can read what the overlay shows, and nothing else."
        ),
    ]
    paused: bool
    shown: Annotated[int, Field(description="The number of the last alert that it has begun to show.")]
    created_at: datetime
    seen_at: Annotated[datetime | None, Field(description="When it was last opened, to five minutes; null: not yet.")]


@dataclass(kw_only=True)
class OverlayList:
    """All of an artist's overlays, the first made first."""

    overlays: list[OverlayBody]


@blueprint.get("/me/overlays")
@document_response(OverlayList)
@security_scheme(scoped("manage"))
@problems(401, 403)
async def list_overlays() -> Response:
    """An artist's overlays, with their addresses."""
    found = await select_overlays((await require_artist("manage")).id)
    return _answer({"overlays": [_present(overlay) for overlay in found]})


@blueprint.post("/me/overlays")
@document_response(OverlayBody, 201)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 409, 429)
@validate_request(OverlayDraft)
async def create_overlay(data: OverlayDraft) -> Response:
    """Make an overlay, for OBS's browser source. An artist may have 20. It shows the alerts that come from now on."""
    overlay = await insert_overlay((await require_artist("manage")).id, data.name)
    return _answer(_present(overlay), 201)


@blueprint.patch("/me/overlays/<overlay_id>")
@document_response(OverlayBody)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404)
@validate_request(OverlayChange)
async def change_overlay(overlay_id: str, data: OverlayChange) -> Response:
    """Call an overlay otherwise, have it pause, or go on."""
    artist = await require_artist("manage")
    overlay = await update_overlay(artist.id, overlay_id, name=data.name, paused=data.paused)
    get_live().overlays.tell_state(overlay)
    return _answer(_present(overlay))


@blueprint.post("/me/overlays/<overlay_id>/rotate")
@document_response(OverlayBody)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def rotate_overlay(overlay_id: str) -> Response:
    """Give an overlay another address. What was open under the one before is closed at once, and it opens nothing any
    more."""
    artist = await require_artist("manage")
    overlay = await update_overlay(artist.id, overlay_id, renew=True)
    get_live().recheck(artist.id)
    return _answer(_present(overlay))


@blueprint.delete("/me/overlays/<overlay_id>")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def revoke_overlay(overlay_id: str) -> tuple[str, int]:
    """Revoke an overlay for good. What is open under its address is closed at once."""
    artist = await require_artist("manage")
    await delete_overlay(artist.id, overlay_id)
    get_live().recheck(artist.id)
    return "", 204


@blueprint.post("/me/overlays/<overlay_id>/skip")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(401, 403, 404)
async def skip_alert(overlay_id: str) -> tuple[str, int]:
    """End the alert that an overlay is showing; the next one follows."""
    artist = await require_artist("manage")
    get_live().overlays.act(await select_overlay(artist.id, overlay_id), "skip", {})
    return "", 204


@blueprint.post("/me/overlays/<overlay_id>/test")
@document_response(Empty, 204)
@security_scheme(scoped("manage"))
@problems(400, 401, 403, 404)
@validate_request(OverlayTest)
async def try_overlay(overlay_id: str, data: OverlayTest) -> tuple[str, int]:
    """Have an overlay show an alert that nothing happened for, where it is open now."""
    artist = await require_artist("manage")
    overlay = await select_overlay(artist.id, overlay_id)
    alert = {
        "number": 0,
        "at": to_rfc3339(datetime.now(UTC)),
        "kind": data.kind,
        "livestream_id": None,
        "message_id": None,
        "about": {"account": {"id": artist.id, "display_name": artist.display_name}, **TESTS[data.kind]},
    }
    get_live().overlays.act(overlay, "test", {"alert": alert})
    return "", 204


@blueprint.post("/overlays/<address>/shown")
@document_response(Shown)
@security_scheme(ANYBODY)
@problems(400, 404, 429)
@validate_request(Shown)
async def note_alert(address: str, data: Shown) -> dict[str, Any]:
    """An overlay says that it has begun to show an alert, so that it begins after it next time, also where its
    browser has forgotten all. Whoever has the address may; it never goes back, and never beyond the last alert."""
    return {"number": await note_shown(address, data.number)}


def _present(overlay: Overlay) -> dict[str, Any]:
    return {
        "id": overlay.id,
        "name": overlay.name,
        "address": overlay.address,
        "paused": overlay.paused,
        "shown": overlay.shown,
        "created_at": to_rfc3339(overlay.created_at),
        "seen_at": to_rfc3339(overlay.seen_at),
    }


def _answer(body: dict[str, Any], status: int = 200) -> Response:
    response = jsonify(body)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
