"""An artist's own livestreams, and what only the artist hears: encoders, rehearsals, the platform's troubles."""

from live.channels.kind import Grant, House, Kind
from live.channels.request import Identify, Refusal, Request
from live.rights import Right
from realtime.board import Board, Listing

PREFIX = "artist:"
"""Before an artist's id in the name of its channel."""


class Artist(Kind):
    """For a signed-in artist."""

    paths = ("/ws/artist",)
    view = "artist"

    def name(self, livestream_id: str, artist_id: str) -> str:
        return self.own(artist_id)

    def own(self, artist_id: str) -> str:
        """The name of an artist's channel."""
        return PREFIX + artist_id

    def subject(self, name: str) -> str:
        return name.removeprefix(PREFIX)

    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        return board.own(self.subject(name))

    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> Grant:
        """Raises Refusal: 4401 sign in first, 4403 not an artist."""
        visitor = await identify()
        if visitor.account_id is None:
            raise Refusal(4401, "sign in first")
        if not visitor.is_artist:
            raise Refusal(4403, "this channel is for artists")
        return Grant(self, self.own(visitor.account_id), request, right=Right(visitor.account_id, visitor.session))

    def greet(self, house: House, *, resuming: bool) -> list[bytes]:
        state = house.platform_state(resuming=resuming)
        return [] if state is None else [state]


ARTIST = Artist()
