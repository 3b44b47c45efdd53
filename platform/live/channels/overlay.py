"""What an artist puts over the picture in OBS: alerts, or the chat, applause, viewers, markers of the show that goes
on. Whoever has its secret address is let in, and can only read."""

from dataclasses import replace

from catalog.overlays.errors import OverlayNotFoundError
from live.channels.kind import Grant, House, Kind
from live.channels.request import OVERLAY_TOPICS, Identify, Refusal, Request
from live.overlays.alerts import ALERTS, OVERLAYS
from live.overlays.overlays import MARKERS, render_state
from live.rights import Right
from realtime.board import Board, Listing

CHAT = "chat"
MOST_SOCKETS = 20
"""Of one overlay, in one process: a source in each of an artist's scenes, on two computers."""


class Overlay(Kind):
    """For whoever has the address. One channel for all of an artist's, named by the artist's id."""

    paths = ("/ws/overlay/{address}",)
    view = "lobby"

    def name(self, livestream_id: str, artist_id: str) -> str:
        return OVERLAYS + artist_id

    def subject(self, name: str) -> str:
        return name.removeprefix(OVERLAYS)

    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        return [each for each in board.own(self.subject(name)) if each[1].livestream["status"] == "live"]

    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> Grant:
        """Raises Refusal: 4404 unknown or revoked, 4429 open too often; 4400 alerts and chat at once."""
        request.check_topics(OVERLAY_TOPICS)
        if {ALERTS, CHAT} <= request.topics:
            raise Refusal(4400, "with may name alerts or chat: each has numbers of its own")
        try:
            overlay = await house.overlays.store.find(subject)
        except OverlayNotFoundError:
            raise Refusal(4404, "no such overlay") from None
        if house.count_open(overlay.artist_id, overlay.credential) >= MOST_SOCKETS:
            raise Refusal(4429, "this overlay is open too often: close some, then try again")
        right = Right(overlay.artist_id, overlay.credential, over=(4404, "this overlay's address was revoked"))
        # It has no past but its alerts': each time it begins with how things are.
        plain = replace(request, epoch=None, seq=None, chat_seq=None)
        name = OVERLAYS + overlay.artist_id
        grant = Grant(self, name, plain, right=right, topics=request.topics, greeting=(render_state(overlay),))
        if MARKERS in request.topics:
            grant = replace(grant, greeting=(*grant.greeting, await house.overlays.read_markers(overlay.artist_id)))
        if CHAT in request.topics:
            return replace(grant, room=await house.overlays.shows.reach(overlay.artist_id))
        if ALERTS in request.topics:
            after = max(request.alert_seq or 0, overlay.shown)
            shelf = await house.overlays.alerts.reach(overlay.artist_id, after)
            return replace(grant, alerts=shelf, alert_seq=after)
        return grant

    def greet(self, house: House, name: str, *, resuming: bool) -> list[bytes]:
        artist_id = self.subject(name)
        house.overlays.shows.note(artist_id)
        return [house.overlays.shows.render(artist_id)]


OVERLAY = Overlay()
