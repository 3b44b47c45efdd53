"""What can be wrong with a field: every code is given somewhere, and said in both languages."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from contract.wording.faults import WORDS, Fault, FaultCode, FaultError

ROOT = Path(__file__).resolve().parents[3]
CODES = get_args(FaultCode)
LANGUAGES = sorted(path.stem for path in (ROOT / "frontend" / "src" / "locales").glob("*.json"))


def test_each_code_has_words() -> None:
    assert sorted(WORDS) == sorted(CODES)
    for code in CODES:
        assert re.fullmatch(r"[A-Z][^{}]+\.", str(Fault(code, 5, ("a", "b"))))


def test_each_code_is_given_somewhere() -> None:
    home = ROOT / "platform" / "contract" / "wording" / "faults.py"
    source = "".join(path.read_text() for path in (ROOT / "platform").rglob("*.py") if path != home)
    assert [code for code in CODES if f'("{code}"' not in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_each_code_with_its_values(language: str) -> None:
    text = (ROOT / "frontend" / "src" / "locales" / f"{language}.json").read_text(encoding="utf-8")
    said = json.loads(text)["site"]["fields"]
    assert sorted(said) == sorted(CODES)
    for code, words in WORDS.items():
        assert re.findall(r"\{\w+\}", said[code]) == re.findall(r"\{\w+\}", words), code


def test_the_documentation_has_each_code() -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(WORDS)


def test_a_fault_is_told_with_its_bound() -> None:
    assert FaultError("tag_too_long", limit=30).fault.to_dict() == {
        "code": "tag_too_long",
        "limit": 30,
        "detail": "A tag has at most 30 letters.",
    }
    assert Fault("not_one_of", allowed=("artist", "fan")).to_dict() == {
        "code": "not_one_of",
        "allowed": ["artist", "fan"],
        "detail": "Must be one of these: artist, fan.",
    }
