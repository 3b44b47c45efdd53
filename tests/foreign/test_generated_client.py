"""A client that openapi-python-client generates from our document does what its caller says, and nothing more."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from support.rest import PASSWORD
from support.web import Web

PACKAGE = "generated_client"


@pytest.fixture(scope="module")
def generated(openapi: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package, generated without a warning."""
    folder = tmp_path_factory.mktemp("generated")
    tools = Path(sys.executable).parent
    done = subprocess.run(
        [tools / "openapi-python-client", "generate", "--path", openapi, "--meta", "none", "--fail-on-warning",
         "--output-path", folder / PACKAGE],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "warning" not in said.lower(), said
    sys.path.insert(0, str(folder))
    try:
        yield importlib.import_module(PACKAGE)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
            del sys.modules[name]


class Generated:
    """The generated package's operations and models by name, with a client that is signed in."""

    def __init__(self, package: ModuleType, web: Web) -> None:
        self.models: Any = importlib.import_module(f"{PACKAGE}.models")
        client = package.Client(base_url=web.url)
        email = "generated@example.org"
        draft = self.models.AccountDraft.from_dict(
            {"email": email, "password": PASSWORD, "display_name": "Ada", "role": "artist"}
        )
        self.call("accounts.create_account", client=client, body=draft)
        sign_in = self.models.SignInRequest(email=email, password=PASSWORD)
        session = self.call("accounts.create_session", client=client, body=sign_in)
        self.client = package.AuthenticatedClient(base_url=web.url, token=session.token)

    @staticmethod
    def call(operation: str, *arguments: Any, **named: Any) -> Any:
        """What the operation's answer was parsed to."""
        return importlib.import_module(f"{PACKAGE}.api.{operation}").sync(*arguments, **named)


@pytest.fixture(scope="module")
def client(generated: ModuleType, web: Web) -> Generated:
    return Generated(generated, web)


def test_changing_a_title_changes_nothing_else(client: Generated) -> None:
    draft = client.models.LivestreamDraft(
        title="Before", description="Five songs.", token_gate_amount=10, auto_start=False
    )
    made = client.call("livestreams.create_livestream", client=client.client, body=draft)
    changes = client.models.LivestreamChanges(title="After")
    changed = client.call("livestreams.change_details", made.id, client=client.client, body=changes)
    assert (changed.title, changed.description, changed.token_gate_amount, changed.auto_start) == (
        "After", "Five songs.", 10, False,
    )  # fmt: skip


def test_disabling_a_webhook_changes_nothing_else(client: Generated) -> None:
    # By its number, so that no DNS is asked; nothing is sent there.
    draft = client.models.WebhookDraft.from_dict({"url": "https://93.184.216.34/hooks", "types": ["livestream.live"]})
    made = client.call("webhooks.create_webhook", client=client.client, body=draft)
    changes = client.models.WebhookChanges(enabled=False)
    changed = client.call("webhooks.change_webhook", made.id, client=client.client, body=changes)
    assert (changed.url, changed.types, changed.enabled) == (made.url, ["livestream.live"], False)


def test_refusals_arrive_as_problems(client: Generated) -> None:
    missing = client.call("livestreams.read_livestream", "nowhere", client=client.client)
    assert isinstance(missing, client.models.Problem)
    assert missing.code == "livestream_not_found"
