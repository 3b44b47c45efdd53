"""Closing an account: its words stay, its name goes."""

from catalog import models
from catalog.accounts.closing import delete_account
from catalog.chat.changes import remove_messages
from catalog.chat.moderation.acts import By
from catalog.chat.reading import select_messages
from catalog.chat.thanks import thank_author
from catalog.chat.writing import Draft, write_drafts
from catalog.shapes import Account
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
    assert (await delete_account(fan.id))[0]
    left = await select_messages(room)
    assert [(one["text"], one["account"]) for one in left if one["kind"] == "message"] == [("fan@example.org", None)]
    [thanks] = [one for one in left if one["kind"] == "notice"]
    assert thanks["about"]["thanks"]["account"]["id"] == other.id
    [row] = await models.ChatMessage.filter(text="fan@example.org")
    assert (row.name, row.account_id) == ("", None)
    [act] = await models.ChatAct.all()
    assert (act.by, act.by_name) == (None, "")
    alerts = await models.Alert.all().order_by("number")
    assert [(one.number, one.withdrawn) for one in alerts] == [(1, True), (2, False)]
    assert alerts[0].about == {"account": None, "text": ""}
    assert alerts[1].about["account"]["id"] == other.id
