"""Validators are made once, not for every request."""

import pytest
from pydantic import TypeAdapter

from api.blueprints.accounts import AccountDraft
from api.blueprints.livestreams import LivestreamChanges, LivestreamDraft, LivestreamQuery
from api.blueprints.sessions import SignInRequest
from api.blueprints.webhooks import WebhookChanges, WebhookDraft

KINDS = [
    AccountDraft,
    LivestreamChanges,
    LivestreamDraft,
    LivestreamQuery,
    SignInRequest,
    WebhookChanges,
    WebhookDraft,
]


@pytest.mark.parametrize("kind", KINDS)
def test_next_request_is_read_with_the_same_validator(kind: type) -> None:
    assert TypeAdapter(kind).validator is TypeAdapter(kind).validator
