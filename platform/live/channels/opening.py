"""Joining: the first frames and the subscription, in one step that nothing can come between."""

import asyncio
from collections.abc import Callable, Sequence

from live.applause.applause import TOPIC as APPLAUSE
from live.channels.kind import Grant
from live.chat.keepers import MODERATION
from live.chat.room import ANEW, number
from live.live import Live
from realtime.channel import HIGH_WATER, Channel, Wrap, wrap_frame
from realtime.place import Numbered, Opening, Place, ReadPast
from realtime.render import render_livestream, render_snapshot, render_viewers
from realtime.sockets.clapping import ClappingSocket
from realtime.sockets.feed import Feed
from realtime.sockets.socket import PushSocket
from realtime.sockets.sse import cursor_text, event_text
from realtime.sockets.subscriber import Subscriber

STALE = (16, 64)
"""Transitions and counts that may have come since an opening that one more joiner is given; it gets those, too."""


def join(
    live: Live, transport: asyncio.Transport, grant: Grant, address: str, origin: bytes, *, before: bytes = b""
) -> None:
    """Hand an upgraded connection to the hub, and write `before` and the channel's first frames to it. `address` is
    the client's; `origin` is the HLS origin's, as this client reaches it.

    Never awaits: between reading the board and being subscribed nothing is lost or doubled.
    """
    read_past = _read_past(live, grant, wrap_frame, origin)
    chat = _find_chat(grant, wrap_frame)
    channel = live.hub.channel(grant.name, live.board.seq, read_past, wrap_frame, origin, grant.topics, chat)
    kind = ClappingSocket if APPLAUSE in grant.topics and grant.kind.applauds else PushSocket
    socket = kind(live.hub, channel, address, viewer=grant.viewer)
    _begin(live, transport, grant, socket, before)


def join_feed(
    live: Live, transport: asyncio.Transport, grant: Grant, address: str, origin: bytes, *, before: bytes = b""
) -> None:
    """As `join`, for a client that asked for Server-Sent Events."""
    read_past = _read_past(live, grant, event_text, origin)
    chat = _find_chat(grant, event_text)
    channel = live.hub.channel(grant.name, live.board.seq, read_past, event_text, origin, grant.topics, chat)
    feed = Feed(live.hub, channel, address, viewer=False)
    _begin(live, transport, grant, feed, before)


def _begin(live: Live, transport: asyncio.Transport, grant: Grant, socket: Subscriber, before: bytes) -> None:
    known, chat = grant.request.chat_seq, socket.channel.chat
    if known is not None and chat is not None and known > chat.seq:
        # It was told elsewhere what is on its way here: the channel comes to there first, or it would begin anew.
        live.chat.flush(grant.name)
    transport.set_protocol(socket)
    socket.connection_made(transport)
    channel = socket.channel
    frames, place = _open(live, grant, channel)
    if greeting := [*grant.kind.greet(live, grant.name, resuming=not frames), *grant.greeting]:
        frames = [*frames, *(channel.wrap(event, None) for event in greeting)]
    if before or frames:
        transport.writelines([before, *frames])
    if grant.right is not None:
        live.rights.note(socket, grant.right)
    if channel.chat is not None:
        place = place or Place(live.board.seq, channel.stamp)
        place.chat = _find_begin(grant, channel.chat)
    if place is not None:
        channel.set_back(socket, place)


def _find_begin(grant: Grant, chat: Numbered) -> int:
    if grant.alerts is not None:
        return min(grant.alert_seq, chat.seq)
    known = grant.request.chat_seq
    return ANEW if known is None or known > chat.seq else known


def _open(live: Live, grant: Grant, channel: Channel) -> tuple[Sequence[bytes], Place | None]:
    """What a joiner is written at once, and the place it begins at, unless that is the present.

    A snapshot; or, where the request resumes and the history reaches back, nothing: what was missed follows, then the
    counts. Both are written as the peer takes them.
    """
    request, board = grant.request, live.board
    resumed = None
    if request.seq is not None:
        if request.epoch == board.epoch and live.replay.reaches(
            request.seq, grant.kind.subject(grant.name), grant.kind.view
        ):
            counts = _share(live, channel, "counts", lambda: _count_frames(live, grant, channel.wrap))
            return (), Place(request.seq, counts.stamp, counts.frames)
        resumed = False
    opening = _share(live, channel, resumed, lambda: [_snapshot(live, grant, channel, resumed)])
    if (opening.seq, opening.stamp) == (board.seq, channel.stamp):
        return opening.frames, None
    return opening.frames, Place(opening.seq, opening.stamp)


def _share(live: Live, channel: Channel, key: object, make: Callable[[], Sequence[bytes]]) -> Opening:
    """Frames to begin with, made anew unless some were made just before.

    Only large ones are kept: thousands of joiners who do not read hold one list between them, not one each.
    """
    known = channel.openings.get(key)
    if known is not None and live.board.seq - known.seq <= STALE[0] and channel.stamp - known.stamp <= STALE[1]:
        return known
    opening = Opening(make(), live.board.seq, channel.stamp)
    if sum(map(len, opening.frames)) > HIGH_WATER:
        channel.openings[key] = opening
    else:
        channel.openings.pop(key, None)
    return opening


def _snapshot(live: Live, grant: Grant, channel: Channel, resumed: bool | None) -> bytes:
    board, kind = live.board, grant.kind
    bodies = [
        render_livestream(entry, kind.view, live.audience.tell_counts(name, entry.livestream), channel.origin)
        for name, entry in kind.entries(board, grant.name)
    ]
    shown = bodies[0] if kind.single and bodies else bodies
    payload = render_snapshot(board.epoch, board.seq, shown, resumed=resumed, about=grant.about)
    return channel.wrap(payload, cursor_text(board.epoch, board.seq))


def _count_frames(live: Live, grant: Grant, wrap: Wrap) -> list[bytes]:
    return [
        wrap(render_viewers(name, live.audience.tell_counts(name, entry.livestream)[0]), None)
        for name, entry in grant.kind.entries(live.board, grant.name)
    ]


def _read_past(live: Live, grant: Grant, wrap: Wrap, origin: bytes) -> ReadPast:
    subject, kind = grant.kind.subject(grant.name), (grant.kind.view, wrap, origin)

    def read(seq: int, room: int) -> tuple[list[bytes], int] | None:
        return live.replay.read(seq, room, subject, kind)

    return read


def _find_chat(grant: Grant, wrap: Wrap) -> Numbered | None:
    """The room's frames for a channel of that kind, from what it tells now; or those of an artist's alerts."""
    if grant.alerts is not None:
        return number(grant.alerts.read, grant.alerts.last, wrap)
    room = grant.room
    if room is None:
        return None
    return number(room.read, room.seq if MODERATION in grant.topics else room.told, wrap, room.livestream_id)
