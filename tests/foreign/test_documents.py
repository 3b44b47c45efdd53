"""OpenAPI's and AsyncAPI's own checkers take both documents without a word of warning."""

from pathlib import Path

import pytest

from support.foreign_scripts import run_script


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
