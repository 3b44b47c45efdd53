"""File descriptors, before they run out in the midst of something."""

import errno
import os
import resource

NEEDED = 16
"""What a start takes for a moment, and a few."""


def check_descriptors() -> None:
    """Make sure that a process can be started: uvloop never closes what it has opened for one that it cannot.

    Raises:
        OSError: EMFILE, with words for the operator; ENFILE.
    """
    taken: list[int] = []
    try:
        taken.extend(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC) for _ in range(NEEDED))
    except OSError as error:
        if error.errno != errno.EMFILE:
            raise
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        raise OSError(errno.EMFILE, f"no file descriptor is left of {limit}; raise the limit (ulimit -n)") from error
    finally:
        for descriptor in taken:
            os.close(descriptor)
