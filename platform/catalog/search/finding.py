"""Finding shows and artists, by the database's own full text."""

from collections.abc import Sequence
from typing import Final

from tortoise.expressions import Q, RawSQL

from catalog import models
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.livestreams.board import Page, View, select_livestreams
from catalog.search.folding import read_question
from contract.livestreams import Entry

_RANKS: Final[tuple[View, ...]] = ("active", "upcoming", "replays")
"""In which order what is found comes: what is on, what is to come, what can be watched again."""
_BEGIN: Final = "search"
"""Of a cursor that stands before the first line of one of them."""


async def search_livestreams(question: str, *, limit: int = 20, cursor: str | None = None) -> Page:
    """Shows that are found by all words of a question: in their titles, series, tags, descriptions and artists'
    names.

    Raises:
        CursorError: `cursor` is not one of ours.
    """
    among = match_shows(question)
    at, cursor = _find_place(cursor)
    entries: list[Entry] = []
    for view in _RANKS[at:]:
        room = limit - len(entries)
        page = await select_livestreams(view, limit=max(1, room), cursor=cursor, among=among)
        cursor = None
        if not room:
            if page.entries:
                return Page(entries, write_cursor(_BEGIN, view))
            continue
        entries += page.entries
        if page.next_cursor is not None:
            return Page(entries, page.next_cursor)
    return Page(entries, None)


def match_shows(question: str) -> Q:
    """Which livestreams are found."""
    *whole, last = read_question(question) or [""]
    return Q(*(_either(word, prefix=False) for word in whole), _either(last, prefix=True))


def match_artists(question: str) -> Q:
    """Which accounts are found."""
    *whole, last = read_question(question) or [""]
    return Q(
        *(Q(id__in=_look("artist_id", word, prefix=False)) for word in whole),
        Q(id__in=_look("artist_id", last, prefix=True)),
    )


def _either(word: str, *, prefix: bool) -> Q:
    show, artist = (_look(column, word, prefix=prefix) for column in ("livestream_id", "artist_id"))
    return Q(id__in=show) | Q(artist_id__in=artist)


def _look(column: str, word: str, *, prefix: bool) -> RawSQL:
    """The ids whose words have this one. It is letters and digits alone, see `folding`, so nothing in it is anything
    to SQL or to the question's own language."""
    if not word:
        found = "1 = 0"
    elif models.SearchWords._meta.db.capabilities.dialect == "postgres":
        star = ":*" if prefix else ""
        found = f"array_to_tsvector(string_to_array(\"words\", ' ')) @@ '''{word}''{star}'::tsquery"
    else:
        star = "*" if prefix else ""
        found = f'"id" IN (SELECT rowid FROM "search_index" WHERE "search_index" MATCH \'"{word}"{star}\')'  # noqa: S608
    return RawSQL(f'(SELECT "{column}" FROM "search_words" WHERE "{column}" IS NOT NULL AND {found})')  # noqa: S608


def _find_place(cursor: str | None) -> tuple[int, str | None]:
    """In which rank to begin, and after which line of it."""
    if cursor is None:
        return 0, None
    kinds: Sequence[str] = (*_RANKS, _BEGIN)
    for at, kind in enumerate(kinds):
        try:
            place = read_cursor(kind, cursor)
        except CursorError:
            continue
        if kind != _BEGIN:
            return at, cursor
        if len(place) == 1 and place[0] in _RANKS:
            return _RANKS.index(place[0]), None
    raise CursorError
