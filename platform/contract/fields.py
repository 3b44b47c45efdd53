"""What fields of the callbacks and orders may hold, once for both sides."""

import math
import re
from datetime import datetime
from typing import Annotated, ClassVar

from annotated_types import Ge, MaxLen, MinLen

from contract.text import LINE, TEXT, Check
from contract.wording.faults import FaultError
from settings.model import MEDIA_URL


def check_finite(number: float) -> float:
    """JSON as Python reads it knows more.

    Raises:
        FaultError
    """
    if not math.isfinite(number):
        raise FaultError("not_number")
    return number


def check_moment(text: str) -> str:
    """RFC 3339.

    Raises:
        FaultError
    """
    try:
        zone = datetime.fromisoformat(text).utcoffset()
    except ValueError:
        zone = None
    if zone is None:
        raise FaultError("not_moment")
    return text


def check_media_url(text: str) -> str:
    """An address without a trailing slash.

    Raises:
        FaultError
    """
    if re.fullmatch(MEDIA_URL, text) is None:
        raise FaultError("malformed")
    return text


def check_digest(text: str) -> str:
    """As `publishing.digest_key` writes it.

    Raises:
        FaultError
    """
    if re.fullmatch(r"[0-9a-f]{64}", text) is None:
        raise FaultError("not_digest")
    return text


SessionId = Annotated[str, MinLen(1), MaxLen(64), LINE]
StreamKey = Annotated[str, MinLen(1), MaxLen(200)]
KeyDigest = Annotated[str, Check(check_digest)]
Node = Annotated[str, MaxLen(255), TEXT]
Moment = Annotated[str, MaxLen(64), Check(check_moment)]
MediaUrl = Annotated[str, MaxLen(512), Check(check_media_url)]
Milliseconds = Annotated[float, Ge(0), Check(check_finite)]


class Shape:
    """What is written under a field is its description in the documents."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, bool]] = {"use_attribute_docstrings": True}
