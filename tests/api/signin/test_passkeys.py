"""A passkey's answer proves who it is only where it was made for this site, this challenge and account, and once."""

from collections.abc import Callable
from typing import Any

import pytest

from api.limits.throttles import Throttles
from api.signin.challenges import LIFETIME, AnswerError, Challenges
from api.signin.passkeys import Ceremonies, NewPasskey
from api.signin.relying_party import RelyingParty
from catalog.shapes import Account
from runtime.keys import Keys
from support.authenticator import Authenticator, Credential, decode, encode
from support.moments import Clock

HERE = "https://live.example"
PARTY = RelyingParty("live.example", [HERE])
MARK = "a browser's mark"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ceremonies(clock: Clock) -> Ceremonies:
    keys = Keys("a secret")
    return Ceremonies(Challenges(keys, Throttles(None, keys), lambda: clock().timestamp()))


@pytest.fixture
def device() -> Authenticator:
    return Authenticator(HERE)


def make_account(name: str) -> Account:
    return Account(
        id=name, email=f"{name}@example.org", display_name=name, role="fan", created_at=Clock()(), has_password=True
    )


ADA = make_account("ada")


async def register(ceremonies: Ceremonies, device: Authenticator) -> NewPasskey:
    answer = device.create(ceremonies.offer_registration(PARTY, ADA, []))
    return await ceremonies.read_registration(PARTY, ADA, answer)


async def test_what_was_registered_signs_in(ceremonies: Ceremonies, device: Authenticator) -> None:
    made = await register(ceremonies, device)
    assert made.credential_id == encode(device.credentials[0].id)
    answer = device.get(ceremonies.offer_sign_in(PARTY, MARK))
    assert await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key) == 1


def test_a_device_is_asked_for_what_needs_no_name_and_knows_its_owner(ceremonies: Ceremonies) -> None:
    options = ceremonies.offer_registration(PARTY, ADA, ["AAAA"])
    chosen = options["authenticatorSelection"]
    assert (chosen["residentKey"], chosen["userVerification"]) == ("required", "required")
    assert options["rp"]["id"] == "live.example"
    assert [each["id"] for each in options["excludeCredentials"]] == ["AAAA"]
    assert ADA.email not in decode(options["user"]["id"]).decode()
    asked = ceremonies.offer_sign_in(PARTY, MARK)
    assert (asked["userVerification"], asked["rpId"]) == ("required", "live.example")
    assert not asked.get("allowCredentials")


async def test_an_answer_counts_once(ceremonies: Ceremonies, device: Authenticator) -> None:
    made = await register(ceremonies, device)
    answer = device.get(ceremonies.offer_sign_in(PARTY, MARK))
    await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)
    again = device.create(ceremonies.offer_registration(PARTY, ADA, []))
    await ceremonies.read_registration(PARTY, ADA, again)
    with pytest.raises(AnswerError):
        await ceremonies.read_registration(PARTY, ADA, again)


async def test_a_challenge_is_good_for_five_minutes(
    ceremonies: Ceremonies, device: Authenticator, clock: Clock
) -> None:
    made = await register(ceremonies, device)
    first, second = (ceremonies.offer_sign_in(PARTY, MARK) for _ in range(2))
    clock.move(seconds=LIFETIME - 1)
    await ceremonies.read_sign_in(PARTY, MARK, device.get(first), ADA, made.public_key)
    clock.move(seconds=1)
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, device.get(second), ADA, made.public_key)


async def test_an_answer_begun_in_another_browser_is_none(ceremonies: Ceremonies, device: Authenticator) -> None:
    made = await register(ceremonies, device)
    answer = device.get(ceremonies.offer_sign_in(PARTY, "somebody else's browser"))
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)


async def test_nobody_registers_with_another_accounts_challenge(
    ceremonies: Ceremonies, device: Authenticator
) -> None:
    answer = device.create(ceremonies.offer_registration(PARTY, make_account("eve"), []))
    with pytest.raises(AnswerError):
        await ceremonies.read_registration(PARTY, ADA, answer)


