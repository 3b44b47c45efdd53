"""The build's scripts and styles, from memory: everybody who opens a page asks for eight of them at once.

They are read once. A file that is not known, of a build made since, goes the pages' usual way.
"""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from quart import Quart

from api.http.security import BARE_POLICY, KEEP_TO_HTTPS

FOLDERS: Final = {"assets": "public, max-age=31536000, immutable", "docs": "public, max-age=3600"}
"""Of the build, and how long what is in each may be kept: the first's names hold a hash of what is in them."""
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
"""Content codings the build leaves beside a file, the smallest first."""

Header = tuple[bytes, bytes]


class Variant(NamedTuple):
    """One form of a file, ready to be sent."""

    coding: str | None
    headers: list[Header]
    body: bytes


def load_assets(dist: Path, *, secure: bool = False) -> dict[str, list[Variant]]:
    """By path: the file's forms, the plain one last. Empty where there is no build. `secure`: the pages have TLS."""
    further = [(b"strict-transport-security", KEEP_TO_HTTPS.encode())] if secure else []
    return {
        f"/{folder}/{file.name}": _load(file, [(b"cache-control", kept.encode()), *further])
        for folder, kept in FOLDERS.items()
        for file in _list_files(dist / folder)
    }


def _list_files(folder: Path) -> Iterable[Path]:
    suffixes = {suffix for _, suffix in ENCODINGS}
    files = folder.iterdir() if folder.is_dir() else ()
    return (file for file in files if file.is_file() and file.suffix not in suffixes)


def _load(file: Path, further: list[Header]) -> list[Variant]:
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content_type = f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
    common = [
        (b"content-type", content_type.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", BARE_POLICY.encode()),
        *further,
        (b"vary", b"accept-encoding"),
    ]
    variants = []
    for coding, suffix in (*ENCODINGS, (None, "")):
        form = file.with_name(file.name + suffix)
        if form.is_file():
            body = form.read_bytes()
            headers = [*common, (b"content-length", b"%d" % len(body))]
            if coding is not None:
                headers.append((b"content-encoding", coding.encode()))
            variants.append(Variant(coding, headers, body))
    return variants


def serve_assets(app: Quart, dist: Path, *, secure: bool = False) -> None:
    """Answer for the files of these folders before Quart, whose own way costs a hundred times as much."""
    assets = load_assets(dist, secure=secure)
    inner = app.asgi_app

    async def outer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            variants = assets.get(scope["path"])
            if variants is not None:
                variant = _choose(variants, scope["headers"])
                await send(
                    {"type": "http.response.start", "status": 200, "headers": variant.headers, "trailers": False}
                )
                body = b"" if scope["method"] == "HEAD" else variant.body
                await send({"type": "http.response.body", "body": body, "more_body": False})
                return
        await inner(scope, receive, send)

    app.asgi_app = outer  # type: ignore[method-assign]  # as Quart's documentation wraps an application


def _choose(variants: list[Variant], headers: Iterable[Header]) -> Variant:
    """The first form that the client takes (RFC 9110, 12.5.3). A coding with any weight but 0 counts as taken."""
    accepted: set[str] = set()
    for name, value in headers:
        if name == b"accept-encoding":
            for one in value.decode("latin-1").lower().split(","):
                coding, _, weight = one.partition(";")
                if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
                    accepted.add(coding.strip())
    return next(variant for variant in variants if variant.coding is None or variant.coding in accepted)
