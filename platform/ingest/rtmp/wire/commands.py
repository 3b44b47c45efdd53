"""Commands and data messages, read with our AMF into pyrtmp's message classes, and the answers to them.

pyrtmp's own readers are not used: they refuse values they do not know and arrays whose count is wrong.
"""

from typing import Any

from ingest.errors import AmfError
from ingest.media.flv import FOUR_CCS
from ingest.rtmp.wire import amf
from ingest.rtmp.wire.messages import COMMAND, COMMAND_AMF3, DATA, DATA_AMF3, Message
from ingest.rtmp.wire.pyrtmp_parts import (
    Chunk,
    CommandMessage,
    MetaDataMessage,
    NCConnect,
    NCCreateStream,
    NSCloseStream,
    NSDeleteStream,
    NSPublish,
)

COMMAND_STREAM = 3  # the chunk stream of answers
MAX_METADATA = 1 << 16
"""Bytes of metadata; longer ones are passed over, and the show goes on without."""

_SET_DATA_FRAME = amf.encode("@setDataFrame")
_METADATA = amf.encode("onMetaData")
_OBJECT, _ECMA_ARRAY = 0x03, 0x08
_OBJECT_END = b"\x00\x00\x09"


def read_command(message: Message) -> CommandMessage:
    """A COMMAND or COMMAND_AMF3 message. Values the sender left out are None; a command we have no class for comes
    as a plain `CommandMessage` with `values`, all of them after the name.

    Raises:
        AmfError: the body is no AMF or does not begin with a name.
    """
    kind, timestamp, stream_id, body = message
    # Type 17 announces AMF3, but holds AMF0 behind a zero byte, which may switch to AMF3 value by value.
    values = amf.decode(body, 1 if kind == COMMAND_AMF3 and body[:1] == b"\x00" else 0)
    if not values or not isinstance(values[0], str):
        raise AmfError("a command without a name")
    name, transaction, command_object, first, second = (values + [None] * 5)[:5]
    chunk: dict[str, Any] = {
        "chunk_type": 0, "chunk_id": COMMAND_STREAM, "timestamp": timestamp, "msg_length": len(body),
        "msg_type_id": COMMAND, "msg_stream_id": stream_id, "payload": body, "command_name": name,
    }  # fmt: skip
    known: dict[str, Any] = {
        "transaction_id": transaction if isinstance(transaction, float) else 0.0,
        "command_object": command_object,
    }
    match name:
        case "connect":
            return NCConnect(optional_user_arguments=first, **known, **chunk)
        case "createStream":
            return NCCreateStream(**known, **chunk)
        case "publish":
            return NSPublish(
                publishing_name=first if isinstance(first, str) else "",
                publishing_type=second if isinstance(second, str) else "live",
                **known,
                **chunk,
            )
        case "closeStream":
            return NSCloseStream(**known, **chunk)
        case "deleteStream":
            return NSDeleteStream(stream_id=first if isinstance(first, float) else 0.0, **known, **chunk)
    command = CommandMessage(**chunk)
    command.transaction_id = known["transaction_id"]
    command.values = values[1:]
    return command


def find_metadata(message: Message) -> int | None:
    """Where `onMetaData` begins in a DATA or DATA_AMF3 message; None for any other data."""
    kind, _, _, body = message
    start = 1 if kind == DATA_AMF3 and body[:1] == b"\x00" else 0
    if body.startswith(_SET_DATA_FRAME, start):
        start += len(_SET_DATA_FRAME)
    return start if body.startswith(_METADATA, start) else None


def read_metadata(message: Message) -> MetaDataMessage | None:
    """A DATA or DATA_AMF3 message with the show's metadata: `event` is its name, `meta` the values, and `payload`
    what an FLV script tag holds. None for any other data (cue points, captions), which is of no use here.

    Raises:
        AmfError: the body is no AMF, or too long.
    """
    _, timestamp, stream_id, body = message
    start = find_metadata(message)
    if start is None:
        return None
    if len(body) > MAX_METADATA:
        raise AmfError(f"metadata of {len(body)} bytes")
    values = amf.decode_places(body, start)
    if len(values) < 2 or not isinstance(values[1][0], dict):
        return None
    meta, begin, end = values[1]
    if body[begin] in (_OBJECT, _ECMA_ARRAY):
        # As the sender wrote it: written anew, what refers to something would become as long as all of it.
        payload = _METADATA + bytes(body[begin:end])
        if not payload.endswith(_OBJECT_END):
            payload += _OBJECT_END
    else:
        # AMF3 or a class's object, which FFmpeg does not read: what one needs of them are plain values.
        payload = _METADATA + amf.encode(
            amf.EcmaArray({name: each for name, each in meta.items() if _is_plain(each)})
        )
    found = MetaDataMessage(
        chunk_type=0, chunk_id=4, timestamp=timestamp, msg_length=len(payload), msg_type_id=DATA,
        msg_stream_id=stream_id, payload=payload,
    )  # fmt: skip
    found.event = "onMetaData"
    found.meta = meta
    return found


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and len(value) < 256)


def answer(name: str, transaction: float, *values: Any, stream_id: int = 0) -> Chunk:
    """A command of ours: `_result`, `_error`, `onStatus`, `onFCPublish`."""
    body = amf.encode(name, transaction, *values)
    return Chunk(
        chunk_type=0, chunk_id=COMMAND_STREAM, timestamp=0, msg_length=len(body), msg_type_id=COMMAND,
        msg_stream_id=stream_id, payload=body,
    )  # fmt: skip


def status(code: str, words: str, *, level: str = "status", stream_id: int = 1) -> Chunk:
    """An `onStatus` event; encoders show `words` of the level "error" to the artist, or log them."""
    return answer("onStatus", 0, None, {"level": level, "code": code, "description": words}, stream_id=stream_id)


def connected(transaction: float) -> Chunk:
    """Success for `connect`, with the codecs of Enhanced RTMP we take."""
    return answer(
        "_result",
        transaction,
        {"fmsVer": "FMS/3,5,7,7009", "capabilities": 31, "mode": 1},
        {
            "level": "status",
            "code": "NetConnection.Connect.Success",
            "description": "Connection succeeded.",
            "objectEncoding": 0,
            "fourCcList": FOUR_CCS,
        },
    )


def rejected(transaction: float, words: str) -> Chunk:
    """Refusal of `connect`."""
    status = {"level": "error", "code": "NetConnection.Connect.Rejected", "description": words}
    return answer("_error", transaction, None, status)
