"""Whether the pages' types are what the documents say is noticed, and what they are made of is whole."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import page_types


def test_every_pointer_leads_to_a_definition() -> None:
    for wish in page_types.write_request().values():
        definitions = wish["definitions"]
        text = json.dumps(definitions)
        pointed = {piece.split('"')[0] for piece in text.split("#/definitions/")[1:]}
        assert pointed
        assert pointed <= set(definitions)
        assert page_types.POINTER not in text


def test_a_file_that_is_old_is_noticed_and_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_types, "PAGES", tmp_path)
    monkeypatch.setattr(page_types, "generate", lambda: {"generatedRest.ts": "export type New = string;\n"})
    (tmp_path / "generatedRest.ts").write_text("export type Old = string;\n")
    monkeypatch.setattr(sys, "argv", ["page_types.py", "--check"])
    assert page_types.main() == 1
    assert (tmp_path / "generatedRest.ts").read_text() == "export type Old = string;\n"
    monkeypatch.setattr(sys, "argv", ["page_types.py"])
    assert page_types.main() == 0
    monkeypatch.setattr(sys, "argv", ["page_types.py", "--check"])
    assert page_types.main() == 0
