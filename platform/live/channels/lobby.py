"""All public livestreams: for lists, bots and boards."""

from live.channels.kind import Grant, House, Kind
from live.channels.request import Identify, Request
from realtime.board import Board, Listing

NAME = "livestreams"


class Lobby(Kind):
    """For anyone."""

    paths = ("/ws/livestreams",)
    view = "lobby"

    def name(self, livestream_id: str, artist_id: str) -> str:
        return NAME

    def subject(self, name: str) -> str | None:
        return None

    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        return board.lobby()

    def admit_at_once(self, house: House, subject: str, request: Request) -> Grant:
        return Grant(self, NAME, request)

    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> Grant:
        return Grant(self, NAME, request)


LOBBY = Lobby()
