"""The Node peers: installed once into a folder that git ignores, then run from there."""

import asyncio
import os
import shutil
import sys
from pathlib import Path

from bench.servers import ServerError

_SOURCE = Path(__file__).resolve().parent / "peers"
_CACHE = Path(__file__).resolve().parent / ".peers"


def _find(program: str) -> str:
    beside = str(Path(sys.executable).parent)
    found = shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), beside]))
    if found is None:
        raise ServerError(f"{program} is not on PATH: install Node.js 20 or newer, or the package's `node` extra")
    return found


def find_node() -> str:
    """Node.js from PATH, else the one beside this Python."""
    return _find("node")


async def install_peers() -> Path:
    """Bring the cache folder up to date with the lock file; returns the folder with the servers in it."""
    lock = (_SOURCE / "package-lock.json").read_bytes()
    stamp = _CACHE / "installed.lock"
    if not stamp.exists() or stamp.read_bytes() != lock:
        _CACHE.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(_SOURCE / name, _CACHE / name)
        npm = await asyncio.create_subprocess_exec(
            _find("npm"), "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=_CACHE,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        said, _ = await asyncio.wait_for(npm.communicate(), 300)
        if npm.returncode != 0:
            raise ServerError(f"the Node peers could not be installed:\n{said.decode(errors='replace')[-2_000:]}")
        stamp.write_bytes(lock)
    # Node resolves a module's imports from where the file lies: the servers go beside node_modules.
    for script in _SOURCE.glob("*.?js"):
        shutil.copyfile(script, _CACHE / script.name)
    return _CACHE
