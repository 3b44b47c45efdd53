"""Whether a stream key is anybody's, asked for all that wait at once: a thousand wrong keys a second, from as many
addresses, cost web and this node a few questions, and a right one among them waits for two at the most."""

import asyncio
from itertools import islice

from contract.callbacks import MOST_DIGESTS
from contract.publishing import digest_key
from ingest.errors import WebUnreachableError, WrongSecretError
from ingest.web.callbacks import Web


class Recognition:
    """One question at a time is under way; what comes meanwhile goes together with the next. As many wait as
    connections are let in."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._turn = asyncio.Lock()
        self._waiting: dict[str, None] = {}  # digests in order; each is asked by one connection at a time
        self._known: dict[str, bool] = {}

    async def is_known(self, stream_key: str) -> bool:
        """False: nobody has this key. True: somebody has, or web could not be asked."""
        digest = digest_key(stream_key)
        self._waiting[digest] = None
        try:
            async with self._turn:
                if digest in self._waiting:  # whoever had the turn before did not ask for it
                    await self._ask([*islice(self._waiting, MOST_DIGESTS)])
            return self._known.get(digest, True)
        finally:
            self._waiting.pop(digest, None)
            self._known.pop(digest, None)

    async def _ask(self, digests: list[str]) -> None:
        try:
            known = await self._web.recognize(digests)
        except (WebUnreachableError, WrongSecretError):
            known = set(digests)  # `validate` will say what is wrong
        # Not before: whoever asks may be gone in the middle of it, and the others are asked for by the next.
        for digest in digests:
            if digest in self._waiting:
                del self._waiting[digest]
                self._known[digest] = digest in known
