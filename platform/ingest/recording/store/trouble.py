"""What is wrong with a bucket, in words for an operator. Pure: a library's error in, words out.

Servers put what they like into their answers, the key and what was signed among it: so nothing of an answer is said
but its status and its code."""

import re
from typing import Final

_STATUS: Final = re.compile(r"status code: (\d{3})")
_CODE: Final = re.compile(r"<Code>([A-Za-z]{1,64})</Code>")

KEY: Final = "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is not what it expects, or the key may not do this"
_CODES: Final = {
    "AccessDenied": KEY,
    "InvalidAccessKeyId": KEY,
    "SignatureDoesNotMatch": KEY,
    "NoSuchBucket": "there is no such bucket; see RECORDING_STORE",
    "PermanentRedirect": "the bucket is elsewhere; see S3_ENDPOINT_URL and S3_REGION",
    "AuthorizationHeaderMalformed": "S3_REGION is not the bucket's",
    "RequestTimeTooSkewed": "this machine's clock and the bucket's differ by too much; set this machine's",
    "QuotaExceeded": "it is full",
    "QuotaExceededException": "it is full",
    "XMinioStorageFull": "it is full",
    "InsufficientStorage": "it is full",
    "SlowDown": "it is asked too much",
}
_STATUSES: Final = {
    401: KEY,
    403: KEY,
    404: "there is no such bucket; see RECORDING_STORE",
    429: "it is asked too much",
    507: "it is full",
}


class StoreError(Exception):
    """The bucket did not do what it was asked. Ask again later; the words are for an operator."""


def explain(error: Exception) -> str:
    """What is wrong."""
    if isinstance(error, TimeoutError):
        return "it does not answer in time, or is too slow"
    text = str(error)
    code, status = _CODE.search(text), _STATUS.search(text)
    if code is not None and code[1] in _CODES:
        return f"{_CODES[code[1]]} ({code[1]})"
    if status is not None:
        said = f"{status[1]} {code[1]}" if code is not None else status[1]
        return f"{_STATUSES.get(int(status[1]), 'it answers with an error')} ({said})"
    if "timed out" in text or "TimedOut" in text:
        return "it does not answer in time, or is too slow"
    return "it cannot be reached; see S3_ENDPOINT_URL"
