"""Other people's checkers, from tests/foreign."""

import os
import subprocess
from pathlib import Path

from support.processes import ROOT


def run_script(name: str, *arguments: str | Path) -> str:
    """One of package.json's scripts, which must succeed; what it printed."""
    done = subprocess.run(
        [ROOT / "tools" / "npm", "--prefix", "../tests/foreign", "run", "--silent", name, "--", *arguments],
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
