"""Out of mails by the link that stands in them: good without a sign-in, for this alone, and for as long as the
`SECRET_KEY` is."""

import hmac
from typing import Final

from catalog import models
from catalog.db.keys import get_keys
from catalog.mailboxes.errors import LinkVoidError

PURPOSE: Final = "unsubscribe"
FOLLOW, REMINDER = "f", "r"
_MAC: Final = 32


def make_token(kind: str, account_id: str, about: str) -> str:
    """For an account's mails about an artist (`FOLLOW`), or its reminder of a show."""
    text = f"{kind}_{account_id}_{about}"
    return f"{text}_{get_keys().fingerprint(PURPOSE, text)[:_MAC]}"


async def leave(token: str) -> tuple[str, str, str]:
    """No more of these mails; again, nothing changes. Kind, account, and about what.

    Raises:
        LinkVoidError
    """
    text, _, mac = token.rpartition("_")
    parts = text.split("_")
    known = get_keys().fingerprint(PURPOSE, text)[:_MAC]
    if len(parts) != 3 or not hmac.compare_digest(mac.encode(), known.encode()):
        raise LinkVoidError
    kind, account_id, about = parts
    if kind == FOLLOW:
        await models.Follow.filter(account_id=account_id, artist_id=about).update(mail=False)
    else:
        await models.Reminder.filter(account_id=account_id, livestream_id=about).delete()
    return kind, account_id, about
