"""A real identity provider on this machine, whose answers a test may change on their way."""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import httpx
import oidc_provider_mock
from authlib.jose import RSAKey
from joserfc import jwt
from joserfc.jwk import RSAKey as SigningKey
from werkzeug.serving import make_server

from support.waiting import PATIENCE

TOKEN, KEYS, DISCOVERY, USERINFO = "/oauth2/token", "/jwks", "/.well-known/openid-configuration", "/userinfo"

Change = Callable[[dict[str, Any]], dict[str, Any]]


class OidcProvider:
    """Its people are made as they sign in: `people` says of each, by name, what it says of them."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, object]] = {}
        self.changes: dict[str, Change] = {}
        """By path: what a test makes of a JSON answer."""
        self.seen: list[tuple[str, dict[str, str]]] = []
        """The requests so far: path, and form."""
        self.url = ""
        self.app: flask.Flask = oidc_provider_mock.app(require_nonce=True)
        self._storage: Any = None

        def meet() -> None:
            self._storage = flask.g.oidc_provider_mock_storage
            for name, claims in self.people.items():
                self._storage.store_user(oidc_provider_mock.User(sub=name, claims=claims))

        def note(response: flask.Response) -> flask.Response:
            path = flask.request.path
            self.seen.append((path, flask.request.form.to_dict()))
            if path in self.changes and response.status_code == 200:
                response.set_data(json.dumps(self.changes[path](response.get_json())))
            return response

        self.app.before_request(meet)
        self.app.after_request(note)

    @classmethod
    @contextlib.contextmanager
    def start(cls, name: str = "127.0.0.1") -> Iterator["OidcProvider"]:
        """Serve on a free port, as `http://NAME:PORT`."""
        provider = cls()
        server = make_server("127.0.0.1", 0, provider.app, threaded=True)
        provider.url = f"http://{name}:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join(10)
            server.server_close()

    async def authorize(self, address: str, person: str) -> str:
        """The person signs in there; the address that the provider sends them back to."""
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
            answer = await http.post(address, data={"sub": person})
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def rotate(self) -> None:
        """It signs with another key from now on."""
        self._storage.jwk = RSAKey.generate_key(is_private=True)

    def say(self, **claims: object) -> None:
        """Its ID tokens hold these claims, and its signature over them; None leaves one out."""
        self._sign(claims, lambda: SigningKey.import_key(self._storage.jwk.as_dict(is_private=True)))

    def forge(self, **claims: object) -> None:
        """As `say`, but somebody else has signed."""
        other = SigningKey.generate_key(2048)
        self._sign(claims, lambda: other)

    def _sign(self, changes: dict[str, object], find_key: Callable[[], SigningKey]) -> None:
        def change(answer: dict[str, Any]) -> dict[str, Any]:
            own = SigningKey.import_key(self._storage.jwk.as_dict(is_private=True))
            token = jwt.decode(answer["id_token"], own)
            claims = {name: value for name, value in {**token.claims, **changes}.items() if value is not None}
            # The key's name stays what it was: that is what a forger would write, too.
            return {**answer, "id_token": jwt.encode(dict(token.header), claims, find_key())}

        self.changes[TOKEN] = change


def read_query(address: str) -> dict[str, str]:
    """The query of an address, each name once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
