"""Each promise of docs/security.md names the tests that hold it, and they exist."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:[a-z0-9_]+/)*(?:test_\w+\.py|[a-z_]+/))`", PAGE))
    assert len(named) > 30
    assert sorted(name for name in named - {"tests/"} if not (ROOT / "tests" / name).exists()) == []


def test_every_promise_names_one() -> None:
    rows = re.findall(r"^\| (?!promise|-)[^|]+ \|[^|]+\|([^|]+)\|$", PAGE, re.MULTILINE)
    assert len(rows) > 20
    assert [row for row in rows if "`" not in row] == []


def test_where_to_report_is_said_without_an_address_that_nobody_reads() -> None:
    words = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "private report" in words
    assert "@" not in words
