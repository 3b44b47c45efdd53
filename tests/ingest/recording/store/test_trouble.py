"""What is wrong with a bucket, in words, and without what the server had to say."""

import pytest

from ingest.recording.store.trouble import explain


def answer(status: int, code: str) -> Exception:
    secret = f"<Error><Code>{code}</Code><AWSAccessKeyId>AKIASECRET</AWSAccessKeyId></Error>"
    return OSError(
        f"Error performing PUT http://s3/ in 3ms - Server returned non-2xx status code: {status} No: {secret}"
    )


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "InvalidAccessKeyId", "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY"),
        (403, "SignatureDoesNotMatch", "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY"),
        (403, "RequestTimeTooSkewed", "clock"),
        (403, "Whatever", "S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY"),
        (404, "NoSuchBucket", "no such bucket; see RECORDING_STORE"),
        (301, "PermanentRedirect", "S3_ENDPOINT_URL and S3_REGION"),
        (400, "AuthorizationHeaderMalformed", "S3_REGION"),
        (507, "InsufficientStorage", "it is full"),
        (403, "QuotaExceeded", "it is full"),
        (503, "SlowDown", "asked too much"),
        (500, "InternalError", "it answers with an error (500 InternalError)"),
    ],
)
def test_each_answer_has_words_that_name_the_setting(status: int, code: str, words: str) -> None:
    said = explain(answer(status, code))
    assert words in said
    assert code in said
    assert "AKIASECRET" not in said
    assert "http://" not in said


def test_no_answer_has_words_too() -> None:
    assert "in time" in explain(TimeoutError())
    assert "in time" in explain(OSError("error sending request: operation timed out"))
    assert "cannot be reached; see S3_ENDPOINT_URL" in explain(OSError("error sending request: connection refused"))
