"""Who comes in by a ticket, to what, and until when."""

import re
from datetime import UTC, datetime, timedelta

from catalog.accounts.credentials import Credential
from catalog.accounts.sessions import delete_session, insert_session, name_session
from catalog.gates.tickets import LIFETIME, find_ticket, looks_like_ticket, write_ticket
from catalog.shapes import Account
from runtime.keys import Keys
from support.databases import KEYS

NOW = datetime(2026, 1, 31, 20, tzinfo=UTC)
SHOW = "90a575f4-fd35-4910-8cfe-b5e2465f8053"


async def find(text: str, show: str = SHOW, keys: Keys = KEYS, after: timedelta = timedelta()) -> Credential | None:
    return await find_ticket(keys, show, text, now=NOW + after)


async def test_a_ticket_is_its_sign_ins_for_one_show_and_to_watch_alone(artist: Account) -> None:
    signed_in = await insert_session(artist, now=NOW)
    ticket = write_ticket(KEYS, SHOW, name_session(signed_in.token), now=NOW)
    assert looks_like_ticket(ticket.text)
    assert ticket.expires_at == NOW + LIFETIME
    # A word that a socket may name as a subprotocol (RFC 9110, 5.6.2).
    assert re.fullmatch(r"[A-Za-z0-9_-]+", ticket.text)
    found = await find(ticket.text)
    assert found is not None
    assert (found.account.id, found.name) == (artist.id, name_session(signed_in.token))
    assert found.may("watch")
    assert not any(found.may(scope) for scope in ("chat", "manage", "moderate", "tokens", None))
    assert await find(ticket.text, "another show") is None
    assert await find(ticket.text, keys=Keys("another secret")) is None
    middle = len(ticket.text) // 2  # not the last letter: not all of its bits count
    altered = "B" if ticket.text[middle] == "A" else "A"
    assert await find(f"{ticket.text[:middle]}{altered}{ticket.text[middle + 1 :]}") is None
    assert await find(signed_in.token) is None


async def test_it_ends_with_its_time_and_with_its_sign_in(artist: Account) -> None:
    signed_in = await insert_session(artist, now=NOW)
    ticket = write_ticket(KEYS, SHOW, name_session(signed_in.token), now=NOW)
    assert await find(ticket.text, after=LIFETIME - timedelta(seconds=1)) is not None
    assert await find(ticket.text, after=LIFETIME) is None
    await delete_session(signed_in.token)
    assert await find(ticket.text) is None
