"""The shape of the source tree, which no import statement would complain about until it is too late."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLATFORM = ROOT / "platform"
CHILDREN = sorted(path.name for path in PLATFORM.iterdir() if path.is_dir() and path.name.isidentifier())


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


def test_test_folders_are_not_packages() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))
