"""What strangers' bytes are read by, each as a function of these bytes that ends in peace or in an error that its
caller knows. Anything else is a finding: another exception, a promise of its own that it broke (`AssertionError`), or
too much work."""

import asyncio
import json
import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import SMTPUTF8
from typing import Any, cast

from bench.attack import payloads
from pydantic import ValidationError

from api.http.address import client_address, reached_host
from api.ingest.bodies import ADAPTERS, decode
from api.problems.problem import ProblemError
from api.tokens.lines import read_lines
from catalog.db.cursors import read_cursor, write_cursor
from catalog.errors import CursorError
from catalog.mailboxes.letters import Addressed
from catalog.outbox.mails import Letter
from contract.passes import Pass, read_pass, write_pass
from contract.wording.devices import describe_device
from ingest.errors import ProtocolError as PeerError
from ingest.errors import RefusedError
from ingest.limits.seats import Seats
from ingest.media import flv, nal_units
from ingest.media.codecs import read_aac, read_avc
from ingest.media.remuxer import Remuxer
from ingest.origin.http.connection import Connection
from ingest.origin.http.responses import ALIVE, Response
from ingest.origin.library import Library
from ingest.origin.packaging.boxes import FragmentError
from ingest.origin.packaging.fragments import Fragment, FragmentReader, InitSection, Span
from ingest.origin.packaging.tracks import Track
from ingest.origin.shelf import Shelf
from ingest.origin.stream.shape import Shape
from ingest.origin.stream.stream import Stream
from ingest.origin.wait import Wait
from ingest.rtmp.wire import amf
from ingest.rtmp.wire.chunks import MAX_STEPS, ChunkReader
from ingest.rtmp.wire.commands import read_command, read_metadata
from ingest.rtmp.wire.handshake import BLOCK, Handshake
from ingest.rtmp.wire.messages import AUDIO, COMMAND, COMMAND_AMF3, DATA, DATA_AMF3, VIDEO, Message, split_aggregate
from live.channels.request import Refusal, Request
from outbox.mail.writing import write_message
from realtime.errors import ProtocolError
from realtime.sockets.frames import read_close, read_frames
from realtime.sockets.sse import resume_query
from support.chunking import ChunkSender
from support.rtmp import AAC_CONFIG, AVC_CONFIG, FRAME, KEYFRAME, SOUND

KEY = b"k" * 32
PASS = Pass("0123456789abcdef01234567", 1_800_000_000)
Feed = Callable[[bytes], None]


@dataclass(frozen=True)
class Target:
    """One reader."""

    feed: Feed
    known: tuple[type[Exception], ...]
    """What it may raise: its caller catches it."""
    seeds: tuple[bytes, ...]
    """Right inputs, from which wrong ones are made."""
    folders: tuple[str, ...]
    """Whose lines count as reached, below platform/."""


# -- RTMP ------------------------------------------------------------------------------------------------------------


def _read_all(reader: ChunkReader, pieces: Iterable[bytes]) -> list[tuple[int, int, int, bytes]]:
    found: list[Message] = []
    for piece in pieces:
        found += reader.feed(piece)
        feeds = 0
        while reader.behind:
            assert reader.steps <= MAX_STEPS + 300, "a feed takes a bounded number of steps"
            found += reader.feed(b"")
            feeds += 1
            assert feeds < 100_000, "it comes to an end"
    return [(kind, time, stream, bytes(body)) for kind, time, stream, body in found]


def feed_chunks(data: bytes) -> None:
    """In one piece or in many, the messages are the same."""
    whole = _read_all(ChunkReader(), [data])
    cuts = _read_all(ChunkReader(), (data[place : place + 7] for place in range(0, len(data), 7)))
    assert whole == cuts, "where the bytes were cut changes nothing"


def feed_handshake(data: bytes) -> None:
    """Whatever it is answered has the right length."""
    shake = Handshake(bytes(BLOCK - 8))
    answer = b"".join(shake.feed(data[place : place + 500]) for place in range(0, len(data), 500))
    assert len(answer) in (0, 1 + 2 * BLOCK)


