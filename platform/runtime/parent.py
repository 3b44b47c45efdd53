"""Ending with whoever started us, also where that one is killed and can tell nobody."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
# Loaded here: between fork and exec, where `end_with_parent` is called, nothing may be looked for any more.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(parent: int) -> None:
    """Have the kernel send this process SIGTERM when the thread that started it ends. For `preexec_fn`: it lasts over
    exec, and is not inherited. `parent` is who must still be there. Elsewhere than on Linux nothing happens."""
    if _LIBC is None:
        return
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before we asked
        os.kill(os.getpid(), signal.SIGTERM)
