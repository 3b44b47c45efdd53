"""The dataclass, `.env.example` and docs/settings.md tell of the same variables, with the same defaults."""

import ast
import re
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path

import settings.model
from settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / ".env.example"


def name_variables() -> dict[str, str]:
    """Field to variable, as the docstring under each field begins."""
    source = ast.parse(Path(settings.model.__file__).read_text(encoding="utf-8"))
    (body,) = [node.body for node in source.body if isinstance(node, ast.ClassDef) and node.name == "Settings"]
    found = {}
    for field, after in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(after, ast.Expr), f"{field.target.id} has no docstring"
            assert isinstance(after.value, ast.Constant)
            named = re.match(r"`([A-Z0-9_]+)`: ", str(after.value.value))
            assert named, f"{field.target.id}'s docstring does not begin with its variable"
            found[field.target.id] = named[1]
    return found


def test_every_field_names_its_variable() -> None:
    assert list(name_variables()) == [field.name for field in fields(Settings)]


def test_the_loader_reads_the_named_variables_and_no_others() -> None:
    loader = (ROOT / "platform/settings/load.py").read_text(encoding="utf-8")
    read = set(re.findall(r'(?:env, |env\.get\()"([A-Z0-9_]+)"', loader))
    assert read == set(name_variables().values())


def test_the_example_shows_each_variable_once() -> None:
    shown = re.findall(r"^#([A-Z0-9_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(shown) == sorted(name_variables().values())


def test_the_documentation_has_a_row_for_each_variable() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(name_variables().values())


def test_the_example_uncommented_changes_nothing(tmp_path: Path) -> None:
    uncommented = re.sub(r"^#([A-Z0-9_]+=)", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    env_file = tmp_path / ".env"
    env_file.write_text(uncommented, encoding="utf-8")
    secrets = {"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}
    assert load_settings(secrets, env_file=env_file) == load_settings(secrets, env_file=None)


def test_the_defaults_of_the_dataclass_are_those_of_an_empty_environment(tmp_path: Path) -> None:
    loaded = load_settings({"SECRET_KEY": "a" * 64, "STREAMING_SECRET": "b" * 64}, env_file=None)
    assert replace(loaded, node="", secret_key="", streaming_secret="") == Settings()
