"""The two ceremonies of WebAuthn: registering a passkey, and signing in with one. Says only whether an answer is
right; rows are the caller's affair.

Passkeys are discoverable, so that nobody types a name, and verify their owner (a finger, a face, a PIN), so that a
stolen device is not enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import webauthn
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json_dict,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from api.signin.challenges import LIFETIME, AnswerError, Challenges
from api.signin.relying_party import NAME, RelyingParty
from catalog.accounts.passkeys import MOST_BYTES
from catalog.shapes import Account

TIMEOUT: Final = LIFETIME * 1_000
"""Milliseconds that a browser gives a person. A sign-in form may be open for longer, and asks anew."""


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a device has made. Base64url."""

    credential_id: str
    public_key: str
    sign_count: int


class Ceremonies:
    """One of these per application."""

    def __init__(self, challenges: Challenges) -> None:
        self._challenges = challenges

    def offer_registration(self, party: RelyingParty, account: Account, known: Sequence[str]) -> dict[str, Any]:
        """`PublicKeyCredentialCreationOptionsJSON`. `known` are the account's credentials, for which no device is to
        make another one."""
        options = webauthn.generate_registration_options(
            rp_id=party.id,
            rp_name=NAME,
            user_id=_to_handle(account),
            user_name=account.email,
            user_display_name=account.display_name,
            challenge=self._challenges.make(f"register {account.id}"),
            timeout=TIMEOUT,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
        )
        return options_to_json_dict(options)

    async def read_registration(
        self, party: RelyingParty, account: Account, credential: dict[str, Any]
    ) -> NewPasskey:
        """What `RegistrationResponseJSON` holds.

        Raises:
            AnswerError
        """
        try:
            answer = parse_registration_credential_json(credential)
            challenge = parse_client_data_json(answer.response.client_data_json).challenge
            self._challenges.check(challenge, f"register {account.id}")
            made = webauthn.verify_registration_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=party.id,
                expected_origin=party.origins,
                require_user_verification=True,
            )
        except Exception as error:  # a stranger's bytes, and the library names few of the ways in which it stumbles
            raise AnswerError from error
        if len(made.credential_id) > MOST_BYTES:
            raise AnswerError
        await self._challenges.use(challenge)
        return NewPasskey(
            bytes_to_base64url(made.credential_id), bytes_to_base64url(made.credential_public_key), made.sign_count
        )

    def offer_sign_in(self, party: RelyingParty, mark: str) -> dict[str, Any]:
        """`PublicKeyCredentialRequestOptionsJSON`, for the browser with this mark."""
        options = webauthn.generate_authentication_options(
            rp_id=party.id,
            challenge=self._challenges.make(f"sign in {mark}"),
            timeout=TIMEOUT,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return options_to_json_dict(options)

    async def read_sign_in(
        self, party: RelyingParty, mark: str, credential: dict[str, Any], account: Account, public_key: str
    ) -> int:
        """Where the passkey's counter stands, once `AuthenticationResponseJSON` is signed with this key.

        Raises:
            AnswerError
        """
        try:
            answer = parse_authentication_credential_json(credential)
            challenge = parse_client_data_json(answer.response.client_data_json).challenge
            self._challenges.check(challenge, f"sign in {mark}")
            if answer.response.user_handle not in (None, _to_handle(account)):
                raise AnswerError
            shown = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=challenge,
                expected_rp_id=party.id,
                expected_origin=party.origins,
                credential_public_key=base64url_to_bytes(public_key),
                credential_current_sign_count=0,  # compared where it is kept, in one step with its change
                require_user_verification=True,
            )
        except Exception as error:  # as above
            raise AnswerError from error
        await self._challenges.use(challenge)
        return shown.new_sign_count


def _to_handle(account: Account) -> bytes:
    # What a device keeps with the passkey: nothing that says who it is (WebAuthn, 14.6.1).
    return account.id.encode()
