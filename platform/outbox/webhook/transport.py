"""One request to a receiver: nowhere it must not go, and never for long.

The name is resolved here, every address it has is checked, and the connection goes to one of those addresses, not to
the name again: what DNS answers a moment later changes nothing. Host and TLS keep the name. A connection serves one
request, for a kept one would serve another name's with this name's certificate.
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx

from catalog.outbox.rules import Answer
from outbox.webhook.addresses import is_public
from outbox.webhook.resolver import Resolver, SilentNameError

logger = logging.getLogger(__name__)

CONNECT_TIMEOUT = 3.0
TOTAL_TIMEOUT = 10.0
DRAIN = 16 * 1024
"""Bytes of the answer's body that are taken and forgotten, so that the receiver can end in peace."""
DRAIN_TIMEOUT = 1.0
MAX_ADDRESSES = 4
"""Of one name, tried in DNS's order until one accepts the connection."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host name and port -> IP addresses. OSError: there are none."""


@cache
def trust_authorities() -> ssl.SSLContext:
    """The public authorities, read once a process: it takes tens of milliseconds."""
    return httpx.create_ssl_context()


class RefusedAddressError(Exception):
    """The receiver is where webhooks may not go."""

    def __init__(self) -> None:
        super().__init__("The address is not on the public internet, so nothing was sent.")


class Transport:
    """Sends; knows nothing of what."""

    def __init__(
        self,
        *,
        private_allowed: bool = False,
        resolve: Resolve | None = None,
        verify: ssl.SSLContext | None = None,
        timeout: float = TOTAL_TIMEOUT,
        connect_timeout: float = CONNECT_TIMEOUT,
    ) -> None:
        self._private_allowed = private_allowed
        self._resolve = resolve or Resolver()
        self._timeout = timeout
        self._connect_timeout = connect_timeout
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._http = httpx.AsyncHTTPTransport(verify=verify or trust_authorities(), limits=limits)

    async def stop(self) -> None:
        """Close what is open."""
        await self._http.aclose()

    async def is_refused(self, url: str) -> bool:
        """Whether nothing would be sent there, by what DNS says now; False where it says nothing."""
        try:
            async with asyncio.timeout(self._connect_timeout):
                await self._find_addresses(httpx.URL(url))
        except RefusedAddressError:
            return True
        except (OSError, TimeoutError, UnicodeError):
            return False
        return False

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes, connected: Callable[[], None] | None = None
    ) -> Answer:
        """Send, and say what came of it, in words that give away no more than the receiver's owner knows. `connected`
        is called when the receiver is about to be sent the first byte of it."""
        try:
            async with asyncio.timeout(self._timeout):
                response = await self._post(httpx.URL(url), headers, body, connected)
        except RefusedAddressError as refusal:
            return Answer(None, str(refusal))
        except TimeoutError:
            return Answer(None, f"There was no answer within {self._timeout:g} s.")
        except httpx.ConnectTimeout:
            return Answer(None, f"The connection was not accepted within {self._connect_timeout:g} s.")
        except httpx.ConnectError as error:
            return Answer(None, _describe_connect(error))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Answer(None, f"The connection broke before there was an answer ({type(error).__name__}).")
        except SilentNameError as silent:
            return Answer(None, str(silent))
        except (OSError, UnicodeError):
            return Answer(None, "The host's name was not found.")
        await self._drain(response)
        return _read(response)

    async def _post(
        self, url: httpx.URL, headers: Mapping[str, str], body: bytes, connected: Callable[[], None] | None
    ) -> httpx.Response:
        addresses = await self._find_addresses(url)
        for number, address in enumerate(addresses, 1):
            # Made anew for each: Host comes from the name, the connection from the address.
            request = httpx.Request("POST", url, headers={**headers, "Connection": "close"}, content=body)
            request.url = url.copy_with(host=address)
            request.extensions = {"timeout": self._limits(), "sni_hostname": url.raw_host.decode("ascii")}
            if connected is not None:
                request.extensions["trace"] = _watch_for_first_byte(connected)
            try:
                return await self._http.handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise OSError("no address")

    async def _find_addresses(self, url: httpx.URL) -> Sequence[str]:
        addresses = list(await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80)))
        # One that is refused refuses them all: a name with both kinds has no honest use.
        if not self._private_allowed and not all(is_public(address) for address in addresses):
            raise RefusedAddressError
        return addresses[:MAX_ADDRESSES]

    def _limits(self) -> dict[str, float | None]:
        return httpx.Timeout(self._timeout, connect=self._connect_timeout).as_dict()

    @staticmethod
    async def _drain(response: httpx.Response) -> None:
        taken = 0
        try:
            async with asyncio.timeout(DRAIN_TIMEOUT):
                async for piece in response.aiter_raw(4096):
                    taken += len(piece)
                    if taken >= DRAIN:
                        break
        except (TimeoutError, httpx.HTTPError):
            logger.debug("A receiver's answer had no end; its status counts all the same.")
        finally:
            await response.aclose()


def _watch_for_first_byte(connected: Callable[[], None]) -> Callable[[str, Mapping[str, Any]], Awaitable[None]]:
    async def trace(event: str, _: Mapping[str, Any]) -> None:
        if event == "http11.send_request_headers.started":
            connected()

    return trace


def _read(response: httpx.Response) -> Answer:
    status = response.status_code
    phrase = HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else ""
    words = f"The receiver answered {status} {phrase}".rstrip() + "."
    if 300 <= status < 400:
        words += " Redirects are not followed: give the webhook the address they lead to."
    return Answer(status, words, _read_retry_after(response.headers.get("Retry-After", "")))


def _read_retry_after(text: str) -> float | None:
    """Seconds, where they are given as a number; a date is of the receiver's clock, which may be wrong."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 8 else None


def _describe_connect(error: httpx.ConnectError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The receiver's certificate is not valid: {cause.verify_message}."
        if isinstance(cause, ssl.SSLError):
            return "TLS with the receiver failed."
        cause = cause.__cause__ or cause.__context__
    return "The connection was refused, or the host cannot be reached."
