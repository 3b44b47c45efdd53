"""What comes with the code and is no code: the pages and the migrations.

A wheel carries them in a folder of its own beside the packages; in a checkout they lie where they are made.
"""

from pathlib import Path
from typing import Final

CARRIED: Final = "encryptedmedia_live"
"""The wheel's folder; `pyproject.toml` puts it there, under this name."""


def find_bundled(packages: Path, carried: str, made: str) -> Path:
    """`carried` in the wheel's folder beside our `packages` where there is one, else `made` in the checkout."""
    wheel = packages / CARRIED
    return wheel / carried if wheel.is_dir() else packages.parent / made


_PACKAGES = Path(__file__).resolve().parents[1]

PAGES: Final = find_bundled(_PACKAGES, "pages", "frontend/dist")
"""What the front end's build leaves."""
MIGRATIONS: Final = find_bundled(_PACKAGES, "migrations", "migrations")
"""A folder per dialect, with aerich's steps."""
