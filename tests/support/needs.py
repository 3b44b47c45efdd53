"""Programs the tests run beside the project's own. A missing one fails the test with the way to get it: no skips."""

import os
import shutil
from pathlib import Path


class MissingProgramError(AssertionError):
    """A program that the tests need is not on this machine."""


def find_program(*names: str, folders: str = "") -> str:
    """Path of the first of `names` on PATH, else in the newest folder that matches the glob `folders`.

    Raises:
        MissingProgramError: none is there; `make test-needs` installs or lists them.
    """
    for name in names:
        if found := shutil.which(name):
            return found
        for folder in sorted(Path("/").glob(folders.lstrip("/")), reverse=True) if folders else ():
            if os.access(folder / name, os.X_OK):
                return str(folder / name)
    raise MissingProgramError(f"{' or '.join(names)} is not installed; `make test-needs` gets it or says how.")
