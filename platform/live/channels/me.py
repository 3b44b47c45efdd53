"""An account's own channel: who it is, and until when; for an artist its livestreams and all that only the artist
hears of: encoders, rehearsals, the platform's troubles."""

from live.channels.kind import Grant, House, Kind
from live.channels.request import Identify, Refusal, Request
from live.rights import Right
from realtime.board import Board, Listing

ARTISTS = "artist:"
FANS = "fan:"
"""Before an account's id in the name of its channel. Fans' are others, so that what is for all artists, or only for
them, asks nothing of each socket."""


class Me(Kind):
    """For whoever is signed in. A fan has no livestreams, and so hears of none."""

    paths = ("/ws/me", "/ws/artist")
    view = "artist"

    def name(self, livestream_id: str, artist_id: str) -> str:
        return self.own(artist_id)

    def own(self, artist_id: str) -> str:
        """The name of an artist's channel."""
        return ARTISTS + artist_id

    def subject(self, name: str) -> str:
        return name.partition(":")[2]

    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        return board.own(self.subject(name))

    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> Grant:
        """Raises Refusal: 4401 sign in first, 4403 an access token that is not for it: an artist's shows what only
        who manages its livestreams may know."""
        visitor = await identify()
        if visitor.account_id is None:
            raise Refusal(4401, "sign in first")
        visitor.check("manage" if visitor.role == "artist" else "watch")
        name = (ARTISTS if visitor.role == "artist" else FANS) + visitor.account_id
        account = {"id": visitor.account_id, "display_name": visitor.display_name, "role": visitor.role}
        right = Right(visitor.account_id, visitor.session)
        return Grant(self, name, request, right=right, about={"account": account})

    def greet(self, house: House, name: str, *, resuming: bool) -> list[bytes]:
        state = house.platform_state(resuming=resuming) if name.startswith(ARTISTS) else None
        return [] if state is None else [state]


ME = Me()
