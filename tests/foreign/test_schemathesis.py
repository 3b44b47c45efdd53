"""schemathesis: requests made from our document, right and wrong ones, by all kinds of people, and every answer as it
is described there."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.rest import Artist
from support.web import SECRET, Web

LEFT_OUT = "/sessions/current|/me|/me/sessions.*|/me/password|/me/email|/livestreams/(.*/)?events"
"""What would end the sign-in that all the others need; and event streams, which have no end."""
CALLBACKS = "/streaming/(validate|stream_started|stream_ended)"
"""A report is held for as long as it asks to be."""
WITH_PAGE = "/unsubscribe/.*"
"""Where mail programs press with POST there is a page for readers with GET (RFC 8058 knows one address for both), of
which the document, as of all pages, has no word. `tests/api/blueprints/test_push.py` presses."""
UNCHECKED = "positive_data_acceptance,allow_header_conformance"
"""What a document cannot say: that a title must be seen, a moment be in the calendar, a password be the right one;
and that a thing may be called as the address beside it is (`DELETE /me/passkeys/options`), so that `Allow` does."""

REJECTED = """[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 414, 415, 429, 431]
"""
"""What is too long for a field may be too long for an address."""


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """One whose limits let thousands of requests from one address through."""
    web = Web.start(tmp_path_factory.mktemp("schemathesis"), WRITES_PER_MINUTE="1000000", READS_PER_MINUTE="1000000")
    yield web
    web.stop()


async def sign_in(url: str, role: str) -> str:
    account = await Artist.register(url, role)
    await account.close()
    return account.token


@pytest.mark.parametrize("who", ["nobody", "fan", "artist", "ingest"])
def test_every_answer_is_as_the_document_says(who: str, web: Web, tmp_path: Path) -> None:
    token = {"nobody": "", "ingest": SECRET}.get(who)
    if token is None:
        token = asyncio.run(sign_in(web.url, who))
    chosen = ["--include-path-regex", f"^/api/v1{CALLBACKS}$"]
    if who != "ingest":
        chosen = ["--exclude-path-regex", f"^(/api/v1({LEFT_OUT}|/streaming/.*)|{WITH_PAGE})$"]
    # Those who may do little are refused whatever they send, so each field's bounds are enough.
    phases = "examples,coverage,fuzzing" if who in ("artist", "ingest") else "examples,coverage"
    (tmp_path / "schemathesis.toml").write_text(REJECTED)
    done = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), "--config-file", "schemathesis.toml",
         "run", f"{web.url}/openapi.json",
         *(["--header", f"Authorization: Bearer {token}"] if token else []),
         "--checks", "all", "--exclude-checks", UNCHECKED, *chosen,
         "--phases", phases, "--max-examples", os.environ.get("FUZZ_EXAMPLES", "2"),
         "--seed", "7", "--workers", "2", "--generation-database", "none", "--request-timeout", "30",
         "--max-failures", "10", "--no-color"],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=float(os.environ.get("FUZZ_SECONDS", "300")),
        cwd=tmp_path,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    assert done.returncode == 0, _tell(done.stdout) + done.stderr


def _tell(said: str) -> str:
    """What was wrong; errors, such as an answer that did not come, are told before what failed."""
    begins = [said.find(title) for title in (" ERRORS ", " FAILURES ") if title in said]
    return said[min(begins, default=0) :][:6_000]
