"""All that is about overlays in one process."""

from collections.abc import Collection, Mapping
from typing import Any, Final

from catalog.overlays.overlays import Overlay
from contract.events.overlays import ACT, STATE
from contract.livestreams import Transition
from contract.overlays.alerts import Alert
from live.chat.chat import Chat
from live.overlays.alerts import OVERLAYS, Alerts
from live.overlays.shows import Shows
from live.overlays.store import OverlayStore
from realtime.board import Board
from realtime.bus.bus import Bus, Message
from realtime.hub import Hub
from realtime.render import encode

MARKERS: Final = "markers"
"""What a channel's sockets ask for that begin with the show's markers."""
TRIES: Final = 3
"""At reading markers between two changes."""


class Overlays:
    """Alerts, shows, and what an artist says to an overlay."""

    def __init__(self, hub: Hub, board: Board, chat: Chat, store: OverlayStore, bus: Bus) -> None:
        self._hub = hub
        self._board = board
        self._bus = bus
        self.store = store
        self.alerts = Alerts(hub, store, bus)
        self.shows = Shows(hub, board, chat)
        bus.on("overlay", lambda message: self._say(message))

    async def start(self) -> None:
        """Begin."""
        self.alerts.loop.start()
        self.shows.loop.start()

    async def stop(self) -> None:
        """End."""
        await self.alerts.loop.stop()
        await self.shows.loop.stop()

    @property
    def problem(self) -> str | None:
        """What is wrong, in an operator's words."""
        return self.alerts.loop.problem or self.shows.loop.problem

    def announce(self, alert: Alert) -> None:
        """See `Alerts.announce`."""
        self.alerts.announce(alert)

    def withdraw(self, artist_id: str, message_ids: Collection[str]) -> None:
        """See `Alerts.withdraw`."""
        self.alerts.withdraw(artist_id, message_ids)

    def note_channel(self, name: str, *, there: bool) -> None:
        """A channel has its first socket here, or lost its last."""
        if not name.startswith(OVERLAYS):
            return
        if there:
            self._bus.hear(name)
        else:
            self._bus.leave(name)
            artist_id = name.removeprefix(OVERLAYS)
            self.alerts.forget(artist_id)
            self.shows.forget(artist_id)

    def note_transition(self, line: Transition) -> None:
        """Something happened to a livestream; the board knows it already."""
        self.shows.note(line.artist_id)

    def tell_state(self, overlay: Overlay) -> None:
        """An overlay has another name, or pauses, or goes on."""
        self._publish(overlay, render_state(overlay).decode(), act=False)

    def act(self, overlay: Overlay, what: str, fields: Mapping[str, Any]) -> None:
        """Have an overlay's open pages do something now; those that are not open never hear of it."""
        event = {"type": "overlay.act", "overlay_id": overlay.id, "act": what, **fields}
        self._publish(overlay, encode(event).decode(), act=True)

    async def read_markers(self, artist_id: str) -> bytes:
        """The event that says which markers the artist's show has, as of the board's place."""
        livestream_id = self.shows.find(artist_id)
        for _ in range(TRIES):
            seq = self._board.seq
            found = [] if livestream_id is None else await self.store.list_markers(livestream_id)
            if seq == self._board.seq:
                break
        markers = [marker.describe() for marker in found]
        return encode({"type": "overlay.markers", "livestream_id": livestream_id, "markers": markers})

    def _publish(self, overlay: Overlay, text: str, *, act: bool) -> None:
        message = {
            "kind": "overlay",
            "artist_id": overlay.artist_id,
            "overlay_id": overlay.id,
            "act": act,
            "text": text,
        }
        self._bus.publish(message, OVERLAYS + overlay.artist_id)
        self._say(message)

    def _say(self, message: Message) -> None:
        event = ACT if message["act"] else STATE
        for channel in self._hub.outlets(OVERLAYS + message["artist_id"]):
            channel.send(event, message["overlay_id"], channel.wrap(message["text"].encode(), None))


def render_state(overlay: Overlay) -> bytes:
    """The event that says how an overlay is."""
    state = {"id": overlay.id, "name": overlay.name, "paused": overlay.paused}
    return encode({"type": "overlay.state", "overlay": state})
