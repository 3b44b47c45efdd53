"""What is told of clips, and to whom. Others than their show's artist hear of one that is hidden, or of a replay that
is the artist's alone, as of one that is no more."""

from collections.abc import Mapping
from typing import Any, Final

from contract.gates import read_gate, read_replay_gate
from contract.livestreams import complete

CREATED: Final = "clip.created"
UPDATED: Final = "clip.updated"
REMOVED: Final = "clip.removed"
CLIP: Final = "clip"
"""What a line that is about a clip calls it, in the shape that its artist sees; of one that was removed it has no
more than the id."""
VISIBILITY: Final = "visibility"
"""The same for who may have the recording that it is of."""


def tell_clip(
    kind: str, about: Mapping[str, Any], livestream: Mapping[str, Any], origin_url: str, *, view: str
) -> tuple[str, Mapping[str, Any]]:
    """The name of an event, and what is in it beside the livestream, for those of a `view` (see `realtime.render`)
    who reach the origin at `origin_url`. What is about no clip stays as it is."""
    clip = about.get(CLIP)
    if clip is None:
        return kind, about
    where = {"livestream_id": about["livestream_id"]}
    own = view == "artist"
    if not clip.get("title") or not (own or _is_public(clip, about[VISIBILITY], livestream)):
        return REMOVED, {**where, "clip_id": clip["id"]}
    gated = {**livestream, "replay": {"visibility": about[VISIBILITY]}}
    # Who hears it on a show's own channel holds what the show takes; in the lobby, nothing.
    held = read_gate(livestream) if view == "full" else 0
    if not own and read_replay_gate(gated) > held:
        return kind, {**where, CLIP: {**clip, "url": None, "still_url": None}}
    addresses = {name: clip[name] and complete(clip[name], origin_url) for name in ("url", "still_url")}
    return kind, {**where, CLIP: {**clip, **addresses}}


def _is_public(clip: Mapping[str, Any], visibility: str, livestream: Mapping[str, Any]) -> bool:
    """`livestream`: as it is now, when the replay may have become its artist's alone."""
    return not clip["hidden"] and visibility != "private" and (livestream.get("replay") is not None or clip["keep"])
