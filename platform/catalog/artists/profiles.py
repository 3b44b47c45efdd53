"""What an artist says of itself, and who there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tortoise.expressions import Q, Subquery
from tortoise.functions import Lower

from catalog import models
from catalog.accounts.accounts import to_account
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.follows.follows import count_followers
from catalog.ledger.errors import ArtistNotFoundError
from catalog.livestreams.lifecycle import Status
from catalog.pictures.rules import describe
from catalog.search.finding import match_artists
from catalog.shapes import Account

CHANGEABLE: Final = frozenset({"about", "links", "language"})
_CURSOR: Final = "artists"
_SHOWN: Final = (Status.SCHEDULED, Status.LIVE, Status.ENDED)


@dataclass(frozen=True, slots=True)
class Artist:
    """An artist in a list."""

    id: str
    display_name: str
    picture: Mapping[str, Any] | None
    """`{url, small_url, color}`"""


@dataclass(frozen=True, slots=True)
class Profile(Artist):
    """An artist on its own page."""

    about: str = ""
    links: Sequence[Mapping[str, str]] = field(default_factory=list)
    """Each `{label, url}`."""
    followers: int = 0


@dataclass(frozen=True, slots=True)
class Artists:
    """Some artists by name, and the way to the next ones; None: these are the last."""

    artists: list[Artist]
    next_cursor: str | None


async def select_profile(artist_id: str) -> Profile:
    """An artist's own page.

    Raises:
        ArtistNotFoundError: there is none with this id, or it has closed its account.
    """
    row = None
    if len(artist_id) <= models.ID_LENGTH:  # the database refuses to look for more
        row = await models.Account.get_or_none(id=artist_id, role="artist")
    if row is None:
        raise ArtistNotFoundError
    followers = await count_followers(artist_id)
    return Profile(row.id, row.display_name, describe(row.picture_id), row.about, list(row.links or ()), followers)


async def select_artists(*, question: str = "", limit: int = 20, cursor: str | None = None) -> Artists:
    """Those who have a show that is not put away, by name; with a question, those whose name has its words.

    Raises:
        CursorError: `cursor` is not one of ours.
    """
    shows = models.Livestream.filter(status__in=_SHOWN)
    query = models.Account.filter(role="artist", id__in=Subquery(shows.values("artist_id")))
    if question:
        query = query.filter(match_artists(question))
    query = query.annotate(name=Lower("display_name"))
    if cursor is not None:
        match read_cursor(_CURSOR, cursor):
            case [str(name), str(last)] if "\0" not in name + last:
                query = query.filter(Q(name__gt=name) | Q(name=name, id__gt=last))
            case _:
                raise CursorError
    rows: list[Any] = await query.order_by("name", "id").limit(limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    return Artists(
        [Artist(row.id, row.display_name, describe(row.picture_id)) for row in rows],
        write_cursor(_CURSOR, rows[-1].name, rows[-1].id) if more else None,
    )


async def update_profile(account_id: str, changes: Mapping[str, Any]) -> Account:
    """Set some of `CHANGEABLE`. The API has checked them."""
    new = {name: value for name, value in changes.items() if name in CHANGEABLE}
    if "links" in new:
        new["links"] = new["links"] or None
    if new:
        await models.Account.filter(id=account_id).update(**new)
    return to_account(await models.Account.get(id=account_id))
