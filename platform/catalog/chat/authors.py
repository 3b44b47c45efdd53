"""Who wrote in rooms, and has closed the account: what was said stays, for it was answered; its name goes."""

from typing import cast

from catalog import models
from catalog.chat.rules import MessageKind
from catalog.db.batches import in_batches


async def forget_author(account_id: str) -> None:
    """Take an account's name out of what it said, of the alerts that came with that, of what it was thanked for, and
    of what it did as a moderator. Of the messages themselves the account goes with its row."""
    said = models.ChatMessage.filter(account_id=account_id)
    ids = cast("list[str]", await said.values_list("id", flat=True))
    await said.update(name="")
    for some in in_batches(ids):
        thanks = models.ChatMessage.filter(kind=MessageKind.NOTICE, sent_id__in=[f"thanks:{one}" for one in some])
        notices = cast("list[str]", await thanks.values_list("id", flat=True))
        await thanks.delete()
        # The rows stay: numbers of alerts are given once.
        for alert in await models.Alert.filter(message_id__in=[*some, *notices]):
            alert.about = {**alert.about, "account": None}
            if alert.message_id in notices:
                alert.about, alert.withdrawn = {"account": None, "text": ""}, True
            await alert.save(update_fields=["about", "withdrawn"])
    await models.ChatAct.filter(by=account_id).update(by=None, by_name="")
