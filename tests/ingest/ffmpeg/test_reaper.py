"""A process that is killed takes its children with it: real processes, real signals."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from ingest.ffmpeg.reaper import Reaper
from support.descendants import Descendant, list_descendants, list_group, wait_until_gone
from support.waiting import PATIENCE

OWNER = """
import subprocess, sys, time
from ingest.ffmpeg.reaper import Reaper
reaper = Reaper()
quiet = {"start_new_session": True, "stdout": subprocess.DEVNULL}  # nobody waits for what they might say
groups = [subprocess.Popen(["sh", "-c", "sleep 600; :"], **quiet).pid for _ in range(3)]
reaper.watch(groups[0])
reaper.watch(groups[1])
reaper.forget(groups[1])
print(*groups, flush=True)
sys.stdin.readline()
reaper.watch(groups[2])
print("watched", flush=True)
time.sleep(600)
"""


@pytest.fixture
def owner() -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    yield process
    process.kill()
    process.communicate(timeout=PATIENCE)


def read_groups(owner: "subprocess.Popen[str]") -> list[int]:
    assert owner.stdout is not None
    return [int(word) for word in owner.stdout.readline().split()]


def watch_the_last(owner: "subprocess.Popen[str]") -> None:
    assert owner.stdin is not None
    assert owner.stdout is not None
    owner.stdin.write("\n")
    owner.stdin.flush()
    assert owner.stdout.readline() == "watched\n"


def find_shell(pid: int) -> Descendant:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:  # a process has no command line for a moment
        for each in list_descendants(pid):
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


@pytest.mark.parametrize("shell_is_killed", [False, True])
def test_a_killed_process_leaves_nothing_that_was_watched_not_even_what_is_stopped(
    owner: "subprocess.Popen[str]", shell_is_killed: bool
) -> None:
    first, forgotten, last = read_groups(owner)
    with ended_afterwards(forgotten):
        while len(list_group(forgotten)) < 2:  # the shell, and what it waits for
            time.sleep(0.01)
        os.killpg(first, signal.SIGSTOP)
        if shell_is_killed:
            shell = find_shell(owner.pid)
            os.kill(shell.pid, signal.SIGKILL)
            assert wait_until_gone([shell]) == []
        watch_the_last(owner)
        everything = list_descendants(owner.pid)
        owner.kill()
        owner.wait()
        kept = list_group(forgotten)
        assert kept
        assert wait_until_gone([each for each in everything if each not in kept]) == []
        assert list_group(first) == list_group(last) == []
        assert list_group(forgotten) == kept


def test_there_is_no_shell_where_nothing_is_watched() -> None:
    reaper = Reaper()
    process = subprocess.Popen(["sleep", "600"], start_new_session=True)
    try:
        for _ in range(3):
            reaper.watch(process.pid)
            shell = find_shell(os.getpid())
            reaper.forget(process.pid)
            assert wait_until_gone([shell]) == []
        reaper.stop()
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
