"""What can be wrong with a field: a stable code, its bounds as values, and words for whoever sent it.

Every code there is stands here, wherever it is given; pages say the same by it in their reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

FaultCode = Literal[
    "control_characters",
    "empty",
    "half_characters",
    "in_past",
    "line_breaks",
    "malformed",
    "no_letters",
    "no_zone",
    "not_ascii",
    "not_below",
    "not_boolean",
    "not_digest",
    "not_email",
    "not_http",
    "not_https",
    "not_list",
    "not_moment",
    "not_number",
    "not_object",
    "not_one_of",
    "not_origin",
    "not_text",
    "not_time_zone",
    "not_url",
    "not_whole",
    "nothing_visible",
    "private_address",
    "push_keys",
    "required",
    "screen_name",
    "spaces",
    "tag_too_long",
    "too_few",
    "too_large",
    "too_long",
    "too_many",
    "too_short",
    "too_small",
    "unknown_field",
    "url_fragment",
    "url_host",
    "url_password",
    "url_port",
    "zero",
]

_MOMENT: Final = "such as 2026-01-31T20:00:00Z."
WORDS: Final[Mapping[FaultCode, str]] = {
    "control_characters": "Must not hold control characters.",
    "empty": "Must not be empty.",
    "half_characters": "Must be text, without half characters.",
    "in_past": "Must be in the future.",
    "line_breaks": "Must be one line.",
    "malformed": "Is not written as it should be.",
    "no_letters": "Must have a letter, a digit or a symbol.",
    "no_zone": f"Must say its time zone, {_MOMENT}",
    "not_ascii": "Must be ASCII.",
    "not_below": "Must be less than {limit}.",
    "not_boolean": "Must be true or false.",
    "not_digest": "Must be 64 hexadecimal digits, in lower case.",
    "not_email": "Must be an e-mail address, such as ada@example.org.",
    "not_http": "Must begin with https:// or http:// and name a host.",
    "not_https": "Must be an address that begins with https://, such as https://band.example.org.",
    "not_list": "Must be a list.",
    "not_moment": f"Must be a date and time with its zone, {_MOMENT}",
    "not_number": "Must be a number.",
    "not_object": "Must be a JSON object.",
    "not_one_of": "Must be one of these: {allowed}.",
    "not_origin": "Must be the origin of a site, such as https://band.example.org.",
    "not_text": "Must be text.",
    "not_time_zone": "Must be the name of a time zone, such as Europe/Berlin.",
    "not_url": "Must be an address, such as https://example.org/hooks.",
    "not_whole": "Must be a whole number.",
    "nothing_visible": "Must have something in it that can be seen.",
    "private_address": "Must be on the public internet; this leads to a private address.",
    "push_keys": "Must be a P-256 point and 16 octets, in base64url, as the browser gives them.",
    "required": "Is required.",
    "screen_name": "Must be 8 to 64 letters (a to z), digits, - or _.",
    "spaces": "Must not hold spaces.",
    "tag_too_long": "A tag has at most {limit} letters.",
    "too_few": "Must have at least {limit} of these.",
    "too_large": "Must be at most {limit}.",
    "too_long": "Must have at most {limit} characters.",
    "too_many": "Must have at most {limit} entries.",
    "too_short": "Must have at least {limit} characters.",
    "too_small": "Must be at least {limit}.",
    "unknown_field": "Is not a field here. Look for a misspelling, or leave it out.",
    "url_fragment": "Must not have a part after #.",
    "url_host": "Must name a host and a port that can be connected to.",
    "url_password": "Must not hold a user name or password; the signature says who calls.",
    "url_port": "Must not have a port of another service, such as 25 for mail.",
    "zero": "Must not be 0.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field."""

    code: FaultCode
    limit: float | None = None
    """The bound that was passed, where there is one."""
    allowed: tuple[str, ...] = ()
    """What there is to choose from, where it is a choice."""

    def __str__(self) -> str:
        return WORDS[self.code].format(limit=self.limit, allowed=", ".join(self.allowed))

    def to_dict(self) -> dict[str, Any]:
        """`{code, limit?, allowed?, detail}`"""
        said: dict[str, Any] = {"code": self.code, "detail": str(self)}
        if self.limit is not None:
            said["limit"] = self.limit
        if self.allowed:
            said["allowed"] = list(self.allowed)
        return said


class FaultError(ValueError):
    """Raised by whoever checks a field."""

    def __init__(self, code: FaultCode, *, limit: float | None = None) -> None:
        self.fault = Fault(code, limit)
        super().__init__(str(self.fault))
