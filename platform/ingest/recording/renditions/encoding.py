"""One recorded segment in a smaller picture: by one FFmpeg that begins and ends with it, and by the live ladder's
forms, so that keyframes, times and sound are the source's."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.origin.http.responses import say
from ingest.origin.packaging.boxes import FragmentError, walk_boxes
from ingest.recording.renditions.workshop import RefusedError
from ingest.renditions.ladder.encoder import Encoder
from ingest.renditions.ladder.means import Means
from ingest.renditions.ladder.parts.forms import Former, MismatchError
from ingest.renditions.ladder.parts.heading import are_alike
from ingest.renditions.ladder.parts.tags import Config, Picture, PictureReader
from ingest.renditions.ladder.rungs import Goal, Rung, Size

MAKE_WITHIN: Final = 30.0
"""Seconds that an encoder has; who waits is told to ask again before."""

AT_LIMIT = say(503, "This server is busy with live streams; play the source.", headers="Retry-After: 10\r\n")
UNMADE = say(503, "This picture could not be made; ask again.", headers="Retry-After: 5\r\n")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of segments with this init section."""

    rung: Rung
    size: Size
    init: bytes


async def make_config(means: Means, wanted: Wanted, segment: bytes) -> bytes:
    """The `avcC` record of all its segments, by the first pictures of one that decoding can begin with.

    Raises:
        RefusedError, FragmentError
    """
    config, _ = await _encode(means, wanted, [_take_first(segment)])
    return config


async def make_segment(means: Means, wanted: Wanted, config: bytes, lead: Sequence[bytes], segment: bytes) -> bytes:
    """A segment, that is decoded by this `avcC` record. `lead`: what decoding must begin with.

    Raises:
        RefusedError, FragmentError
    """
    former = Former(wanted.init)
    forms = await asyncio.to_thread(lambda: [former.read(each) for each in (*lead, segment)])
    form = forms[-1]
    if not form.slots:
        return segment
    own, pictures = await _encode(means, wanted, [*lead, segment])
    shown = sorted(slot.shown for each in forms for slot in each.slots)
    if len(pictures) != len(shown):
        raise RefusedError(UNMADE)
    if not are_alike(config, own):
        raise FragmentError("other parameters than before")
    first = len(shown) - len(form.slots)
    try:
        return await asyncio.to_thread(former.fill, form, [*zip(pictures[first:], shown[first:], strict=True)])
    except MismatchError as error:
        raise FragmentError(str(error)) from None


async def _encode(means: Means, wanted: Wanted, media: Sequence[bytes]) -> tuple[bytes, list[Picture]]:
    encoding = means.find_encoding()
    if encoding is None or means.is_at_limit():
        raise RefusedError(AT_LIMIT)
    reader = PictureReader()
    config, pictures = b"", list[Picture]()
    over = asyncio.Event()

    def take(data: bytes) -> None:
        nonlocal config
        for found in reader.feed(data):
            if isinstance(found, Config):
                config = found.data
            else:
                pictures.append(found)
        if not data:
            over.set()

    encoder = Encoder(encoding, means.children)
    try:
        async with asyncio.timeout(MAKE_WITHIN):
            await encoder.start([(wanted.rung, Goal(wanted.size), take)])
            for each in (wanted.init, *media):
                encoder.write(each)
            encoder.finish()
            await over.wait()
    finally:
        await encoder.stop()
    if not config:
        raise RefusedError(UNMADE)
    return config, pictures


def _take_first(segment: bytes) -> bytes:
    """Its first fragment."""
    end = next((end for name, _, end in walk_boxes(segment, 0, len(segment)) if name == b"mdat"), len(segment))
    return segment[:end]
