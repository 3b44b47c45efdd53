"""Whether a library in use has a known weakness: `pip-audit` over what web and ingest run with, `npm audit` over what
the pages are made of.

Fails for a weakness that is known. Where the databases cannot be asked, or know none of the packages, it says so and
does not fail: a check that needs the internet must not keep anybody from working. No answer does not mean that
nothing is known.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 90.0
"""Seconds for each."""

PYTHON = (
    str(Path(sys.executable).with_name("pip-audit")), "-r", "requirements.lock", "--disable-pip", "--require-hashes",
    "--format", "json", "--progress-spinner", "off", "--timeout", "10",
)  # fmt: skip
PAGES = (str(ROOT / "tools" / "npm"), "audit", "--omit=dev", "--json")

Run = Callable[[Sequence[str]], str]
"""A command; what it prints. Raises OSError, subprocess.SubprocessError."""


class Verdict(NamedTuple):
    """Of one tool. `checked` is how many packages it has heard of; `weak` says which should be changed, and why."""

    checked: int
    weak: list[str]
    why_not: str = ""
    """Why nothing, or not everything, was checked."""


def read_python(said: str) -> Verdict:
    """What pip-audit found."""
    packages = json.loads(said)["dependencies"]
    known = [package for package in packages if "skip_reason" not in package]
    weak = [
        f"{package['name']} {package['version']}: {each['id']}, mended in {', '.join(each['fix_versions']) or 'none'}"
        for package in known
        for each in package["vulns"]
    ]
    skipped = len(packages) - len(known)
    return Verdict(len(known), weak, f"{skipped} packages are unknown to the database" if skipped else "")


def read_pages(said: str) -> Verdict:
    """What npm found."""
    found: dict[str, Any] = json.loads(said)
    if "vulnerabilities" not in found:
        return Verdict(0, [], str(found.get("message", "it gave no answer")).partition(" - ")[0])
    weak = [
        f"{name} {each['range']}: {each['severity']}"
        for name, each in found["vulnerabilities"].items()
        if each["severity"] in ("high", "critical", "moderate")
    ]
    return Verdict(found["metadata"]["dependencies"]["total"], weak)


def judge(run: Run, command: Sequence[str], read: Callable[[str], Verdict]) -> Verdict:
    """A tool's verdict, whatever becomes of it."""
    try:
        return read(run(command))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Verdict(0, [], f"it could not be asked ({type(error).__name__})")


def audit(run: Run) -> tuple[int, str]:
    """The exit code, and what to print."""
    lines, code = [], 0
    for name, command, read in (("Python", PYTHON, read_python), ("the pages", PAGES, read_pages)):
        verdict = judge(run, command, read)
        if verdict.weak:
            code = 1
            lines += [f"Known weaknesses in the packages of {name}:", *(f"  {each}" for each in verdict.weak)]
        elif verdict.checked:
            lines.append(f"No known weakness in {verdict.checked} packages of {name}.")
        if verdict.why_not:
            lines.append(f"Not all packages of {name} were looked up: {verdict.why_not}.")
    return code, "\n".join(lines)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, cwd=ROOT, check=False)  # noqa: S603 - one of the two above
    return done.stdout


if __name__ == "__main__":
    code, words = audit(_run)
    print(words)
    sys.exit(code)
