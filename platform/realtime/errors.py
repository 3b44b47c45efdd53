"""The errors of this package.

PushError
└── ProtocolError    a peer broke RFC 6455, or sent what this endpoint does not take
"""


class PushError(Exception):
    """Base of everything this package raises on purpose."""


class ProtocolError(PushError):
    """A peer's bytes end its connection.

    `code` is the close code (RFC 6455, section 7.4.1) and `str(error)` the reason, at most 123 bytes.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
