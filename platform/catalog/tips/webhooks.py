"""Telling an artist's webhooks of a tip.

A tip is no line of the transition log, which nothing frequent may take the clock of. So what is to be sent is put
into the outbox in the tip's own transaction: it goes out once for each tip, for either both stand or neither.
"""

from datetime import datetime
from typing import Final
from uuid import uuid4

from catalog import models
from catalog.livestreams.log import read_clock
from catalog.outbox.webhooks import KIND
from contract.chat.tips import Tip

TYPE: Final = "tip.received"


async def tell_webhooks(tip: Tip, body: str, now: datetime) -> None:
    """Put it into the outbox, for each of the artist's own webhooks that wants to hear of it. To be called in the
    tip's transaction, last.

    Their rows are held: who removes one either takes along what is put in here, or has removed it before.
    """
    own = models.WebhookSubscription.filter(account_id=tip.artist_id, enabled=True, scope="own")
    rows = await own.order_by("id").select_for_update()
    wanting = [row.id for row in rows if not row.types or TYPE in row.types]
    if not wanting:
        return
    # Among transitions it stands after the last one that there is; the clock is looked at and not held.
    _, seq = await read_clock()
    await models.Delivery.bulk_create(
        [
            models.Delivery(
                id=str(uuid4()),
                kind=KIND,
                account_id=tip.artist_id,
                receiver=webhook_id,
                seq=seq,
                event_id=f"tip-{tip.message['id']}",
                type=TYPE,
                livestream_id=tip.livestream_id,
                body=body,
                next_attempt_at=now,
                created_at=now,
            )
            for webhook_id in wanting
        ]
    )