def feed_amf(data: bytes) -> None:
    amf.decode(data)


def feed_command(data: bytes) -> None:
    for kind in (COMMAND, COMMAND_AMF3):
        read_command((kind, 0, 1, data))


def feed_metadata(data: bytes) -> None:
    for kind in (DATA, DATA_AMF3):
        found = read_metadata((kind, 0, 1, data))
        # What goes on may be put in plain values, and is bounded then, too.
        assert found is None or len(found.payload) <= 64 * len(data) + 64


def feed_aggregate(data: bytes) -> None:
    parts = split_aggregate(0, 1, data)
    assert sum(len(body) for *_, body in parts) <= len(data)


# -- media -----------------------------------------------------------------------------------------------------------


def feed_tags(data: bytes) -> None:
    flv.inspect_video(data)
    flv.inspect_audio(data)
    if data:
        assert len(flv.mark_dependent(data)) == len(data)


def feed_codecs(data: bytes) -> None:
    read_avc(data)
    read_aac(data)
    syntaxes: tuple[nal_units.Syntax, ...] = ("h264", "hevc")
    for syntax in syntaxes:
        nal_units.begins_anew(syntax, data, 0, nal_units.read_length_size(syntax, data))


def feed_remuxer(data: bytes) -> None:
    """Messages of any kind, one behind the other: kind, time, length, body."""
    remuxer, place, now = Remuxer(), 0, 0.0
    while place + 4 <= len(data) and now < 100:
        kind = (AUDIO, VIDEO, DATA)[data[place] % 3]
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : place + 4 + size]
        remuxer.take([(kind, data[place + 1] * 40, 1, body)], now)
        place, now = place + 4 + size, now + 0.04


def feed_fragments(data: bytes) -> None:
    """In one piece or in many, the fragments are the same."""
    whole = FragmentReader().feed(data)
    reader = FragmentReader()
    cuts = [each for place in range(0, len(data), 13) for each in reader.feed(data[place : place + 13])]
    assert [each.data for each in whole] == [each.data for each in cuts]


# -- the origin ------------------------------------------------------------------------------------------------------


def _make_library() -> Library:
    """`show` is for everybody, `gated` for those with a pass."""
    library = Library(lambda: ALIVE, lambda: 1_700_000_000.0)
    library.add("show", "the-key", _make_shelf())
    library.add("gated", "another-key", _make_shelf(), KEY)
    return library


def _make_shelf() -> Shelf:
    shelf = Shelf(Stream(Shape(), "abc", sequence=98))
    shelf.put(shelf.stream.begin_run(InitSection(b"init", (Track(1, "vide", 1000, 0, 0),)), 1_700_000_000.0))
    for part in range(43):
        span = Span(0.2 * part, 0.2 * part + 0.2, 6)
        fragment = Fragment(b"part %d" % part, span, None, part % 10 == 0)
        shelf.put(shelf.stream.append(fragment, 1_700_000_000.0 + span.end))
    return shelf


LIBRARY = _make_library()


def feed_playlist(data: bytes) -> None:
    """A query, and the same bytes as a file's name and as a path."""
    text = data.decode("latin-1")
    path, _, query = text.partition("?")
    for answer in (
        LIBRARY.respond("GET", "/live/show/index.m3u8", text),
        LIBRARY.respond("GET", f"/live/show/{path}", query),
        LIBRARY.respond("GET", path, query),
    ):
        assert isinstance(answer, Response | Wait)
        if isinstance(answer, Response):
            assert b"\r\n\r\n" not in answer.head


