"""`PYTHONPATH=platform:tests:. python -m attacks`: a show goes on while strangers do what they can. What those who
take part notice before, meanwhile and afterwards, as a table."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from attacks.assaults import ASSAULTS, Assault
from attacks.show import Noticed, Show

WITHIN = 60.0
"""Seconds more than planned, after which an attack is given up: it is to attack, and not to wait."""


async def attack(show: Show, name: str, seconds: float) -> tuple[Noticed, Assault]:
    """One attack, and what was noticed meanwhile. Afterwards none of its connections is left on either side."""
    before = show.count_connections()
    assault = Assault(show, time.monotonic() + seconds)
    noticing = asyncio.create_task(show.notice(seconds), name="notice")
    async with asyncio.timeout(seconds + WITHIN):
        await ASSAULTS[name](assault)
    noticed = await noticing
    await show.wait_until_left(before)
    return noticed, assault


async def run(names: Sequence[str], seconds: float) -> None:
    """Each in turn on one platform with one show."""
    print(f"{'':33}{'gap ms':>12}{'push ms':>12}{'ask ms':>12}{'':5}{'web':>12}{'ingest':>12}{'connections':>15}")
    shares = f"{'95 %   most':>12}" * 3
    print(f"{'attack':33}{shares}{'bad':>5}{'MiB   CPU %':>12}{'MiB   CPU %':>12}{'cut':>15}{'MB':>8}")
    with tempfile.TemporaryDirectory(prefix="attacks-") as folder:
        async with Show.start(Path(folder), LOG_STALLS="100") as show:
            await show.notice(3)
            for name in names:
                tell(name, "before", await show.notice(seconds / 2))
                noticed, assault = await attack(show, name, seconds)
                sums = f"{assault.refused}/{assault.connections}"
                tell("", "during", noticed, f"{sums:>15}{assault.octets / 1e6:8.0f}")
                tell("", "after", await show.notice(seconds / 2))
            output = show.pair.web.output + show.pair.ingest.output
    if "Traceback" in output:
        sys.exit("A process wrote a traceback:\n" + output[output.index("Traceback") :][:4_000])


def tell(name: str, when: str, noticed: Noticed, more: str = "") -> None:
    """One line."""
    pairs = "".join(
        f"{_at(each, 0.95):6.0f}{_at(each, 1):6.0f}" for each in (noticed.gaps, noticed.pushes, noticed.asks)
    )
    processes = "".join(f"{noticed.memory[each]:6}{noticed.processor[each]:6.0f}" for each in ("web", "ingest"))
    print(f"{name:26}{when:7}{pairs}{noticed.failures:5}{processes}{more}", flush=True)


def _at(values: Sequence[float], share: float) -> float:
    """Milliseconds that so many of them stay below."""
    return 1000 * sorted(values)[int(share * (len(values) - 1))] if values else float("nan")


def main() -> None:
    """Read the command line and attack."""
    parser = argparse.ArgumentParser(prog="attacks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(ASSAULTS), default=list(ASSAULTS))
    parser.add_argument("--seconds", type=float, default=10, help="how long each lasts")
    given = parser.parse_args()
    asyncio.run(run(given.only, given.seconds))


if __name__ == "__main__":
    main()
