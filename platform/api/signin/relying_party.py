"""Who we are to browsers and their passkeys: a name, and our pages' addresses (WebAuthn, 5.1.2 and 13.4.9)."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from quart.wrappers import Request

from api.http.address import normalise_origin, reached_host
from api.problems.problem import ProblemError
from settings import Settings

NAME = "EncryptedMedia Live"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """A passkey belongs to `id`, and is used on pages of `origins`."""

    id: str
    origins: list[str]


def find_relying_party(request: Request, settings: Settings) -> RelyingParty | None:
    """As `PUBLIC_URL` says, or where that is not set, as the request's sender has reached us; None where that is by
    an IP address, to which no passkey can belong."""
    if settings.public_url is not None:
        name, origins = urlsplit(settings.public_url).hostname, [normalise_origin(settings.public_url)]
    else:
        name = reached_host(request.scope["headers"])
        host = request.headers.get("Host", "").lower()
        # A proxy in front may have the TLS; a browser offers no passkey without it, but on the machine itself.
        origins = [normalise_origin(f"{scheme}://{host}") for scheme in ("https", "http")]
    return None if name is None or _is_address(name) else RelyingParty(name, origins)


def require_relying_party(request: Request, settings: Settings) -> RelyingParty:
    """As `find_relying_party`.

    Raises:
        ProblemError: 409 no_name
    """
    found = find_relying_party(request, settings)
    if found is None:
        words = (
            "A passkey belongs to a name, and this page was opened by an address of numbers. Open it by its name (on "
            f"this computer: http://localhost:{settings.port}) and try there."
        )
        raise ProblemError(409, "no_name", words)
    return found


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