class _Transport:
    """Takes what is written, and nothing else."""

    def __init__(self) -> None:
        self.written = bytearray()
        self.closed = False

    def write(self, data: bytes) -> None:
        assert not self.closed, "nothing is written to a connection that is closed"
        self.written += data

    def writelines(self, pieces: Iterable[bytes]) -> None:
        for piece in pieces:
            self.write(piece)

    def close(self) -> None:
        self.closed = True

    abort = close

    def get_extra_info(self, _name: str) -> None:
        return None

    def get_write_buffer_size(self) -> int:
        return 0

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class _Host:
    """A server's side of a connection, whose loop turns when it is told to."""

    library = LIBRARY
    date = b"Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
    stopping = False
    sent = 0

    def __init__(self) -> None:
        self.due: list[tuple[Callable[..., None], tuple[Any, ...]]] = []
        self.downloads: Seats[Connection] = Seats(4, 4, lambda _: False)
        self.loop = cast("asyncio.AbstractEventLoop", self)

    def time(self) -> float:
        return 0.0

    def call_soon(self, callback: Callable[..., None], *given: Any) -> None:
        self.due.append((callback, given))

    def welcome(self, _connection: Connection) -> bool:
        return True

    def forget(self, _connection: Connection) -> None: ...

    def turn(self) -> None:
        turns = 0
        while self.due:
            callback, given = self.due.pop(0)
            callback(*given)
            turns += 1
            assert turns < 10_000, "it comes to an end"


def feed_http(data: bytes) -> None:
    """Whatever comes is answered with whole answers, or with nothing yet."""
    host, transport = _Host(), _Transport()
    connection = Connection(host)
    connection.connection_made(cast("asyncio.Transport", transport))
    for place in range(0, len(data), 97):
        if not transport.closed:
            connection.data_received(data[place : place + 97])
            host.turn()
    connection.connection_lost(None)
    assert transport.written == b"" or transport.written.startswith(b"HTTP/1.1 ")


def feed_pass(data: bytes) -> None:
    """A pass has one spelling, and nothing else opens a gated stream, whatever stands where a pass does."""
    text = data.decode("latin-1")
    found = read_pass(KEY, text)
    assert found is None or write_pass(KEY, found) == text
    for path in (f"/live/gated/{text}/index.m3u8", f"/live/gated/{text}", f"/live/{text}/index.m3u8"):
        answer = LIBRARY.respond("GET", path, "")
        media = not isinstance(answer, Response) or b"#EXTM3U" in b"".join(answer.body)
        assert not media or found is not None or "gated" not in path


# -- web -------------------------------------------------------------------------------------------------------------


def feed_callback(data: bytes) -> None:
    """As each of the callbacks' bodies; it need be no more than one."""
    decoded, refusals = decode(data), []
    for adapter in ADAPTERS.values():
        try:
            adapter.validate_python(decoded)
        except ValidationError as refusal:
            refusals.append(refusal)
    if len(refusals) == len(ADAPTERS):
        raise refusals[0]


def feed_channel(data: bytes) -> None:
    """A channel's query; and what an event stream's last id makes of it is one that a channel understands."""
    Request.parse(resume_query(data.decode("latin-1")))
    Request.parse(data)


def feed_frames(data: bytes) -> None:
    frames, rest = read_frames(data, 10)
    assert len(rest) <= 130
    for frame in frames:
        read_close(frame.payload)


def feed_cursor(data: bytes) -> None:
    read_cursor("public", data.decode("latin-1"))


def feed_address(data: bytes) -> None:
    """What a client says of itself in headers."""
    headers = [(b"x-forwarded-for", data), (b"host", data)]
    assert len(client_address("127.0.0.1", headers, 1)) <= max(64, len(data))
    host = reached_host(headers[1:])
    assert host is None or not set(host) & set("/\r\n <>\"'")


def feed_device(data: bytes) -> None:
    """What a browser calls itself, as its owner reads it in a list."""
    device = describe_device(data.decode("latin-1"))
    assert len(device) <= 100
    assert device.isprintable()


