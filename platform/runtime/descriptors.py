"""How many files and sockets this process may have open, and whether there are any left."""

import errno
import os
import resource

NEEDED = 16
"""What a start takes for a moment, and a few."""


def raise_descriptor_limit(wanted: int) -> int:
    """Raise the soft limit to `wanted`, or as far as the hard one lets it; a higher one stays. What it is now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    infinite = resource.RLIM_INFINITY
    if soft == infinite or soft >= wanted:
        return wanted if soft == infinite else soft
    reachable = wanted if hard == infinite else min(wanted, hard)
    if reachable > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, hard))
    return max(reachable, soft)


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
