"""The platform's REST API, on the standard library alone."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from encryptedmedia.errors import EncryptedMediaError, UnreachableError

TIMEOUT = 10.0


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field. `code` is stable, and so are its values; `detail` is for people."""

    field: str
    code: str
    detail: str
    limit: float | None = None
    """The bound that was passed, where `code` has one."""
    allowed: tuple[str, ...] = ()
    """What there is to choose from, where it is a choice."""


class ApiError(EncryptedMediaError):
    """A refusal, in the platform's own words."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        retry_after: float | None = None,
        errors: Sequence[FieldError] = (),
        values: Mapping[str, str | float] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.errors = tuple(errors)
        """Of the fields, with `invalid_fields`."""
        self.values = dict(values or {})
        """What the words name, for whoever says it in another language."""
        self.retry_after = retry_after
        """Seconds, where it is worth another try."""


class Api:
    """Calls below `/api/v1`, with one bearer token, or none."""

    def __init__(self, url: str, token: str | None = None) -> None:
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"{url!r} is no address of a platform, such as http://localhost:3000")
        self.url = url.rstrip("/")
        self._token = token

    async def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer's JSON, empty where there is none.

        Raises:
            ApiError, UnreachableError
        """
        return await asyncio.to_thread(self._call, method, path, body)

    def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        headers = {"Accept": "application/json"}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token}"
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = Request(f"{self.url}/api/v1{path}", data, headers, method=method)  # noqa: S310 - checked above
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 - as above
                text = answer.read()
                return json.loads(text) if text else {}
        except HTTPError as error:
            raise _explain(error) from None
        except (OSError, HTTPException, ValueError) as error:
            raise UnreachableError(f"{self.url} does not answer as the platform does: {error}") from error


def _explain(error: HTTPError) -> ApiError:
    try:
        problem = json.loads(error.read())
        wait = error.headers.get("Retry-After")
        wrong = [_read_field(each) for each in problem.get("errors", ())]
        seconds = None if wait is None else float(wait)
        return ApiError(error.code, problem["code"], problem["detail"], seconds, wrong, problem.get("values"))
    except (ValueError, KeyError, TypeError):
        return ApiError(error.code, "unexplained", f"the platform answers with {error.code}")


def _read_field(error: Any) -> FieldError:
    allowed = tuple(error.get("allowed", ()))
    return FieldError(error["field"], error.get("code", ""), error["detail"], error.get("limit"), allowed)
