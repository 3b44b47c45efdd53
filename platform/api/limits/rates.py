"""How much one client may ask for: tries to sign in, and the size of a request."""

import re
from collections.abc import Iterable
from typing import Any

from quart.wrappers import Request, Websocket

from api.http.address import client_address
from api.limits.throttles import Bound, Throttles
from api.problems.problem import ProblemError
from settings import Settings
from settings.addresses import address_block

MAX_BODY = 64 * 1024
MAX_REPORT = 1024 * 1024
"""An ingest node reports all its sessions, with their health, in one body."""

MAX_IMPORT = 512 * 1024
"""A file of grants."""

REPORT_PATH = "/api/v1/streaming/report"
MAX_PICTURE = 10 * 1024 * 1024

IMPORT_PATH = re.compile(r"/api/v1/artists/[^/]+/tokens/import")


PICTURE_PATH = re.compile(r"/api/v1/(?:me/picture|livestreams/[^/]+/cover)")


def client_of(connection: Request | Websocket, settings: Settings) -> str:
    """What counts as one client: its address, seen through the trusted proxies, or in IPv6 its network."""
    client = connection.scope.get("client")
    return block_of(client[0] if client else None, connection.scope["headers"], settings)


def block_of(peer: str | None, headers: Iterable[tuple[bytes, bytes]], settings: Settings) -> str:
    """As `client_of`, of what a connection's scope says."""
    return address_block(client_address(peer, headers, settings.trusted_proxies))


async def check_tries(throttles: Throttles, bound: Bound, key: str) -> None:
    """Count one try.

    Raises:
        ProblemError: 429 too_many_tries, with `Retry-After`
    """
    refuse_try(await throttles.take(bound, key))


def refuse_try(wait: int) -> None:
    """Unless there is nothing to wait for.

    Raises:
        ProblemError: 429 too_many_tries, with `Retry-After`
    """
    if wait:
        words = f"Too many tries. Wait {wait} second{'s' if wait != 1 else ''}, then try again."
        raise ProblemError(429, "too_many_tries", words, headers={"Retry-After": str(wait)}, values={"seconds": wait})


def _most_of(method: str, path: str) -> int:
    """Bytes of a body."""
    if path == REPORT_PATH:
        return MAX_REPORT
    if method == "PUT" and PICTURE_PATH.fullmatch(path):
        return MAX_PICTURE
    return MAX_IMPORT if IMPORT_PATH.fullmatch(path) else MAX_BODY


class LimitedRequest(Request):
    """A request whose body is bounded, and whose malformed JSON is explained."""

    def __init__(self, method: str, scheme: str, path: str, *args: Any, **options: Any) -> None:
        options["max_content_length"] = _most_of(method, path)
        super().__init__(method, scheme, path, *args, **options)

    async def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The body as JSON.

        Raises:
            ProblemError: 415 not_json, without the right content type; 400 malformed_json
        """
        if not (force or silent or self.is_json):
            words = "Send the body as JSON, with Content-Type: application/json."
            raise ProblemError(415, "not_json", words)
        try:
            return await super().get_json(force, silent, cache)
        except UnicodeDecodeError as error:
            return self.on_json_loading_failed(error)
        except RecursionError:
            return self.on_json_loading_failed(ValueError("it is nested too deeply"))

    def on_json_loading_failed(self, error: Exception) -> Any:
        """Says what is wrong with the JSON, and where."""
        raise ProblemError(400, "malformed_json", f"The body is not valid JSON: {error}.")
