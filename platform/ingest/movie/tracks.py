"""What an init section says of a show's tracks, as far as it goes into the film unchanged."""

from dataclasses import dataclass

from ingest.movie.boxes import MovieError, find, u32, walk


@dataclass(frozen=True, slots=True)
class TrackHead:
    """One track. `entries` are its sample descriptions, boxes with their heads; `kind` the handler, `vide` or `soun`.
    The numbers are the defaults of `trex` for what a fragment does not say."""

    number: int
    kind: bytes
    timescale: int
    entries: tuple[bytes, ...]
    handler: bytes
    """The box `hdlr`."""
    media: bytes
    """The box `vmhd` or `smhd`, and `dinf`."""
    shape: bytes
    """The end of `tkhd`: layer, group, volume, matrix, width and height."""
    duration: int
    size: int
    flags: int


def read_tracks(init: bytes) -> list[TrackHead]:
    """The tracks of picture and sound in an init section.

    Raises:
        MovieError
    """
    moov = find(init, 0, len(init), b"moov")
    defaults = {}
    mvex = find(init, moov.content, moov.end, b"mvex")
    for one in walk(init, mvex.content, mvex.end):
        if one.kind == b"trex":
            number, _, duration, size, flags = (u32(init, one.content + 4 + 4 * index) for index in range(5))
            defaults[number] = duration, size, flags
    found = []
    for one in walk(init, moov.content, moov.end):
        if one.kind == b"trak":
            head = _read_track(init, one.content, one.end, defaults)
            if head.kind in (b"vide", b"soun"):
                found.append(head)
    if not found:
        raise MovieError("there are no tracks")
    return found


def _read_track(init: bytes, start: int, end: int, defaults: dict[int, tuple[int, int, int]]) -> TrackHead:
    tkhd = find(init, start, end, b"tkhd")
    long = init[tkhd.content] == 1
    number = u32(init, tkhd.content + (20 if long else 12))
    mdia = find(init, start, end, b"mdia")
    mdhd = find(init, mdia.content, mdia.end, b"mdhd")
    hdlr = find(init, mdia.content, mdia.end, b"hdlr")
    minf = find(init, mdia.content, mdia.end, b"minf")
    stsd = find(init, minf.content, minf.end, b"stbl", b"stsd")
    media = [
        init[one.start : one.end]
        for one in walk(init, minf.content, minf.end)
        if one.kind in (b"vmhd", b"smhd", b"nmhd", b"dinf")
    ]
    duration, size, flags = defaults.get(number, (0, 0, 0))
    return TrackHead(
        number=number,
        kind=init[hdlr.content + 8 : hdlr.content + 12],
        timescale=u32(init, mdhd.content + (20 if init[mdhd.content] == 1 else 12)),
        entries=tuple(init[one.start : one.end] for one in walk(init, stsd.content + 8, stsd.end)),
        handler=init[hdlr.start : hdlr.end],
        media=b"".join(media),
        shape=init[tkhd.end - 60 : tkhd.end],
        duration=duration,
        size=size,
        flags=flags,
    )
