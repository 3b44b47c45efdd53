"""`/livestreams/:id/reports`: what a page says of its own watching, for the figures of the show's artist."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator, Field
from quart import Blueprint, request
from quart_schema import document_response, security_scheme, tag_blueprint

from api.auth import authenticate
from api.context import get_context
from api.docs.openapi import ANYBODY, Empty
from api.limits.rates import client_of
from api.problems.problem import problems
from api.shapes.bodies import STRICT, to_whole
from api.shapes.validation import validate_request
from catalog.audience.quality import Played
from catalog.livestreams.errors import NotFoundError
from catalog.models.lengths import HOST_LENGTH
from contract.gates import read_gate
from contract.wording.devices import describe_browser

blueprint = Blueprint("reports", __name__, url_prefix="/api/v1")
tag_blueprint(blueprint, ["Audience"])


RENDITION = r"^(source|audio|[1-9][0-9]{1,3}p)$"
Milliseconds = Annotated[int, Field(strict=True, ge=0, le=600_000), BeforeValidator(to_whole)]


@dataclass(kw_only=True)
class PlayedBody:
    """How one rendition played since the last report. Keys of three letters are those of CTA-5004-B (CMCD)."""

    __pydantic_config__ = STRICT

    rendition: Annotated[str, Field(pattern=RENDITION, description="`source`, `audio`, or as `480p`.")]
    played: Annotated[Milliseconds, Field(description="Milliseconds that it played, as all times here.")] = 0
    msd: Annotated[
        int | None,
        Field(strict=True, ge=0, le=120_000, description="Media start delay: until the first picture; once."),
        BeforeValidator(to_whole),
    ] = None
    ltc: Annotated[
        int | None,
        Field(strict=True, ge=0, le=60_000, description="Live stream latency: behind the encoder, at live."),
        BeforeValidator(to_whole),
    ] = None
    stalls: Annotated[
        int,
        Field(strict=True, ge=0, le=1_000, description="How often it stopped by itself."),
        BeforeValidator(to_whole),
    ] = 0
    bsd: Annotated[Milliseconds, Field(description="Buffer starvation duration: that it stood still by itself.")] = 0
    failures: Annotated[
        int,
        Field(strict=True, ge=0, le=100, description="How often nothing played for ten seconds."),
        BeforeValidator(to_whole),
    ] = 0

    def count(self) -> Played:
        """As sums."""
        starts, latencies = int(self.msd is not None), int(self.ltc is not None)
        return Played(
            self.played,
            starts,
            self.msd or 0,
            latencies,
            self.ltc or 0,
            self.stalls,
            self.bsd,
            self.failures,
        )


@dataclass(kw_only=True)
class PageReportBody:
    """What a page says."""

    __pydantic_config__ = STRICT

    came_from: Annotated[
        str | None,
        Field(
            max_length=HOST_LENGTH,
            description="In a page's first report: the host of the site that led to it; empty: none did. It counts "
            "the page's visitor.",
        ),
    ] = None
    played: Annotated[list[PlayedBody], Field(max_length=8, description="How its player did.")] = field(
        default_factory=list
    )


@blueprint.post("/livestreams/<livestream_id>/reports")
@document_response(Empty, 204)
@security_scheme(ANYBODY)
@problems(400, 404)
@validate_request(PageReportBody)
async def report_watching(livestream_id: str, data: PageReportBody) -> tuple[str, int]:
    """Say how a page watches a show that is live; at other times it counts for nothing.

    A browser that asks not to be followed (`Sec-GPC: 1`) is not counted, and neither is, at a gated show, who is not
    signed in. See docs/audience.md for what is made of it: no cookie is set, and no address kept.
    """
    context = get_context()
    listing = await context.live.find(livestream_id)
    if listing is None:
        raise NotFoundError
    if request.headers.get("Sec-GPC") == "1":
        return "", 204
    if data.played:
        context.live.players.note(livestream_id, {one.rendition: one.count() for one in data.played})
    if data.came_from is not None:
        account = await authenticate(request)
        if account is not None:
            await context.live.visitors.note(livestream_id, f"account {account.id}", data.came_from)
        elif not read_gate(listing.livestream):
            browser = describe_browser(request.headers.get("User-Agent", ""))
            who = f"address {client_of(request, context.settings)} {browser}"
            await context.live.visitors.note(livestream_id, who, data.came_from)
    return "", 204
