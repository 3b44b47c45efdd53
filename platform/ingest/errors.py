"""Everything that can go wrong on the RTMP side.

IngestError
├── ProtocolError            the peer's bytes make no sense; the words are for the log
│   ├── HandshakeError
│   ├── ChunkError
│   ├── AmfError
│   └── GreedError           they cost more than a peer may cost
├── RefusedError                  the publisher may not publish, or not so; the words are for the artist
├── WebUnreachableError           web did not answer in time, or answered 5xx
│   └── WrongSecretError          web answered 401
└── StartError               the process cannot start; the words are for the operator
"""


class IngestError(Exception):
    """Root of this package's errors."""


class ProtocolError(IngestError):
    """The peer broke RTMP; the connection is closed."""


class HandshakeError(ProtocolError):
    """No RTMP handshake: another protocol on this port, or an encrypted variant."""


class ChunkError(ProtocolError):
    """A chunk that no sender may send, or one past a limit."""


class AmfError(ProtocolError):
    """A value that is no AMF, is cut short, or is nested too deep."""


class GreedError(ProtocolError):
    """A peer asks for more work than it may."""


class RefusedError(IngestError):
    """Why a publisher is turned away. `code` is stable, `words` are shown to the artist."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(f"{code}: {words}")
        self.code = code
        self.words = words


class WebUnreachableError(IngestError):
    """Web gave no usable answer; worth another try."""


class WrongSecretError(WebUnreachableError):
    """Web does not know our `STREAMING_SECRET`; only an operator can mend that, so tries go on slowly."""


class StartError(IngestError):
    """Ingest cannot start. The words name the setting to change."""
