"""Pictures as they are served: from memory, where many ask for the same few, while the database has them."""

import asyncio
from collections import OrderedDict
from typing import Final

from catalog import models
from catalog.pictures.errors import PictureNotFoundError

MOST_BYTES: Final = 16 * 1024 * 1024


class Shelf:
    """The pictures that were asked for last, up to `most` bytes. One per application: so that what is taken away is
    gone on each at once, the database is asked whether it is there, once for all who ask at the same time."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._bytes = 0
        self._asked: dict[tuple[str, str], asyncio.Future[bytes | None]] = {}

    async def find(self, picture_id: str, size: str) -> bytes:
        """A picture's JPEG, `large` or `small`.

        Raises:
            PictureNotFoundError
        """
        wanted = picture_id, size
        # Who asks first may leave first; the others wait on.
        found = await asyncio.shield(self._asked.get(wanted) or self._ask(wanted))
        if found is None:
            raise PictureNotFoundError
        return found

    def _ask(self, wanted: tuple[str, str]) -> "asyncio.Future[bytes | None]":
        asked = asyncio.ensure_future(self._read(wanted))
        self._asked[wanted] = asked

        def forget(done: "asyncio.Future[bytes | None]") -> None:
            del self._asked[wanted]
            if not done.cancelled():
                done.exception()  # whoever waited has it, and perhaps nobody did

        asked.add_done_callback(forget)
        return asked

    async def _read(self, wanted: tuple[str, str]) -> bytes | None:
        picture_id, size = wanted
        kept = self._kept.get(wanted)
        if kept is not None:
            there = await models.Picture.exists(id=picture_id)
            if wanted in self._kept:  # else others have taken its place meanwhile
                if there:
                    self._kept.move_to_end(wanted)
                else:
                    self._bytes -= len(self._kept.pop(wanted))
            return kept if there else None
        rows = await models.Picture.filter(id=picture_id).values_list(size, flat=True)
        if not rows:
            return None
        body = bytes(rows[0])
        self._kept[wanted] = body
        self._bytes += len(body)
        while self._bytes > self._most:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return body
