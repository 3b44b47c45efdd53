"""What can end a subscription for good. Anything else is reconnected over.

EncryptedMediaError
├── RefusedError           the server does not let this client in, and asking again would not change that
│   ├── NotSignedInError   it wants a token
│   ├── NotAllowedError    the account may not: no artist, or too few tokens
│   ├── NotFoundError      there is no such livestream
│   └── MovedError         the account watches on another page instead
├── UnreachableError       no connection within the patience that was given
└── ProtocolError          what answers is not such a platform, or not one this version understands
"""


class EncryptedMediaError(Exception):
    """Base of everything this package raises on purpose."""


class RefusedError(EncryptedMediaError):
    """`code` is the close code or, where it came to no channel, the HTTP status."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason or f"refused with {code}")
        self.code = code


class NotSignedInError(RefusedError):
    """4401: the channel wants a token, or another one."""


class NotAllowedError(RefusedError):
    """4403: the account may not hear this."""


class NotFoundError(RefusedError):
    """4404: there is no such livestream."""


class MovedError(RefusedError):
    """4409: the account watches on another page instead."""


class UnreachableError(EncryptedMediaError):
    """The server could not be reached for as long as the caller was willing to wait."""


class ProtocolError(EncryptedMediaError):
    """Something was said that this client does not understand."""