def feed_file_of_grants(data: bytes) -> None:
    """Whole lines are booked, and each line is booked or refused."""
    lines = read_lines(data, "text/csv")
    assert all(line.email.count("@") == 1 and "\n" not in line.email for line in lines.read)
    numbers = [line.number for line in lines.read] + [line.number for line in lines.refused]
    assert len(set(numbers)) == len(numbers)


MOMENT = datetime(2026, 1, 1, tzinfo=UTC)


def feed_mailbox(data: bytes) -> None:
    """An account's address, to which a mail is to go: to that one alone, and with no header more."""
    letter = Addressed(Letter.VERIFY, data.decode("utf-8", "replace"), "token")
    message = write_message(letter, "https://live.example.org", "a <a@example.org>", message_id="1", at=MOMENT)
    again = message_from_bytes(message.as_bytes(policy=SMTPUTF8), policy=SMTPUTF8)
    assert set(again.keys()) == set(message.keys())
    assert len(again["To"].addresses) == 1
    assert [*again["To"].addresses[0].addr_spec].count("@") == 1


def _boxes(*boxes: tuple[bytes, bytes]) -> bytes:
    return b"".join(struct.pack(">I4s", 8 + len(body), kind) + body for kind, body in boxes)


def _messages() -> Iterator[bytes]:
    for kind, time, body in [
        (1, 0, AVC_CONFIG), (0, 0, AAC_CONFIG), (1, 1, KEYFRAME), (0, 1, SOUND), (1, 2, FRAME), (0, 2, SOUND),
        (2, 3, amf.encode("onMetaData", amf.EcmaArray({"width": 64}))),
    ]:  # fmt: skip
        yield bytes([kind, time]) + len(body).to_bytes(2, "big") + body


def _chunks() -> bytes:
    sender = ChunkSender()
    return (
        sender.message(3, COMMAND, 0, 0, amf.encode("connect", 1, {"app": "live"}))
        + sender.set_chunk_size(4096)
        + sender.message(6, VIDEO, 0, 1, AVC_CONFIG)
        + sender.message(4, AUDIO, 0, 1, AAC_CONFIG)
        + sender.message(6, VIDEO, 40, 1, KEYFRAME)
    )


_MOOV = _boxes(
    (b"mvhd", bytes(100)),
    (b"trak", _boxes(
        (b"tkhd", bytes(12) + b"\0\0\0\1" + bytes(68)),
        (b"mdia", _boxes((b"mdhd", bytes(12) + b"\0\0\3\xe8" + bytes(8)), (b"hdlr", bytes(8) + b"vide" + bytes(13)))),
    )),
    (b"mvex", _boxes((b"trex", bytes(4) + b"\0\0\0\1" + bytes(16)))),
)  # fmt: skip
_MOOF = _boxes(
    (b"mfhd", bytes(8)),
    (b"traf", _boxes(
        (b"tfhd", b"\0\2\0\0" + b"\0\0\0\1"),
        (b"tfdt", b"\1\0\0\0" + bytes(8)),
        (b"trun", b"\0\0\3\1" + b"\0\0\0\2" + b"\0\0\0\x80" + b"\0\0\0\x21\0\0\0\4" * 2),
    )),
)  # fmt: skip
MP4 = _boxes((b"ftyp", b"iso5" + bytes(8)), (b"moov", _MOOV), (b"moof", _MOOF), (b"mdat", b"mediamedi"))

_REPORT = {"node": "n1", "sessions": [{"session_id": "s", "livestream_id": "l", "state": "publishing"}], "wait_ms": 5}
_GET = b"GET /live/show/index.m3u8?_HLS_msn=99&_HLS_part=1 HTTP/1.1\r\nHost: a\r\n\r\n"
_MEDIA, _WIRE = "ingest/media/", "ingest/rtmp/wire/"

