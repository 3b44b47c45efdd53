"""Pages and migrations, found in a checkout and in a wheel."""

import tomllib
from pathlib import Path

from settings.bundled import CARRIED, MIGRATIONS, PAGES, find_bundled

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_has_them_where_they_are_made() -> None:
    assert MIGRATIONS == ROOT / "migrations"
    assert PAGES == ROOT / "frontend" / "dist"
    assert list(MIGRATIONS.glob("sqlite/catalog/0_*.py"))


def test_an_installed_wheel_has_them_beside_the_packages_whatever_lies_above(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    packages = tmp_path / "site-packages"
    (packages / CARRIED).mkdir(parents=True)
    assert find_bundled(packages, "migrations", "migrations") == packages / CARRIED / "migrations"


def test_the_wheel_is_told_to_carry_them_under_the_names_they_are_looked_for() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["force-include"] == {"frontend/dist": f"{CARRIED}/pages", "migrations": f"{CARRIED}/migrations"}
