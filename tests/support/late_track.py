"""A publisher whose second track joins while it publishes, within one connection."""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from support.flv_clips import split_tags
from support.rtmp import DATA, RtmpClient


async def play_late(client: RtmpClient, clip: bytes, late: int, after: float) -> None:
    """Send a clip in real time, of `late` (`AUDIO` or `VIDEO`) nothing before `after` seconds, its header neither."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    config: bytes | None = None
    for kind, timestamp, tag in split_tags(clip):
        body = tag[11:-4]
        if kind == DATA:
            continue  # it would announce both
        if kind == late and body[1] == 0:
            config = body
            continue
        if kind == late and timestamp < after * 1000:
            continue
        if kind == late and config is not None:
            client.send(kind, timestamp, config)
            config = None
        if (due := began + timestamp / 1000) > loop.time():
            await asyncio.sleep(due - loop.time())
        client.send(kind, timestamp, body)
    await client.drain()


class LatePublisher:
    """Publishes one clip in an `async with`, as `support.publisher.Publisher` does; `stop` ends it early."""

    def __init__(self, url: str, clip: bytes, late: int, after: float) -> None:
        self._url = urlsplit(url)
        self._clip = clip
        self._late = late
        self._after = after
        self._client: RtmpClient | None = None
        self._playing: asyncio.Task[None] | None = None

    async def stop(self) -> None:
        """As an artist presses Stop: the stream is deleted, then the connection closed."""
        if self._client is not None:
            await self._end_playing()
            self._client.command("deleteStream", None, 1)
            await self._client.drain()
        await self.kill()

    async def kill(self) -> None:
        """The socket just closes."""
        await self._end_playing()
        if self._client is not None:
            self._client.close()
            self._client = None

    async def _end_playing(self) -> None:
        if self._playing is not None:
            self._playing.cancel()
            await asyncio.gather(self._playing, return_exceptions=True)

    async def __aenter__(self) -> Self:
        assert self._url.port is not None
        self._client = await RtmpClient.publishing(self._url.port, self._url.path.rpartition("/")[2])
        playing = play_late(self._client, self._clip, self._late, self._after)
        self._playing = asyncio.create_task(playing, name="publish with a late track")
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.kill()
