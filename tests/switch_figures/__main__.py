"""What a fan sees of changes of the picture: `PYTHONPATH=platform:tests python -m switch_figures [WHAT]`.

- `hand`: twenty changes by hand, two minutes.
- `network`: a network that falls and comes back, a minute and a half.
- `shapes`: lines that are slow, far, lossy or uneven, a minute each. Where a network namespace may be made.
- `plain`: hls.js without our player, ten changes each way, six minutes.
"""

import asyncio
import sys

from switch_figures.hand import measure, measure_network
from switch_figures.plain import measure_plain
from switch_figures.shapes import measure_shapes

FIGURES = {"hand": measure, "network": measure_network, "shapes": measure_shapes, "plain": measure_plain}

if __name__ == "__main__":
    for name in sys.argv[1:] or ["hand"]:
        asyncio.run(FIGURES[name]())
