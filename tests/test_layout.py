"""The shape of the source tree, which no import statement would complain about until it is too late."""

import ast
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLATFORM = ROOT / "platform"
CHILDREN = sorted(path.name for path in PLATFORM.iterdir() if path.is_dir() and path.name.isidentifier())

MOST_FILES = 12
ONE_IDEA = {"api/blueprints", "catalog/models"}
"""Folders of one idea, which may hold more: a file for each resource of the API, or for each noun of the tables."""


def test_platform_is_not_a_package() -> None:
    # A package of that name would shadow the standard library's `platform` for everything in this environment.
    assert not list(PLATFORM.glob("*.py"))


def test_the_children_are_the_ones_the_design_names() -> None:
    assert [name for name in CHILDREN if name != "__pycache__"] == [
        "api",
        "catalog",
        "contract",
        "ingest",
        "live",
        "outbox",
        "realtime",
        "runtime",
        "settings",
    ]


@pytest.mark.parametrize("name", CHILDREN)
def test_no_child_shares_a_name_with_the_standard_library(name: str) -> None:
    assert name not in sys.stdlib_module_names


@pytest.mark.parametrize("name", [name for name in CHILDREN if name != "__pycache__"])
def test_each_child_is_found_under_platform(name: str) -> None:
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None, f"platform/{name} has no __init__.py"
    assert Path(spec.origin).is_relative_to(PLATFORM)


def test_the_standard_library_keeps_its_platform() -> None:
    # In the project's folder and with its source root on the path, as both processes run.
    done = subprocess.run(
        [sys.executable, "-c", "import platform; print(platform.python_version())"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(PLATFORM)},
        timeout=30,
    )
    assert done.stdout.startswith("3.")


def read_imports() -> dict[str, set[str]]:
    """Module -> the modules of ours that it imports, those for types alone too."""
    sources = {".".join(path.relative_to(PLATFORM).with_suffix("").parts): path for path in PLATFORM.rglob("*.py")}
    found: dict[str, set[str]] = {}
    for name, path in sources.items():
        imported: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                imported |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {each.name for each in node.names}
        found[name] = imported & sources.keys()
    return found


def test_no_modules_import_each_other() -> None:
    imports = read_imports()
    assert len(imports) > 200
    reached: dict[str, set[str]] = {}
    for name in imports:
        todo, seen = [name], set[str]()
        while todo:
            for each in imports[todo.pop()] - seen:
                seen.add(each)
                todo.append(each)
        reached[name] = seen
    assert sorted(name for name, seen in reached.items() if name in seen) == []


def test_no_folder_holds_more_than_can_be_taken_in_at_a_look() -> None:
    folders = {path.parent for path in PLATFORM.rglob("*.py")}
    crowded = {
        str(folder.relative_to(PLATFORM)): count
        for folder in folders
        if (count := sum(each.name != "__init__.py" for each in folder.glob("*.py"))) > MOST_FILES
    }
    assert set(crowded) <= ONE_IDEA


def test_the_tests_folders_are_those_of_the_code() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    mirrored = [folder for folder in folders if folder.parts and folder.parts[0] in CHILDREN]
    assert len(mirrored) > 20
    assert [str(folder) for folder in sorted(mirrored) if not (PLATFORM / folder).is_dir()] == []


def test_test_folders_are_not_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_what_tests_are_given_has_a_map() -> None:
    page = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    table = page[page.index("| module | gives |") :]
    named = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert named == sorted(path.stem for path in (ROOT / "tests" / "support").glob("*.py"))
