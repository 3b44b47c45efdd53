"""Who made clips, and has closed the account."""

from catalog import models
from contract.events.clips import CLIP

AT_ONCE = 1_000


async def forget_creator(account_id: str) -> None:
    """Take their name out of all that the log says of clips. Of the clips themselves it goes with the account."""
    seq = 0
    while True:
        lines = models.Transition.filter(type__startswith="clip.", seq__gt=seq)
        found = await lines.order_by("seq").limit(AT_ONCE)
        for line in found:
            about = line.private.get("about")
            clip = about.get(CLIP) if isinstance(about, dict) else None
            if not isinstance(about, dict) or not isinstance(clip, dict):
                continue
            if (clip.get("creator") or {}).get("id") == account_id:
                private = {**line.private, "about": {**about, CLIP: {**clip, "creator": None}}}
                await models.Transition.filter(seq=line.seq).update(private=private)
        if len(found) < AT_ONCE:
            return
        seq = found[-1].seq
