"""`python -m players [--only GROUP ...] [--cases WORD ...]`: other people's players, and our page, through shows."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from players.cases import CASES
from players.run import GROUPS, run_players


def main() -> None:
    """Read the command line, run, print, save."""
    parser = argparse.ArgumentParser(prog="players", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS, help="these players only")
    parser.add_argument("--cases", nargs="+", default=[], metavar="WORD", help="cases with these words in their name")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    cases = [case for case in CASES if not given.cases or any(word in case.name for word in given.cases)]
    with tempfile.TemporaryDirectory(prefix="players-") as folder:
        Path(folder).chmod(0o755)  # VLC does not run as root, and nobody's other way in is this
        report = asyncio.run(run_players(cases, given.only, Path(folder)))
    report.show()
    sys.stdout.write(f"saved as {report.save()}\n")


if __name__ == "__main__":
    main()
