"""Ends the children of this process when it ends, however that happens.

A shell of our own waits at a pipe that only we hold: the kernel closes it when we die, killed or not, and the groups
that were named and not taken back are killed then. So it ends what no signal of ours reaches any more, a stopped
process too, and whatever a wrapper script has started, which a parent-death signal would miss.
"""

import contextlib
import logging
import os
import signal
import subprocess

log = logging.getLogger(__name__)

_SCRIPT = """
trap '' HUP INT TERM
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) case $groups in *" $group "*) groups="${groups%% $group *} ${groups#* $group }" ;; esac ;;
  esac
done
for group in $groups; do kill -KILL "-$group" 2>/dev/null; done
"""
_STOP_TIMEOUT = 1.0


class Reaper:
    """`watch` process groups and `forget` them; the shell is there while there are any. Nothing here raises: without
    it a show goes on, and a warning says what is missing."""

    def __init__(self) -> None:
        self._groups: set[int] = set()
        self._shell: subprocess.Popen[bytes] | None = None
        self._ending: list[subprocess.Popen[bytes]] = []

    def watch(self, group: int) -> None:
        """Kill this process group when we end."""
        self._groups.add(group)
        self._tell(f"+ {group}\n")

    def forget(self, group: int) -> None:
        """It has ended by itself."""
        self._groups.discard(group)
        if self._groups:
            self._tell(f"- {group}\n")
        elif self._shell is not None and self._write(self._shell, f"- {group}\n"):
            self._let_go(self._shell)

    def stop(self) -> None:
        """End what is left, and the shell. Blocks for a moment."""
        for group in self._groups:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(group, signal.SIGKILL)
        if self._shell is not None:
            self._let_go(self._shell)
        for shell in self._ending:
            try:
                shell.wait(_STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                shell.kill()
                shell.wait()
        self._ending.clear()

    def _tell(self, line: str) -> None:
        if self._shell is not None and self._shell.poll() is None and self._write(self._shell, line):
            return
        # The first time, or somebody has killed it: the next one must know all of them.
        if self._shell is not None:
            self._let_go(self._shell)
        self._ending = [shell for shell in self._ending if shell.poll() is None]
        try:
            self._shell = subprocess.Popen(
                ["/bin/sh", "-c", _SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, bufsize=0, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            log.warning("nothing will end FFmpeg should this process be killed: %s", error)
            return
        self._write(self._shell, "".join(f"+ {group}\n" for group in self._groups))

    def _let_go(self, shell: "subprocess.Popen[bytes]") -> None:
        self._shell = None
        self._ending.append(shell)
        if shell.stdin is not None:
            with contextlib.suppress(OSError):
                shell.stdin.close()

    def _write(self, shell: "subprocess.Popen[bytes]", text: str) -> bool:
        """A few bytes into a pipe that is read at once: it does not fill."""
        try:
            return shell.stdin is not None and shell.stdin.write(text.encode()) == len(text)
        except OSError:
            return False