TARGETS: dict[str, Target] = {
    "chunks": Target(feed_chunks, (PeerError,), (_chunks(), payloads.interleave(50)), (_WIRE,)),
    "handshake": Target(feed_handshake, (PeerError,), (b"\x03" + bytes(2 * BLOCK),), (_WIRE,)),
    "amf": Target(
        feed_amf, (PeerError,),
        (amf.encode("connect", 1, {"app": "live", "list": [1, None]}), payloads.nest_references(6),
         payloads.nest_amf3_references(6)), (_WIRE,),
    ),
    "command": Target(feed_command, (PeerError,), (amf.encode("publish", 5, None, "key", "live"),), (_WIRE,)),
    "metadata": Target(
        feed_metadata, (PeerError,),
        (amf.encode("@setDataFrame", "onMetaData", amf.EcmaArray({"width": 64})), payloads.nest_amf3_references(4)),
        (_WIRE,),
    ),
    "aggregate": Target(
        feed_aggregate, (PeerError,), ((b"\x08\0\0\2" + bytes(7) + b"\xaf\1" + bytes(4)) * 3,), (_WIRE,)
    ),
    "tags": Target(
        feed_tags, (RefusedError,), (AVC_CONFIG, AAC_CONFIG, KEYFRAME, b"\x97" + b"\0\0\7" * 9, b"\x91hvc1"),
        (_MEDIA,),
    ),
    "codecs": Target(feed_codecs, (), (AVC_CONFIG[5:], AAC_CONFIG[2:], KEYFRAME[5:]), (_MEDIA,)),
    "remuxer": Target(feed_remuxer, (PeerError, RefusedError), (b"".join(_messages()),), (_MEDIA,)),
    "fragments": Target(feed_fragments, (FragmentError,), (MP4,), ("ingest/origin/packaging/", _MEDIA)),
    "playlist": Target(
        feed_playlist, (),
        (b"_HLS_msn=99&_HLS_part=1", b"_HLS_skip=YES&_HLS_msn=98", b"part-abc-4.m4s", b"/live/show/seg-abc-99.m4s",
         b"/live/show/p1." + b"A" * 48 + b"/index.m3u8"), ("ingest/origin/",),
    ),
    "http": Target(
        feed_http, (),
        (_GET, _GET * 3, b"HEAD / HTTP/1.0\r\n\r\n", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"),
        ("ingest/origin/",),
    ),
    "pass": Target(
        feed_pass, (), (write_pass(KEY, PASS).encode(), b"source", b"index.m3u8"), ("contract/", "ingest/origin/")
    ),
    "callback": Target(
        feed_callback, (ProblemError, ValidationError),
        (json.dumps(_REPORT).encode(), b"name=key&addr=127.0.0.1", b'{"stream_key": "k", "session_id": "s"}'),
        ("api/", "contract/"),
    ),
    "channel": Target(feed_channel, (Refusal,), (b"observe=true&epoch=e&seq=12", b"e-12"), ("live/", "realtime/")),
    "frames": Target(
        feed_frames, (ProtocolError,),
        (b"\x89\x82abcdxy", b"\x88\x82abcd\x62\x8a", b"\x81\xfe\x20\x00abcd"), ("realtime/",),
    ),
    "cursor": Target(
        feed_cursor, (CursorError,), (write_cursor("public", "2026-01-01", "x").encode(),), ("catalog/",)
    ),
    "device": Target(
        feed_device, (), (b"Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", b"python-httpx/0.28"),
        ("contract/wording/",),
    ),
    "grants": Target(
        feed_file_of_grants, (ProblemError,),
        (b"email,amount,reason\r\na@example.org,5,a gift\r\nb@example.org,-1\r\n", b'"c@example.org","7"\n'),
        ("api/tokens/",),
    ),
    "mailbox": Target(
        feed_mailbox, (ValueError,), (b"ada@example.org", "ren\u00e9@b\u00fccher.example".encode()), ("outbox/mail/",)
    ),
    "address": Target(
        feed_address, (), (b"192.0.2.7, 10.0.0.1", b"[2001:db8::1]:443", b"live.example.org:443"),
        ("api/http/", "settings/"),
    ),
}  # fmt: skip
