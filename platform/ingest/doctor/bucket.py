"""Whether the bucket takes, gives back and forgets what recordings put there, and lets players fetch it."""

import asyncio
import contextlib
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

import httpx

from ingest.recording.store.trouble import StoreError
from runtime.findings import Finding
from settings import Bucket, Settings
from settings.model import is_local

PATIENCE: Final = 20.0
"""Seconds that all of it may take."""
_RUN: Final = "doctor"
_FILE: Final = "tried.mp4"


async def check_bucket(settings: Settings) -> list[Finding]:
    """Put something into it, read, list and fetch it as a player does, and delete it again."""
    if not isinstance(settings.recording_store, Bucket):
        return [Finding("bucket", "ok", "None is needed: RECORDING_STORE is a folder.")]
    # Only here: the library is ten MiB that nodes without a bucket have no use for.
    from ingest.recording.store.bucket import RecordingBucket

    bucket = RecordingBucket(settings, settings.recording_store)
    recording, data = f"doctor-{secrets.token_hex(8)}", secrets.token_bytes(1_000)
    found: list[Finding] = []
    step = "written to"
    try:
        async with asyncio.timeout(PATIENCE):
            await bucket.put(recording, _RUN, _FILE, data)
            step = "read"
            same = await bucket.get(recording, _RUN, _FILE) == data
            step = "listed"
            listed = _FILE in await bucket.list_files(recording, _RUN)
            addresses = {bucket.find_address(recording, _RUN, _FILE, private=private) for private in (True, False)}
            found.append(await check_fetching(settings, sorted(addresses), data))
            step = "deleted from"
            await bucket.remove(recording, _RUN, _FILE)
            kept = await bucket.list_files(recording, _RUN)
            step = "done"
    except (StoreError, TimeoutError) as error:
        why = str(error) or "it takes too long"
        words = f"It cannot be {step}: {why}. What the key must be allowed to do is in docs/recording.md."
        return [Finding("bucket", "broken", words), *found]
    finally:
        if step not in ("written to", "done"):
            with contextlib.suppress(StoreError, TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await bucket.remove(recording, _RUN, _FILE)
    if not (same and listed) or kept:
        words = "It does not give back, list or forget what was put there, as S3 does. See S3_ENDPOINT_URL."
        return [Finding("bucket", "broken", words), *found]
    return [Finding("bucket", "ok", "It takes what it is given, gives it back, lists and deletes it."), *found]


async def check_fetching(settings: Settings, addresses: Iterable[str], data: bytes) -> Finding:
    """Whether pages of any origin are let read what is at these addresses, as players are sent there."""
    async with httpx.AsyncClient(timeout=PATIENCE / 2, trust_env=False) as client:
        for address in addresses:
            found = urlsplit(address)
            if (
                (settings.public_url or "").startswith("https:")
                and found.scheme == "http"
                and not is_local(found.hostname)
            ):
                words = f"{found.netloc} is without TLS, and pages have it: browsers fetch nothing there."
                return Finding(
                    "bucket-cors", "broken", f"{words} Give S3_ENDPOINT_URL or RECORDING_BASE_URL https://."
                )
            try:
                answer = await client.get(address, headers={"Origin": "null"})
            except httpx.HTTPError as error:
                words = (
                    f"Nothing can be fetched from {found.netloc} ({type(error).__name__}), where players are sent."
                )
                return Finding("bucket-cors", "broken", f"{words} Its name is to be reached by fans.")
            if answer.status_code != 200 or answer.content != data:
                words = f"{found.netloc} answers {answer.status_code}, and not with what was put there."
                return Finding("bucket-cors", "broken", f"{words} See RECORDING_BASE_URL.")
            if answer.headers.get("Access-Control-Allow-Origin") not in ("*", "null"):
                words = f"{found.netloc} lets no page read what players fetch."
                return Finding("bucket-cors", "broken", f"{words} Allow GET and HEAD to every origin (CORS).")
    return Finding("bucket-cors", "ok", "Pages of every origin may read what players fetch.")