@pytest.mark.parametrize("challenge", ["", "AAAA", encode(bytes(56)), encode(bytes(24) + b"s" * 32), None])
async def test_a_challenge_that_was_not_made_here_and_for_this_is_none(
    ceremonies: Ceremonies, device: Authenticator, challenge: str | None
) -> None:
    made = await register(ceremonies, device)
    if challenge is None:  # one of the other ceremony
        challenge = ceremonies.offer_registration(PARTY, ADA, [])["challenge"]
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, device.get({"challenge": challenge}), ADA, made.public_key)


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "https://phishing.example"},
        {"origin": "http://live.example"},
        {"origin": "https://live.example:8443"},
        {"type": "webauthn.create"},
    ],
    ids=str,
)
async def test_an_answer_made_on_another_site_is_none(
    ceremonies: Ceremonies, device: Authenticator, other: dict[str, str]
) -> None:
    made = await register(ceremonies, device)
    answer = device.get(ceremonies.offer_sign_in(PARTY, MARK), **other)
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)


def for_another_site(device: Authenticator) -> None:
    device.credentials[-1].rp_id = "phishing.example"


def without_its_owner(device: Authenticator) -> None:
    device.verifies = False


def of_another_account(device: Authenticator) -> None:
    device.credentials[-1].handle = encode(b"eve")


def with_another_key(device: Authenticator) -> None:
    device.credentials[-1].key = Credential("", "").key


@pytest.mark.parametrize("change", [for_another_site, without_its_owner, of_another_account, with_another_key])
async def test_an_answer_that_is_signed_wrongly_is_none(
    ceremonies: Ceremonies, device: Authenticator, change: Callable[[Authenticator], None]
) -> None:
    made = await register(ceremonies, device)
    change(device)
    answer = device.get(ceremonies.offer_sign_in(PARTY, MARK))
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)


async def test_a_device_that_does_not_ask_who_holds_it_is_not_registered(
    ceremonies: Ceremonies, device: Authenticator
) -> None:
    device.verifies = False
    with pytest.raises(AnswerError):
        await register(ceremonies, device)


@pytest.mark.parametrize("name", ["authenticatorData", "signature", "clientDataJSON"])
async def test_one_changed_bit_anywhere_and_it_is_none(
    ceremonies: Ceremonies, device: Authenticator, name: str
) -> None:
    made = await register(ceremonies, device)
    for place in range(0, 60, 3):
        answer = device.get(ceremonies.offer_sign_in(PARTY, MARK))
        data = bytearray(decode(answer["response"][name]))
        data[place % len(data)] ^= 1
        answer["response"][name] = encode(bytes(data))
        with pytest.raises(AnswerError):
            await ceremonies.read_sign_in(PARTY, MARK, answer, ADA, made.public_key)


NONSENSE: list[Any] = [
    {},
    {"id": 7},
    {"id": "\ud800", "rawId": "\ud800", "type": "public-key", "response": {}},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": []},
    {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30"}},
    {"id": "A", "rawId": "A", "type": "public-key", "response": {"clientDataJSON": encode(b"[" * 40_000)}},
]


@pytest.mark.parametrize("credential", NONSENSE, ids=lambda each: ascii(each)[:40])
async def test_nonsense_is_refused_like_anything_else(ceremonies: Ceremonies, credential: Any) -> None:
    with pytest.raises(AnswerError):
        await ceremonies.read_registration(PARTY, ADA, credential)
    with pytest.raises(AnswerError):
        await ceremonies.read_sign_in(PARTY, MARK, credential, ADA, "AAAA")


@pytest.mark.parametrize(
    "attested",
    [b"", b"\xa0", b"\xff" * 40, b"\x9f" * 5_000, b"\xbb" + b"\xff" * 8, b"\x5b\x7f" + b"\xff" * 7],
    ids=lambda each: each[:4].hex(),
)
async def test_an_attestation_that_is_none_is_refused(
    ceremonies: Ceremonies, device: Authenticator, attested: bytes
) -> None:
    answer = device.create(ceremonies.offer_registration(PARTY, ADA, []))
    answer["response"]["attestationObject"] = encode(attested)
    with pytest.raises(AnswerError):
        await ceremonies.read_registration(PARTY, ADA, answer)
