"""Who may join which channel: asked at once for the plain case, or with the database's help."""

from live.channels.kind import Grant, Kind
from live.channels.kinds import find_kind
from live.channels.request import Identify, Refusal, Request
from live.live import Live

REACH_TIMEOUT = 1.0
"""Seconds a resuming socket may wait for this process to catch up with what the client has already seen elsewhere."""


def check_room(live: Live, address: str) -> None:
    """Raises Refusal: 1012 while the process ends, 4429 where the limits are reached."""
    if live.hub.closing:
        raise Refusal(1012, "restarting: reconnect")
    if not live.hub.has_room(address):
        live.refusals.note(
            "room",
            f"An address gets no further socket: MAX_SOCKETS ({live.hub.max_sockets}) or MAX_SOCKETS_PER_ADDRESS "
            f"({live.hub.max_per_address}) is reached. If that address is a proxy of yours, set TRUSTED_PROXIES.",
            address=address,
        )
        raise Refusal(4429, "too many connections: try again later")


def admit_at_once(live: Live, path: str, query: bytes) -> Grant | None:
    """The grant of a request that needs neither an account nor the database, else None."""
    found = find_kind(path)
    if found is None:
        return None
    try:
        request = Request.parse(query)
    except Refusal:
        return None
    if request.seq is not None and request.seq > live.board.seq:
        return None
    kind, subject = found
    return kind.admit_at_once(live, subject, request)


async def admit(live: Live, kind: Kind, subject: str, query: bytes, identify: Identify) -> Grant:
    """Leave to join, whatever it takes to find out. `subject` as for `Kind.admit`.

    Raises:
        Refusal: 4400 the query is not understood; and what the kind has against it.
    """
    request = Request.parse(query)
    if request.seq is not None and request.epoch == live.board.epoch:
        await live.follower.reach(request.seq, REACH_TIMEOUT)
    # Last, so that nothing is waited for between what it finds and the joining.
    return await kind.admit(live, subject, request, identify)
