"""`PYTHONPATH=platform:tests .venv/bin/python -m overlay_outage --help`.

An artist's OBS with two sources of one overlay, in a real Chromium, whose network is away for ten minutes. Fans go on
giving meanwhile, and the web process is killed and comes back. Printed is when the network was back, what was shown
then, and how long that took. Exit code 1 where an alert is missing, came twice, or out of order.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from join_figures.relay import Relay
from support.browser import open_browser
from support.overlays import Screen, tip
from support.platform_pair import PlatformPair
from support.ports import find_free_port
from support.rest import Artist, expect

SHOWN = 5.0
"""Seconds that an alert and the gap after it take."""


async def measure(minutes: float, tips: int, folder: Path, *, locks: bool = True) -> bool:
    """Break the network, give, mend it, look; whether each was shown once, in order."""
    pair = await asyncio.to_thread(PlatformPair.start, folder)
    relay = Relay(find_free_port(), pair.port, delay=0.0)
    try:
        artist, fan = await Artist.register(pair.url), await Artist.register(pair.url, "fan")
        show = await artist.create_livestream("With alerts")
        grant = {"account": fan.account["id"], "amount": 10_000}
        await expect(artist.client.post(f"/artists/{artist.account['id']}/tokens/grants", json=grant), 201)
        overlay = await expect(artist.client.post("/me/overlays", json={"name": "OBS"}), 201)
        await relay.open()
        async with open_browser() as browser:
            screen = await Screen.open(
                browser, f"http://127.0.0.1:{relay.port}/overlay/{overlay['address']}", locks=locks
            )
            for _ in range(2):
                await screen.add_source()
            texts = ["before"]
            await tip(fan, show["id"], texts)
            await screen.wait_for(*texts)
            await relay.close()
            away = time.monotonic()
            for number in range(tips):
                if number == tips // 2:
                    await asyncio.to_thread(pair.web.kill)
                    await asyncio.to_thread(pair.web.start)
                    await asyncio.to_thread(pair.web.wait_ready)
                texts.append(f"meanwhile {number + 1}")
                await tip(fan, show["id"], texts[-1:])
                await asyncio.sleep(max(0.0, away + (number + 1) * minutes * 60 / tips - time.monotonic()))
            begun = await screen.read_begun()
            print(f"after {time.monotonic() - away:.0f} s without a network: {len(begun)} alert shown", flush=True)
            await relay.open()
            back = time.monotonic()
            await screen.wait_for(*texts[:2], timeout=120)
            first = time.monotonic() - back
            await screen.wait_for(*texts, timeout=tips * SHOWN + 120)
            await tip(fan, show["id"], ["after"])
            texts.append("after")
            await screen.wait_for(*texts)
            await asyncio.sleep(2 * SHOWN)  # for what should not come
            begun = await screen.read_begun()
            print(f"back: the first of them after {first:.1f} s, {len(begun)} alerts of {len(texts)}, each once")
        for each in (artist, fan):
            await each.close()
    finally:
        await relay.close()
        await asyncio.to_thread(pair.kill)
    return begun == texts


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m overlay_outage", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long the network is away (10)")
    parser.add_argument("--tips", type=int, default=30, help="how many are given meanwhile (30)")
    parser.add_argument("--no-locks", action="store_true", help="as for a page without TLS, which has none")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = measure(asked.minutes, asked.tips, Path(folder), locks=not asked.no_locks)
        return 0 if asyncio.run(run) else 1


if __name__ == "__main__":
    sys.exit(main())
