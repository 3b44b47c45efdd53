"""`PYTHONPATH=platform:tests:. python -m fuzz --minutes 10`: every reader of strangers' bytes in turn. What it finds
it writes into tests/fuzz/corpus, where the tests try it again from then on."""

import argparse
import random
import sys
import time

from fuzz.hunt import CORPUS, Hunt, hunt
from fuzz.targets import TARGETS


def main() -> None:
    """Read the command line, hunt, print, keep."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="for all targets together")
    parser.add_argument("--seed", type=int, default=time.time_ns() & 0xFFFF_FFFF, help="what is drawn")
    parser.add_argument("--only", nargs="+", choices=list(TARGETS), default=list(TARGETS))
    parser.add_argument("--keep", action="store_true", help="keep what reached new lines, too")
    given = parser.parse_args()
    print(f"seed {given.seed}")
    print(f"{'target':12}{'cases':>10}{'/s':>8}{'refused':>9}{'lines':>7}{'kept':>6}{'slowest ms':>12}{'found':>7}")
    failed = False
    for name in given.only:
        begin = time.monotonic()
        end = begin + 60 * given.minutes / len(given.only)
        this = Hunt(name, TARGETS[name])
        hunt(this, random.Random(given.seed), lambda _, end=end: time.monotonic() > end)  # type: ignore[misc]
        rate = this.cases / (time.monotonic() - begin)
        share = f"{100 * this.refused // max(1, this.cases)} %"
        print(
            f"{name:12}{this.cases:10}{rate:8.0f}{share:>9}{len(this.lines):7}{len(this.pool):6}"
            f"{1000 * this.slowest:12.1f}{len(this.found):7}",
            flush=True,
        )
        folder = CORPUS / name
        for found in this.found.values():
            failed = True
            folder.mkdir(parents=True, exist_ok=True)
            (folder / found.name).write_bytes(found.data)
            print(f"  {folder.name}/{found.name}: {found.data[:80]!r}\n{found.words}", flush=True)
        if given.keep:
            folder.mkdir(parents=True, exist_ok=True)
            for number, data in enumerate(this.pool[len(TARGETS[name].seeds) :]):
                if len(data) < 512 and number < 12:
                    (folder / f"reached-{number:02}").write_bytes(data)
    sys.exit(failed)


if __name__ == "__main__":
    main()
