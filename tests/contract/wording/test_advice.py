"""What an artist is told of a stream: every code has words, and pages say it in both languages."""

import json
import re
from pathlib import Path

import pytest

from contract.wording.advice import RECORDERS, WORDS, Advice

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = sorted(path.stem for path in (ROOT / "frontend" / "src" / "locales").glob("*.json"))


def test_words_are_written_with_their_values() -> None:
    assert str(Advice("frames_few", {"fps": 12.0})).startswith("Only 12 frames a second")
    assert str(Advice("picture_good", {"codec": "H.264", "width": "1920", "height": "1080"})) == "H.264, 1920 × 1080."
    assert Advice("late", {"seconds": 4}).to_dict() == {"code": "late", "values": {"seconds": 4}}


def test_what_a_node_says_of_its_disk_needs_no_values() -> None:
    assert [str(Advice(code)) == WORDS[code] for code in RECORDERS] == [True] * len(RECORDERS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_say_each_code_with_its_values(language: str) -> None:
    text = (ROOT / "frontend" / "src" / "locales" / f"{language}.json").read_text(encoding="utf-8")
    said = json.loads(text)["studio"]["advice"]
    assert list(said) == list(WORDS)
    for code, words in WORDS.items():
        assert sorted(re.findall(r"\{\w+\}", said[code])) == sorted(re.findall(r"\{\w+\}", words)), code


def test_each_code_is_given_somewhere() -> None:
    home = ROOT / "platform" / "contract" / "wording" / "advice.py"
    source = "".join(path.read_text() for path in (ROOT / "platform").rglob("*.py") if path != home)
    assert [code for code in WORDS if f'"{code}"' not in source] == []


def test_the_documentation_has_each_code() -> None:
    page = (ROOT / "docs" / "rehearsal.md").read_text(encoding="utf-8")
    assert [code for code in WORDS if f"`{code}`" not in page] == []
