"""Scripts and styles, in the form that suits the client."""

import gzip
from pathlib import Path

import pytest
from quart import Quart

from api.http.assets import serve_assets

SCRIPT = b"export const answer = 42;\n" * 100


@pytest.fixture
def app(tmp_path: Path) -> Quart:
    for folder in ("assets", "docs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "assets" / "index-abc.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "assets" / "index-abc.js.br").write_bytes(b"brotli's form")
    (tmp_path / "assets" / "style-abc.css").write_bytes(b"body {}")
    (tmp_path / "docs" / "swagger-ui.css").write_bytes(b"body {}")
    app = Quart(__name__, static_folder=None)

    @app.get("/<path:path>")
    async def answer_others(path: str) -> str:
        return f"the page at {path}"

    serve_assets(app, tmp_path)
    return app


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, GZIP;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
async def test_client_gets_the_smallest_form_it_takes(app: Quart, accepted: str, coding: str | None) -> None:
    answer = await app.test_client().get("/assets/index-abc.js", headers={"Accept-Encoding": accepted})
    body = await answer.get_data(as_text=False)
    assert answer.headers.get("Content-Encoding") == coding
    assert {"br": b"brotli's form", "gzip": gzip.compress(SCRIPT), None: SCRIPT}[coding][10:] == body[10:]
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["Vary"] == "accept-encoding"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_what_keeps_its_name_is_kept_for_an_hour(app: Quart) -> None:
    answer = await app.test_client().get("/docs/swagger-ui.css")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("secure", [False, True])
async def test_browsers_are_told_what_these_may_do_and_to_keep_to_https(tmp_path: Path, secure: bool) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "index-abc.js").write_bytes(SCRIPT)
    app = Quart(__name__, static_folder=None)
    serve_assets(app, tmp_path, secure=secure)
    answer = await app.test_client().get("/assets/index-abc.js")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert ("Strict-Transport-Security" in answer.headers) is secure


async def test_head_has_no_body(app: Quart) -> None:
    answer = await app.test_client().head("/assets/style-abc.css")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert await answer.get_data(as_text=False) == b""


@pytest.mark.parametrize(
    "path", ["/assets/index-abc.js.gz", "/assets/later-def.js", "/assets/", "/", "/index-abc.js"]
)
async def test_what_is_not_known_goes_the_usual_way(app: Quart, path: str) -> None:
    answer = await app.test_client().get(path)
    assert "Cache-Control" not in answer.headers


async def test_nothing_but_reading_is_answered(app: Quart) -> None:
    assert (await app.test_client().post("/assets/index-abc.js")).status_code == 405


def test_there_may_be_no_build(tmp_path: Path) -> None:
    serve_assets(Quart(__name__), tmp_path / "missing")
