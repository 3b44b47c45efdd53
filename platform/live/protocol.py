"""What the REST side asks of the push side. `live.live` is the real one; tests bring a small one of their own."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from catalog.feeds.shapes import ConflictError
from catalog.gates.screens import OpenScreen
from catalog.ledger.wallets import Pair
from catalog.shapes import PublisherSession
from contract.callbacks import ReportedSession
from contract.chat.tips import Tip
from contract.livestreams import Transition
from contract.orders import Order
from contract.recordings import ReportedReplay
from live.chat.chat import Chat
from live.conditions.roll import Roll
from live.conditions.shapes import Conditions
from live.overlays.overlays import Overlays
from live.samples.players import Players
from live.samples.visitors import Visitors
from realtime.board import Listing


class Publishers(Protocol):
    """What the ingest nodes last reported."""

    @property
    def media_urls(self) -> Collection[str]:
        """Where the nodes that say so are reached, as far as this process has heard."""

    def note_report(
        self, node: str, sessions: Sequence[ReportedSession], media_url: str | None = None, bucket: str = ""
    ) -> None:
        """A node's open sessions, once a second, and where its media is fetched, if it says so."""

    def silence(self, session_id: str) -> float | None:
        """Seconds since the session's last media; None: no node reports it."""


class Live(Protocol):
    """Push, as the routes see it. None of these fail because the bus does."""

    @property
    def publishers(self) -> Publishers:
        """Reports of all nodes."""

    @property
    def chat(self) -> Chat:
        """The rooms."""

    @property
    def overlays(self) -> Overlays:
        """Alerts, and the overlays that show them."""

    @property
    def roll(self) -> Roll:
        """Which processes have been heard of."""

    def describe_platform(self) -> Conditions:
        """Those, and the shows that are on; for operators."""

    @property
    def visitors(self) -> Visitors:
        """Who came to which show, as pages say."""

    @property
    def players(self) -> Players:
        """How shows play, as players say."""

    @property
    def place(self) -> tuple[str, int]:
        """Epoch and seq that the board is at: where a channel goes on that resumes."""

    async def find(self, livestream_id: str) -> Listing | None:
        """A livestream as the board has it, else from the database."""

    async def announce(self, transitions: Sequence[Transition]) -> None:
        """After the commit: to this process's sockets and to the other processes."""

    async def publisher_connected(self, session: PublisherSession) -> None:
        """This session is now its feed's publisher: live, in preview or in rehearsal (`ingest.connected`)."""

    async def publisher_disconnected(self, session: PublisherSession) -> None:
        """This session no longer is its feed's publisher (`ingest.disconnected`)."""

    async def publisher_refused(self, refusal: ConflictError, address: str) -> None:
        """A second publisher came, from `address`, while the first was alive (`ingest.conflict`)."""

    @property
    def balances_problem(self) -> str | None:
        """Why some balances may not be known now."""

    async def read_balances(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """How many of these artists' tokens these accounts hold; who is not there, none."""

    async def read_holdings(self, pairs: Collection[Pair]) -> Mapping[Pair, int]:
        """The same, as far as it counts at these artists' gates (`catalog.gates.blocks`)."""

    def tell_wallet(self, account_id: str, artist_id: str, balance: int, *, fell: bool = False) -> None:
        """What an account holds of an artist's tokens has changed; where it `fell`, what it watches may end."""

    def tell_follow(self, account_id: str, artist_id: str, *, following: bool, push: bool, mail: bool) -> None:
        """Whether an account follows an artist, and how, has changed."""

    def tell_reminder(self, account_id: str, livestream_id: str, *, reminded: bool) -> None:
        """Whether an account is to be reminded of a show has changed."""

    def tell_tip(self, tip: Tip) -> None:
        """A tip was given: its artist hears of it, beside the chat."""

    async def make_room(
        self, account_id: str, session: str, livestream_id: str, screen: str | None, most: int, *, move: bool
    ) -> Sequence[OpenScreen]:
        """Whether one more page of an account may watch a gated livestream: empty, or the `most` and more screens in
        its way. `screen` is what the page calls itself, `move` has the oldest of the others closed."""

    def recheck(self, account_id: str) -> None:
        """Something an account was let in for may be gone (a sign-in, tokens): its sockets are looked at now."""

    def viewer_count(self, livestream_id: str) -> int:
        """Open viewer sockets over all processes, now."""

    def peak_viewer_count(self, livestream_id: str, stored: int = 0) -> int:
        """The most viewers at once, given the number last stored."""

    def newest_still(self, livestream_id: str) -> int:
        """Which is the newest picture of its stream; 0: there is none."""

    def note_stills(self, node: str, sessions: Sequence[ReportedSession]) -> None:
        """A node reports which pictures it has."""

    async def keep_counts(self, livestream_id: str) -> None:
        """Write the counts of a live livestream that is about to end."""

    def rehearsal_verdict(self, artist_id: str) -> dict[str, Any] | None:
        """Of the artist's rehearsal that goes on now, as far as is known."""

    def readiness(self) -> dict[str, str]:
        """Part -> `ok`, or words that say what is missing."""

    def drops(self) -> dict[str, int]:
        """What was given up for slow peers since this process began, by kind."""

    def problems(self) -> dict[str, str]:
        """Part -> words, for what does not work although the process serves."""

    async def settle(self, node: str, sessions: Mapping[str, str]) -> None:
        """A node reports that these publish (`{session_id: feed_id}`): whom this process doubts, it asks the
        database about; whom a guess had given up, it takes back."""

    async def note_recordings(self, node: str, media_url: str | None, sessions: Sequence[ReportedSession]) -> None:
        """A node reports that these are recorded: of a show that has only just begun to be, everybody hears."""

    async def wait_for_orders(
        self,
        node: str,
        sessions: Sequence[ReportedSession],
        timeout: float,
        replays: Sequence[ReportedReplay] = (),
    ) -> list[Order]:
        """What a node must do about the sessions and recordings that it reports, as soon as there is something; empty
        after `timeout` seconds."""
