"""Unnumbered events: for an artist its encoder, its rehearsal, the platform's troubles; for anybody what is
their own: the wallet, whom they follow."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from contract.events.event import NoticeType
from contract.events.notices import NOTICES_BY_TYPE
from contract.moments import now_text
from live.channels.me import ARTISTS, FANS, ME
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import encode, render_notice

KNOWN_FOR = 15.0
"""Seconds for which another process's account of its open dashboards holds."""


Render = Callable[[bytes], bytes]
"""Makes the event for those who reach the HLS origin so."""


class Notices:
    """Sends them to the artist's sockets, on whichever process these are."""

    def __init__(self, hub: Hub, board: Board, bus: Bus) -> None:
        self._hub = hub
        self._board = board
        self._bus = bus
        self._told_problem: str | None = None
        self._told_dashboards: set[str] = set()
        self._elsewhere: dict[str, tuple[set[str], float]] = {}
        bus.on("notice", self._receive)
        bus.on("own", lambda told: self._send_own(told["type"], told["account_id"], told["about"], told["fields"]))
        bus.on("dashboards", lambda message: self.hear_dashboards(message, asyncio.get_running_loop().time()))

    def notify(self, kind: NoticeType, livestream_id: str, fields: Mapping[str, Any]) -> None:
        """Tell a livestream's artist."""
        self._send_of_livestream(kind, livestream_id, fields)
        self._bus.publish({"kind": "notice", "type": kind, "livestream_id": livestream_id, "fields": dict(fields)})

    def show_health(self, livestream_id: str, health: Mapping[str, Any]) -> None:
        """A publisher's figures, to the artist's open dashboards. Where there is none they go nowhere: they come each
        second, of every publisher."""
        self._show("ingest.health", livestream_id, {"health": dict(health)})

    def show_audience(self, livestream_id: str, audience: Mapping[str, Any]) -> None:
        """A livestream's figures, to the artist's open dashboards."""
        self._show("livestream.audience", livestream_id, {"audience": dict(audience)})

    def is_watched(self, artist_id: str) -> bool:
        """Whether the artist has a dashboard open, on whichever process."""
        return ME.own(artist_id) in self._hub.channels or self._is_watched_elsewhere(artist_id)

    def _is_watched_elsewhere(self, artist_id: str) -> bool:
        return any(artist_id in artists for artists, _ in self._elsewhere.values())

    def _show(self, kind: NoticeType, livestream_id: str, fields: Mapping[str, Any]) -> None:
        entry = self._board.get(livestream_id)
        if entry is None:
            return
        if ME.own(entry.artist_id) in self._hub.channels:
            self._send_of_livestream(kind, livestream_id, fields)
        if self._is_watched_elsewhere(entry.artist_id):
            message = {"kind": "notice", "type": kind, "livestream_id": livestream_id, "fields": dict(fields)}
            self._bus.publish(message, ME.own(entry.artist_id))

    def note_channel(self, name: str, *, there: bool) -> None:
        """A channel has its first socket here, or lost its last: an artist's figures are wanted, or no longer."""
        if name.startswith(ARTISTS):
            if there:
                self._bus.hear(name)
            else:
                self._bus.leave(name)

    def tell_dashboards(self, process: str, *, again: bool) -> None:
        """Tell the other processes whose dashboards are open here, if that is news or they are to hear it `again`."""
        if self._bus.alone:
            return
        artists = {name.removeprefix(ARTISTS) for name in self._hub.channels if name.startswith(ARTISTS)}
        if again or artists != self._told_dashboards:
            self._told_dashboards = artists
            self._bus.publish({"kind": "dashboards", "process": process, "artists": sorted(artists)})

    def hear_dashboards(self, message: Message, now: float) -> None:
        """Another process's account of the same, at `now` of the loop's clock."""
        self._elsewhere[message["process"]] = set(message["artists"]), now
        for process, (_, heard_at) in list(self._elsewhere.items()):
            if now - heard_at > KNOWN_FOR:
                del self._elsewhere[process]

    def forget_dashboards(self, process: str) -> None:
        """It has ended."""
        self._elsewhere.pop(process, None)

    def notify_artist(self, kind: NoticeType, artist_id: str, fields: Mapping[str, Any]) -> None:
        """Tell an artist what is about no livestream."""
        self.send(kind, artist_id, fields)
        self._bus.publish({"kind": "notice", "type": kind, "artist_id": artist_id, "fields": dict(fields)})

    def tell_wallet(self, account_id: str, artist_id: str, balance: int) -> None:
        """Tell an account, artist's or fan's, how many of an artist's tokens it holds now."""
        self.tell_own("wallet.changed", account_id, artist_id, {"artist_id": artist_id, "balance": balance})

    def tell_own(self, kind: NoticeType, account_id: str, about: str, fields: Mapping[str, Any]) -> None:
        """Tell an account, artist's or fan's, what is its own; `about` is of what: the last of each counts."""
        self._send_own(kind, account_id, about, fields)
        self._bus.publish(
            {"kind": "own", "type": kind, "account_id": account_id, "about": about, "fields": dict(fields)}
        )

    def _send_own(self, kind: NoticeType, account_id: str, about: str, fields: Mapping[str, Any]) -> None:
        payload = encode({"type": kind, "at": now_text(), **fields})
        for name in (ARTISTS + account_id, FANS + account_id):
            self._deliver(name, kind, about, lambda origin: payload)

    def _receive(self, message: Message) -> None:
        """A notice of another process."""
        if "artist_id" in message:
            self.send(message["type"], message["artist_id"], message["fields"])
        else:
            self._send_of_livestream(message["type"], message["livestream_id"], message["fields"])

    def send(self, kind: NoticeType, artist_id: str, fields: Mapping[str, Any]) -> None:
        """To the artist's sockets of this process only."""
        payload = encode({"type": kind, "at": now_text(), **fields})
        self._deliver(ME.own(artist_id), kind, "", lambda origin: payload)

    def tell_problem(self, problem: str | None) -> None:
        """Every artist of this process hears when the platform works less well, and when it is well again."""
        if problem == self._told_problem:
            return
        self._told_problem = problem
        state = self._state()
        event = encode(state)
        for name in list(self._hub.channels):
            if name.startswith(ARTISTS):
                self._deliver(name, state["type"], "", lambda origin: event)

    def platform_state(self, *, resuming: bool) -> bytes | None:
        """The event that says how the platform works now, for an artist who joins; None: it works, as one who does
        not resume takes for granted."""
        return encode(self._state()) if resuming or self._told_problem is not None else None

    def _state(self) -> dict[str, Any]:
        if self._told_problem is None:
            return {"type": "platform.restored", "at": now_text()}
        return {"type": "platform.degraded", "at": now_text(), "code": "bus_away", "message": self._told_problem}

    def _send_of_livestream(self, kind: NoticeType, livestream_id: str, fields: Mapping[str, Any]) -> None:
        entry = self._board.get(livestream_id)
        if entry is None:
            return
        if kind in ("ingest.connected", "ingest.disconnected"):
            # No transition, but the artist's next snapshot must know it.
            hls_url = fields.get("hls_url") or entry.livestream.get("hls_url")
            entry.refresh_private({"publishing": kind == "ingest.connected", "hls_url": hls_url})
        own = ME.own(entry.artist_id)
        self._deliver(own, kind, livestream_id, lambda origin: render_notice(kind, livestream_id, fields, origin))

    def _deliver(self, name: str, kind: NoticeType, about: str, render: Render) -> None:
        for channel in self._hub.outlets(name):
            channel.send(NOTICES_BY_TYPE[kind], about, channel.wrap(render(channel.origin), None))
