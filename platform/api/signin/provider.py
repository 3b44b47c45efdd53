"""The identity provider (OpenID Connect): where it sends people, what it says of them, and whether that is true.

ProviderError
  ProviderAwayError     it does not answer, or not in time
  ProviderWrongError    it answers what cannot be believed
  ProviderRefusedError  it does not give what was asked for, an old code, say
"""

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

TIMEOUT: Final = 5.0
"""Seconds that each answer may take."""
KNOWN_FOR: Final = 3600.0
"""Seconds for which what it says of itself is believed."""
AWAY: Final = 5.0
"""Seconds in which one that did not answer is not asked again: those who come then do not wait one after another."""
ASKED_AGAIN: Final = 10.0
"""Seconds before it is asked again for keys: whoever sends us odd tokens does not make us send it more requests."""
MOST_BYTES: Final = 256 * 1024
LEEWAY: Final = 60
"""Seconds by which its clock may differ."""
ALGORITHMS: Final = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519",
)  # fmt: skip
"""With which it may sign: all that take a key which only the provider has."""
SCOPE: Final = "openid email profile"


class ProviderError(Exception):
    """The provider is of no help."""


class ProviderAwayError(ProviderError):
    """It does not answer, or not in time."""


class ProviderWrongError(ProviderError):
    """It answers what cannot be believed."""


class ProviderRefusedError(ProviderError):
    """It does not give what was asked for."""


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are to it."""

    issuer: str
    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Claims:
    """What it says of a person. `issuer` and `subject` are who they are; all else may change."""

    issuer: str
    subject: str
    email: str | None
    email_verified: bool
    name: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What it says of itself (OpenID Connect Discovery, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    algorithms: tuple[str, ...]
    names_itself: bool
    """It says with each answer that it is its own (RFC 9207)."""
    basic: bool
    """Whether the client's secret goes into a header, or else into the body."""


class Provider:
    """One of these per application. Asks nothing before somebody wants to sign in."""

    def __init__(self, client: Client, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._lock = asyncio.Lock()
        self._away_until = float("-inf")
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._tls: ssl.SSLContext | None = None

    async def locate(self, state: str, nonce: str, verifier: str, redirect_uri: str) -> str:
        """The address at the provider that begins a sign-in.

        Raises:
            ProviderAwayError, ProviderWrongError
        """
        endpoint = (await self._describe()).authorization_endpoint
        query = urlencode(
            {
                "response_type": "code",
                "client_id": self._client.id,
                "redirect_uri": redirect_uri,
                "scope": SCOPE,
                "state": state,
                "nonce": nonce,
                "code_challenge": create_s256_code_challenge(verifier),
                "code_challenge_method": "S256",
            }
        )
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"

    async def identify(self, code: str, issuer: str | None, nonce: str, verifier: str, redirect_uri: str) -> Claims:
        """Who came back with `code`. `issuer` is what the answer's address named as its sender, if it named one.

        Raises:
            ProviderError
        """
        metadata = await self._describe()
        if issuer != metadata.issuer and (issuer is not None or metadata.names_itself):
            raise ProviderWrongError("the answer is another provider's")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._client.id,
            "code_verifier": verifier,
        }
        basic = (quote_plus(self._client.id), quote_plus(self._client.secret)) if metadata.basic else None
        if basic is None:
            form["client_secret"] = self._client.secret
        answer = await self._fetch("POST", metadata.token_endpoint, data=form, auth=basic)
        claims = await self._verify(metadata, _text(answer, "id_token"), nonce, answer.get("access_token"))
        if "email" not in claims and metadata.userinfo_endpoint is not None and "access_token" in answer:
            bearer = {"Authorization": f"Bearer {_text(answer, 'access_token')}"}
            more = await self._fetch("GET", metadata.userinfo_endpoint, headers=bearer)
            if more.get("sub") != claims["sub"]:  # OpenID Connect Core, 5.3.2
                raise ProviderWrongError("it speaks of somebody else")
            claims = {**more, **claims}
        return _read_claims(metadata, claims)

    async def _describe(self) -> Metadata:
        async with self._lock:  # many who come at once ask once
            now = self._clock()
            if self._metadata is None or now - self._metadata[0] > KNOWN_FOR:
                if now < self._away_until:
                    raise ProviderAwayError("it did not answer a moment ago")
                address = f"{self._client.issuer.rstrip('/')}/.well-known/openid-configuration"
                try:
                    self._metadata = now, _read_metadata(self._client.issuer, await self._fetch("GET", address))
                except ProviderError:
                    self._away_until = self._clock() + AWAY
                    raise
            return self._metadata[1]

    async def _fetch_keys(self, metadata: Metadata, *, again: bool) -> KeySet:
        async with self._lock:
            now = self._clock()
            if self._keys is None or now - self._keys[0] > (ASKED_AGAIN if again else KNOWN_FOR):
                answer = await self._fetch("GET", metadata.jwks_uri)
                try:
                    self._keys = now, KeySet.import_key_set(_signing_keys(answer))
                except (JoseError, ValueError, KeyError, TypeError) as error:
                    raise ProviderWrongError("its keys cannot be read") from error
            return self._keys[1]

    async def _verify(self, metadata: Metadata, token: str, nonce: str, access_token: object) -> dict[str, Any]:
        registry = JWSRegistry(algorithms=list(metadata.algorithms), strict_check_header=False)
        for again in (False, True):  # it may have new keys
            keys = await self._fetch_keys(metadata, again=again)
            try:
                decoded = jwt.decode(token, keys, registry=registry)
                break
            except (JoseError, ValueError, KeyError, TypeError) as error:
                if again:
                    raise ProviderWrongError("it has not signed this") from error
        options = {
            "iss": {"essential": True, "value": metadata.issuer},
            "aud": {"essential": True, "value": self._client.id},
            "sub": {"essential": True},
        }
        params = {"nonce": nonce, "client_id": self._client.id, "access_token": access_token}
        claims = CodeIDToken(decoded.claims, decoded.header, options, params)
        try:
            claims.validate(leeway=LEEWAY)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderWrongError(f"what it says does not hold: {error}") from error
        return dict(claims)

    async def _fetch(self, method: str, url: str, **options: Any) -> dict[str, Any]:
        """A JSON object. Follows nobody elsewhere: the code and the secret are for this address alone."""
        if self._tls is None:  # made once and in a thread: all authorities' certificates take a tenth of a second
            self._tls = await asyncio.to_thread(httpx.create_ssl_context)
        try:
            async with asyncio.timeout(TIMEOUT), httpx.AsyncClient(verify=self._tls, timeout=TIMEOUT) as http:
                body = b""
                async with http.stream(method, url, **options) as response:
                    async for piece in response.aiter_bytes():
                        body += piece
                        if len(body) > MOST_BYTES:
                            raise ProviderWrongError("its answer has no end")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            raise ProviderAwayError(f"{urlsplit(url).netloc} does not answer: {type(error).__name__}") from error
        if response.status_code >= 500:
            raise ProviderAwayError(f"{urlsplit(url).netloc} answers {response.status_code}")
        if response.status_code != 200:
            raise ProviderRefusedError(f"{urlsplit(url).netloc} answers {response.status_code}")
        try:
            answer = httpx.Response(200, content=body).json()
        except (ValueError, RecursionError) as error:
            raise ProviderWrongError("its answer is no JSON") from error
        if not isinstance(answer, dict):
            raise ProviderWrongError("its answer is no JSON object")
        return answer


