"""What a request's code finds in its application. One of these per application, under `extensions`."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from quart import Quart, current_app, request

from api.commits import Commits
from api.http.address import reached_host
from api.limits.edits import Edits
from api.limits.guesses import Guesses
from api.limits.places import Places
from api.limits.throttles import Bound, Throttles
from api.signin.attempts import Attempts
from api.signin.challenges import Challenges
from api.signin.passkeys import Ceremonies
from api.signin.provider import Client, Provider
from catalog.pictures.making import Workshop
from catalog.pictures.shelf import Shelf
from catalog.shapes import Account
from live.protocol import Live
from runtime.keys import Keys
from runtime.refusals import Refusals
from settings import Settings

KEY = "encryptedmedia"


@dataclass(frozen=True, slots=True)
class Context:
    """The application's parts."""

    settings: Settings
    live: Live
    clock: Callable[[], float] = time.monotonic
    """Seconds, by which limits count."""
    commits: Commits = field(default_factory=Commits)
    # Of the places for passwords one address has few, or it would keep everybody else out.
    registering: Places = field(default_factory=lambda: Places(2))
    signing_in: Places = field(default_factory=lambda: Places(6))

    keys: Keys = field(init=False)
    refusals: Refusals = field(default_factory=Refusals)
    throttles: Throttles = field(init=False)
    guesses: Guesses = field(init=False)
    writes: Bound = field(init=False)
    writes_by_address: Bound = field(init=False)
    wrong_secrets: Bound = field(init=False)
    edits: Edits = field(init=False)
    ceremonies: Ceremonies = field(init=False)
    workshop: Workshop = field(default_factory=Workshop)
    shelf: Shelf = field(default_factory=Shelf)
    attempts: Attempts = field(init=False)
    provider: Provider | None = field(init=False)
    """Of identities; None: there is none."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", Keys(self.settings.secret_key))
        object.__setattr__(self, "throttles", Throttles(self.settings.redis_url, self.keys, self.clock))
        object.__setattr__(self, "guesses", Guesses(self.settings, self.throttles))
        # An address may be a whole school's, and nobody in it is to keep an artist from pressing End.
        each = self.settings.writes_per_minute
        object.__setattr__(self, "writes", Bound("writes", each, 60))
        object.__setattr__(self, "writes_by_address", Bound("writes_by_address", 20 * each, 60))
        object.__setattr__(self, "wrong_secrets", Bound("wrong_secrets", each, 60))
        object.__setattr__(self, "edits", Edits(60 / each))
        object.__setattr__(self, "ceremonies", Ceremonies(Challenges(self.keys, self.throttles)))
        object.__setattr__(self, "attempts", Attempts(self.keys, self.throttles))
        object.__setattr__(self, "provider", self._find_provider())

    def is_operator(self, account: Account) -> bool:
        """Whether an account may see and do what concerns all artists."""
        return account.is_operator(self.settings.operator_emails)

    def most_open(self, account: Account) -> int | None:
        """How many livestreams an artist may have scheduled or live; None: as many as they like."""
        return None if self.is_operator(account) else self.settings.max_open_livestreams

    def _find_provider(self) -> Provider | None:
        issuer, client_id, secret = (
            self.settings.oidc_issuer,
            self.settings.oidc_client_id,
            self.settings.oidc_client_secret,
        )
        return None if issuer is None else Provider(Client(issuer, client_id, secret))

    @property
    def servers(self) -> dict[str, str | None]:
        """Where publishers connect, as whoever sends the current request reaches us."""
        host = reached_host(request.scope["headers"])
        return {"rtmp_url": self.settings.rtmp_url(host), "rtmps_url": self.settings.rtmps_url(host)}

    @property
    def origin_url(self) -> str:
        """Where players fetch from, as whoever sends the current request reaches us. No trailing slash."""
        return self.settings.origin_url(reached_host(request.scope["headers"]))


def attach(app: Quart, context: Context) -> None:
    """Give an application its parts."""
    app.extensions[KEY] = context


def get_context() -> Context:
    """The current application's parts."""
    context: Context = current_app.extensions[KEY]
    return context


def get_live() -> Live:
    """The push side."""
    return get_context().live
