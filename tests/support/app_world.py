"""The application under Quart's test client, with a database of its own and a `Live` that only remembers."""

import itertools
from typing import Any

from quart import Quart
from quart.wrappers import Response

from api.context import KEY, Context
from settings import Settings
from support.fake_live import FakeLive
from support.postbox import Postbox

SECRET = "the-secret-of-web-and-ingest"
PASSWORD = "correct horse battery staple"
API = "/api/v1"
NUMBERS = itertools.count(1)


class Visitor:
    """A browser, or with a token a program: calls, and keeps cookies."""

    def __init__(self, app: Quart, token: str | None = None) -> None:
        self.client = app.test_client(use_cookies=token is None)
        self.token = token
        self.id = ""

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """One call below `/api/v1`. Header names are written with underscores."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token is not None:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        options: dict[str, Any] = {} if body is None else {"data" if isinstance(body, bytes) else "json": body}
        return await self.client.open(API + path, method=method, headers=sent, **options)

    def read_cookie(self, name: str) -> str:
        """What the browser keeps under this name; empty: nothing."""
        return next((each.value or "" for each in self.client.cookie_jar or () if each.name == name), "")

    async def expect(self, status: int, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """As `call`, with that status; the answer's JSON."""
        response = await self.call(method, path, body, **headers)
        text = await response.get_data(as_text=True)
        assert response.status_code == status, f"{method} {path}: {response.status_code} {text}"
        return await response.get_json() if text else None

    async def refused(self, status: int, code: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """As `expect`, with a problem of this code."""
        problem = await self.expect(status, method, path, body, **headers)
        assert (problem["code"], problem["status"]) == (code, status), problem
        assert problem["title"]
        assert problem["detail"].endswith(".")
        return problem


class World:
    """An application and what stands around it."""

    def __init__(self, app: Quart, live: FakeLive, settings: Settings, postbox: Postbox | None = None) -> None:
        self.postbox = postbox or Postbox()
        self.app = app
        self.live = live
        self.settings = settings
        self.ingest = Visitor(app, SECRET)
        self.nobody = Visitor(app)

    async def send(self, method: str, path: str, data: bytes = b"", **headers: str) -> Response:
        """Nobody's request with a body as it is, below `/api/v1`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        options: dict[str, Any] = {"data": data}
        return await self.app.test_client().open(API + path, method=method, headers=sent, **options)

    async def register(self, role: str = "artist") -> Visitor:
        """Somebody new, signed in by cookie."""
        account = {
            "email": f"{role}-{next(NUMBERS)}@example.org",
            "password": PASSWORD,
            "display_name": "Ada",
            "role": role,
        }
        return await self.enter(account)

    async def enter(self, account: dict[str, Any]) -> Visitor:
        """Register with these fields, and sign in by cookie."""
        visitor = Visitor(self.app)
        await visitor.expect(202, "POST", "/accounts", account)
        sign_in = {name: account[name] for name in ("email", "password")}
        visitor.id = (await visitor.expect(200, "POST", "/sessions", sign_in))["account"]["id"]
        return visitor

    async def hear_wallets(self) -> list[tuple[str, str, int, bool]]:
        """What accounts were told of their wallets, once all is told that is under way."""
        context: Context = self.app.extensions[KEY]
        await context.commits.stop()
        return self.live.wallets

    async def publish(self, show: dict[str, Any], session_id: str, **fields: Any) -> None:
        """A publisher comes in and its media flows."""
        body = {"stream_key": show["stream_key"], "session_id": session_id, "node": "n1"}
        await self.ingest.expect(200, "POST", "/streaming/validate", {**body, **fields})
        await self.ingest.expect(200, "POST", "/streaming/stream_started", body)

    async def unpublish(self, show: dict[str, Any], session_id: str, *, clean: bool = True) -> None:
        """The publisher goes."""
        body = {"stream_key": show["stream_key"], "session_id": session_id, "clean": clean}
        await self.ingest.expect(200, "POST", "/streaming/stream_ended", body)
