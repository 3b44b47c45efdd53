"""Closing an account: its words stay, its name goes."""

import pytest

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.chat import authors
from catalog.chat.authors import leave_room
from catalog.chat.changes import remove_messages
from catalog.chat.moderation.acts import By
from catalog.chat.moderation.questions import pin_message
from catalog.chat.reading import read_batch, read_room, select_messages
from catalog.chat.thanks import thank_author
from catalog.chat.writing import Draft, write_drafts
from catalog.shapes import Account
from contract.chat.lines import What
from support.databases import create_artist, create_livestream


async def test_what_somebody_said_stays_without_a_name_and_its_thanks_go(artist: Account) -> None:
    room = (await create_livestream(artist)).entry.livestream_id
    fan, other = [await create_artist(f"{name}@example.org", role="fan") for name in ("fan", "other")]
    drafts = [Draft(room, who.id, f"Name of {who.email}", who.email, badges=["holder"]) for who in (fan, other)]
    await write_drafts(drafts)
    said = await select_messages(room)
    for one in said:
        await thank_author(room, one["id"], artist)
    await remove_messages(room, [said[1]["id"]], fan.id, keeper=By(fan.id, "Fan"))
    await pin_message(room, said[0]["id"], By(artist.id, "Artist"))
    before = await read_room(room)
    assert (await delete_account(fan.id))[0] is False, "something has its name yet"
    batch = await leave_room(fan.id)
    assert batch is not None
    assert [(line.what, (line.shape or {}).get("account")) for line in batch.lines] == [
        (What.MESSAGE, None),
        (What.REMOVED, None),
        (What.ROOM, None),
    ], "who has it on the screen hears that it has no name any more"
    assert (batch.after, batch) == (before.seq, await read_batch(room, before.seq))
    assert (batch.lines[-1].shape or {})["pinned"]["account"] is None
    assert await leave_room(fan.id) is None
    assert (await delete_account(fan.id))[0]
    left = await select_messages(room)
    assert [(one["text"], one["account"]) for one in left if one["kind"] == "message"] == [("fan@example.org", None)]
    [thanks] = [one for one in left if one["kind"] == "notice"]
    assert thanks["about"]["thanks"]["account"]["id"] == other.id
    [row] = await models.ChatMessage.filter(text="fan@example.org")
    assert (row.name, row.account_id) == ("", None)
    [act] = await models.ChatAct.filter(act="messages_removed")
    assert (act.by, act.by_name) == (None, "")
    alerts = await models.Alert.all().order_by("number")
    assert [(one.number, one.withdrawn) for one in alerts] == [(1, True), (2, False)]
    assert alerts[0].about == {"account": None, "text": ""}
    assert alerts[1].about["account"]["id"] == other.id


async def test_what_is_on_no_page_any_more_is_told_to_nobody_again(
    artist: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authors, "TOLD", 3)
    monkeypatch.setattr(authors, "AT_ONCE", 4)
    rooms = [(await create_livestream(artist)).entry.livestream_id for _ in range(2)]
    fan = await create_artist("fan@example.org", role="fan")
    for room in rooms:
        await write_drafts([Draft(room, fan.id, "Grace", f"{number}") for number in range(6)])
    told = list[tuple[str, list[str]]]()
    while (batch := await leave_room(fan.id)) is not None:
        told.append((batch.livestream_id, [line.shape["text"] for line in batch.lines if line.shape is not None]))
    last = ["3", "4", "5"]
    assert sorted(told) == sorted((room, texts) for room in rooms for texts in (last, []))
    assert not await models.ChatMessage.exclude(name="", account_id=None).exists()
