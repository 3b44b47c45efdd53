"""schemathesis: requests made from our document, right and wrong ones, and every answer as it is described there."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.rest import Artist
from support.web import SECRET, Web

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


async def _sign_in(url: str) -> str:
    artist = await Artist.register(url)
    await artist.close()
    return artist.token


@pytest.mark.parametrize("who", ["artist", "ingest"])
def test_every_answer_is_as_the_document_says(who: str, web: Web, tmp_path: Path) -> None:
    token = asyncio.run(_sign_in(web.url)) if who == "artist" else SECRET
    # Event streams have no end, and a report is held for as long as it asks to be.
    paths = "/(events|report)$|^/api/v1/streaming/" if who == "artist" else "/report$|^/(?!api/v1/streaming/)"
    done = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), "run", f"{web.url}/openapi.json",
         "--exclude-operation-id", "delete_current_session",  # it would end the sign-in that all the others need
         "--header", f"Authorization: Bearer {token}", "--checks", CHECKS, "--exclude-path-regex", paths,
         "--phases", "coverage,fuzzing", "--max-examples", "2", "--seed", "7", "--workers", "2",
         "--generation-database", "none", "--request-timeout", "10", "--max-failures", "10", "--no-color"],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        cwd=tmp_path,
        env={**os.environ, "NO_PROXY": "127.0.0.1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr
