"""OpenAPI's and AsyncAPI's own checkers take both documents without a word of warning."""

import os
import subprocess
from pathlib import Path

import pytest

from support.processes import ROOT


def run_script(name: str, *arguments: str | Path) -> str:
    """One of package.json's scripts, which must succeed; what it printed."""
    done = subprocess.run(
        [ROOT / "tools" / "npm", "--prefix", "../tests/foreign", "run", "--silent", name, "--", *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_spectral_says_nothing_about_the_openapi_document(openapi: Path) -> None:
    assert run_script("spectral", openapi).strip() == ""


def test_redocly_says_nothing_about_the_openapi_document(openapi: Path) -> None:
    assert run_script("redocly", openapi, "--format=summary").strip() == ""


def test_asyncapi_says_nothing_about_the_asyncapi_document(asyncapi: Path) -> None:
    assert run_script("asyncapi", asyncapi).strip() == ""


@pytest.mark.parametrize("script", ["spectral", "redocly"])
def test_a_document_with_a_fault_is_not_passed_over(script: str, openapi: Path, tmp_path: Path) -> None:
    broken = tmp_path / "openapi.json"
    broken.write_text(openapi.read_text().replace("#/components/schemas/Problem", "#/components/schemas/Nothing"))
    with pytest.raises(AssertionError, match=r"no-unresolved-refs|invalid-ref"):
        run_script(script, broken)


def test_typescript_types_are_made_of_every_shape(openapi: Path, tmp_path: Path) -> None:
    types = tmp_path / "api.d.ts"
    run_script("typescript", openapi, "-o", types)
    run_script("tsc", "--noEmit", "--strict", "--skipLibCheck", "false", types)
    made = types.read_text()
    assert "LivestreamChanges: {" in made
    assert "Problem: {" in made
