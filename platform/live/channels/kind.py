"""A kind of channel, and leave to join one."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol

from catalog.ledger.wallets import Pair
from live.channels.request import Identify, Request
from live.chat.chat import Chat
from live.chat.room import Room
from live.overlays.overlays import Overlays
from live.overlays.shelf import Shelf
from live.rights import Right
from realtime.board import Board, Listing

View = Literal["lobby", "full", "artist"]
"""How livestreams are shown: see `realtime.render.render_livestream`."""


class House(Protocol):
    """What a kind of channel needs of the process it is in: see `live.live.Live`, which is one."""

    board: Board
    chat: Chat
    overlays: Overlays

    def count_open(self, account_id: str, credential: str) -> int:
        """Sockets of this process that were let in for this credential of an account's."""

    async def find(self, livestream_id: str) -> Listing | None:
        """A livestream from the board, else from the database."""

    @property
    def balances_problem(self) -> str | None:
        """Why some balances may not be known now."""

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """How many of these artists' tokens these accounts hold, as far as it counts at a gate; who is not there,
        none."""

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        """Whether somebody is an artist's moderator, or the artist."""

    def platform_state(self, *, resuming: bool) -> bytes | None:
        """The event that says how the platform works now, if there is something to say."""


class Kind(ABC):
    """One kind of channel. There is one object of each; a channel of the kind has a `name` in the hub."""

    paths: ClassVar[tuple[str, ...]]
    """Where it is; the first is what we call it. What is in braces says whose channel of the kind it is."""
    view: ClassVar[View]
    applauds: ClassVar = False
    """Whether its sockets may send applause, where they asked to hear it."""
    single = False
    """Whether it tells of one livestream, and its snapshot is that one and no list."""

    @abstractmethod
    def name(self, livestream_id: str, artist_id: str) -> str:
        """The channel of this kind that hears what happens to the livestream."""

    @abstractmethod
    def subject(self, name: str) -> str | None:
        """Whose lines of the log concern a channel: a livestream's or an artist's id; None: everybody's."""

    @abstractmethod
    def entries(self, board: Board, name: str) -> list[tuple[str, Listing]]:
        """What a new socket is shown: livestreams by id."""

    def admit_at_once(self, house: House, subject: str, request: Request) -> "Grant | None":
        """The grant of a request that needs neither an account nor the database, else None."""
        return None

    @abstractmethod
    async def admit(self, house: House, subject: str, request: Request, identify: Identify) -> "Grant":
        """Leave to join; `subject` is what stands for the braces of the path.

        Raises:
            Refusal
        """

    def greet(self, house: House, name: str, *, resuming: bool) -> list[bytes]:
        """Events (JSON) that a new socket of the channel is told besides what the board says."""
        return []


@dataclass(frozen=True, slots=True)
class Grant:
    """A socket may join the channel `name` of that kind. `viewer` counts it as one."""

    kind: Kind
    name: str
    request: Request
    viewer: bool = False
    right: Right | None = None
    """What it was granted for, where not everybody may."""
    about: Mapping[str, Any] | None = None
    """What the snapshot says besides."""
    topics: frozenset[str] = frozenset()
    """What it hears besides."""
    room: Room | None = None
    """Whose chat it hears."""
    alerts: Shelf | None = None
    """Which alerts it hears, in place of a chat."""
    alert_seq: int = 0
    """After which one."""
    greeting: tuple[bytes, ...] = ()
    """Events (JSON) that it alone begins with."""
