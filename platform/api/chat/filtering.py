"""A room's filter is asked, where there is one: the last thing before a message is written."""

from typing import Any

from api.outbox.state import get_outbox
from catalog.chat.entry import Writer
from catalog.chat.moderation.errors import FilteredError, FilterSilentError
from catalog.chat.moderation.settings import find_filter, read_secret
from catalog.chat.reading import is_said
from catalog.shapes import Account
from contract.livestreams import Entry


async def check_filter(
    entry: Entry, account: Account, writer: Writer, text: str, sent_id: str | None = None, **more: Any
) -> None:
    """Who keeps the room is not asked for, nor what was said before.

    Raises:
        FilteredError, FilterSilentError
    """
    asked = find_filter(writer.room)
    if asked is None or writer.keeps or not text or await is_said(entry.livestream_id, account.id, sent_id):
        return
    message = {
        "livestream_id": entry.livestream_id,
        "account": {"id": account.id, "display_name": account.display_name, "badges": list(writer.badges)},
        "text": text,
        **more,
    }
    answer = await get_outbox().chat_filter.ask(asked.url, read_secret(writer.room, entry.artist_id), message)
    if answer is False:
        raise FilteredError
    if answer is None and asked.closed:
        raise FilterSilentError