def _read_metadata(issuer: str, said: Mapping[str, Any]) -> Metadata:
    named = _text(said, "issuer")
    if named.rstrip("/") != issuer.rstrip("/"):
        raise ProviderWrongError(f"it calls itself {named[:200]!r}, and OIDC_ISSUER says otherwise")
    scheme = urlsplit(issuer).scheme
    endpoints = {name: _text(said, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
    userinfo = _text(said, "userinfo_endpoint") if "userinfo_endpoint" in said else None
    for url in (*endpoints.values(), *([userinfo] if userinfo else [])):
        if urlsplit(url).scheme not in {"https", scheme}:
            raise ProviderWrongError("an address of its is without TLS")
    offered = said.get("id_token_signing_alg_values_supported") or ["RS256"]
    algorithms = tuple(each for each in ALGORITHMS if each in offered)
    if not algorithms:
        raise ProviderWrongError("it signs with nothing that can be checked")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Metadata(
        issuer=named,
        **endpoints,
        userinfo_endpoint=userinfo,
        algorithms=algorithms,
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        basic="client_secret_basic" in methods,
    )


def _signing_keys(answer: Mapping[str, Any]) -> Any:
    # Keys that are for something else, or of a kind that nobody here knows, are no reason to refuse the others.
    kinds = ("RSA", "EC", "OKP")
    keys = [key for key in answer["keys"] if key.get("kty") in kinds and key.get("use", "sig") == "sig"]
    return {"keys": keys}


def _read_claims(metadata: Metadata, claims: Mapping[str, Any]) -> Claims:
    subject, email, name = claims["sub"], claims.get("email"), claims.get("name") or claims.get("preferred_username")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise ProviderWrongError("its name for somebody is none")
    return Claims(
        issuer=metadata.issuer,
        subject=subject,
        email=email if isinstance(email, str) else None,
        # Some write it as text.
        email_verified=claims.get("email_verified") in (True, "true"),
        name=name if isinstance(name, str) else None,
    )


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise ProviderWrongError(f"its answer has no {name}")
    return value
