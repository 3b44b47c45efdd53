"""Who may join which channel. The rules once; asked at once for the plain case, or with the database's help."""

from collections.abc import Awaitable, Callable

from api.channels.grant import Grant, Refusal, Request, View
from live.audience import LOBBY
from live.live import Live
from live.notices import artist_channel
from live.rights import Right
from realtime.board import Listing

REACH_TIMEOUT = 1.0
"""Seconds a resuming socket may wait for this process to catch up with what the client has already seen elsewhere."""

_PREFIX = "/ws/livestreams/"


class Visitor:
    """Whoever asks to join. `account_id` and `balance` are None and 0 for someone who is not signed in; `session` is
    the sign-in's name."""

    __slots__ = ("account_id", "balance", "is_artist", "session")

    def __init__(
        self, account_id: str | None = None, balance: int = 0, *, is_artist: bool = False, session: str = ""
    ) -> None:
        self.account_id = account_id
        self.session = session
        self.balance = balance
        self.is_artist = is_artist


Identify = Callable[[], Awaitable[Visitor]]
"""Finds out who asks; refuses credentials from a page of another origin."""


def check_room(live: Live, address: str) -> None:
    """Raises Refusal: 1012 while the process ends, 4429 where the limits are reached."""
    if live.hub.closing:
        raise Refusal(1012, "restarting: reconnect")
    if not live.hub.has_room(address):
        live.refusals.note(
            "room",
            f"{address} gets no further socket: MAX_SOCKETS ({live.hub.max_sockets}) or MAX_SOCKETS_PER_ADDRESS "
            f"({live.hub.max_per_address}) is reached. If that address is a proxy of yours, set TRUSTED_PROXIES.",
        )
        raise Refusal(4429, "too many connections: try again later")


def admit_at_once(live: Live, path: str, query: bytes) -> Grant | None:
    """The grant of a request that needs neither an account nor the database, else None."""
    try:
        request = Request.parse(query)
    except Refusal:
        return None
    if request.seq is not None and request.seq > live.board.seq:
        return None
    if path == "/ws/livestreams":
        return Grant(LOBBY, "lobby", False, request)
    livestream_id = path.removeprefix(_PREFIX)
    entry = live.board.get(livestream_id)
    if entry is None or livestream_id == path or entry.livestream.get("token_gate_amount"):
        return None
    return Grant(livestream_id, "full", not request.observe, request)


async def admit_lobby(live: Live, query: bytes) -> Grant:
    """To `/ws/livestreams`: anyone."""
    return await _settle(live, LOBBY, "lobby", Request.parse(query), viewer=False)


async def admit_livestream(live: Live, livestream_id: str, query: bytes, identify: Identify) -> Grant:
    """To `/ws/livestreams/:id`: anyone, or holders of enough tokens, and its artist.

    Raises:
        Refusal: 4404 unknown, 4401 sign in first, 4403 not enough tokens, 1012 it changed just now.
    """
    request = Request.parse(query)
    entry = await live.find(livestream_id)
    if entry is None:
        raise Refusal(4404, "no such livestream")
    right = None
    if entry.livestream.get("token_gate_amount"):
        right = _check_gate(entry, await identify())
    grant = await _settle(live, livestream_id, "full", request, viewer=not request.observe, right=right)
    # Both waited; what they waited for may have deleted the livestream, or changed who may watch.
    now = live.board.get(livestream_id)
    if now is None:
        raise Refusal(4404, "no such livestream")
    if now.livestream.get("token_gate_amount") != entry.livestream.get("token_gate_amount"):
        raise Refusal(1012, "access changed: reconnect")
    return grant


async def admit_artist(live: Live, query: bytes, identify: Identify) -> Grant:
    """To `/ws/artist`: a signed-in artist.

    Raises:
        Refusal: 4401 sign in first, 4403 not an artist.
    """
    request = Request.parse(query)
    visitor = await identify()
    if visitor.account_id is None:
        raise Refusal(4401, "sign in first")
    if not visitor.is_artist:
        raise Refusal(4403, "this channel is for artists")
    right = Right(visitor.session, 0)
    return await _settle(live, artist_channel(visitor.account_id), "artist", request, viewer=False, right=right)


def _check_gate(entry: Listing, visitor: Visitor) -> Right:
    amount = int(entry.livestream["token_gate_amount"])
    if visitor.account_id is None:
        raise Refusal(4401, "sign in first: this livestream is for token holders")
    own = visitor.account_id == entry.artist_id
    if not own and visitor.balance < amount:
        raise Refusal(4403, f"this livestream needs {amount} tokens")
    return Right(visitor.session, 0 if own else amount)


async def _settle(
    live: Live, name: str, view: View, request: Request, *, viewer: bool, right: Right | None = None
) -> Grant:
    if request.seq is not None and request.epoch == live.board.epoch:
        await live.follower.reach(request.seq, REACH_TIMEOUT)
    return Grant(name, view, viewer, request, right)
