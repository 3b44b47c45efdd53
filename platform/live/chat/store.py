"""What chat needs of the database: a narrow interface, so that tests can give it another."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from catalog.chat import moderators, reading, writing
from catalog.chat.writing import Draft, Written
from catalog.ledger.wallets import Pair
from contract.chat.lines import Batch, RoomState


class ChatStore(Protocol):
    """Rooms and what is said there."""

    async def write(self, drafts: Sequence[Draft]) -> Written:
        """See `catalog.chat.writing.write_drafts`."""

    async def read_room(self, livestream_id: str) -> RoomState:
        """See `catalog.chat.reading.read_room`."""

    async def read_batch(self, livestream_id: str, after: int) -> Batch | None:
        """See `catalog.chat.reading.read_batch`."""

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        """See `catalog.chat.moderators.moderates`."""

    async def select_moderating(self, pairs: Collection[Pair]) -> Collection[Pair]:
        """See `catalog.chat.moderators.select_moderating`."""

    async def read_seqs(self, livestream_ids: Collection[str]) -> Mapping[str, int]:
        """The last numbers of these rooms."""


class CatalogChat:
    """The catalog as one."""

    async def write(self, drafts: Sequence[Draft]) -> Written:
        return await writing.write_drafts(drafts)

    async def read_room(self, livestream_id: str) -> RoomState:
        return await reading.read_room(livestream_id)

    async def read_batch(self, livestream_id: str, after: int) -> Batch | None:
        return await reading.read_batch(livestream_id, after)

    async def moderates(self, account_id: str, artist_id: str) -> bool:
        return await moderators.moderates(account_id, artist_id)

    async def select_moderating(self, pairs: Collection[Pair]) -> Collection[Pair]:
        return await moderators.select_moderating(pairs)

    async def read_seqs(self, livestream_ids: Collection[str]) -> Mapping[str, int]:
        return await reading.read_seqs(livestream_ids)
