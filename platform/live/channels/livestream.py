"""One livestream: its page. Each socket is one viewer, unless it says that it only observes."""

from dataclasses import replace

from catalog.gates.blocks import BLOCKED
from catalog.gates.gate import replay_owed, tokens_owed
from catalog.livestreams.errors import NotFoundError
from contract.gates import read_gate, read_replay_gate
from live.channels.kind import Grant, House, Kind
from live.channels.request import TOPICS, Identify, Refusal, Request, Visitor
from live.chat.chat import CHAT
from live.chat.keepers import MODERATION
from live.chat.room import Room
from live.rights import Right, say_missing
from realtime.board import Board, Listing

CHATS = frozenset({CHAT, MODERATION})


class Livestream(Kind):
    """For anyone, or where it is gated for holders of enough tokens, and its artist. Named by the livestream's id."""

    paths = ("/ws/livestreams/{livestream_id}",)
    view = "full"
    applauds = True
    single = True

    def name(self, livestream_id: str, artist_id: str) -> str:
        return livestream_id

    def subject(self, name: str) -> str:
        return name

    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        entry = board.get(name)
        return [(name, entry)] if entry is not None else []

    def admit_at_once(self, house: House, subject: str, request: Request) -> Grant | None:
        entry = house.board.get(subject)
        if entry is None or read_replay_gate(entry.livestream) or not request.topics <= TOPICS:
            return None
        room = None
        if request.topics & CHATS:
            room = house.chat.get(subject)
            if room is None or MODERATION in request.topics or (request.chat_seq or 0) > room.told:
                return None
        return Grant(self, subject, request, not request.observe, topics=request.topics, room=room)

    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> Grant:
        """Raises Refusal: 4404 unknown, 4401 sign in first, 4403 not enough tokens or not for an
        access token like this, or no moderator of its chat; 4503 balances cannot be known, 1012 it changed just
        now."""
        request.check_topics(TOPICS)
        entry = await house.find(subject)
        if entry is None:
            raise Refusal(4404, "no such livestream")
        room = await _find_room(house, entry, subject, request, identify)
        right = None
        if read_gate(entry.livestream) and MODERATION not in request.topics:
            right = await _check_gate(house, entry, await identify())
        elif read_replay_gate(entry.livestream):
            # For everybody; whoever is signed in may have a pass to the replay, which lives by this socket.
            visitor = await identify()
            if visitor.account_id is not None and "watch" in visitor.scopes:
                owed = replay_owed(visitor.account_id, entry.artist_id, entry.livestream)
                right = Right(visitor.account_id, visitor.session, owed, entry.artist_id, stays=True)
        if right is not None:
            right = replace(right, livestream_id=subject, screen=request.screen)
        if MODERATION in request.topics:
            # Whoever keeps the room hears it without tokens, too; the picture takes a pass, and that takes them.
            visitor = await identify()
            right = right or Right(visitor.account_id or "", visitor.session, artist_id=entry.artist_id)
            right = replace(right, keeps=True)
        # That waited; meanwhile the livestream may have been deleted, or who may watch have changed.
        now = house.board.get(subject)
        if now is None:
            raise Refusal(4404, "no such livestream")
        if read_replay_gate(now.livestream) != read_replay_gate(entry.livestream) or (
            read_gate(now.livestream) != read_gate(entry.livestream)
        ):
            raise Refusal(1012, "access changed: reconnect")
        if room is not None and house.chat.get(subject) is not room:
            raise Refusal(1012, "the room was closed meanwhile: reconnect")
        return Grant(self, subject, request, not request.observe, right, topics=request.topics, room=room)


async def _find_room(house: House, entry: Listing, subject: str, request: Request, identify: Identify) -> Room | None:
    if not request.topics & CHATS:
        return None
    if MODERATION in request.topics:
        visitor = await identify()
        if visitor.account_id is None:
            raise Refusal(4401, "sign in first: only moderators hear a chat without its delay")
        visitor.check("moderate")
        if not await house.moderates(visitor.account_id, entry.artist_id):
            raise Refusal(4403, "you are no moderator of this chat")
    try:
        return await house.chat.reach(subject, request.chat_seq or 0)
    except NotFoundError:
        raise Refusal(4404, "no such livestream") from None


async def _check_gate(house: House, entry: Listing, visitor: Visitor) -> Right:
    if visitor.account_id is None:
        raise Refusal(4401, "sign in first: this livestream is for token holders")
    visitor.check("watch")
    owed = tokens_owed(visitor.account_id, entry.artist_id, entry.livestream)
    if owed:
        pair = visitor.account_id, entry.artist_id
        holdings = await house.read_holdings([pair])
        if pair not in holdings and house.balances_problem is not None:
            raise Refusal(4503, "who holds tokens is not known at this moment: reconnect")
        held = holdings.get(pair, 0)
        if held < owed:
            raise Refusal(4403, say_missing(held, owed), "blocked" if held == BLOCKED else "")
    return Right(visitor.account_id, visitor.session, owed, entry.artist_id)


LIVESTREAM = Livestream()
