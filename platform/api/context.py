"""What a request's code finds in its application. One of these per application, under `extensions`."""

from dataclasses import dataclass, field

from quart import Quart, current_app

from api.commits import Commits
from api.live_protocol import Live
from api.throttle import Throttle
from catalog.livestreams import Addresses
from settings import Settings

KEY = "encryptedmedia"


@dataclass(frozen=True, slots=True)
class Context:
    """The application's parts."""

    settings: Settings
    live: Live
    commits: Commits = field(default_factory=Commits)
    # An address may be a whole school's; an address with one e-mail is one person, or one guesser.
    sign_ins_by_address: Throttle = field(default_factory=lambda: Throttle(60, 300))
    sign_ins_by_person: Throttle = field(default_factory=lambda: Throttle(10, 300))
    registrations: Throttle = field(default_factory=lambda: Throttle(100, 600))

    @property
    def addresses(self) -> Addresses:
        """Where publishers and players connect."""
        return Addresses(self.settings.rtmp_url, self.settings.origin_url)


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
