"""The bucket itself, through obstore: its requests are made in threads of its own, not on the event loop.

An object is named as its file is, `prefix/{recording}/{run}/{file}`: so a listing is the index here, too. Each is
put in one request, whole or not at all: no parts of uploads are left that nobody sees and somebody pays for."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from datetime import timedelta
from typing import Final

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from contract.recordings import Range
from ingest.recording.disk.folder import read_ranges, write_ranges
from ingest.recording.disk.segment import RecordedSegment, is_run, read_name
from ingest.recording.showing.part import list_needed
from ingest.recording.store.trouble import StoreError, explain
from ingest.stills.sheet import is_picture
from settings import Bucket, Settings

ANSWER: Final = 15.0
"""Seconds in which the bucket answers, what is to be sent or listed left out."""
SLOWEST: Final = 16 << 10
"""Bytes a second; with less, a segment's upload is given up and begun again."""
PAGE: Final = 1_000
"""Objects in one page of a listing, and those deleted in one request (the protocol's most)."""
FOR_EVERYBODY: Final = timedelta(minutes=15)
"""For which a signed address is good that anybody may have."""
FOR_HOLDERS: Final = timedelta(minutes=1)
"""The same where a pass was asked for. An address must be good when a download begins, not until it ends."""
GONE: Final = "deleted"
"""Where it is noted which recordings were deleted, so that no node that was away brings one back."""


class RecordingBucket:
    """One bucket, and the place in it that is ours. All of it raises `StoreError` where the bucket does not do it."""

    def __init__(self, settings: Settings, bucket: Bucket) -> None:
        self._base_url = settings.recording_base_url
        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            config={
                "endpoint": settings.bucket_url,
                "region": settings.s3_region,
                "access_key_id": settings.s3_access_key_id,
                "secret_access_key": settings.s3_secret_access_key,
                "virtual_hosted_style_request": False,
            },
            # The bounds of time are set here, for each kind of request; retries are its caller's.
            client_options={"allow_http": True, "connect_timeout": "5s", "timeout": "1h"},
            retry_config={"max_retries": 0, "retry_timeout": timedelta(0)},
        )

    async def put(self, recording: str, run: str, name: str, data: bytes) -> None:
        """Keep a file. Again: the same."""
        async with _asking(ANSWER + len(data) / SLOWEST):
            kind = "image/jpeg" if name.endswith(".jpg") else "video/mp4"
            attributes = {"Content-Type": kind, "Cache-Control": "max-age=3600, immutable"}
            path = f"{recording}/{run}/{name}"
            await obstore.put_async(self._store, path, data, attributes=attributes, use_multipart=False)

    async def get(self, recording: str, run: str, name: str, start: int = 0, size: int | None = None) -> bytes:
        """A file, or `size` bytes of it from `start` on."""
        path = f"{recording}/{run}/{name}"
        async with _asking(ANSWER + (size or 0) / SLOWEST):
            if size is not None:
                return bytes(await obstore.get_range_async(self._store, path, start=start, length=size))
            found = await obstore.get_async(self._store, path)
            return bytes(await found.bytes_async())

    async def remove(self, recording: str, run: str, name: str) -> None:
        """Delete a file, as those of a recording are. Again: nothing."""
        async with _asking(ANSWER):
            await obstore.delete_async(self._store, [f"{recording}/{run}/{name}"])

    async def list_files(self, recording: str, run: str) -> dict[str, int]:
        """A run's files that are there, and their sizes."""
        found: dict[str, int] = {}
        async for path, size in self._list(f"{recording}/{run}"):
            found[path.rpartition("/")[2]] = size
        return found

    async def list_segments(
        self, recording: str, pictures: list[tuple[str, str]] | None = None
    ) -> list[tuple[str, list[RecordedSegment]]]:
        """A recording's runs, the first first, and what is there of each, in order. `pictures` is filled with the
        runs and names of those."""
        runs: dict[str, list[RecordedSegment]] = {}
        async for path, size in self._list(recording):
            run, _, name = path.removeprefix(f"{recording}/").partition("/")
            one = read_name(name, size)
            if is_run(run) and one is not None and one.duration is not None:
                runs.setdefault(run, []).append(one)
            elif pictures is not None and is_run(run) and is_picture(name):
                pictures.append((run, name))
        return [(run, sorted(runs[run], key=lambda one: one.number)) for run in sorted(runs)]

    async def find_deletion(self, recording: str) -> list[Range] | None:
        """What was left when this recording was deleted, here or by another node; None: it was not."""
        async with _asking(ANSWER):
            try:
                # Not `head`, whose answer could not say what is wrong.
                found = await obstore.get_async(self._store, f"{GONE}/{recording}")
            except FileNotFoundError as error:
                if "NoSuchBucket" in str(error):
                    raise
                return None
            return read_ranges(bytes(await found.bytes_async()))

    async def delete(self, recording: str, leave: Sequence[Range] = ()) -> None:
        """Delete all of a recording, for good and for every node, but for what is to be left. Again: nothing."""
        async with _asking(ANSWER):
            await obstore.put_async(self._store, f"{GONE}/{recording}", write_ranges(leave), use_multipart=False)
        needed = list_needed(await self.list_segments(recording), leave) if leave else {}
        kept = {f"{recording}/{run}/{name}" for run, names in needed.items() for name in names}
        while True:
            page: list[str] = []
            async with contextlib.aclosing(self._list(recording)) as listed:
                async for path, _ in listed:
                    if path not in kept:
                        page.append(path)
                    if len(page) == PAGE:
                        break
            if not page:
                return
            async with _asking(ANSWER):
                await obstore.delete_async(self._store, page)

    def find_address(self, recording: str, run: str, name: str, *, private: bool) -> str:
        """Where a player fetches a file; `private`: one that holders alone may have."""
        if self._base_url is not None and not private:
            return f"{self._base_url}/{recording}/{run}/{name}"
        lasts = FOR_HOLDERS if private else FOR_EVERYBODY
        return obstore.sign(self._store, "GET", f"{recording}/{run}/{name}", lasts)

    @property
    def has_base(self) -> bool:
        """Whether players may fetch directly what everybody may have."""
        return self._base_url is not None

    async def _list(self, prefix: str) -> AsyncGenerator[tuple[str, int], None]:
        pages = obstore.list(self._store, prefix, chunk_size=PAGE)
        while True:
            async with _asking(ANSWER):
                try:
                    page: Sequence[obstore.ObjectMeta] = await anext(pages)
                except StopAsyncIteration:
                    return
            for each in page:
                yield each["path"], each["size"]


@contextlib.asynccontextmanager
async def _asking(seconds: float) -> AsyncIterator[None]:
    """A request is made that may take so long."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except (BaseError, OSError) as error:  # `TimeoutError` and `FileNotFoundError` are of these
        raise StoreError(explain(error)) from None  # what the server said may hold what it was asked with
