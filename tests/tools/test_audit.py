"""What is said of libraries with known weaknesses; and that silence is not taken for praise."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from audit import Run, audit

SOUND = {"name": "quart", "version": "0.20.0", "vulns": []}
WEAK = {"name": "quart", "version": "0.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["0.2.0"]}]}
UNKNOWN = {"name": "quart", "skip_reason": "not found"}
NO_PAGES = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}


def answering(python: object, pages: object = NO_PAGES) -> Run:
    def run(command: Sequence[str]) -> str:
        found = python if "pip-audit" in command[0] else pages
        if isinstance(found, Exception):
            raise found
        return json.dumps(found)

    return run


def test_sound_ones_are_counted() -> None:
    code, words = audit(answering({"dependencies": [SOUND, SOUND]}))
    assert code == 0
    assert words.splitlines() == [
        "No known weakness in 2 packages of Python.",
        "No known weakness in 7 packages of the pages.",
    ]


@pytest.mark.parametrize(
    ("python", "pages", "named"),
    [
        ({"dependencies": [SOUND, WEAK]}, NO_PAGES, "quart 0.1.0: PYSEC-1, mended in 0.2.0"),
        (
            {"dependencies": [SOUND]},
            {**NO_PAGES, "vulnerabilities": {"react": {"range": "<19", "severity": "high"}}},
            "react <19: high",
        ),
    ],
)
def test_a_weak_one_fails_and_is_named(python: object, pages: object, named: str) -> None:
    code, words = audit(answering(python, pages))
    assert code == 1
    assert named in words


@pytest.mark.parametrize(
    ("python", "pages"),
    [
        ({"dependencies": [UNKNOWN]}, {"message": "405 Method Not Allowed - POST somewhere"}),
        (OSError(), subprocess.TimeoutExpired("npm", 1)),
        ([], "nonsense"),
    ],
)
def test_where_nobody_answers_it_says_so_and_praises_nothing(python: object, pages: object) -> None:
    code, words = audit(answering(python, pages))
    assert code == 0
    assert words.count("Not all packages") == 2
    assert "No known weakness" not in words
    assert "somewhere" not in words
