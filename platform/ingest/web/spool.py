"""Callbacks that must not be lost, on disk: each a small file, written whole or not at all, until web has answered.

    DATA_DIR/spool/calls/000000000042.json    {"call": "stream_ended", "body": {...}}
    DATA_DIR/spool/open/SESSION.json          a session that was started and has not ended

What is found in `open` at start belongs to a process that was killed. Of a stream key only the digest is in these
files, by which nobody can publish. All of this blocks; call it from a thread.
"""

import fcntl
import json
import logging
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contract.publishing import digest_key
from ingest.errors import StartError

log = logging.getLogger(__name__)

MAX_BYTES = 64 << 10
"""A call's file is a few hundred bytes."""

MAX_CALLS = 10_000
"""Calls kept. More can only pile up through a fault; they are then told without being kept, with an error logged."""


@dataclass(frozen=True, slots=True)
class Call:
    """One callback."""

    name: str
    body: dict[str, Any] = field(repr=False)
    number: int = 0
    born: float | None = field(default=None, compare=False)
    """When it happened, by this process's steady clock; None for what an earlier process left."""

    @property
    def about(self) -> str:
        """The session or recording it is about; calls about one are told in order."""
        return str(self.body["recording" if self.name == "recorded" else "session_id"])


class SpoolFullError(OSError):
    """More calls wait than may."""


class Spool:
    """The folder. One process at a time: a lock tells a second one so."""

    def __init__(self, folder: Path, most: int = MAX_CALLS) -> None:
        self._most = most
        self._calls = folder / "calls"
        self._open = folder / "open"
        self._lock_path = folder / "lock"
        self._lock: int | None = None
        self._next = 1
        self._count = 0

    def start(self) -> list[Call]:
        """Take the folder; the calls left over, oldest first.

        Raises:
            StartError: the folder cannot be written, or another ingest process has it.
        """
        try:
            for folder in (self._calls, self._open):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._calls.parent.chmod(0o700)
            self._lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartError(
                "Another ingest process uses this DATA_DIR; give each its own, or stop the other."
            ) from error
        except OSError as error:
            raise StartError(f"DATA_DIR cannot be written ({self._calls.parent}): {error.strerror}.") from error
        paths = [path for path in sorted(self._calls.glob("*.json")) if _is_numbered(path)]
        calls = [call for path in paths if (call := _read_call(path)) is not None]
        self._count = len(calls)
        self._next = calls[-1].number + 1 if calls else 1
        return calls

    def stop(self) -> None:
        """Give the folder back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def put(self, call: Call) -> Call:
        """Keep a call; it comes back with its number.

        Raises:
            OSError: it is not on disk; `SpoolFullError` when it must not be.
        """
        if self._count >= self._most:
            raise SpoolFullError("the spool of callbacks is full")
        call = Call(call.name, call.body, self._next, call.born)
        _write(self._calls / f"{call.number:012d}.json", {"call": call.name, "body": call.body})
        self._next += 1
        self._count += 1
        return call

    def remove(self, call: Call) -> None:
        """Web has answered: nothing about the call stays. Where an end could not be kept, its session still is."""
        if call.number:
            (self._calls / f"{call.number:012d}.json").unlink(missing_ok=True)
            self._count -= 1
        if call.name == "stream_ended":
            self.forget_open(call.about)

    def note_open(self, call: Call) -> None:
        """A session was started."""
        _write(self._open / f"{call.about}.json", {"call": call.name, "body": call.body})

    def forget_open(self, session_id: str) -> None:
        """It has ended, and the call that says so is on disk, or answered."""
        (self._open / f"{session_id}.json").unlink(missing_ok=True)

    def read_open(self) -> list[Call]:
        """The sessions that a killed process left open, as the calls that told of their start."""
        found: list[Call] = []
        for path in sorted(self._open.glob("*.json")):
            call = _read_call(path)
            if call is not None and call.about == path.stem:
                found.append(call)
            elif call is not None:
                _put_aside(path, "it is about another session than its name says")  # nothing would ever remove it
        return found


def _write(path: Path, value: dict[str, Any]) -> None:
    draft = path.with_suffix(".draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(value, file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)  # a full disk has better use for its room
        raise
    # The new name itself must survive a power cut too.
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _is_numbered(path: Path) -> bool:
    """Whether a call's file is named as we name them; another's could never be removed by its number."""
    if re.fullmatch(r"[0-9]{12}", path.stem):
        return True
    _put_aside(path, "its name is no number of twelve digits")
    return False


def _read_call(path: Path) -> Call | None:
    """A call from its file; None, and the file put aside, where it makes no sense."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            raise ValueError("it is no file of ours")
        value = json.loads(path.read_text(encoding="utf-8"))
        call = Call(str(value["call"]), dict(value["body"]), int(path.stem) if path.stem.isdecimal() else 0)
        if isinstance(key := call.body.pop("stream_key", None), str):  # as versions before wrote it
            call.body["key_digest"] = digest_key(key)
        for name in ("recording",) if call.name == "recorded" else ("session_id", "key_digest"):
            if not isinstance(call.body[name], str) or not call.body[name]:
                raise ValueError(f"its {name} is no text")
    except (ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        # The words of the exception, and nothing that stands in the file: versions before wrote keys into it.
        _put_aside(path, f"it cannot be read ({type(error).__name__})")
        return None
    return call


def _put_aside(path: Path, why: str) -> None:
    try:
        path.replace(path.with_suffix(".unreadable"))
    except OSError as error:
        log.warning("spool: %s is passed over, and stays: %s; it cannot be moved (%s)", path, why, error.strerror)
    else:
        log.warning("spool: %s was put aside as .unreadable: %s. A callback may be lost with it", path, why)
