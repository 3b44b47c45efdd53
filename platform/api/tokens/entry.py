"""Who is let in to what takes tokens, in words for those who are not."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from api.context import get_context
from api.problems.problem import Problem, ProblemError
from api.shapes.bodies import StreamingArtistBody
from api.tokens.known import check_known
from catalog.gates.blocks import BLOCKED
from contract.livestreams import Entry


@dataclass(kw_only=True)
class NoEntry(Problem):
    """A refusal, and for `not_enough_tokens` what is missing."""

    needed: Annotated[int | None, Field(description="Tokens that it takes.")] = None
    held: Annotated[int | None, Field(description="Tokens that the account holds.")] = None
    artist: Annotated[StreamingArtistBody | None, Field(description="Whose tokens.")] = None


async def check_holdings(account_id: str, entry: Entry, needed: int) -> None:
    """Whether the account holds so many of the tokens of this livestream's artist; 0: it need not.

    Raises:
        ProblemError: 403 blocked, not_enough_tokens; 503 balances_unavailable
    """
    if not needed:
        return
    context = get_context()
    pair = account_id, entry.artist_id
    holdings = await context.live.read_holdings([pair])
    check_known(pair, holdings, context.live)
    held = holdings.get(pair, 0)
    if held == BLOCKED:
        raise ProblemError(403, "blocked", "This livestream's artist does not let your account watch.")
    if held < needed:
        artist = entry.livestream["artist"]
        words = f"This livestream is for those who hold {needed} tokens of {artist['display_name']}; you hold {held}."
        raise ProblemError(
            403, "not_enough_tokens", words, members={"needed": needed, "held": held, "artist": artist}
        )
