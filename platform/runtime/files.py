"""Files that are there whole or not at all, whatever happens meanwhile. All of this blocks; call it from a thread."""

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, data: bytes, draft: Path | None = None) -> None:
    """All of it or nothing, and then for good. `draft`: where it is written first, in the same folder.

    Raises:
        OSError: nothing is left of it; what was there before still is.
    """
    draft = draft or path.with_name(f"{path.name}.draft")
    try:
        with draft.open("wb", buffering=0) as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()  # a full disk has better use for its room
        raise
    flush_folder(path.parent)


def flush_folder(path: Path) -> None:
    """Names, too, must survive a power cut."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
