"""What an identity provider says of a person is believed only where it is the provider that says it, of them, to us,
now."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import OctKey

from api.signin.provider import (
    ASKED_AGAIN,
    AWAY,
    Claims,
    Client,
    Provider,
    ProviderAwayError,
    ProviderRefusedError,
    ProviderWrongError,
)
from support.moments import Clock
from support.oidc_provider import DISCOVERY, KEYS, TOKEN, USERINFO, OidcProvider, read_query
from support.ports import find_free_port

NONCE, VERIFIER, BACK = "n" * 43, "v" * 64, "https://live.example/api/v1/sessions/oidc/callback"
ADA: dict[str, object] = {"email": "ada@example.org", "email_verified": True, "name": "Ada"}


@pytest.fixture(scope="module")
def running() -> Iterator[OidcProvider]:
    with OidcProvider.start() as provider:
        provider.people["ada"] = ADA
        yield provider


@pytest.fixture
def real(running: OidcProvider) -> OidcProvider:
    running.changes.clear()
    running.seen.clear()
    return running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def provider(real: OidcProvider, clock: Clock) -> Provider:
    return Provider(Client(real.url, "platform", "its secret"), lambda: clock().timestamp())


async def get_code(provider: Provider, real: OidcProvider) -> str:
    address = await provider.locate("state", NONCE, VERIFIER, BACK)
    return read_query(await real.authorize(address, "ada"))["code"]


async def identify(provider: Provider, real: OidcProvider, issuer: str | None = None) -> Claims:
    return await provider.identify(await get_code(provider, real), issuer, NONCE, VERIFIER, BACK)


async def test_a_person_is_who_their_provider_says(provider: Provider, real: OidcProvider) -> None:
    assert await identify(provider, real) == Claims(real.url, "ada", "ada@example.org", True, "Ada")


async def test_the_code_is_good_for_whoever_asked_for_it_alone(provider: Provider, real: OidcProvider) -> None:
    address = read_query(await provider.locate("state", NONCE, VERIFIER, BACK))
    assert address["code_challenge"] == create_s256_code_challenge(VERIFIER)
    assert (address["code_challenge_method"], address["state"], address["nonce"]) == ("S256", "state", NONCE)
    assert VERIFIER not in str(address)
    await identify(provider, real)
    (form,) = [form for path, form in real.seen if path == TOKEN]
    assert form["code_verifier"] == VERIFIER
    assert "its secret" not in str(form)


async def test_a_code_is_good_once(provider: Provider, real: OidcProvider) -> None:
    code = await get_code(provider, real)
    await provider.identify(code, None, NONCE, VERIFIER, BACK)
    with pytest.raises(ProviderRefusedError):
        await provider.identify(code, None, NONCE, VERIFIER, BACK)


def name_claims(claims: dict[str, Any]) -> str:
    """Without the times in them, which are others for each process that collects these tests."""
    return ", ".join(
        f"{name} at a time" if name in ("exp", "iat", "nbf") and value else f"{name} {value!r:.20}"
        for name, value in claims.items()
    )


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://elsewhere.example"},
        {"aud": "somebody else"},
        {"aud": ["platform", "somebody else"], "azp": "somebody else"},
        {"aud": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"iat": int(time.time()) + 600},
        {"nbf": int(time.time()) + 600},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "a" * 256},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
    ids=name_claims,
)
async def test_what_is_signed_but_not_for_this_is_not_believed(
    provider: Provider, real: OidcProvider, claims: dict[str, object]
) -> None:
    real.say(**claims)
    with pytest.raises(ProviderWrongError):
        await identify(provider, real)


async def test_a_forged_signature_is_not_believed(provider: Provider, real: OidcProvider) -> None:
    real.forge()
    with pytest.raises(ProviderWrongError, match="signed"):
        await identify(provider, real)


def sign_with_nothing(answer: dict[str, Any]) -> dict[str, Any]:
    _, claims, _ = answer["id_token"].split(".")
    return {**answer, "id_token": f"eyJhbGciOiJub25lIn0.{claims}."}


def sign_with_the_public_key(answer: dict[str, Any]) -> dict[str, Any]:
    # The confusion of old: an RSA key, which everybody knows, taken for HMAC's.
    token = jwt.encode({"alg": "HS256"}, {"sub": "ada", "nonce": NONCE}, OctKey.import_key("k" * 64))
    return {**answer, "id_token": token}


def drop(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda answer: {key: value for key, value in answer.items() if key != name}


@pytest.mark.parametrize(
    "change", [sign_with_nothing, sign_with_the_public_key, drop("id_token"), lambda answer: {"id_token": "a.b"}]
)
async def test_a_token_that_is_none_is_not_believed(
    provider: Provider, real: OidcProvider, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    real.changes[TOKEN] = change
    with pytest.raises(ProviderWrongError):
        await identify(provider, real)


async def test_new_keys_are_fetched_when_they_are_met_and_not_for_every_odd_token(
    provider: Provider, real: OidcProvider, clock: Clock
) -> None:
    def count() -> int:
        return sum(path == KEYS for path, _ in real.seen)

    await identify(provider, real)
    await identify(provider, real)
    assert count() == 1
    real.rotate()
    clock.move(seconds=ASKED_AGAIN + 1)
    assert (await identify(provider, real)).subject == "ada"
    assert count() == 2
    real.forge()
    for _ in range(3):
        with pytest.raises(ProviderWrongError):
            await identify(provider, real)
    assert count() == 2


async def test_the_answer_of_another_provider_is_not_taken_for_its(provider: Provider, real: OidcProvider) -> None:
    with pytest.raises(ProviderWrongError, match="another"):
        await identify(provider, real, "https://elsewhere.example")
    assert (await identify(provider, real, real.url)).subject == "ada"


async def test_a_provider_that_always_names_itself_must(provider: Provider, real: OidcProvider) -> None:
    real.changes[DISCOVERY] = lambda said: {**said, "authorization_response_iss_parameter_supported": True}
    with pytest.raises(ProviderWrongError, match="another"):
        await identify(provider, real)
    assert (await identify(provider, real, real.url)).subject == "ada"


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://elsewhere.example"},
        {"issuer": None},
        {"token_endpoint": "ftp://elsewhere.example/token"},
        {"jwks_uri": 7},
        {"id_token_signing_alg_values_supported": ["HS256", "none"]},
    ],
    ids=str,
)
async def test_a_provider_that_describes_itself_wrongly_is_asked_nothing(
    provider: Provider, real: OidcProvider, change: dict[str, Any]
) -> None:
    real.changes[DISCOVERY] = lambda said: {**said, **change}
    with pytest.raises(ProviderWrongError):
        await provider.locate("state", NONCE, VERIFIER, BACK)


async def test_a_slash_at_the_end_of_an_issuer_is_the_operators_slip(real: OidcProvider, clock: Clock) -> None:
    provider = Provider(Client(f"{real.url}/", "platform", "its secret"), lambda: clock().timestamp())
    assert (await identify(provider, real)).issuer == real.url


async def test_what_the_token_leaves_out_is_asked_for(provider: Provider, real: OidcProvider) -> None:
    real.say(email=None, email_verified=None, name=None)
    assert await identify(provider, real) == Claims(real.url, "ada", "ada@example.org", True, "Ada")
    real.changes[USERINFO] = lambda said: {**said, "sub": "eve"}
    with pytest.raises(ProviderWrongError, match="somebody else"):
        await identify(provider, real)


@pytest.mark.parametrize(
    ("said", "verified"), [(True, True), ("true", True), (False, False), (None, False), ("yes", False), ([], False)]
)
async def test_an_address_is_verified_only_where_the_provider_says_so(
    provider: Provider, real: OidcProvider, said: object, verified: bool
) -> None:
    real.say(email_verified=said)
    assert (await identify(provider, real)).email_verified is verified


async def test_one_that_is_away_is_said_to_be_and_not_asked_by_everybody(clock: Clock) -> None:
    provider = Provider(
        Client(f"http://127.0.0.1:{find_free_port()}", "platform", "its secret"), lambda: clock().timestamp()
    )
    with pytest.raises(ProviderAwayError, match="does not answer"):
        await provider.locate("state", NONCE, VERIFIER, BACK)
    with pytest.raises(ProviderAwayError, match="a moment ago"):
        await provider.locate("state", NONCE, VERIFIER, BACK)
    clock.move(seconds=AWAY)
    with pytest.raises(ProviderAwayError, match="does not answer"):
        await provider.locate("state", NONCE, VERIFIER, BACK)


async def test_an_endless_answer_has_an_end(provider: Provider, real: OidcProvider) -> None:
    real.changes[DISCOVERY] = lambda said: {**said, "more": "x" * 300_000}
    with pytest.raises(ProviderWrongError, match="no end"):
        await provider.locate("state", NONCE, VERIFIER, BACK)


async def test_the_secret_is_in_no_error_and_no_repr(provider: Provider, real: OidcProvider) -> None:
    assert "its secret" not in repr(Client(real.url, "platform", "its secret"))
    real.changes[TOKEN] = lambda answer: json.loads('{"error": "x"}')
    with pytest.raises(ProviderWrongError) as caught:
        await identify(provider, real)
    assert "secret" not in str(caught.value)
