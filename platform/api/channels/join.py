"""Joining: the first frames and the subscription, in one step that nothing can come between."""

import asyncio
from collections.abc import Callable

from api.channels.grant import Grant
from api.live import LOBBY, Live
from realtime.board import Entry
from realtime.channel import Wrap, wrap_frame
from realtime.events import Transition
from realtime.feed import Feed
from realtime.render import render_livestream, render_snapshot, render_viewers
from realtime.socket import PushSocket
from realtime.sse import cursor_text, event_text


def join(
    live: Live, transport: asyncio.Transport, grant: Grant, address: str, origin: bytes, *, before: bytes = b""
) -> None:
    """Hand an upgraded connection to the hub, and write `before` and the channel's first frames to it. `address` is
    the client's; `origin` is the HLS origin's, as this client reaches it.

    Never awaits: between reading the board and being subscribed nothing is lost or doubled.
    """
    channel = live.hub.channel(grant.name, _counts(live, grant, wrap_frame), wrap_frame, origin)
    socket = PushSocket(live.hub, channel, address, viewer=grant.viewer)
    transport.set_protocol(socket)
    socket.connection_made(transport)
    transport.write(before + first_frames(live, grant, origin))


def join_feed(
    live: Live, transport: asyncio.Transport, grant: Grant, address: str, origin: bytes, *, before: bytes = b""
) -> None:
    """As `join`, for a client that asked for Server-Sent Events."""
    channel = live.hub.channel(grant.name, _counts(live, grant, event_text), event_text, origin)
    feed = Feed(live.hub, channel, address, viewer=False)
    transport.set_protocol(feed)
    feed.connection_made(transport)
    transport.write(before + first_frames(live, grant, origin, event_text))


def first_frames(live: Live, grant: Grant, origin: bytes, wrap: Wrap = wrap_frame) -> bytes:
    """A snapshot; or, where the request resumes and the history reaches back, what was missed and the counts."""
    request, board = grant.request, live.board
    resumed = None
    if request.seq is not None:
        missed = (
            board.missed(request.seq, lambda line: _concerns(grant, line)) if request.epoch == board.epoch else None
        )
        if missed is not None:
            return _replay(live, grant, missed, origin, wrap)
        resumed = False
    entries = _entries(live, grant)
    bodies = [render_livestream(entry, grant.view, live.counts(name, entry), origin) for name, entry in entries]
    single = grant.name == entries[0][0] if len(entries) == 1 else False
    payload = render_snapshot(board.epoch, board.seq, bodies[0] if single else bodies, resumed=resumed)
    return wrap(payload, cursor_text(board.epoch, board.seq))


def _replay(live: Live, grant: Grant, missed: list[Transition], origin: bytes, wrap: Wrap) -> bytes:
    frames = []
    for line in missed:
        entry = live.board.get(line.livestream_id) or Entry(line.seq, line.artist_id, line.livestream, line.private)
        payload = live.render_event(line, entry, grant.view, origin)
        frames.append(wrap(payload, cursor_text(live.board.epoch, line.seq)))
    return b"".join(frames) + _counts(live, grant, wrap)()


def _concerns(grant: Grant, line: Transition) -> bool:
    if grant.name == LOBBY:
        return True
    if grant.view == "artist":
        return grant.name == f"artist:{line.artist_id}"
    return line.livestream_id == grant.name


def _entries(live: Live, grant: Grant) -> list[tuple[str, Entry]]:
    if grant.name == LOBBY:
        return list(live.board.active.items())
    if grant.view == "artist" and grant.name.startswith("artist:"):
        artist_id = grant.name.removeprefix("artist:")
        return [(name, entry) for name, entry in live.board.active.items() if entry.artist_id == artist_id]
    entry = live.board.get(grant.name)
    return [(grant.name, entry)] if entry is not None else []


def _counts(live: Live, grant: Grant, wrap: Wrap) -> Callable[[], bytes]:
    def render() -> bytes:
        entries = _entries(live, grant)
        return b"".join(wrap(render_viewers(name, live.viewer_count(name)), None) for name, _ in entries)

    return render
