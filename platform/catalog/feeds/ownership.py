"""Whose a publisher's session is. All ingest nodes know one secret, so that alone must not let one of them speak of
another's session, and none of a session whose stream key it was not shown."""

import hmac
import logging
from typing import Final

from catalog import models
from catalog.livestreams.errors import AdmissionRefusedError

logger = logging.getLogger(__name__)

REFUSED: Final = "not_your_session"
"""The code of what is said of a session by somebody else."""


def is_of_node(kept: str, node: str) -> bool:
    """Whether a session that was let in at `kept` is this node's. RTMP servers other than ours may give no name."""
    return kept in ("", node)


def check_speaker(session: models.PublisherSession, key_hash: str, node: str, *, current: str | None) -> None:
    """Refuse, and log, what is said of a session with another's key or at another node. Its feed's `current` key
    counts too: who has it is the artist's encoder.

    Raises:
        AdmissionRefusedError: not_your_session
    """
    keys = (session.key_hash or "", current or "")
    if not any(hmac.compare_digest(key_hash, key) for key in keys):
        _refuse(session, node, "the stream key is not the one it came in with")
    if node and not is_of_node(session.node, node):  # nodes of before this check gave no name at the end
        _refuse(session, node, f"it was let in at node {session.node!r}")


def _refuse(session: models.PublisherSession, node: str, why: str) -> None:
    logger.warning("Session %s: what node %r says of it is ignored, for %s.", session.session_id, node, why)
    raise AdmissionRefusedError(REFUSED)
