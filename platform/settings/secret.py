"""Secrets an operator did not set: made once, kept in `DATA_DIR`, readable by the owner alone."""

import os
import secrets
from pathlib import Path

from settings.model import SettingsError


def read_or_create_secret(data_dir: Path, name: str) -> str:
    """The secret kept in `data_dir/name`, made with 256 random bits the first time.

    Two processes may start at once: each writes a file of its own, and `link` lets exactly one of them win.

    Raises:
        SettingsError: `data_dir` cannot be written.
    """
    path = data_dir / name
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            draft = data_dir / f".{name}.{os.getpid()}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(f"DATA_DIR is {str(data_dir)!r}, and it cannot be written: {error.strerror}.") from error


def read_secret(data_dir: Path, name: str) -> str:
    """The secret kept in `data_dir/name`; empty: there is none, and none is made.

    Raises:
        SettingsError: it cannot be read.
    """
    try:
        return (data_dir / name).read_text().strip()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise SettingsError(f"{str(data_dir / name)!r} cannot be read: {error.strerror}.") from error
