"""A process that is killed takes its children with it: real processes, real signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.reaper import Reaper
from support.descendants import Descendant, list_descendants, list_group, wait_until_gone

OWNER = """
import subprocess, sys, time
from ingest.reaper import Reaper
reaper = Reaper()
groups = [subprocess.Popen(["sh", "-c", "sleep 600; :"], start_new_session=True).pid for _ in range(3)]
for group in groups:
    reaper.watch(group)
reaper.forget(groups[1])
print(*groups, flush=True)
time.sleep(600)
"""


@pytest.fixture
def owner() -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    yield process
    process.kill()
    process.communicate()


def read_groups(owner: "subprocess.Popen[str]") -> list[int]:
    assert owner.stdout is not None
    return [int(word) for word in owner.stdout.readline().split()]


def find_shell() -> Descendant:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:  # a process has no command line for a moment
        for each in list_descendants(os.getpid()):
            if "trap" in each.command:
                return each
    raise AssertionError("there is no shell")


@contextlib.contextmanager
def ended_afterwards(group: int) -> Iterator[None]:
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def test_a_killed_process_leaves_nothing_that_was_watched_not_even_what_is_stopped(
    owner: "subprocess.Popen[str]",
) -> None:
    first, forgotten, last = read_groups(owner)
    with ended_afterwards(forgotten):
        os.killpg(last, signal.SIGSTOP)
        everything = list_descendants(owner.pid)
        owner.kill()
        owner.wait()
        kept = list_group(forgotten)
        assert kept
        assert wait_until_gone([each for each in everything if each not in kept]) == []
        assert list_group(first) == list_group(last) == []
        assert list_group(forgotten) == kept


def test_a_shell_that_was_killed_is_followed_by_one_that_knows_all() -> None:
    reaper = Reaper()
    groups = [subprocess.Popen(["sleep", "600"], start_new_session=True) for _ in range(2)]
    try:
        reaper.watch(groups[0].pid)
        shell = find_shell()
        os.kill(shell.pid, signal.SIGKILL)
        assert wait_until_gone([shell]) == []
        reaper.watch(groups[1].pid)
        reaper.stop()
        assert [process.wait(5) for process in groups] == [-signal.SIGKILL] * 2
    finally:
        for process in groups:
            process.kill()
            process.wait()


def test_there_is_no_shell_where_nothing_is_watched() -> None:
    reaper = Reaper()
    process = subprocess.Popen(["sleep", "600"], start_new_session=True)
    try:
        for _ in range(3):
            reaper.watch(process.pid)
            shell = find_shell()
            reaper.forget(process.pid)
            assert wait_until_gone([shell]) == []
        reaper.stop()
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
